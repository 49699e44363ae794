import type { Evidence } from '../records/evidence.ts';
import { recordIdOf } from '../records/ids.ts';
import {
  type AnyRecord,
  collectionOf,
  type Kind,
  kinds,
  type RecordOf,
  type RecordSet,
} from '../records/kinds.ts';
import { likeness } from './likeness.ts';

/** A record of a document as the store knows it: its latest revision. */
export interface KnownRecord {
  id: string;
  kind: Kind;
  /** Id that the extraction gave this form of the record; the record's own id may stem from an earlier form. */
  naturalId: string;
  status: 'current' | 'withdrawn';
  record: AnyRecord;
  /** Adopted corrections that hold in `record`, each with what the last reading said in its place. */
  corrections?: readonly { field: string; value: unknown; extracted: unknown }[] | undefined;
}

/**
 * `moved`: the same record to everybody who reads it, but its passages stand elsewhere in the text.
 * `unchanged` includes a record whose `rules` or `confidence` alone differ: how it was found is no change of what the
 * document says, and analysts would see a row change in which no cell does. Its stored revision keeps the old ones.
 */
export type Fate = 'added' | 'changed' | 'restored' | 'moved' | 'unchanged';

export interface ReconciledRecord {
  /** The id that the store gives the record; `record` carries the same. */
  id: string;
  kind: Kind;
  naturalId: string;
  fate: Fate;
  record: AnyRecord;
  /** Order among the records of its kind, by place in the text. */
  position: number;
  /** What this reading says in the place of each correction that holds, by field. */
  extracted: Readonly<Record<string, unknown>>;
}

export interface Reconciliation {
  records: ReconciledRecord[];
  /** Current records that the new extraction no longer has. */
  withdrawn: KnownRecord[];
}

const baseFields: ReadonlySet<string> = new Set(['id', 'section', 'evidence', 'rules', 'confidence']);

/** A record's own fields: what its kind defines beside what every record carries. */
export const ownFieldsOf = (record: AnyRecord): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => !baseFields.has(name)));

/**
 * JSON with sorted names and without nulls, so that equal values give equal text whatever wrote them. A field that an
 * earlier version of the schema did not have reads as null: a new field alone is no change.
 */
export const canonicalJson = (value: unknown): string =>
  JSON.stringify(value, (_name, part: unknown) =>
    part !== null && typeof part === 'object' && !Array.isArray(part)
      ? Object.fromEntries(
          Object.entries(part)
            .filter(([, value]) => value !== null)
            .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)),
        )
      : part,
  );

/**
 * What people see of a record: two records with the same content are the same revision.
 *
 * Canonical names, codes and classes count, though the document did not change them: they are cells of tables, and a
 * refresh merges against the row as it was at `id@revision`. Were they to change within a revision, that row would
 * be another one than the analyst holds, and every cell that a better table filled would look edited by hand. So a new
 * table of codes makes revisions only when a document is read again, only of records whose own value (or whose region's
 * code) it changes, and a sheet that does not show that value shows no change.
 */
const contentOf = (record: AnyRecord): string =>
  canonicalJson([
    ownFieldsOf(record),
    record.section,
    record.evidence.map(({ section, text }) => [section, text]),
  ]);

const withFields = (
  record: AnyRecord,
  { corrections = [] }: Pick<KnownRecord, 'corrections'>,
  which: 'value' | 'extracted',
): AnyRecord =>
  corrections.length === 0
    ? record
    : ({
        ...record,
        ...Object.fromEntries(corrections.map((correction) => [correction.field, correction[which]])),
      } as AnyRecord);

/** A known record as the last reading had it: what a new reading is compared with. */
const asExtracted = (known: KnownRecord): AnyRecord => withFields(known.record, known, 'extracted');

const placesOf = (record: AnyRecord): string =>
  canonicalJson(record.evidence.map(({ start, end }) => [start, end]));

/** Whether two passages are one: by their words where both have them, else by their places. */
const samePassage = (a: Evidence, b: Evidence): boolean => {
  if (a.text !== null && b.text !== null) return likeness(a.text, b.text) >= 0.6;
  const common = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return common > 0 && common * 2 >= Math.min(a.end - a.start, b.end - b.start);
};

const sharePassage = (a: AnyRecord, b: AnyRecord): boolean =>
  a.evidence.some((one) => b.evidence.some((other) => samePassage(one, other)));

const same = (a: unknown, b: unknown): number => (a === b ? 1 : 0);

/** How much alike two records of one kind are that share a passage, 0 to 1; 0.5 and more is the same record. */
const similarity: { [K in Kind]: (a: RecordOf<K>, b: RecordOf<K>) => number } = {
  target: (a, b) =>
    0.4 * (same(a.value, b.value) * (a.valueHigh === b.valueHigh ? 1 : 0.8)) +
    0.35 * likeness(a.indicator, b.indicator) +
    0.1 * same(a.unit, b.unit) +
    0.1 * same(a.by, b.by) +
    0.05 * same(a.change, b.change),
  goal: (a, b) => likeness(a.statement, b.statement),
  fund: (a, b) =>
    0.7 * likeness(a.name, b.name) + 0.2 * same(a.amount, b.amount) + 0.1 * same(a.type, b.type),
  park: (a, b) =>
    0.8 * likeness(a.name, b.name) + 0.1 * same(a.type, b.type) + 0.1 * same(a.location, b.location),
  // One clause names many agencies for one task: without a similar name it is another one's duty.
  assignment: (a, b) =>
    likeness(a.agency, b.agency) < 0.5
      ? 0
      : 0.6 * likeness(a.agency, b.agency) + 0.3 * likeness(a.task, b.task) + 0.1 * same(a.role, b.role),
};

const similarityOf = (kind: Kind, a: AnyRecord, b: AnyRecord): number =>
  (similarity[kind] as (a: AnyRecord, b: AnyRecord) => number)(a, b);

interface Incoming {
  kind: Kind;
  record: AnyRecord;
  content: string;
  position: number;
  match: KnownRecord | null;
}

/** Place of the first passage, and the order of extraction among records that begin at the same place. */
const incomingOf = (kind: Kind, records: readonly AnyRecord[]): Incoming[] => {
  const seen = new Map<number, number>();
  return records.map((record) => {
    const start = record.evidence[0]?.start ?? 0;
    const ordinal = seen.get(start) ?? 0;
    seen.set(start, ordinal + 1);
    return {
      kind,
      record,
      content: contentOf(record),
      position: start * 1024 + Math.min(ordinal, 1023),
      match: null,
    };
  });
};

/** Known records that are still to be matched, found by id and by content. */
class Pool {
  readonly #left: Set<KnownRecord>;
  readonly #content = new Map<KnownRecord, string>();

  constructor(known: readonly KnownRecord[]) {
    this.#left = new Set(known);
    for (const one of known) this.#content.set(one, contentOf(asExtracted(one)));
  }

  get left(): Iterable<KnownRecord> {
    return this.#left;
  }

  contentOf(known: KnownRecord): string {
    return this.#content.get(known) ?? '';
  }

  match(incoming: Incoming, known: KnownRecord): void {
    incoming.match = known;
    this.#left.delete(known);
  }
}

const groupBy = <T>(items: Iterable<T>, key: (item: T) => string): Map<string, T[]> => {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
};

/**
 * Matches by id. Where an extraction gave one id twice, equal content goes first, so that a second run pairs the same.
 */
const matchById = (incoming: readonly Incoming[], pool: Pool, idOf: (known: KnownRecord) => string): void => {
  const known = groupBy(pool.left, idOf);
  const open = incoming.filter(({ match }) => match === null);
  for (const exact of [true, false])
    for (const one of open) {
      if (one.match) continue;
      const candidates = (known.get(one.record.id) ?? []).filter(
        (candidate) => candidate.kind === one.kind && (!exact || pool.contentOf(candidate) === one.content),
      );
      const found = candidates.find(({ status }) => status === 'current') ?? candidates[0];
      if (!found) continue;
      pool.match(one, found);
      known.set(
        one.record.id,
        (known.get(one.record.id) ?? []).filter((candidate) => candidate !== found),
      );
    }
};

/** Matches records that share a passage and are alike, the most alike first; equal ones in the order of the text. */
const matchByPassage = (incoming: readonly Incoming[], pool: Pool, status: KnownRecord['status']): void => {
  const known = [...pool.left].filter((one) => one.status === status);
  const pairs: { one: Incoming; candidate: KnownRecord; score: number }[] = [];
  for (const one of incoming) {
    if (one.match) continue;
    for (const candidate of known) {
      if (candidate.kind !== one.kind || !sharePassage(candidate.record, one.record)) continue;
      const score = similarityOf(one.kind, asExtracted(candidate), one.record);
      if (score >= 0.5) pairs.push({ one, candidate, score });
    }
  }
  // Array.prototype.sort is stable: at one score the order of the text stays.
  pairs.sort((a, b) => b.score - a.score);
  const taken = new Set<KnownRecord>();
  for (const { one, candidate } of pairs) {
    if (one.match || taken.has(candidate)) continue;
    taken.add(candidate);
    pool.match(one, candidate);
  }
};

/** @param record the incoming record with the corrections that hold */
const fateOf = ({ match, content }: Incoming, record: AnyRecord, pool: Pool): Fate => {
  if (!match) return 'added';
  if (match.status === 'withdrawn') return 'restored';
  const same = match.corrections?.length
    ? contentOf(match.record) === contentOf(record)
    : pool.contentOf(match) === content;
  if (!same) return 'changed';
  return placesOf(match.record) === placesOf(record) ? 'unchanged' : 'moved';
};

/**
 * Says which record of a new extraction is which record that the store knows, so that a record keeps its id when the
 * extraction words it better. In this order: the id that the extraction gave it last time; the id that the store
 * gave it; a shared passage and similar fields, current records before withdrawn ones. Adopted corrections hold: a matched
 * record comes with them in place of what was read.
 * @param documentId the document of all these records
 * @param known all records ever of the document, current and withdrawn
 * @param extracted the new extraction, with ids made from natural keys
 * @returns every incoming record with the id to store it under (unique within the document), in the order of kinds and
 * of the extraction; and the current records that are gone
 */
export const reconcile = (
  documentId: string,
  known: readonly KnownRecord[],
  extracted: RecordSet,
): Reconciliation => {
  const incoming = kinds.flatMap((kind) => incomingOf(kind, extracted[collectionOf[kind]]));
  const pool = new Pool(known);
  matchById(incoming, pool, ({ naturalId }) => naturalId);
  matchById(incoming, pool, ({ id }) => id);
  matchByPassage(incoming, pool, 'current');
  matchByPassage(incoming, pool, 'withdrawn');

  const used = new Set(known.map(({ id }) => id));
  const freshId = (kind: Kind, record: AnyRecord): string => {
    let id = record.id;
    // The id is taken by a record that once had this natural key, or by a twin: the next one of this key.
    for (let ordinal = 1; used.has(id); ordinal++) id = recordIdOf(kind, documentId, record, ordinal);
    used.add(id);
    return id;
  };
  const records = incoming.map((one): ReconciledRecord => {
    const id = one.match?.id ?? freshId(one.kind, one.record);
    // An adopted correction is not undone by reading the document again, whatever it says.
    const record = one.match ? withFields(one.record, one.match, 'value') : one.record;
    const own = one.record as unknown as Record<string, unknown>;
    return {
      id,
      kind: one.kind,
      naturalId: one.record.id,
      fate: fateOf(one, record, pool),
      record: { ...record, id },
      position: one.position,
      extracted: Object.fromEntries(
        (one.match?.corrections ?? []).map(({ field }) => [field, own[field] ?? null]),
      ),
    };
  });
  return { records, withdrawn: [...pool.left].filter(({ status }) => status === 'current') };
};
