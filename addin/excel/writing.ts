import type { RefreshPlan } from '../../templates/refresh/types.ts';
import type { ArchiveChange, ArchivePlace } from './archive-sheet-io.ts';
import type { BindingSheet } from './binding-sheet-io.ts';
import type { TableState } from './table-reading.ts';
import type { CellBlock, CellToWrite } from './write-queue.ts';

/** A run of rows of the table's body. */
export interface RowRun {
  from: number;
  count: number;
}
/** Rows that come into the table together, in its middle or at its end. */
export interface RestoredRun {
  /** Among the body rows as they stand once the runs before it are in. */
  index: number;
  count: number;
  /** How many of them the table has already, blank: only the others are inserted. */
  taken: number;
  /** What is written into them, `row` counted from the first of them. Nothing else in a row is touched. */
  cells: CellToWrite[];
}

/** Cells whose number format is changed so that a serial number reads as a date; in coordinates of the sheet. */
export interface FormatChange {
  block: CellBlock;
  before: unknown[][];
}

/** A writing that was checked: everything to be done, and everything needed to take it back. */
export interface Writing {
  plan: RefreshPlan;
  state: TableState;
  /** Cells of rows that the table has, then of rows that it gets; in coordinates of the sheet. */
  updates: CellBlock[];
  additions: CellBlock[];
  /** Rows that the table gets at its end before anything is removed; none where they come in as `restored` does. */
  grown: number;
  formats: FormatChange[];
  /** Columns of the table, in coordinates of the sheet, whose added cells need a date format. */
  addedFormats: { column: number; format: string }[];
  /** True where something stands below the table that must move down first. */
  makeRoom: boolean;
  /** From the last to the first, so that what is above keeps its place. */
  removals: RowRun[];
  /** True where every row goes: the first is then emptied, because a table keeps one. */
  emptiesFirst: boolean;
  bindings: BindingSheet;
  archive: ArchivePlace;
  archived: ArchiveChange | null;
  /** Rows that are put in once the removals are done, from the first to the last; see restore-rows.ts. */
  restored: RestoredRun[];
  /** Whether this Excel can resize a table (ExcelApi 1.13); else rows come in before the last one, which is as old as tables. */
  canResize: boolean;
}

/** How far a writing got: what the requests that Excel has answered have done. */
export interface Progress {
  roomMade: boolean;
  /** All is written but the removals, which were sent last and alone. */
  removing: boolean;
  /** The removals are done too, and rows are being put back, in one last request. */
  restoring: boolean;
  /** Room was made below the table for rows that come back at its end. */
  roomAtEnd: boolean;
  requests: number;
}

/** Row below the table, counted from 0. */
export const bottomOf = ({ state }: Writing): number => state.row + 1 + state.bodyRows;
/** Columns of the table. */
export const widthOf = ({ state }: Writing): number => state.snapshot.headers.length;
export const rangeOf = (sheet: Excel.Worksheet, { row, column, values }: CellBlock): Excel.Range =>
  sheet.getRangeByIndexes(row, column, values.length, values[0]?.length ?? 1);
