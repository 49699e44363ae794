import type { Tag } from './xml.ts';

/** One row, decoded; its offsets belong to `text`, which it shares with the rows around it. */
export interface RowSpan {
  row: number;
  text: string;
  /** Where `text` is not decoded but has a character for each byte: the bytes that it was made from. */
  bytes: { all: Buffer; from: number } | undefined;
  start: number;
  end: number;
  open: Tag;
  /** Where the row's content ends. */
  contentEnd: number;
}
