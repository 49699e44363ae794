import type { CorrectedField } from '../records/corrections.ts';
import type { PolicyDocument } from '../records/document.ts';
import type { AnyRecord, Kind } from '../records/kinds.ts';
import type { Sql } from './db.ts';
import { ownFieldsOf } from './reconcile.ts';
import { searchText, termsOf } from './search-text.ts';

/** Key of the advisory lock under which change numbers are given: a number is visible only when all below it are. */
export const changeLock = 4_310_002;

/** `valid_to` of a version that still holds, as SQL text: too large for a JavaScript number. */
export const stillValid = '9223372036854775807';

/** A version of a record to be written. */
export interface RecordVersion {
  id: string;
  kind: Kind;
  naturalId: string;
  revision: number;
  action: 'added' | 'changed' | 'withdrawn' | 'restored' | 'moved';
  record: AnyRecord;
  position: number;
  /** Of a `moved` version: when its revision came, which is not now. */
  since?: { change: number; recordedAt: string } | undefined;
  /** Fields that adopted corrections hold. */
  corrected?: readonly CorrectedField[] | undefined;
}

/** The document to which versions belong, and its revision that they are shown with. */
export interface VersionOwner {
  id: string;
  seq: number;
  revision: number;
}

/** A document's fields as stored: all but the id. */
export type StoredFields = Omit<PolicyDocument, 'id'>;

const issuedYearOf = ({ issuedOn, publishedOn }: StoredFields): number | null => {
  const date = issuedOn ?? publishedOn;
  return date === null ? null : Number(date.slice(0, 4));
};

const joined = (parts: readonly (string | null)[]): string =>
  parts.map((part) => searchText(part ?? '')).join(' ');

/** Texts of a record's own fields and passages, apart by spaces so that no word spans two of them. */
const searchTextOf = (record: AnyRecord): string => {
  const texts: string[] = [];
  const collect = (value: unknown): void => {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'number') texts.push(String(value));
    else if (Array.isArray(value)) for (const part of value) collect(part);
  };
  for (const value of Object.values(ownFieldsOf(record))) collect(value);
  for (const { text } of record.evidence) if (text !== null) texts.push(text);
  return joined(texts);
};

/** Writes versions under numbers of the one change sequence; the caller holds the lock of the sequence. */
export class ChangeWriter {
  readonly #sql: Sql;
  readonly #recordedAt: string;
  #change: number;

  private constructor(sql: Sql, change: number, recordedAt: string) {
    this.#sql = sql;
    this.#change = change;
    this.#recordedAt = recordedAt;
  }

  /**
   * Numbers and instants only grow, whatever the machine's clock does. An instant is later than every one that a reader
   * was told before (see momentOf), so that what is read as of that one stays what it was.
   */
  static async start(sql: Sql): Promise<ChangeWriter> {
    const [clock] = await sql.query<{ change: number; now: string }>(
      `select change,
         greatest(date_trunc('milliseconds', clock_timestamp()), recorded_at) + interval '1 millisecond' as now
       from change_clock`,
    );
    if (!clock) throw new Error('The change clock is missing.');
    return new ChangeWriter(sql, clock.change, clock.now);
  }

  /** Makes what was written part of the sequence. */
  async finish(): Promise<void> {
    const values = [this.#change, this.#recordedAt] as const;
    await this.#sql.query('update change_clock set change = $1, recorded_at = $2', values);
    await this.#sql.query('insert into commits (last_change, recorded_at) values ($1, $2)', values);
  }

  async addText(documentId: string, sourceId: number, version: number, text: string): Promise<void> {
    const searched = searchText(text);
    await this.#sql.query(
      `insert into document_texts (document_id, version, source_id, text, search_text, search)
       values ($1, $2, $3, $4, $5, array_to_tsvector(array(select jsonb_array_elements_text($6::jsonb))))`,
      [documentId, version, sourceId, text, searched, JSON.stringify(termsOf(searched))],
    );
  }

  async addDocumentVersion(
    documentId: string,
    revision: number,
    fields: StoredFields,
    textVersion: number | null,
  ): Promise<void> {
    const change = ++this.#change;
    await this.#sql.query(
      `update document_versions set valid_to = $1 where document_id = $2 and valid_to = ${stillValid}`,
      [change, documentId],
    );
    await this.#sql.query(
      `insert into document_versions (change, document_id, revision, recorded_at, region, issued_year,
         issuers_text, search_text, fields, text_version)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10)`,
      [
        change,
        documentId,
        revision,
        this.#recordedAt,
        fields.region,
        issuedYearOf(fields),
        joined(fields.issuers),
        joined([fields.title, fields.noticeTitle, fields.docNumber, fields.region, ...fields.issuers]),
        JSON.stringify(fields),
        textVersion,
      ],
    );
  }

  /** Writes versions in their order; each closes the one that the record had. */
  async addRecordVersions(owner: VersionOwner, versions: readonly RecordVersion[]): Promise<void> {
    if (versions.length === 0) return;
    const added = versions.filter(({ action }) => action === 'added').map(({ id, kind }) => ({ id, kind }));
    await this.#sql.query(
      `insert into records (id, kind, document_id)
       select id, kind, $2 from jsonb_to_recordset($1::jsonb) as added (id text, kind text)`,
      [JSON.stringify(added), owner.id],
    );
    const rows = versions.map((version) => this.#row(version));
    await this.#sql.query(
      `update record_versions set valid_to = next.change
       from jsonb_to_recordset($1::jsonb) as next (record_id text, change bigint)
       where record_versions.record_id = next.record_id and record_versions.valid_to = ${stillValid}`,
      [JSON.stringify(rows.map(({ record_id, change }) => ({ record_id, change })))],
    );
    await this.#sql.query(
      `insert into record_versions (change, record_id, revision, revision_change, recorded_at, action, status, kind,
         document_id, document_revision, document_seq, position, natural_id, section, fields, evidence, rules,
         confidence, deadline_year, agency_text, industries_text, search_text, search, corrected)
       select change, record_id, revision, revision_change, recorded_at, action,
         case action when 'withdrawn' then 'withdrawn' else 'current' end, kind,
         $2, $3, $4, position, natural_id, section, fields, evidence, rules,
         confidence, deadline_year, agency_text, industries_text, search_text,
         array_to_tsvector(array(select jsonb_array_elements_text(terms))), corrected
       from jsonb_to_recordset($1::jsonb) as version (change bigint, record_id text, revision int,
         revision_change bigint, recorded_at timestamptz, action text, kind text, position bigint, natural_id text,
         section text, fields jsonb, evidence jsonb, rules jsonb, confidence double precision, deadline_year int,
         agency_text text, industries_text text, search_text text, terms jsonb,
         corrected jsonb)`,
      [JSON.stringify(rows), owner.id, owner.revision, owner.seq],
    );
  }

  #row({ id, kind, naturalId, revision, action, record, position, since, corrected = [] }: RecordVersion) {
    const change = ++this.#change;
    const searched = searchTextOf(record);
    const deadline = 'by' in record ? record.by : null;
    return {
      change,
      record_id: id,
      revision,
      revision_change: since?.change ?? change,
      recorded_at: since?.recordedAt ?? this.#recordedAt,
      action,
      kind,
      position,
      natural_id: naturalId,
      section: record.section,
      fields: ownFieldsOf(record),
      evidence: record.evidence,
      rules: record.rules,
      confidence: record.confidence,
      deadline_year: deadline === null ? null : Number(deadline.slice(0, 4)),
      // Its full name finds it too, in every document that has its own word for it.
      agency_text: 'agency' in record ? joined([record.agency, record.agencyName]) : null,
      industries_text: 'industries' in record ? joined(record.industries) : null,
      // No member at all becomes SQL's null.
      ...(corrected.length > 0 ? { corrected } : {}),
      search_text: searched,
      terms: termsOf(searched),
    };
  }
}
