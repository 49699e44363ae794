import { documentSchema, type PolicyDocument } from '../records/document.ts';
import { type AnyRecord, collectionOf, kindSchema, kinds, recordSetSchema } from '../records/kinds.ts';
import { Problem } from '../records/problem.ts';
import {
  ChangeWriter,
  changeLock,
  type RecordVersion,
  type StoredFields,
  stillValid,
} from './change-writer.ts';
import { type CopyRelation, copyRelation } from './copies.ts';
import { correctionRule, type HoldingCorrection, holdingCorrections, noteExtracted } from './corrections.ts';
import type { Db, Sql } from './db.ts';
import { canonicalJson, type KnownRecord, type Reconciliation, reconcile } from './reconcile.ts';
import { storable, storableText } from './storable.ts';
import type { DocumentInput, PutResult } from './store.ts';

interface StoredDocument {
  seq: number;
  revision: number;
  fields: StoredFields;
  textVersion: number | null;
  text: string | null;
  sha256: string | null;
}

/** A record of the document with what its next version must carry on. */
interface StoredRecord extends KnownRecord {
  revision: number;
  position: number;
  since: { change: number; recordedAt: string };
  corrections: readonly HoldingCorrection[];
}

/**
 * Puts a document and its records into the store, all in one transaction (see Store.put).
 *
 * A change of the document's fields makes a new revision of all its current records, because tables show them with
 * it: `id@revision` always means the same row.
 * @throws Problem `store.evidence-misplaced`, `store.other-document`
 */
export const putDocument = async (db: Db, given: DocumentInput): Promise<PutResult> => {
  const input = checked(given);
  return db.tx((sql) => put(sql, input));
};

/** The input as it will be stored: valid by its schemas, every passage a passage of the text. */
const checked = (given: DocumentInput): DocumentInput => {
  const text = given.text === null ? null : storableText(given.text);
  const records = storable(recordSetSchema.parse(given.records));
  const { id, ...fields } = storable(documentSchema.parse(given.document));
  if (text !== null)
    for (const record of kinds.flatMap((kind): AnyRecord[] => records[collectionOf[kind]]))
      for (const passage of record.evidence) {
        const words = text.slice(passage.start, passage.end);
        passage.text ??= words;
        if (passage.text !== words || words === '') throw misplaced(fields.title, record.id, passage.start);
      }
  return { document: { id, ...fields }, text, records, source: storable(given.source) };
};

const put = async (sql: Sql, input: DocumentInput): Promise<PutResult> => {
  const { document, text, source } = input;
  await sql.query('select pg_advisory_xact_lock($1)', [changeLock]);
  const stored = await storedDocument(sql, document.id);
  const relation: CopyRelation = stored
    ? copyRelation(
        { text: stored.text, sha256: stored.sha256 ?? '', docNumber: stored.fields.docNumber },
        { text, sha256: source.sha256, docNumber: document.docNumber },
      )
    : 'text';
  if (relation === 'other') throw otherDocument(document);
  await sql.query('insert into documents (id) values ($1) on conflict do nothing', [document.id]);
  const use = relation === 'lesser' ? 'copy' : text === null ? 'facts' : 'text';
  const sourceId = await noteSource(sql, input, use);
  const known = await storedRecords(sql, document.id);
  if (relation !== 'lesser') return write(sql, input, { stored, known, relation, sourceId });
  const unchanged = known.filter(({ status }) => status === 'current').length;
  return {
    outcome: 'duplicate',
    documentId: document.id,
    counts: { added: 0, changed: 0, withdrawn: 0, unchanged },
  };
};

interface Found {
  stored: StoredDocument | null;
  known: readonly StoredRecord[];
  relation: CopyRelation;
  sourceId: number;
}

const write = async (
  sql: Sql,
  { document, text, records }: DocumentInput,
  { stored, known, relation, sourceId }: Found,
): Promise<PutResult> => {
  const { id, ...given } = document;
  const fields = stored && relation === 'sameText' ? stored.fields : given;
  const newText = text !== null && text !== stored?.text;
  const newFields =
    !stored ||
    canonicalJson(fields) !== canonicalJson(stored.fields) ||
    (newText && stored.textVersion === null);
  const outcome = reconcile(id, known, records);
  await noteExtracted(sql, newlyExtracted(outcome, known));
  const counts = countsOf(outcome, newFields);
  const untouched =
    outcome.withdrawn.length === 0 && outcome.records.every(({ fate }) => fate === 'unchanged');
  if (!newFields && !newText && untouched) return { outcome: 'unchanged', documentId: id, counts };

  const writer = await ChangeWriter.start(sql);
  let textVersion = stored?.textVersion ?? null;
  if (newText) {
    textVersion = (textVersion ?? 0) + 1;
    await writer.addText(id, sourceId, textVersion, text);
  }
  let revision = stored?.revision ?? 0;
  if (newFields || newText) await writer.addDocumentVersion(id, ++revision, fields, textVersion);
  const seq = stored?.seq ?? (await seqOf(sql, id));
  await writer.addRecordVersions({ id, seq, revision }, versionsOf(outcome, known, newFields));
  await writer.finish();
  return { outcome: stored ? 'changed' : 'new', documentId: id, counts };
};

const countsOf = (outcome: Reconciliation, newFields: boolean): PutResult['counts'] => {
  const counts = { added: 0, changed: 0, withdrawn: outcome.withdrawn.length, unchanged: 0 };
  for (const { fate } of outcome.records) {
    if (fate === 'added') counts.added++;
    else if (fate === 'changed' || fate === 'restored' || newFields) counts.changed++;
    else counts.unchanged++;
  }
  return counts;
};

/** What this reading says in the place of corrections, where the last one said something else. */
const newlyExtracted = (
  outcome: Reconciliation,
  known: readonly StoredRecord[],
): { correction: string; extracted: unknown }[] => {
  const byId = new Map(known.map((record) => [record.id, record]));
  return outcome.records.flatMap(({ id, extracted }) =>
    (byId.get(id)?.corrections ?? [])
      .filter((one) => canonicalJson(one.extracted) !== canonicalJson(extracted[one.field]))
      .map(({ correction, field }) => ({ correction, extracted: extracted[field] })),
  );
};

/** A record as it is written: one that carries corrections says so. */
const marked = (
  record: AnyRecord,
  corrections: readonly HoldingCorrection[],
): Pick<RecordVersion, 'record' | 'corrected'> =>
  corrections.length === 0
    ? { record }
    : {
        record: {
          ...record,
          rules: [...record.rules.filter((rule) => rule !== correctionRule), correctionRule],
        },
        corrected: corrections.map(({ field, correction, by, on }) => ({ field, correction, by, on })),
      };

/** The versions to write, in the order in which they get their change numbers. */
const versionsOf = (
  outcome: Reconciliation,
  known: readonly StoredRecord[],
  newFields: boolean,
): RecordVersion[] => {
  const byId = new Map(known.map((record) => [record.id, record]));
  const versions: RecordVersion[] = [];
  for (const { id, kind, naturalId, fate, record, position } of outcome.records) {
    const before = byId.get(id);
    const version = { id, kind, naturalId, position, ...marked(record, before?.corrections ?? []) };
    if (!before) versions.push({ ...version, revision: 1, action: 'added' });
    else if (fate === 'restored' || fate === 'changed' || newFields)
      versions.push({
        ...version,
        revision: before.revision + 1,
        action: fate === 'restored' ? 'restored' : 'changed',
      });
    else if (fate === 'moved') {
      // All but the places stays as this revision said it.
      const { rules, confidence } = before.record;
      versions.push({
        ...version,
        record: { ...record, rules, confidence },
        revision: before.revision,
        action: 'moved',
        since: before.since,
      });
    }
  }
  for (const { id } of outcome.withdrawn) {
    const before = byId.get(id);
    if (before)
      versions.push({
        ...before,
        ...marked(before.record, before.corrections),
        revision: before.revision + 1,
        action: 'withdrawn',
        since: undefined,
      });
  }
  return versions;
};

const storedDocument = async (sql: Sql, id: string): Promise<StoredDocument | null> => {
  const [row] = await sql.query<StoredDocument>(
    `select documents.seq, version.revision, version.fields, version.text_version as "textVersion", texts.text,
       sources.sha256
     from documents
     join document_versions version on version.document_id = documents.id and version.valid_to = ${stillValid}
     left join document_texts texts on texts.document_id = documents.id and texts.version = version.text_version
     left join sources on sources.id = texts.source_id
     where documents.id = $1`,
    [id],
  );
  return row ?? null;
};

/** Latest version of every record ever of the document, in the order of the text. */
const storedRecords = async (sql: Sql, documentId: string): Promise<StoredRecord[]> => {
  const rows = await sql.query<{
    id: string;
    kind: string;
    natural_id: string;
    status: 'current' | 'withdrawn';
    revision: number;
    base: Pick<AnyRecord, 'section' | 'evidence' | 'rules' | 'confidence'>;
    fields: object;
    position: number;
    revision_change: number;
    recorded_at: string;
  }>(
    `select record_id as id, kind, natural_id, status, revision, fields, position, revision_change, recorded_at,
       jsonb_build_object('section', section, 'evidence', evidence, 'rules', rules, 'confidence', confidence) as base
     from record_versions
     where document_id = $1 and valid_to = ${stillValid}
     order by position, record_id`,
    [documentId],
  );
  const held = await holdingCorrections(sql, documentId);
  return rows.map((row) => ({
    id: row.id,
    kind: kindSchema.parse(row.kind),
    corrections: held.get(row.id) ?? [],
    naturalId: row.natural_id,
    status: row.status,
    revision: row.revision,
    position: row.position,
    since: { change: row.revision_change, recordedAt: row.recorded_at },
    record: { id: row.id, ...row.base, ...row.fields } as AnyRecord,
  }));
};

const noteSource = async (sql: Sql, { document, source }: DocumentInput, use: string): Promise<number> => {
  await sql.query('insert into sources (sha256, name, bytes) values ($1, $2, $3) on conflict do nothing', [
    source.sha256,
    source.name,
    source.bytes,
  ]);
  const [row] = await sql.query<{ id: number }>('select id from sources where sha256 = $1 and name = $2', [
    source.sha256,
    source.name,
  ]);
  if (!row) throw new Error('The source that was just stored cannot be read.');
  await sql.query(
    `insert into document_sources (document_id, source_id, relation) values ($1, $2, $3) on conflict do nothing`,
    [document.id, row.id, use],
  );
  return row.id;
};

const seqOf = async (sql: Sql, id: string): Promise<number> => {
  const [row] = await sql.query<{ seq: number }>('select seq from documents where id = $1', [id]);
  if (!row) throw new Error('The document that was just stored cannot be read.');
  return row.seq;
};

const misplaced = (title: string, record: string, start: number): Problem =>
  new Problem(
    'store.evidence-misplaced',
    {
      zh: `《${title}》中记录 ${record} 的原文与其位置（${start}）不符。`,
      en: `The passage of record ${record} of “${title}” does not stand at its place (${start}).`,
    },
    {
      zh: '这是提取程序的错误，请连同该文件一并报告。',
      en: 'This is a mistake of the extraction; please report it with the file.',
    },
    { record, start },
  );

const otherDocument = ({ id, title }: PolicyDocument): Problem =>
  new Problem(
    'store.other-document',
    {
      zh: `库中已有另一份同名同地区的文件《${title}》，文号不同或内容几乎没有相同之处。`,
      en: `The store holds another document of the same title and region, “${title}”, with another number or hardly a passage in common.`,
    },
    {
      zh: '请检查文件标题是否完整（例如年份），修改后重新导入。',
      en: 'Check that the title is complete (a year, for example), correct it, and ingest the file again.',
    },
    { document: id },
  );
