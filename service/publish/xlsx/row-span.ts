import type { Tag } from './xml.ts';

/** One row, decoded; its offsets belong to `text`, which it shares with the rows around it. */
export interface RowSpan {
  row: number;
  text: string;
  start: number;
  end: number;
  open: Tag;
  /** Where the row's content ends. */
  contentEnd: number;
}

/** Where a row stands in the bytes of its sheet. */
export interface RowPlace {
  row: number;
  start: number;
  end: number;
}
