import { type Field, labelIn } from '../../service/records/catalogue.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';
import type { SnapshotCell } from './types.ts';
import { readValue, sameValue } from './values.ts';

/** One bound cell with its three values. `base` is undefined where the service does not know the row's revision. */
export interface CellThreeWay {
  field: Field;
  recordId: string;
  base: CellValue | undefined;
  mine: SnapshotCell;
  theirs: CellValue;
  date1904: boolean;
}

/** What becomes of a bound cell: nothing, the service's value, or it is hers and she is asked. */
export type CellOutcome = { is: 'same' } | { is: 'take' } | { is: 'edit'; conflict: boolean };

/**
 * Values that only a refresh writes are the refresh's own, whatever the base says: the status it marked, and the
 * evidence link, whose address changes when the service moves.
 */
const writtenByRefresh = (cell: CellThreeWay): boolean => {
  const { value } = cell.mine;
  if (typeof value !== 'string') return false;
  if (cell.field.id === 'status')
    return Object.values(cell.field.values ?? {}).some((label) =>
      [labelIn(label, 'zh-CN'), labelIn(label, 'en')].includes(value.trim()),
    );
  return cell.field.id === 'evidenceUrl' && value.trim().endsWith(`/evidence/${cell.recordId}`);
};

/**
 * Three-way merge of one cell (refresh.md, "Three-way merge"): base = mine takes theirs; base = theirs keeps mine as
 * a local edit; where all differ it is a conflict. A formula in a bound cell is always the analyst's.
 */
export const mergeCell = (cell: CellThreeWay): CellOutcome => {
  const same = (a: CellValue, b: CellValue): boolean => sameValue(a, b, cell.field, cell.date1904);
  const { base, mine, theirs } = cell;
  const serviceChanged = base === undefined || !same(base, theirs);
  const agree = same(mine.value, theirs);
  if (mine.formula !== undefined) return { is: 'edit', conflict: serviceChanged && !agree };
  if (agree) return { is: 'same' };
  if (writtenByRefresh(cell)) return { is: 'take' };
  if (base !== undefined && same(base, mine.value)) return { is: 'take' };
  return { is: 'edit', conflict: serviceChanged };
};

/** A cell's value as it is shown to a person: the day of a serial number, otherwise as it stands. */
export const shownValue = (cell: SnapshotCell, field: Field, date1904: boolean): CellValue =>
  field.type === 'date' ? readValue(cell.value, field, date1904) : cell.value;
