import type { DocumentFields } from '../records/document.ts';
import { type Kind, kinds } from '../records/kinds.ts';
import { documentConditions, holdsAt } from './conditions.ts';
import type { Sql } from './db.ts';
import { momentOf } from './moment.ts';
import { readCursor, writeCursor } from './page-cursor.ts';
import type { DocumentView, Page, PageRequest, RecordQuery } from './store.ts';
import { orderedDocument } from './stored-order.ts';

interface DocumentRow {
  id: string;
  seq: number;
  change: number;
  recorded_at: string;
  fields: DocumentFields & { parent: string | null };
  has_text: boolean;
  counts: Partial<Record<Kind, number>> | null;
}

/** @param change placeholder of the change number at which records are counted */
const columns = (change: string): string =>
  `document.document_id as id, documents.seq, document.change, document.recorded_at, document.fields,
   document.text_version is not null as has_text,
   (select jsonb_object_agg(counted.kind, counted.count) from (
      select record.kind, count(*) as count from record_versions record
      where record.document_id = document.document_id and record.status = 'current' and ${holdsAt('record', change)}
      group by record.kind) counted) as counts`;

const tables = 'document_versions document join documents on documents.id = document.document_id';

const viewOf = (row: DocumentRow): DocumentView => ({
  ...orderedDocument({ ...row.fields, id: row.id }),
  hasText: row.has_text,
  change: row.change,
  recordedAt: row.recorded_at,
  counts: Object.fromEntries(kinds.map((kind) => [kind, row.counts?.[kind] ?? 0])) as Record<Kind, number>,
});

/** One page of the documents that a query picks, in the order in which they came; see Store.documents. */
export const readDocuments = async (
  sql: Sql,
  query: Pick<RecordQuery, 'region' | 'year' | 'text' | 'asOf'>,
  page: PageRequest,
): Promise<Page<DocumentView>> => {
  const question = ['documents', query];
  const place = readCursor(question, page, ['number']);
  const change = place?.change ?? (await momentOf(sql, query.asOf)).change;
  const conditions = documentConditions(query, change);
  if (place) conditions.add(`documents.seq > ${conditions.bind(place.after[0] ?? 0)}::bigint`);
  const rows = await sql.query<DocumentRow>(
    `select ${columns('$1::bigint')} from ${tables} where ${conditions}
     order by documents.seq limit ${page.limit + 1}`,
    conditions.values,
  );
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(viewOf),
    next: last && rows.length > page.limit ? writeCursor(question, { change, after: [last.seq] }) : null,
  };
};

export const readDocument = async (sql: Sql, id: string): Promise<DocumentView | null> => {
  const { change } = await momentOf(sql);
  const [row] = await sql.query<DocumentRow>(
    `select ${columns('$2::bigint')} from ${tables}
     where document.document_id = $1 and ${holdsAt('document', '$2::bigint')}`,
    [id, change],
  );
  return row ? viewOf(row) : null;
};

/** The text that a document has now; null where the store has none or does not know the document. */
export const readDocumentText = async (sql: Sql, id: string): Promise<string | null> => {
  const [row] = await sql.query<{ text: string }>(
    `select text from document_texts where document_id = $1 order by version desc limit 1`,
    [id],
  );
  return row?.text ?? null;
};
