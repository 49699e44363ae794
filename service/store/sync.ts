import type { Db, Sql } from './db.ts';
import { momentOf, settledMoment } from './moment.ts';
import { readAllRecords, readRevisions } from './record-reader.ts';
import type { SyncAnswer, SyncRequest } from './store.ts';

/** A key as a table holds it; one without a revision number is an id that no revision fits. */
const parseKey = (key: string): { id: string; revision: number } => {
  const at = key.lastIndexOf('@');
  const revision = at < 0 ? Number.NaN : Number(key.slice(at + 1));
  return Number.isInteger(revision) && revision > 0 && revision < 2 ** 31
    ? { id: key.slice(0, at), revision }
    : { id: at < 0 ? key : key.slice(0, at), revision: 0 };
};

/**
 * What a refresh asks in one request; see SyncAnswer. A record that the asked state does not know yet, or that is of
 * another kind, is `outOfQuery`: it exists, but this table does not show it.
 */
export const answerSync = async (db: Db, { kind, query, keys }: SyncRequest): Promise<SyncAnswer> => {
  const moment = query.asOf === undefined ? await settledMoment(db) : await momentOf(db, query.asOf);
  const records = await readAllRecords(db, kind, query, moment.change);
  const picked = new Map(records.map((record) => [record.id, record.revision]));
  const parsed = keys.map(parseKey);

  const missing = [...new Set(parsed.map(({ id }) => id))].filter((id) => !picked.has(id));
  const bases = await readRevisions(
    db,
    parsed.filter(({ id, revision }) => revision > 0 && picked.get(id) !== revision),
  );
  return {
    cursor: moment.change,
    asOf: moment.instant,
    records,
    bases,
    gone: await reasons(db, missing, moment.change),
  };
};

const reasons = async (sql: Sql, ids: readonly string[], change: number): Promise<SyncAnswer['gone']> => {
  if (ids.length === 0) return {};
  const rows = await sql.query<{ id: string; status: string | null }>(
    `select records.id, record.status
     from jsonb_array_elements_text($1::jsonb) as asked (id)
     join records on records.id = asked.id
     left join record_versions record
       on record.record_id = records.id and record.change <= $2::bigint and record.valid_to > $2::bigint`,
    [JSON.stringify(ids), change],
  );
  const status = new Map(rows.map((row) => [row.id, row.status]));
  return Object.fromEntries(
    ids.map((id) => {
      if (!status.has(id)) return [id, 'unknown'];
      return [id, status.get(id) === 'withdrawn' ? 'withdrawn' : 'outOfQuery'];
    }),
  );
};
