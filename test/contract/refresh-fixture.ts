import type { CellValue } from '../../service/records/sheet-row.ts';
import type { NewTable, SnapshotCell, WorkbookHost } from '../../templates/refresh/types.ts';

/** What an analyst types: a value, or a formula without its leading =. */
export type Typed = CellValue | { formula: string };

/** The bound table read back without the host under test, as far as that is possible. */
export interface TableContent {
  headers: string[];
  /** Data rows in their order. Dates may be serial numbers or ISO text. */
  rows: SnapshotCell[][];
}

/**
 * One workbook with one bound table, as its host and as an analyst see it. Rows are counted from 0 at the first data
 * row; columns are named by header. The host must see what the analyst did without being made anew.
 */
export interface RefreshFixture {
  host: WorkbookHost;
  /** Name of the bound table, as in the binding. */
  table: string;
  content(): Promise<TableContent>;
  /** Everything that a refresh does not own: other cells, other sheets, formats, widths, names … in any form. */
  outside(): Promise<unknown>;
  /** Rows of the archive sheet, its header row left out; empty where there is no such sheet. */
  archive(): Promise<CellValue[][]>;

  write(row: number, header: string, typed: Typed): Promise<void>;
  sortBy(header: string, descending?: boolean): Promise<void>;
  /** An empty row before the given one. */
  insertRow(before: number): Promise<void>;
  deleteRow(row: number): Promise<void>;
  /** A new column of her own before the given place (0 is left of all), with values for the first rows. */
  addColumn(header: string, at: number, values?: readonly Typed[]): Promise<void>;
  /** Moves a column to a place among the columns that the table then has. */
  moveColumn(header: string, to: number): Promise<void>;
  renameColumn(header: string, name: string): Promise<void>;
  deleteColumn(header: string): Promise<void>;

  /** Lets the next writing of the host fail on its way. */
  failNextWrite(): Promise<void>;
  /** Saves the workbook, closes it and opens it again; `host` is the one of the opened workbook from then on. */
  reopen(): Promise<void>;
  close?(): Promise<void>;
}

/** Makes a workbook with this bound and still empty table, and with other content around it. */
export type MakeFixture = (table: NewTable) => Promise<RefreshFixture>;

/** What a host may be unable to do; its test then names the sentence of the promise and the reason. */
export type Ability =
  | 'archive'
  | 'deleteColumn'
  | 'deleteRow'
  | 'failNextWrite'
  | 'formula'
  | 'moveColumn'
  | 'restore'
  | 'sort';
export type Limits = Partial<Record<Ability, string>>;
