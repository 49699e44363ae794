import type { RecordView } from '../../service/records/record-view.ts';
import { isBlank, type KeyedRow, type KeyedRows, readKeys } from './keyed-rows.ts';
import { namesRevision, parseKey, printKey } from './keys.ts';
import type { SnapshotRow, TableSnapshot } from './types.ts';

/** A row with the current record of its key; undefined where there is none. */
export interface PairedRow extends KeyedRow {
  record: RecordView | undefined;
}
export interface PairedRows extends Pick<KeyedRows, 'unmatched' | 'blank'> {
  /** Rows with a key that can be trusted, without those that are settled, in the order of the table. */
  matched: readonly PairedRow[];
  /** Records that no row shows, in their order. */
  fresh: readonly RecordView[];
}
/** Whether nothing is to be done about a row that shows a record at its present revision. */
export type IsSettled = (row: SnapshotRow, record: RecordView) => boolean;

/** The slow way, for tables that show a record twice: no row can be trusted before all are read. */
const pairAfterReading = (
  snapshot: TableSnapshot,
  keyColumn: number,
  records: readonly RecordView[],
  isSettled: IsSettled,
): PairedRows => {
  const { matched, unmatched, taken, blank } = readKeys(snapshot, keyColumn);
  const byId = new Map(records.map((record) => [record.id, record]));
  const open = matched.flatMap((keyed): PairedRow[] => {
    const record = byId.get(keyed.key.id);
    const row = snapshot.rows[keyed.row];
    return row && record?.revision === keyed.key.revision && isSettled(row, record)
      ? []
      : [{ ...keyed, record }];
  });
  return { matched: open, unmatched, blank, fresh: records.filter(({ id }) => !taken.has(id)) };
};

/** Finds records by id; nearly every table has its rows in the order of the service, so the next one comes first. */
class RecordFinder {
  readonly #records: readonly RecordView[];
  #byId: ReadonlyMap<string, number> | undefined;
  constructor(records: readonly RecordView[]) {
    this.#records = records;
  }
  /** @returns place of the record, -1 where there is none */
  find(id: string, next: number): number {
    if (this.#records[next]?.id === id) return next;
    this.#byId ??= new Map(this.#records.map((record, index) => [record.id, index]));
    return this.#byId.get(id) ?? -1;
  }
}

/**
 * Brings rows and current records together by the rows' keys. Nearly every row of nearly every refresh is settled at one
 * look at the next record, and nothing is made for it.
 * @param keyColumn place of the key column
 * @param records the current records of the service's answer, each once
 */
export const pairRows = (
  snapshot: TableSnapshot,
  keyColumn: number,
  records: readonly RecordView[],
  isSettled: IsSettled,
): PairedRows => {
  const finder = new RecordFinder(records);
  const shown = new Uint8Array(records.length);
  const withoutRecord = new Set<string>();
  const matched: PairedRow[] = [];
  const unmatched: PairedRows['unmatched'][number][] = [];
  const blank: number[] = [];
  let next = 0;
  for (let index = 0; index < snapshot.rows.length; index++) {
    const row = snapshot.rows[index];
    if (!row) continue;
    const value = row.cells[keyColumn]?.value ?? null;
    const expected = records[next];
    if (typeof value === 'string' && expected && shown[next] === 0 && namesRevision(value, expected)) {
      shown[next++] = 1;
      if (!isSettled(row, expected))
        matched.push({
          row: index,
          key: { id: expected.id, revision: expected.revision },
          text: value,
          record: expected,
        });
      continue;
    }
    const key = parseKey(value);
    if (!key) {
      if (isBlank(row)) blank.push(index);
      else unmatched.push({ row: index, reason: value === null || value === '' ? 'noKey' : 'brokenKey' });
      continue;
    }
    const place = finder.find(key.id, next);
    if (place < 0 ? withoutRecord.has(key.id) : shown[place] === 1)
      return pairAfterReading(snapshot, keyColumn, records, isSettled);
    if (place < 0) withoutRecord.add(key.id);
    else {
      shown[place] = 1;
      next = place + 1;
    }
    const record = records[place];
    if (!(record?.revision === key.revision && isSettled(row, record)))
      matched.push({ row: index, key, text: printKey(key), record });
  }
  return { matched, unmatched, blank, fresh: records.filter((_, place) => shown[place] === 0) };
};
