import type { CorrectedField } from '../records/corrections.ts';
import type { DocumentFields } from '../records/document.ts';
import type { Evidence } from '../records/evidence.ts';
import type { Kind } from '../records/kinds.ts';
import type { RecordView, RecordViewOf } from '../records/record-view.ts';
import { type Conditions, recordConditions } from './conditions.ts';
import type { Sql } from './db.ts';
import { momentOf } from './moment.ts';
import { readCursor, writeCursor } from './page-cursor.ts';
import type { Change, Page, PageRequest, RecordQuery } from './store.ts';
import { orderedDocument, orderedRecord } from './stored-order.ts';

interface RecordRow {
  id: string;
  kind: Kind;
  revision: number;
  status: 'current' | 'withdrawn';
  change: number;
  recorded_at: string;
  section: string;
  fields: object;
  evidence: Evidence[];
  rules: string[];
  confidence: number;
  document_id: string;
  document: DocumentFields & { parent: string | null };
  has_text: boolean;
  document_seq: number;
  position: number;
  corrected: CorrectedField[] | null;
}

const columns = `record.record_id as id, record.kind, record.revision, record.status, record.revision_change as change,
  record.recorded_at, record.section, record.fields, record.evidence, record.rules, record.confidence,
  record.document_id, document.fields as document, document.text_version is not null as has_text,
  record.document_seq, record.position, record.corrected`;

const tables = `record_versions record
  join document_versions document
    on document.document_id = record.document_id and document.revision = record.document_revision`;

const order = 'record.document_seq, record.position, record.record_id';

const viewOf = (row: RecordRow): RecordView => {
  const { id, section, evidence, rules, confidence } = row;
  return {
    ...orderedRecord(row.kind, { ...row.fields, id, section, evidence, rules, confidence }),
    kind: row.kind,
    revision: row.revision,
    status: row.status,
    sequence: row.change,
    recordedAt: row.recorded_at,
    ...(row.corrected ? { corrected: row.corrected } : {}),
    document: { ...orderedDocument({ ...row.document, id: row.document_id }), hasText: row.has_text },
  } as RecordView;
};

/** `id@revision`, as a table's key column holds it. */
export const keyOf = ({ id, revision }: { id: string; revision: number }): string => `${id}@${revision}`;

/** One page of the current records of a kind that a query picks; see Store.records. */
export const readRecords = async <K extends Kind>(
  sql: Sql,
  kind: K,
  query: RecordQuery,
  page: PageRequest,
): Promise<Page<RecordViewOf<K>>> => {
  const question = [kind, query];
  const place = readCursor(question, page, ['number', 'number', 'string']);
  const change = place?.change ?? (await momentOf(sql, query.asOf)).change;
  const conditions = recordConditions(kind, query, change);
  if (place) {
    const [seq = 0, position = 0, id = ''] = place.after;
    conditions.add(
      `(${order}) > (${conditions.bind(seq)}::bigint, ${conditions.bind(position)}::bigint, ${conditions.bind(id)}::text)`,
    );
  }
  const rows = await sql.query<RecordRow>(
    `select ${columns} from ${tables} where ${conditions} order by ${order} limit ${page.limit + 1}`,
    conditions.values,
  );
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: shown.map((row) => viewOf(row) as unknown as RecordViewOf<K>),
    next:
      last && rows.length > page.limit
        ? writeCursor(question, { change, after: [last.document_seq, last.position, last.id] })
        : null,
  };
};

/** Every record that a query picks at a change number, in the order of the documents and of the text. */
export const readAllRecords = async (
  sql: Sql,
  kind: Kind,
  query: RecordQuery,
  change: number,
): Promise<RecordView[]> => {
  const conditions = recordConditions(kind, query, change);
  const rows = await sql.query<RecordRow>(
    `select ${columns} from ${tables} where ${conditions} order by ${order}`,
    conditions.values,
  );
  return rows.map(viewOf);
};

export const countRecords = async (sql: Sql, kind: Kind, query: RecordQuery): Promise<number> => {
  const conditions = recordConditions(kind, query, (await momentOf(sql, query.asOf)).change);
  const [row] = await sql.query<{ count: number }>(
    `select count(*) as count from ${tables} where ${conditions}`,
    conditions.values,
  );
  return row?.count ?? 0;
};

/**
 * The first records that conditions pick, and how many they pick in all, from one statement.
 * @param limit 0 counts only
 */
export const readPicked = async (
  sql: Sql,
  conditions: Conditions,
  limit: number,
): Promise<{ records: RecordView[]; count: number }> => {
  if (limit === 0) {
    const [row] = await sql.query<{ count: number }>(
      `select count(*) as count from ${tables} where ${conditions}`,
      conditions.values,
    );
    return { records: [], count: row?.count ?? 0 };
  }
  const rows = await sql.query<RecordRow & { count: number }>(
    `select ${columns}, count(*) over () as count from ${tables} where ${conditions} order by ${order} limit ${limit}`,
    conditions.values,
  );
  return { records: rows.map(viewOf), count: rows[0]?.count ?? 0 };
};

/** Records by id as they were at a change number, withdrawn or not. */
export const readRecordsById = async (
  sql: Sql,
  ids: readonly string[],
  change: number,
): Promise<Map<string, RecordView>> => {
  if (ids.length === 0) return new Map();
  const rows = await sql.query<RecordRow>(
    `select ${columns} from jsonb_array_elements_text($1::jsonb) as asked (id)
     join record_versions record on record.record_id = asked.id
       and record.change <= $2::bigint and record.valid_to > $2::bigint
     join document_versions document
       on document.document_id = record.document_id and document.revision = record.document_revision`,
    [JSON.stringify([...new Set(ids)]), change],
  );
  return new Map(rows.map((row) => [row.id, viewOf(row)]));
};

/** A record as it was at an instant, withdrawn or not; null where the store did not know it. */
export const readRecord = async (sql: Sql, id: string, asOf?: string): Promise<RecordView | null> => {
  const { change } = await momentOf(sql, asOf);
  const [row] = await sql.query<RecordRow>(
    `select ${columns} from ${tables}
     where record.record_id = $1 and record.change <= $2::bigint and record.valid_to > $2::bigint`,
    [id, change],
  );
  return row ? viewOf(row) : null;
};

/** All revisions of a record, oldest first, each with its passages where they stand last. */
export const readHistory = async (sql: Sql, id: string): Promise<RecordView[]> => {
  const rows = await sql.query<RecordRow>(
    `select distinct on (record.revision) ${columns} from ${tables}
     where record.record_id = $1 order by record.revision, record.change desc`,
    [id],
  );
  return rows.map(viewOf);
};

/**
 * Records as they were at given revisions.
 * @returns views by key `id@revision`; keys that the store does not know are left out
 */
export const readRevisions = async (
  sql: Sql,
  keys: readonly { id: string; revision: number }[],
): Promise<Record<string, RecordView>> => {
  if (keys.length === 0) return {};
  const rows = await sql.query<RecordRow>(
    `select distinct on (record.record_id, record.revision) ${columns}
     from jsonb_to_recordset($1::jsonb) as asked (id text, revision int)
     join record_versions record on record.record_id = asked.id and record.revision = asked.revision
     join document_versions document
       on document.document_id = record.document_id and document.revision = record.document_revision
     order by record.record_id, record.revision, record.change desc`,
    [JSON.stringify(keys)],
  );
  return Object.fromEntries(rows.map((row) => [keyOf(row), viewOf(row)]));
};

/** Changes of records after a number of the sequence; see Store.changes. */
export const readChanges = async (
  sql: Sql,
  since: number,
  limit: number,
): Promise<{ items: Change[]; next: number | null; cursor: number }> => {
  const { change: cursor } = await momentOf(sql);
  const items = await sql.query<Change>(
    `select change, recorded_at as "recordedAt", kind, record_id as id, revision, document_id as "documentId", action
     from record_versions
     where change > $1::bigint and change <= $2::bigint and action <> 'moved'
     order by change limit $3::int`,
    [since, cursor, limit + 1],
  );
  const shown = items.slice(0, limit);
  return { items: shown, next: items.length > limit ? (shown.at(-1)?.change ?? null) : null, cursor };
};
