import type { FieldType, Language } from '../../service/records/catalogue.ts';
import type { Kind } from '../../service/records/kinds.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';

/** Which records a table shows; the filters of the service's query, as text. */
export type TableQuery = Readonly<Record<string, string>>;

/** How a table of a workbook is bound to the service. It lives in the workbook's hidden sheet (binding-sheet.ts). */
export interface TableBinding {
  /** Name of the table in its host (ListObject name; in Google Sheets the name in the hidden sheet). */
  table: string;
  kind: Kind;
  query: TableQuery;
  language: Language;
  /** Bound columns: header in the sheet → field id of the catalogue; the key column maps to `key`. */
  columns: readonly { header: string; field: string }[];
  /** When the shown state of the service was taken, ISO date and time; null before the first refresh. */
  asOf: string | null;
  /** Change sequence of the service at the last refresh; null before the first. */
  cursor: number | null;
  refreshedAt: string | null;
  refreshedBy: string | null;
}

/** One cell of a table as its host reads it. A date cell gives its serial number. */
export interface SnapshotCell {
  value: CellValue;
  /** Formula text without the leading =, where the cell has one. */
  formula?: string;
}
export interface SnapshotRow {
  cells: readonly SnapshotCell[];
}
/** A table as plain data: what the core plans from. */
export interface TableSnapshot {
  table: string;
  sheet: string;
  headers: readonly string[];
  rows: readonly SnapshotRow[];
  /** Serial-number day count of the workbook: true where 1904-based. */
  date1904?: boolean;
}

/** One bound cell to write. `type` tells the host how to write it (date → serial number with the column's format). */
export interface CellWrite {
  column: number;
  value: CellValue;
  type: FieldType;
}
/** Writes into a row that the table has, by its index in the snapshot. */
export interface RowUpdate {
  row: number;
  key: string;
  cells: readonly CellWrite[];
  /** True where the row was blank (the placeholder of an empty table) and takes a new record. */
  fills?: true;
}
/** A row to be added at the end of the table. */
export interface RowAddition {
  key: string;
  cells: readonly CellWrite[];
}
/** A row whose removal was accepted; `archive` is true where it holds analyst content. */
export interface RowRemoval {
  row: number;
  key: string;
  reason: 'withdrawn' | 'outOfQuery' | 'unknown';
  archive: boolean;
}

/** A bound cell that the analyst changed, or that both sides changed. */
export interface LocalEdit {
  row: number;
  key: string;
  column: number;
  field: string;
  base: CellValue;
  mine: CellValue;
  theirs: CellValue;
  /** True where the service changed the same cell: nobody's value is taken until she decides. */
  conflict: boolean;
}
export interface CellChange {
  row: number;
  key: string;
  column: number;
  field: string;
  old: CellValue;
  new: CellValue;
}

/** What a refresh will do to one table: plain data, shown before it is written. */
export interface RefreshPlan {
  table: string;
  sheet: string;
  /** Digest of the snapshot that the plan was made from; a host refuses to apply it to another state. */
  snapshot: string;
  headers: readonly string[];
  updates: readonly RowUpdate[];
  additions: readonly RowAddition[];
  removals: readonly RowRemoval[];
  /** For people: bound values that change, old → new. */
  changes: readonly CellChange[];
  edits: readonly LocalEdit[];
  /** Rows whose record is withdrawn or no longer matches, kept and marked. */
  gone: readonly { row: number; key: string; reason: 'withdrawn' | 'outOfQuery' | 'unknown' }[];
  /** Rows that cannot be told: no key, a key twice. They are left alone and reported. */
  unmatched: readonly { row: number; reason: 'noKey' | 'duplicateKey' | 'brokenKey' }[];
  /** The binding as it is to stand in the hidden sheet afterwards. */
  binding: TableBinding;
}

/** Counts of a plan, for a line of text. */
export interface PlanSummary {
  table: string;
  added: number;
  changed: number;
  removed: number;
  withdrawn: number;
  localEdits: number;
  conflicts: number;
  unmatched: number;
}

/** What an analyst decided about a plan before it is applied. */
export interface Decisions {
  /** Per `key` and field; what is not named stays as it is (hers). */
  edits?: Readonly<Record<string, Readonly<Record<string, 'keep' | 'take'>>>>;
  /** Keys of gone rows whose removal she accepts; 'all' accepts every one. */
  removals?: readonly string[] | 'all';
}

/** A table to be made in an open workbook: a template's table, laid out from the catalogue. */
export interface NewTable {
  binding: TableBinding;
  sheet: string;
  title: string;
  columns: readonly { header: string; field: string; type: FieldType; width: number; hidden: boolean }[];
}

/**
 * A workbook somewhere: open in Excel, an .xlsx file, a Google Sheet. All that a host must do; everything else is
 * the core's. Every method that fails throws a Problem and leaves the workbook as it was.
 */
export interface WorkbookHost {
  readBindings(): Promise<TableBinding[]>;
  readTable(table: string): Promise<TableSnapshot>;
  /** Writes a plan, and its binding into the hidden sheet, all or nothing. */
  apply(plan: RefreshPlan): Promise<void>;
  /** Makes a bound, empty table on a sheet of its own. Hosts without it refuse clearly. */
  insertTable(table: NewTable): Promise<void>;
}
