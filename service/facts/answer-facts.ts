import { type Field, fieldsOf, keyField, type Language, labelIn } from '../records/catalogue.ts';
import { citationOf } from '../records/citation.ts';
import { mostStates } from '../records/fact-limits.ts';
import {
  type FactAnswer,
  type FactsAnswer,
  factAskSchema,
  mostRowsTogether,
  type WholeFactAsk,
} from '../records/facts.ts';
import { type Kind, kinds } from '../records/kinds.ts';
import { Problem } from '../records/problem.ts';
import type { RecordView } from '../records/record-view.ts';
import { type CellValue, type SheetRow, sheetRowOf } from '../records/sheet-row.ts';
import type { RecordQuery } from '../records/sync.ts';
import { keyOf } from '../store/record-reader.ts';
import type { Reading, Store, TargetOutline } from '../store/store.ts';
import { regionsNamed } from './match-region.ts';
import { matchTarget } from './match-target.ts';
import {
  askInvalid,
  fieldUnknown,
  recordUnknown,
  recordWithdrawn,
  regionAmbiguous,
  regionUnknown,
  targetAmbiguous,
  targetNone,
  tooManyRows,
  tooManyStates,
} from './problems.ts';

export interface FactContext {
  language: Language;
  /** Address of the service without a trailing slash, for evidence links. */
  evidenceBase: string;
  /** The clock, for the day of a citation. */
  now: Date;
}

type AskOf<A extends WholeFactAsk['ask']> = Extract<WholeFactAsk, { ask: A }>;

/** Fields that a list shows where none are named: what the kind states, and where it comes from. */
const plainFields = new Set(['region', 'documentTitle', 'docNumber', 'evidenceUrl']);

const fold = (text: string): string => text.normalize('NFKC').trim().toLowerCase();

/** Key column of a table: shown like a field, for formulas that look up by it. */
const fieldsWithKey = (kind: Kind): readonly Field[] => [keyField, ...fieldsOf(kind)];

/** The field of a kind by its id, its label in either language, or another header that means it. */
const fieldNamed = (kind: Kind, name: string, language: Language): Field => {
  const asked = fold(name);
  const fields = fieldsWithKey(kind);
  const found =
    fields.find(({ id }) => id === name.trim()) ??
    fields.find(({ id, label }) => [id, label.zh, label.en].some((one) => fold(one) === asked)) ??
    fields.find(({ synonyms = [] }) => synonyms.some((one) => fold(one) === asked));
  if (!found)
    throw fieldUnknown(
      name,
      fields.map(({ label }) => label),
      language,
    );
  return found;
};

const kindOf = (record: RecordView): Kind => kinds.find((kind) => kind === record.kind) ?? 'target';

/** The record that a cell names, which may hold the key of a row: id@revision. */
const idOf = (name: string): string => name.split('@', 1)[0] ?? name;

/** One day in the service's own time zone, ISO. */
const dayOf = (instant: string): string => {
  const date = new Date(instant);
  const two = (part: number): string => String(part).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
};

/** Milliseconds of matching at one stretch. */
const longestStretch = 20;

interface Matches {
  /** What each ask for a target means, or why it means nothing. */
  matches: ReadonlyMap<WholeFactAsk, readonly TargetOutline[] | Problem>;
  records: ReadonlyMap<string, RecordView>;
}

/** Answers asks over one reading of the store; statements that several asks need run once. */
class Answering {
  readonly #reading: Reading;
  readonly #context: FactContext;
  readonly #picks: Map<string, { kind: Kind; query: RecordQuery; limit: number }>;
  readonly #picked = new Map<string, Promise<{ records: RecordView[]; count: number }>>();
  readonly #rows = new Map<RecordView, SheetRow>();
  readonly #targets: TargetSource;
  #records: Promise<ReadonlyMap<string, RecordView>> | null = null;
  readonly #ids: readonly string[];
  readonly #asks: readonly WholeFactAsk[];
  #matching: Promise<Matches> | null = null;

  constructor(reading: Reading, asks: readonly WholeFactAsk[], targets: TargetSource, context: FactContext) {
    this.#reading = reading;
    this.#asks = asks;
    this.#context = context;
    this.#targets = targets;
    this.#picks = new Map();
    for (const ask of asks) {
      if (ask.ask !== 'count' && ask.ask !== 'list') continue;
      const key = pickKey(ask);
      // One row more than wanted tells that there are more.
      const limit = Math.max(this.#picks.get(key)?.limit ?? 0, ask.ask === 'list' ? ask.limit + 1 : 0);
      this.#picks.set(key, { kind: ask.kind, query: ask.query, limit });
    }
    this.#ids = asks.flatMap((ask) => (ask.ask === 'cite' || ask.ask === 'field' ? [idOf(ask.record)] : []));
  }

  answer(ask: WholeFactAsk): Promise<FactAnswer> | FactAnswer {
    switch (ask.ask) {
      case 'count':
        return this.#count(ask);
      case 'list':
        return this.#list(ask);
      case 'target':
        return this.#target(ask);
      case 'cite':
        return this.#cite(ask);
      case 'field':
        return this.#field(ask);
      case 'asOf':
        return { is: 'value', value: dayOf(this.#reading.asOf), type: 'date' };
    }
  }

  #pick(ask: AskOf<'count' | 'list'>): Promise<{ records: RecordView[]; count: number }> {
    const key = pickKey(ask);
    const known = this.#picked.get(key);
    if (known) return known;
    const { kind, query, limit } = this.#picks.get(key) ?? { kind: ask.kind, query: ask.query, limit: 0 };
    const picked = this.#reading.pick(kind, query, limit);
    this.#picked.set(key, picked);
    return picked;
  }

  async #count(ask: AskOf<'count'>): Promise<FactAnswer> {
    return { is: 'value', value: (await this.#pick(ask)).count, type: 'number' };
  }

  async #list(ask: AskOf<'list'>): Promise<FactAnswer> {
    const { language } = this.#context;
    const fields = ask.fields?.map((name) => fieldNamed(ask.kind, name, language)) ?? shownFields(ask.kind);
    const { records, count } = await this.#pick(ask);
    return {
      is: 'rows',
      headers: fields.map(({ label }) => labelIn(label, language)),
      types: fields.map(({ type }) => type),
      rows: records.slice(0, ask.limit).map((record) => fields.map((field) => this.#cell(record, field))),
      more: count > ask.limit,
    };
  }

  async #target(ask: AskOf<'target'>): Promise<FactAnswer> {
    const field = fieldNamed('target', ask.field ?? 'value', this.#context.language);
    // All asks are matched first, so that the records of all of them come in one statement.
    this.#matching ??= this.#matchAll();
    const { matches, records } = await this.#matching;
    const match = matches.get(ask);
    if (!match || match instanceof Problem) throw match ?? recordUnknown(ask.indicator);
    const found = match.flatMap(({ id }) => records.get(id) ?? []);
    const [first] = found;
    if (!first) throw recordUnknown(match[0]?.id ?? ask.indicator);
    // One indicator may stand in a document with several figures (by year, by grade): they must agree on what is asked.
    const cells = new Set(found.map((record) => this.#cell(record, field)));
    if (cells.size > 1) throw targetAmbiguous(ask.indicator, match);
    return { is: 'value', value: this.#cell(first, field), type: field.type, record: first.id };
  }

  async #matchAll(): Promise<Matches> {
    const matches = new Map<WholeFactAsk, readonly TargetOutline[] | Problem>();
    let since = performance.now();
    for (const ask of this.#asks) {
      if (ask.ask !== 'target') continue;
      // Hundreds of indicators against thousands of targets take a while; others are answered in between.
      if (performance.now() - since > longestStretch) {
        await new Promise((resolve) => setImmediate(resolve));
        since = performance.now();
      }
      try {
        matches.set(ask, await this.#match(ask));
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        matches.set(ask, error);
      }
    }
    const ids = [...matches.values()].flatMap((match) =>
      match instanceof Problem ? [] : match.map(({ id }) => id),
    );
    return { matches, records: await this.#reading.recordsById(ids) };
  }

  async #match(ask: AskOf<'target'>): Promise<readonly TargetOutline[]> {
    const regions = regionsNamed(ask.region, await this.#targets.regions(this.#reading));
    const [region, ...others] = regions;
    if (region === undefined) throw regionUnknown(ask.region);
    if (others.length > 0)
      throw regionAmbiguous(
        ask.region,
        regions.map((one) => one.region ?? '全国'),
      );
    const targets = await this.#targets.of(this.#reading, region.region);
    const year = ask.year ?? null;
    const match = matchTarget(ask.indicator, targets, year, [ask.region, region.region ?? '']);
    if (match.is === 'none') throw targetNone(ask.region, ask.indicator, year, match.years, match.near);
    if (match.is === 'many') throw targetAmbiguous(ask.indicator, match.targets);
    return match.targets;
  }

  async #cite(ask: AskOf<'cite'>): Promise<FactAnswer> {
    const record = await this.#record(ask.record);
    const { gbt, plain } = citationOf(record, this.#context.now);
    return { is: 'value', value: ask.style === 'gbt' ? gbt : plain, type: 'text', record: record.id };
  }

  async #field(ask: AskOf<'field'>): Promise<FactAnswer> {
    const record = await this.#record(ask.record);
    const field = fieldNamed(kindOf(record), ask.field, this.#context.language);
    // A figure that its document gave up must not stand in a report as if it held.
    if (record.status === 'withdrawn' && field.id !== 'status') throw recordWithdrawn(record.id);
    return { is: 'value', value: this.#cell(record, field), type: field.type, record: record.id };
  }

  async #record(name: string): Promise<RecordView> {
    this.#records ??= this.#reading.recordsById(this.#ids);
    const record = (await this.#records).get(idOf(name));
    if (!record) throw recordUnknown(name);
    return record;
  }

  #cell(record: RecordView, field: Field): CellValue {
    if (field.id === keyField.id) return keyOf(record);
    const { language, evidenceBase } = this.#context;
    const row = this.#rows.get(record) ?? sheetRowOf(record, language, evidenceBase);
    this.#rows.set(record, row);
    return row[field.id] ?? null;
  }
}

const shownFields = (kind: Kind): readonly Field[] => {
  const all = fieldsOf(kind);
  const fromDocument = all.findIndex(({ id }) => id === 'region');
  return all.filter(({ id }, i) => i < fromDocument || plainFields.has(id));
};

const pickKey = ({ kind, query: { asOf: _, ...query } }: AskOf<'count' | 'list'>): string =>
  JSON.stringify([kind, Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1))]);

/** The state that an ask is about, where it names one. */
const stateOf = (ask: WholeFactAsk): string | undefined => {
  if (ask.ask === 'count' || ask.ask === 'list') return ask.query.asOf;
  return ask.ask === 'target' ? ask.asOf : undefined;
};

/** Regions, and the targets of a region, as of one state of the store. */
interface TargetSource {
  regions(reading: Reading): ReturnType<Reading['regions']>;
  of(reading: Reading, region: string | null): Promise<readonly TargetOutline[]>;
}

/** Rows of targets that are kept between requests: a recalculation asks for the same regions again and again. */
const mostKeptTargets = 200_000;

/** Reads each region's targets once a state; drops all when the state is another or they grow too many. */
const targetSource = (): TargetSource => {
  let cursor = -1;
  let regions: ReturnType<Reading['regions']> | null = null;
  let kept = new Map<string, Promise<readonly TargetOutline[]>>();
  let size = 0;
  const turnTo = (reading: Reading): void => {
    if (reading.cursor === cursor && size <= mostKeptTargets) return;
    cursor = reading.cursor;
    regions = null;
    kept = new Map();
    size = 0;
  };
  return {
    regions: (reading) => {
      turnTo(reading);
      regions ??= reading.regions();
      const mine = regions;
      mine.catch(() => {
        if (regions === mine) regions = null;
      });
      return mine;
    },
    of: (reading, region) => {
      turnTo(reading);
      const key = region ?? '';
      const known = kept.get(key);
      if (known) return known;
      const read = reading.targetsOf([region]);
      kept.set(key, read);
      const mine = kept;
      read.then(
        (targets) => {
          if (mine === kept) size += targets.length;
        },
        () => mine.delete(key),
      );
      return read;
    },
  };
};

/** Answers batches of asks about one store. */
export interface Facts {
  /**
   * @param asks as they came; what fits no schema answers a problem in its place
   * @param asOf the state that is asked where an ask names none
   * @throws Problem `query.as-of`
   */
  answer(asks: readonly unknown[], asOf: string | undefined, context: FactContext): Promise<FactsAnswer>;
}

const problemAnswer = (problem: Problem, language: Language): FactAnswer => ({
  is: 'problem',
  code: problem.code,
  title: labelIn(problem.what, language),
  detail: problem.in(language),
});

const tooManyListed = (language: Language): FactAnswer =>
  problemAnswer(tooManyRows(mostRowsTogether), language);

const settled = async (
  answer: () => Promise<FactAnswer> | FactAnswer,
  language: Language,
): Promise<FactAnswer> => {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof Problem) return problemAnswer(error, language);
    throw error;
  }
};

/**
 * Facts of a store. Each ask is answered by itself, and what several of them need of the store is asked of it once: one
 * statement for all asks of one kind and query, for all targets of one region, for all records by id.
 */
export const factsOf = (store: Store): Facts => {
  const latest = targetSource();
  return {
    answer: async (given, asOf, context) => {
      const { language } = context;
      const parsed = given.map((ask) => factAskSchema.safeParse(ask));
      const asks = parsed.flatMap(({ success, data }) => (success ? [data] : []));
      const main = await store.reading(asOf);
      const answerings = new Map<string | undefined, Promise<Answering>>();
      const answeringFor = (state: string | undefined): Promise<Answering> => {
        const open = async (): Promise<Answering> => {
          const reading = state === undefined ? main : await store.reading(state);
          const same = asks.filter((ask) => stateOf(ask) === state);
          const current = state === undefined && asOf === undefined;
          return new Answering(reading, same, current ? latest : targetSource(), context);
        };
        if (!answerings.has(state) && answerings.size >= mostStates) throw tooManyStates(mostStates);
        const known = answerings.get(state) ?? open();
        answerings.set(state, known);
        return known;
      };
      const answerOne = (at: number): Promise<FactAnswer> =>
        settled(async () => {
          const ask = parsed[at];
          if (!ask?.success) throw askInvalid(ask?.error);
          return (await answeringFor(stateOf(ask.data))).answer(ask.data);
        }, language);
      const isList = (at: number): boolean => parsed[at]?.data?.ask === 'list';
      const answers = await Promise.all(
        parsed.map((_, at) => (isList(at) ? tooManyListed(language) : answerOne(at))),
      );
      // One after another, so that the rows of one request stay bounded whatever it asks.
      let rows = 0;
      for (const at of parsed.keys()) {
        if (!isList(at) || rows > mostRowsTogether) continue;
        const answer = await answerOne(at);
        rows += answer.is === 'rows' ? answer.rows.length : 0;
        if (rows <= mostRowsTogether) answers[at] = answer;
      }
      return { cursor: main.cursor, asOf: main.asOf, answers };
    },
  };
};
