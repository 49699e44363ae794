import { blankLabels, blankOf, speaksOfBlanks } from '../../service/records/blanks.ts';
import { type Field, type Language, labelIn } from '../../service/records/catalogue.ts';
import type { RecordView } from '../../service/records/record-view.ts';
import { type CellReader, type CellValue, cellReader } from '../../service/records/sheet-row.ts';
import type { BoundColumn } from './columns.ts';
import { isoOfSerial } from './dates.ts';
import { mergeCell, shownValue } from './merge.ts';
import { fitCell } from './text-safety.ts';
import type {
  CellChange,
  CellWrite,
  EditDecision,
  LocalEdit,
  SnapshotCell,
  TableBinding,
  TableSnapshot,
} from './types.ts';

/** A bound column with what reads its field out of records. */
export interface ReadColumn extends BoundColumn {
  reader: CellReader;
  isDate: boolean;
}
/** The bound columns of a table with their readers. */
export const readColumns = (
  columns: readonly BoundColumn[],
  language: Language,
  evidenceBase: string,
): ReadColumn[] =>
  columns.map((bound) => ({
    ...bound,
    reader: cellReader(bound.field, language, evidenceBase),
    isDate: bound.field.type === 'date',
  }));

/** A side of the merge: the values of a revision, and what stands in a cell where it has none. */
export interface Side {
  /** As a cell takes it; null where there is none. */
  value(bound: ReadColumn): CellValue;
  /** Whether a cell holds that very value; a quick answer that may be no where `value` is equal. */
  holds(bound: ReadColumn, cell: CellValue): boolean;
  /** Where the table has typed blanks the word for it, otherwise null. */
  blank(field: Field): string | null;
}

/** What stands in the cells of a record that has no value there. */
export const blanksOf = (binding: TableBinding, record: RecordView | undefined): Side['blank'] => {
  if (binding.blanks !== 'typed' || !record) return noBlank;
  return (field) => {
    const blank = blankOf(record, field.id);
    return blank === null ? null : labelIn(blankLabels[blank], binding.language);
  };
};

const noBlank = (): null => null;

/** A record as a side of the merge. */
class RecordSide implements Side {
  readonly #record: RecordView;
  readonly blank: Side['blank'];
  constructor(binding: TableBinding, record: RecordView) {
    this.#record = record;
    this.blank = blanksOf(binding, record);
  }
  value(bound: ReadColumn): CellValue {
    return fitCell(bound.reader.read(this.#record));
  }
  holds(bound: ReadColumn, cell: CellValue): boolean {
    return bound.reader.holds(this.#record, cell);
  }
}
export const sideOf = (binding: TableBinding, record: RecordView): Side => new RecordSide(binding, record);

export const writeOf = (bound: BoundColumn, value: CellValue): CellWrite => ({
  column: bound.column,
  value,
  type: bound.field.type,
});

/** What is written into a cell: the value, or the word for its blank, which is text in every column. */
export const writeOfSide = (bound: ReadColumn, side: Side): CellWrite => {
  const value = side.value(bound);
  if (value !== null) return writeOf(bound, value);
  const word = side.blank(bound.field);
  return { ...writeOf(bound, word), ...(word === null ? {} : { type: 'text' }) };
};

/** Words for blanks in either language: where a table has typed blanks they are nobody's value. */
const blankWords: ReadonlySet<CellValue> = new Set(
  Object.values(blankLabels).flatMap((label): string[] => [label.zh, label.en]),
);
const withdrawnWords: ReadonlySet<CellValue> = new Set(Object.values(blankLabels.withdrawn));

/**
 * What to write where the service has no value and the cell shows none either: the word for it, where the cell is empty or
 * shows a word that a refresh wrote and that no longer holds.
 * @returns undefined where the cell stays
 */
const blankToWrite = (
  mine: CellValue,
  wanted: string | null,
  before: string | null,
): string | null | undefined => {
  if (mine === wanted || (mine === '' && wanted === null)) return undefined;
  const isEmpty = mine === null || mine === '';
  return isEmpty || mine === before || withdrawnWords.has(mine) ? wanted : undefined;
};

/** One row to be merged. */
export interface RowToMerge {
  row: number;
  /** The row's key as text, and the id in it. */
  key: string;
  id: string;
  bounds: readonly ReadColumn[];
  /** Undefined where the service does not know the row's revision. */
  base: Side | undefined;
  theirs: Side;
  /** What she decided about fields of this row. */
  decided: Readonly<Record<string, EditDecision>> | undefined;
  /** Fields of which she may send hers. */
  sendable: ReadonlySet<string>;
}

export interface MergedRow {
  cells: CellWrite[];
  changes: CellChange[];
  edits: LocalEdit[];
  /** Those of the edits that she sends. */
  sent: { field: Field; edit: LocalEdit }[];
}

const none: SnapshotCell = { value: null };
const dayOf = (value: CellValue, date1904: boolean): CellValue =>
  typeof value === 'number' ? (isoOfSerial(value, date1904) ?? value) : value;
const isEmpty = (value: CellValue): boolean => value === null || value === '';

/**
 * Whether a row shows nothing but a record's very values: a quick look that spares nearly every row of nearly every refresh
 * the merge. No means only that the row must be merged to know.
 */
export const showsJust = (
  cells: readonly SnapshotCell[],
  read: readonly ReadColumn[],
  record: RecordView,
  date1904: boolean,
): boolean => {
  for (let i = 0; i < read.length; i++) {
    const bound = read[i];
    const mine = bound && cells[bound.column];
    if (!mine || mine.formula !== undefined) return false;
    const value = bound.isDate ? dayOf(mine.value, date1904) : mine.value;
    if (!bound.reader.holds(record, value)) return false;
  }
  return true;
};

/** Merges the bound cells of one row: the cells to write, and what a person is to see of it. */
export const mergeRow = (snapshot: TableSnapshot, binding: TableBinding, merge: RowToMerge): MergedRow => {
  const { base, theirs } = merge;
  const date1904 = snapshot.date1904 ?? false;
  const typed = binding.blanks === 'typed';
  const merged: MergedRow = { cells: [], changes: [], edits: [], sent: [] };
  const shownCells = snapshot.rows[merge.row]?.cells ?? [];
  for (const bound of merge.bounds) {
    const { field, column } = bound;
    const mine = shownCells[column] ?? none;
    // Nearly every cell of nearly every refresh ends here.
    if (mine.formula === undefined && (mine.value !== null || !typed)) {
      const compared = field.type === 'date' ? dayOf(mine.value, date1904) : mine.value;
      if (theirs.holds(bound, compared)) continue;
    }
    const now = theirs.value(bound);
    const at = { row: merge.row, key: merge.key, column, field: field.id };
    const isWord =
      typed && mine.formula === undefined && blankWords.has(mine.value) && speaksOfBlanks(field.id);
    if (typed && now === null && mine.formula === undefined && (isWord || isEmpty(mine.value))) {
      const word = blankToWrite(mine.value, theirs.blank(field), base?.blank(field) ?? null);
      if (word === undefined) continue;
      merged.cells.push({ ...writeOf(bound, word), type: 'text' });
      merged.changes.push({ ...at, old: mine.value, new: word });
      continue;
    }
    const was = base === undefined ? undefined : base === theirs ? now : base.value(bound);
    const outcome = mergeCell({
      field,
      recordId: merge.id,
      mine: isWord ? none : mine,
      date1904,
      base: was,
      theirs: now,
    });
    if (outcome.is === 'same') continue;
    const decision = outcome.is === 'take' ? 'take' : (merge.decided?.[field.id] ?? 'keep');
    const shown = shownValue(mine, field, date1904);
    if (decision === 'take') {
      const write = writeOfSide(bound, theirs);
      merged.cells.push(write);
      merged.changes.push({ ...at, old: shown, new: write.value });
      continue;
    }
    const sendable = merge.sendable.has(field.id);
    const conflict = outcome.is === 'edit' && outcome.conflict;
    const edit = { ...at, base: was ?? null, mine: shown, theirs: now, conflict, sendable };
    merged.edits.push(edit);
    if (decision === 'send' && sendable) merged.sent.push({ field, edit });
  }
  return merged;
};
