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
  /**
   * `typed`: a cell without a value says why (not stated, not applicable, withdrawn) in the words of the catalogue; without
   * it such a cell is empty.
   */
  blanks?: 'typed';
  /** What an undo of the last refresh needs; null where there is nothing to take back. */
  undo: UndoNote | null;
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

/** A cell that a refresh wrote: what stood in it before, and what it wrote. */
export interface WrittenCell {
  was: SnapshotCell;
  now: CellValue;
}
/** A row that a refresh removed: where it stood and all that it held, by header. */
export interface RemovedRow {
  /** Its index in the table before the refresh. */
  index: number;
  /** Id of the record in the row above it, null where that has none or there is no row above. */
  after: string | null;
  key: string;
  cells: readonly (SnapshotCell & { header: string })[];
}
/** What the last refresh did to a table, as far as an undo must know. Kept in the hidden sheet (undo-note.ts). */
export interface UndoNote {
  /** Facts of the binding before that refresh. */
  before: Pick<TableBinding, 'asOf' | 'cursor' | 'refreshedAt' | 'refreshedBy'>;
  /** Rows that got values: the key as it is now and as it was, and the written cells by field id. */
  rows: readonly { key: string; was: string; cells: Readonly<Record<string, WrittenCell>> }[];
  /** Rows that came at the end, and blank ones that were filled; `mark` tells later whether they are still as written. */
  added: readonly { key: string; mark: string }[];
  filled: readonly { key: string; mark: string }[];
  removed: readonly RemovedRow[];
  /** True where every row went and none came, so that a table that cannot be empty shows a blank one now. */
  emptied: boolean;
  /** Time stamp of the lines that the refresh put into the archive; null where it put none. */
  archivedAt: string | null;
}

/**
 * One cell to write. `type` tells the host how to write it (date → serial number with the column's format); a number in
 * a date column is a serial number already. With `formula` (without its =) the host writes that and not the value; only
 * an undo does so.
 */
export interface CellWrite {
  column: number;
  value: CellValue;
  type: FieldType;
  formula?: string;
}
/** Writes into a row that the table has, by its index in the snapshot. */
export interface RowUpdate {
  row: number;
  key: string;
  cells: readonly CellWrite[];
  /** True where the row was blank (the placeholder of an empty table) and takes a new record. */
  fills?: true;
  /** True where an undo makes such a row blank again. */
  empties?: true;
}
/** A row to be added at the end of the table. */
export interface RowAddition {
  key: string;
  cells: readonly CellWrite[];
}
/** Why a record's row is no longer the service's. */
export type GoneReason = 'withdrawn' | 'outOfQuery' | 'unknown';
/** A row that leaves: its removal was accepted, or an undo takes it back. `archive` is true where it holds analyst content. */
export interface RowRemoval {
  row: number;
  key: string;
  reason: GoneReason | 'undone';
  archive: boolean;
}
/**
 * A whole row that an undo puts back, her own columns among its cells. `index` is its place among the body rows as they
 * stand in the end: after the updates were written and the removals gone, a host inserts the restorations one by one in
 * their order, which is ascending.
 */
export interface RowRestoration {
  index: number;
  key: string;
  cells: readonly CellWrite[];
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
  /** True where she may send hers as a correction: a field of a current record itself, not of its document. */
  sendable: boolean;
}
/**
 * A local edit that she sends to the service as a correction (`correctionInputSchema`); her cell stays as it is. Once the
 * service adopted it, both agree and the edit is gone.
 */
export interface PlannedCorrection {
  row: number;
  key: string;
  /** Id of the record. */
  record: string;
  /** Revision of the record that she saw when she decided: the service's present one. */
  revision: number;
  field: string;
  /** The value as last synced; null also where the service does not know the row's revision. */
  base: CellValue;
  /** Hers, read in the type of the field. */
  value: CellValue;
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
  /** Rows that an undo puts back; none in a refresh. */
  restorations: readonly RowRestoration[];
  /** Time stamp whose lines of this table an undo drops from the archive, before its own are added; null in a refresh. */
  unarchive: string | null;
  /** Time stamp of the lines that this plan's removals put into the archive. */
  archivedAt: string;
  /** For people: bound values that change, old → new. */
  changes: readonly CellChange[];
  edits: readonly LocalEdit[];
  /** Edits that she decided to send; the caller posts them, a host has nothing to do with them. */
  corrections: readonly PlannedCorrection[];
  /** Rows whose record is withdrawn or no longer matches, kept and marked. */
  gone: readonly { row: number; key: string; reason: GoneReason }[];
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
  /** Rows of which nothing changes but a link, because the service has another address now. */
  relinked: number;
  removed: number;
  withdrawn: number;
  /** Rows that an undo puts back. */
  restored: number;
  localEdits: number;
  conflicts: number;
  /** Local edits that go to the service as corrections; they count as local edits too. */
  corrections: number;
  unmatched: number;
}

/** Keep hers, take the service's, or keep hers and send it as a correction. */
export type EditDecision = 'keep' | 'take' | 'send';
/** What an analyst decided about a plan before it is applied. */
export interface Decisions {
  /** Per `key` and field; what is not named stays as it is (hers). `send` keeps hers and proposes it to the service. */
  edits?: Readonly<Record<string, Readonly<Record<string, EditDecision>>>>;
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
