import type { Kind } from '../records/kinds.ts';
import { industriesNamed } from '../records/taxonomy.ts';
import type { SqlValue } from './db.ts';
import { likePattern, searchText, termQuery, wordsOf } from './search-text.ts';
import type { RecordQuery } from './store.ts';

/** Conditions of a WHERE clause with their bound values. */
export class Conditions {
  readonly values: SqlValue[] = [];
  readonly #parts: string[] = [];

  /** Binds a value and gives its placeholder. */
  bind(value: SqlValue): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }

  add(condition: string): void {
    this.#parts.push(condition);
  }

  toString(): string {
    return this.#parts.map((part) => `(${part})`).join(' and ');
  }
}

/** Versions that hold at a change number. */
export const holdsAt = (alias: string, change: string): string =>
  `${alias}.change <= ${change} and ${alias}.valid_to > ${change}`;

/**
 * A region is found by its own name, by what it lies in (广东省 finds 广东省深圳市), and by its last part (深圳市 finds it
 * too). A code of GB/T 2260 finds what lies in the place: 440000 or 44 finds 440300.
 */
const addRegion = (conditions: Conditions, region: string | undefined): void => {
  if (!region) return;
  if (/^(?:\d{2}){1,3}$/.test(region)) {
    const digits = conditions.bind(region.replace(/(?<=^..)(?:00){1,2}$|(?<=^....)00$/, ''));
    conditions.add(`starts_with(document.fields->>'regionCode', ${digits}::text)`);
    return;
  }
  const name = conditions.bind(region);
  conditions.add(
    `starts_with(document.region, ${name}::text) or right(document.region, length(${name}::text)) = ${name}::text`,
  );
};

const hasWord = (conditions: Conditions, word: string, column: string): string =>
  `${column} @@ ${conditions.bind(termQuery(word))}::tsquery and ${column}_text like ${conditions.bind(likePattern(word))}`;

const addWords = (conditions: Conditions, text: string | undefined, column: string): void => {
  for (const word of wordsOf(text ?? '')) conditions.add(hasWord(conditions, word, column));
};

const addIndustry = (conditions: Conditions, kind: Kind, industry: string): void => {
  const named = kind === 'target' ? industriesNamed(industry) : [];
  const words = wordsOf(industry).map((word) => hasWord(conditions, word, 'record.search'));
  const classes = named.map((id) => `record.fields->>'industry' = ${conditions.bind(id)}`);
  const inText = words.length > 0 ? [words.map((word) => `(${word})`).join(' and ')] : [];
  conditions.add([...inText, ...classes].join(' or ') || 'true');
};

/**
 * Conditions on records, over `record` (record_versions) and `document` (the document_versions that it is shown with).
 *
 * - `year`: the deadline's year for targets and goals; else the year of issue, or of publication where no date of
 *   issue is known.
 * - `agency`: part of the agency's name for assignments, as the document has it or in full. A record of another kind is that agency's where the document
 *   assigns to it the section in which the record stands, or one above, or where it issued the document.
 * - `industry`: part of an industry's name for parks; any text of the record for the other kinds, and for targets also
 *   the industry of the taxonomy that the words name.
 * - `text`: every word, in the record's fields or passages.
 * @param change the state that is asked
 */
export const recordConditions = (kind: Kind, query: RecordQuery, change: number): Conditions => {
  const conditions = new Conditions();
  const at = `${conditions.bind(change)}::bigint`;
  conditions.add(`record.kind = ${conditions.bind(kind)}`);
  conditions.add(holdsAt('record', at));
  conditions.add(`record.status = 'current'`);
  addRegion(conditions, query.region);
  if (query.document) conditions.add(`record.document_id = ${conditions.bind(query.document)}`);
  if (query.year !== undefined) {
    const column = kind === 'target' || kind === 'goal' ? 'record.deadline_year' : 'document.issued_year';
    conditions.add(`${column} = ${conditions.bind(query.year)}`);
  }
  const agency = searchText(query.agency ?? '');
  if (agency) {
    const pattern = conditions.bind(likePattern(agency));
    if (kind === 'assignment') conditions.add(`record.agency_text like ${pattern}`);
    else
      conditions.add(
        // Asked the other way round, for each record, this would take seconds in a large store.
        `record.change in (
           select answered.change from record_versions duty
           join record_versions answered on answered.document_id = duty.document_id
             and (answered.section = duty.section or starts_with(answered.section, duty.section || '/'))
           where duty.kind = 'assignment' and duty.status = 'current' and ${holdsAt('duty', at)}
             and duty.agency_text like ${pattern} and duty.section <> ''
             and answered.kind = ${conditions.bind(kind)} and ${holdsAt('answered', at)}
           union all
           select issued.change from document_versions issuer
           join record_versions issued on issued.document_id = issuer.document_id
             and issued.document_revision = issuer.revision
           where issuer.issuers_text like ${pattern}
             and issued.kind = ${conditions.bind(kind)} and ${holdsAt('issued', at)})`,
      );
  }
  const industry = searchText(query.industry ?? '');
  if (industry) {
    if (kind === 'park')
      conditions.add(`record.industries_text like ${conditions.bind(likePattern(industry))}`);
    else addIndustry(conditions, kind, query.industry ?? '');
  }
  addWords(conditions, query.text, 'record.search');
  return conditions;
};

/** Conditions on documents, over `document` (document_versions); words may stand in the fields or in the text. */
export const documentConditions = (
  query: Pick<RecordQuery, 'region' | 'year' | 'text'>,
  change: number,
): Conditions => {
  const conditions = new Conditions();
  conditions.add(holdsAt('document', `${conditions.bind(change)}::bigint`));
  addRegion(conditions, query.region);
  if (query.year !== undefined) conditions.add(`document.issued_year = ${conditions.bind(query.year)}`);
  for (const word of wordsOf(query.text ?? '')) {
    const pattern = conditions.bind(likePattern(word));
    conditions.add(
      `document.search_text like ${pattern} or (document.document_id, document.text_version) in (
         select texts.document_id, texts.version from document_texts texts
         where texts.search @@ ${conditions.bind(termQuery(word))}::tsquery and texts.search_text like ${pattern})`,
    );
  }
  return conditions;
};
