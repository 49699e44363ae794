import type { FieldType } from '../../service/records/catalogue.ts';
import type { FactAsk } from '../../service/records/facts.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';
import type { SnapshotCell } from './types.ts';

/**
 * Facts in named cells: report sheets show single figures of the service (a count, one target, the as-of date) in cells
 * and ranges that bear a name. The names and what each asks live in the hidden sheet beside the tables' bindings.
 */

/** A named cell or range and what it asks of the service. */
export interface FactBinding {
  /** Defined name of the workbook; it moves with its cells. */
  name: string;
  ask: FactAsk;
  /** What the last refresh wrote, row by row; null before the first. Cells that differ from it are local edits. */
  written: readonly (readonly CellValue[])[] | null;
  /** What an undo puts back: the cells, and `written` as it was; null where there is nothing to take back. */
  undo: {
    cells: readonly (readonly SnapshotCell[])[];
    written: readonly (readonly CellValue[])[] | null;
  } | null;
}

/** The cells of a name as a host reads them. */
export interface NamedCells {
  name: string;
  sheet: string;
  /** Row by row; a single cell is one row of one. A date cell gives its serial number. */
  cells: readonly (readonly SnapshotCell[])[];
  date1904?: boolean;
}

/** One cell of a name to write, by its place within the name. */
export interface FactCellWrite {
  row: number;
  column: number;
  value: CellValue;
  type: FieldType;
  /** As in CellWrite: only an undo writes formulas. */
  formula?: string;
}

/** A named cell that somebody typed over: it stays hers until she takes the service's value. */
export interface FactEdit {
  name: string;
  row: number;
  column: number;
  base: CellValue;
  mine: CellValue;
  theirs: CellValue;
}
/** An ask without an answer, or a name without cells: nothing of it is written. */
export interface FactFailure {
  name: string;
  /** Code of the service's problem, or `fact.name-missing`, `fact.too-small`. */
  code: string;
  title: string;
  detail: string;
}

/** What a refresh does to the named cells: plain data, shown before it is written. */
export interface FactPlan {
  /** Digest of the named cells that the plan was made from (`factsDigest`); a host refuses to write to another state. */
  digest: string;
  /** The names to read again for that check, those without cells left out. */
  names: readonly string[];
  writes: readonly { name: string; sheet: string; cells: readonly FactCellWrite[] }[];
  /** For people: what changes, old → new. */
  changes: readonly { name: string; row: number; column: number; old: CellValue; new: CellValue }[];
  edits: readonly FactEdit[];
  failures: readonly FactFailure[];
  /** The fact bindings as they are to stand in the hidden sheet afterwards. */
  facts: readonly FactBinding[];
}

/** A host whose workbook can show facts in named cells. */
export interface FactHost {
  readFacts(): Promise<FactBinding[]>;
  /** Names that the workbook does not have, or that are no cells, are left out of the answer. */
  readNamed(names: readonly string[]): Promise<NamedCells[]>;
  /**
   * Writes the cells and the hidden sheet, all or nothing.
   * @throws Problem `workbook.changed-since-plan`
   */
  applyFacts(plan: FactPlan): Promise<void>;
}
