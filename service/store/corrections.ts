import { randomBytes } from 'node:crypto';
import { fieldOf } from '../records/catalogue.ts';
import { correctableFields, setField } from '../records/correction-value.ts';
import type {
  CorrectedField,
  Correction,
  CorrectionDecision,
  CorrectionInput,
  CorrectionStatus,
} from '../records/corrections.ts';
import { type AnyRecord, type Kind, kindSchema } from '../records/kinds.ts';
import { Problem } from '../records/problem.ts';
import { ChangeWriter, changeLock, stillValid } from './change-writer.ts';
import { correctionProblems } from './correction-problems.ts';
import type { Db, Sql } from './db.ts';
import { readCursor, writeCursor } from './page-cursor.ts';
import { canonicalJson } from './reconcile.ts';
import { storable } from './storable.ts';
import type { CorrectionQuery, Page, PageRequest, SentCorrection } from './store.ts';

interface CorrectionRow extends Omit<Correction, 'replaced' | 'by' | 'from'> {
  seq: number;
  sent_by: string | null;
  sent_from: string | null;
  in_force: boolean;
}

const columns = `id, seq, record_id as record, kind, document_id as document, revision, field, before, value, sent_by, note,
  sent_from, sent_at as "sentAt", status, decided_at as "decidedAt", decided_by as "decidedBy", reason,
  adopted_as as "adoptedAs", extracted, in_force`;

const viewOf = (row: CorrectionRow): Correction => ({
  id: row.id,
  record: row.record,
  kind: kindSchema.parse(row.kind),
  document: row.document,
  revision: row.revision,
  field: row.field,
  before: row.before,
  value: row.value,
  by: row.sent_by,
  note: row.note,
  from: row.sent_from,
  sentAt: row.sentAt,
  status: row.status,
  decidedAt: row.decidedAt,
  decidedBy: row.decidedBy,
  reason: row.reason,
  adoptedAs: row.adoptedAs,
  extracted: row.extracted,
  replaced: row.status === 'adopted' && !row.in_force,
});

/** JSON for a nullable jsonb column: null is SQL's null. */
const jsonOf = (value: unknown): string | null =>
  value === null || value === undefined ? null : JSON.stringify(value);

const sameValue = (a: unknown, b: unknown): boolean => canonicalJson(a ?? null) === canonicalJson(b ?? null);

const valueIn = (record: AnyRecord, field: string): unknown =>
  (record as unknown as Record<string, unknown>)[field] ?? null;

/** A record as one version of it stands in the database. */
interface StandingRecord {
  kind: Kind;
  documentId: string;
  status: 'current' | 'withdrawn';
  revision: number;
  naturalId: string;
  position: number;
  record: AnyRecord;
}

const versionOf = async (sql: Sql, id: string, revision: number | null): Promise<StandingRecord | null> => {
  const [row] = await sql.query<Omit<StandingRecord, 'record' | 'kind'> & { kind: string; record: object }>(
    `select kind, document_id as "documentId", status, revision, natural_id as "naturalId", position,
       fields || jsonb_build_object('id', record_id, 'section', section, 'evidence', evidence, 'rules', rules,
         'confidence', confidence) as record
     from record_versions
     where record_id = $1 and ($2::int is null and valid_to = ${stillValid} or revision = $2::int)
     order by change desc limit 1`,
    [id, revision],
  );
  return row ? { ...row, kind: kindSchema.parse(row.kind), record: row.record as AnyRecord } : null;
};

const take = async (sql: Sql, input: CorrectionInput): Promise<SentCorrection> => {
  const now = await versionOf(sql, input.record, null);
  if (!now) throw correctionProblems.recordUnknown(input.record);
  if (now.status === 'withdrawn') throw correctionProblems.recordWithdrawn(input.record);
  const seen = await versionOf(sql, input.record, input.revision);
  if (!seen) throw correctionProblems.revisionUnknown(input.record, input.revision);
  const correctable = correctableFields(now.kind);
  const field = correctable.find(({ id }) => id === input.field);
  if (!field)
    throw correctionProblems.fieldFixed(
      fieldOf(now.kind, input.field)?.label.zh ?? input.field,
      correctable.map(({ label }) => label),
    );
  const set = setField(now.kind, now.record, field, input.value);
  if (!set.ok) throw correctionProblems.valueInvalid(field.label, set.reason);
  if (sameValue(set.value, valueIn(now.record, field.id))) throw correctionProblems.same(field.label);
  const value = jsonOf(set.value);
  const [open] = await sql.query<{ id: string }>(
    `select id from corrections
     where record_id = $1 and field = $2 and status = 'open' and value is not distinct from $3::jsonb`,
    [input.record, field.id, value],
  );
  if (open) return { id: open.id, again: true };
  const id = `cor_${randomBytes(8).toString('hex')}`;
  await sql.query(
    `insert into corrections (id, seq, record_id, document_id, kind, revision, field, before, value, sent_by, note,
       sent_from, sent_at)
     select $1, coalesce(max(seq), 0) + 1, $2, $3, $4, $5, $6, $7::jsonb, $8::jsonb, $9, $10, $11, clock_timestamp()
     from corrections`,
    [
      id,
      input.record,
      now.documentId,
      now.kind,
      input.revision,
      field.id,
      jsonOf(valueIn(seen.record, field.id)),
      value,
      input.by || null,
      input.note || null,
      input.from || null,
    ],
  );
  return { id, again: false };
};

/** Takes corrections, each by itself; see Store.sendCorrections. */
export const sendCorrections = (
  db: Db,
  inputs: readonly CorrectionInput[],
): Promise<(SentCorrection | Problem)[]> =>
  db.tx(async (sql) => {
    // The lock of the change sequence: the record must not change between the check and the note.
    await sql.query('select pg_advisory_xact_lock($1)', [changeLock]);
    const outcomes: (SentCorrection | Problem)[] = [];
    for (const input of inputs) {
      try {
        outcomes.push(await take(sql, storable(input)));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        outcomes.push(error);
      }
    }
    return outcomes;
  });

/** One page of the corrections that a query picks, newest first; see Store.corrections. */
export const readCorrections = async (
  sql: Sql,
  query: CorrectionQuery,
  page: PageRequest,
): Promise<Page<Correction>> => {
  const question = ['corrections', query];
  const place = readCursor(question, page, ['number']);
  const rows = await sql.query<CorrectionRow>(
    `select ${columns} from corrections
     where ($1::text is null or status = $1) and ($2::text is null or record_id = $2)
       and ($3::bigint is null or seq < $3)
     order by seq desc limit ${page.limit + 1}`,
    [query.status ?? null, query.record ?? null, place ? (place.after[0] ?? 0) : null],
  );
  const shown = rows.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    items: shown.map(viewOf),
    next: last && rows.length > page.limit ? writeCursor(question, { change: 0, after: [last.seq] }) : null,
  };
};

/** How many corrections wait for a decision. */
export const countOpenCorrections = async (sql: Sql): Promise<number> => {
  const [row] = await sql.query<{ count: number }>(
    `select count(*) as count from corrections where status = 'open'`,
  );
  return row?.count ?? 0;
};

const readCorrection = async (sql: Sql, id: string): Promise<Correction> => {
  const [row] = await sql.query<CorrectionRow>(`select ${columns} from corrections where id = $1`, [id]);
  if (!row) throw correctionProblems.notFound(id);
  return viewOf(row);
};

const adopt = async (sql: Sql, correction: Correction): Promise<number> => {
  const { record: id, field, value } = correction;
  const now = await versionOf(sql, id, null);
  if (!now) throw correctionProblems.recordUnknown(id);
  if (now.status === 'withdrawn') throw correctionProblems.recordWithdrawn(id);
  const [before] = await sql.query<{ extracted: unknown }>(
    `update corrections set in_force = false where record_id = $1 and field = $2 and in_force returning extracted`,
    [id, field],
  );
  const extracted = before ? before.extracted : valueIn(now.record, field);
  await sql.query(
    `update corrections set status = 'adopted', in_force = true, extracted = $2::jsonb,
       decided_at = clock_timestamp() where id = $1`,
    [correction.id, jsonOf(extracted)],
  );
  if (sameValue(valueIn(now.record, field), value)) return now.revision;
  const [owner] = await sql.query<{ seq: number; revision: number }>(
    `select documents.seq, version.revision from documents
     join document_versions version on version.document_id = documents.id and version.valid_to = ${stillValid}
     where documents.id = $1`,
    [now.documentId],
  );
  if (!owner) throw new Error('The document of a record cannot be read.');
  const corrected = await correctedFields(sql, id);
  const rules = now.record.rules.filter((rule) => rule !== correctionRule);
  const writer = await ChangeWriter.start(sql);
  await writer.addRecordVersions({ id: now.documentId, ...owner }, [
    {
      id,
      kind: now.kind,
      naturalId: now.naturalId,
      revision: now.revision + 1,
      action: 'changed',
      record: { ...now.record, [field]: value, rules: [...rules, correctionRule] } as AnyRecord,
      position: now.position,
      corrected,
    },
  ]);
  await writer.finish();
  return now.revision + 1;
};

/** Name under which a record's rules tell that a person had the last word. */
export const correctionRule = 'correction';

const correctedFields = async (sql: Sql, recordId: string): Promise<CorrectedField[]> => {
  const rows = await sql.query<CorrectionRow>(
    `select ${columns} from corrections where record_id = $1 and in_force order by field`,
    [recordId],
  );
  return rows.map(({ field, id, sent_by, decidedAt }) => ({
    field,
    correction: id,
    by: sent_by,
    on: decidedAt ?? '',
  }));
};

/**
 * Adopts or rejects an open correction; see Store.decideCorrection.
 * @throws Problem `correction.not-found`, `correction.decided`, `correction.record-withdrawn`
 */
export const decideCorrection = (
  db: Db,
  id: string,
  status: Exclude<CorrectionStatus, 'open'>,
  given: CorrectionDecision,
): Promise<Correction> =>
  db.tx(async (sql) => {
    await sql.query('select pg_advisory_xact_lock($1)', [changeLock]);
    const correction = await readCorrection(sql, id);
    if (correction.status !== 'open') throw correctionProblems.decided(id, correction.status);
    const { by, reason } = storable(given);
    const adoptedAs = status === 'adopted' ? await adopt(sql, correction) : null;
    await sql.query(
      `update corrections set status = $2, decided_at = coalesce(decided_at, clock_timestamp()), decided_by = $3,
         reason = $4, adopted_as = $5::int where id = $1`,
      [id, status, by || null, reason || null, adoptedAs],
    );
    return readCorrection(sql, id);
  });

/** A correction that holds for a record whenever its document is read again. */
export interface HoldingCorrection extends CorrectedField {
  value: unknown;
  /** What the last reading of the document said in its place. */
  extracted: unknown;
}

/** Corrections in force for the records of a document, by record. */
export const holdingCorrections = async (
  sql: Sql,
  documentId: string,
): Promise<Map<string, HoldingCorrection[]>> => {
  const rows = await sql.query<CorrectionRow>(
    `select ${columns} from corrections where document_id = $1 and in_force order by record_id, field`,
    [documentId],
  );
  const held = new Map<string, HoldingCorrection[]>();
  for (const { record, field, id, sent_by, decidedAt, value, extracted } of rows)
    held.set(record, [
      ...(held.get(record) ?? []),
      { field, correction: id, by: sent_by, on: decidedAt ?? '', value, extracted },
    ]);
  return held;
};

/** Notes what a new reading says in the place of corrections that hold. */
export const noteExtracted = async (
  sql: Sql,
  found: readonly { correction: string; extracted: unknown }[],
): Promise<void> => {
  for (const { correction, extracted } of found)
    await sql.query('update corrections set extracted = $2::jsonb where id = $1', [
      correction,
      jsonOf(extracted),
    ]);
};
