import type { CellValue } from '../../service/records/sheet-row.ts';
import type { SnapshotCell, TableBinding, WorkbookHost } from './types.ts';

/**
 * What binding a table that an analyst made herself needs of a host: sheets as plain grids, and one method that turns a
 * region into a bound table. All places are counted from 0 at cell A1; a range leaves its bottom and right out.
 */

export interface GridRange {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** A sheet as plain data. */
export interface SheetGrid {
  sheet: string;
  /** Rows from the first of the sheet; short and missing rows are blank. A date cell gives its serial number. */
  rows: readonly (readonly SnapshotCell[])[];
  /** Merged cells; the value stands in the first cell of each. */
  merges: readonly GridRange[];
  /** Tables that the workbook knows as such: header row first; `totals` is true where the last row is a total row. */
  tables: readonly { name: string; range: GridRange; totals: boolean }[];
  /** True where the workbook counts its days from 1904. */
  date1904?: boolean;
}

/** The key column that a table gets. */
export interface NewKeyColumn {
  header: string;
  /** Column of the sheet: the one right behind the table. */
  column: number;
  /** True where something stands there, so that the host moves the cells from there on to the right first. */
  insert: boolean;
  /** True where the column may be hidden: nothing else of the sheet stands in it. */
  hidden: boolean;
  /** One a body row from the first: the key of its record, null where the row is no record's. */
  keys: readonly (string | null)[];
}

/**
 * Everything that makes a region a bound table, decided by the core; a host only carries it out, in this order: refuse
 * where the region is not `digest` any more, dissolve `unmerge`, write `writes`, write the key column, make the region a
 * table of the name `binding.table` where `existing` is null (widen the existing one otherwise), write the binding into
 * the hidden sheet. All or nothing.
 */
export interface BindRequest {
  binding: TableBinding;
  sheet: string;
  /** The table with the key column: its header row (the last one, where it has two), then its body without total rows. */
  range: GridRange;
  /** Name of the workbook's own table that the region is already; null where the host is to make one. */
  existing: string | null;
  /** Merges that no table may have; the values that their other cells get are among `writes`. */
  unmerge: readonly GridRange[];
  /** Cells to write beside the key column: headers made whole and different, values of dissolved merges. Text as text. */
  writes: readonly { row: number; column: number; value: CellValue }[];
  key: NewKeyColumn;
  /** Digest of `range` as it was read, the place of the key column with it (`gridDigest`). */
  digest: string;
}

/** A host that can bind a table which is there already. */
export interface BindingHost extends WorkbookHost {
  /** Names of the visible sheets, in their order. */
  sheetNames(): Promise<string[]>;
  /** @throws Problem `workbook.sheet-missing` */
  readSheet(sheet: string): Promise<SheetGrid>;
  /** @throws Problem `workbook.changed-since-plan`, `workbook.table-exists`, and what the host cannot do */
  bindTable(request: BindRequest): Promise<void>;
}
