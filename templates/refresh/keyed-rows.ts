import { locateColumns } from './columns.ts';
import { parseKey, printKey, type RowKey } from './keys.ts';
import type { RefreshPlan, SnapshotRow, TableBinding, TableSnapshot } from './types.ts';

type Unmatched = RefreshPlan['unmatched'][number];
/** A row whose key can be trusted. */
export interface KeyedRow {
  row: number;
  key: RowKey;
  /** The key as the row carries it, in its printed form. */
  text: string;
}
export interface KeyedRows {
  matched: readonly KeyedRow[];
  unmatched: readonly Unmatched[];
  /** Ids that the table shows already, those of rows that cannot be told among them. */
  taken: Pick<ReadonlySet<string>, 'has'>;
  blank: readonly number[];
}

/** A row that shows nothing: formulas that wait for a record count for nothing. */
export const isBlank = (row: SnapshotRow): boolean =>
  row.cells.every((cell) => cell.formula !== undefined || cell.value === null || cell.value === '');

/** Sorts the rows of a table by whether they carry a key that can be trusted. */
export const readKeys = (snapshot: TableSnapshot, keyColumn: number): KeyedRows => {
  const found: KeyedRow[] = [];
  const unmatched: Unmatched[] = [];
  const blank: number[] = [];
  const rowsOfId = new Map<string, number>();
  let isTwice = false;
  for (let index = 0; index < snapshot.rows.length; index++) {
    const row = snapshot.rows[index];
    if (!row) continue;
    const value = row.cells[keyColumn]?.value ?? null;
    const key = parseKey(value);
    if (key) {
      found.push({ row: index, key, text: printKey(key) });
      const before = rowsOfId.get(key.id);
      if (before !== undefined) isTwice = true;
      rowsOfId.set(key.id, (before ?? 0) + 1);
    } else if (isBlank(row)) blank.push(index);
    else unmatched.push({ row: index, reason: value === null || value === '' ? 'noKey' : 'brokenKey' });
  }
  if (!isTwice) return { matched: found, unmatched, taken: rowsOfId, blank };
  const matched = found.filter(({ key }) => rowsOfId.get(key.id) === 1);
  for (const { row, key } of found)
    if (rowsOfId.get(key.id) !== 1) unmatched.push({ row, reason: 'duplicateKey' });
  unmatched.sort((a, b) => a.row - b.row);
  return { matched, unmatched, taken: rowsOfId, blank };
};

/**
 * The keys of a table's rows, for the request to the service.
 * @throws Problem as locateColumns
 */
export const keysOf = (snapshot: TableSnapshot, binding: TableBinding): string[] =>
  readKeys(snapshot, locateColumns(snapshot, binding).key).matched.map((row) => row.text);
