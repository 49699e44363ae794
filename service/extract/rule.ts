import type { DocumentFields } from '../records/document.ts';
import type { Kind, RecordOf } from '../records/kinds.ts';
import type { ParkMention } from './names/park-mention.ts';
import type { Quantity } from './quantities/quantity.ts';
import type { Clause, Structure } from './structure/types.ts';
import type { Trace, Trail } from './trace.ts';

/** What every rule may look at. */
export interface Context {
  readonly fields: DocumentFields;
  readonly text: string;
  readonly structure: Structure;
}

/** A record on its way through the rules: it has no id yet, for its fields may still change. */
export interface Draft<K extends Kind = Kind> {
  readonly record: Omit<RecordOf<K>, 'id'>;
  /** The clause in which the finder met it. */
  readonly clause: Clause;
  /** The number that the finder met, for records that rest on one. */
  readonly quantity?: Quantity;
  /** How the finder met the name, for parks. */
  readonly mention?: ParkMention;
  /** What the rules did with it so far; only where somebody asked for an explanation. */
  readonly trail?: Trail;
}

/**
 * Proposes records. It may propose too much: refiners decide. It leaves `rules` empty; the pipeline writes the name.
 * One finder is one file in finders/, named after it.
 */
export interface Finder<K extends Kind> {
  /** The file's name without its ending: target-reaching-verb. */
  readonly name: string;
  find(context: Context): Draft<K>[];
}

/**
 * Merges, completes or drops drafts. It returns a draft that it leaves alone as the same object, and makes a new one
 * (`withFields(draft, { … })`) where it changes something: by that the pipeline knows on which
 * records to write its name. One refiner is one file in refiners/, named after it.
 */
export interface Refiner<K extends Kind> {
  readonly name: string;
  refine(drafts: readonly Draft<K>[], context: Context): Draft<K>[];
}

/**
 * The draft with other fields in its record. Written so that the engine copies both in one go: a literal that spreads
 * something and writes over what it spread (`{ ...draft, record: … }`) asks the engine anew for every such field.
 */
export const withFields = <K extends Kind>(
  draft: Draft<K>,
  fields: Partial<Draft<K>['record']>,
): Draft<K> => {
  const record = { ...draft.record };
  Object.assign(record, fields);
  const changed: { -readonly [F in keyof Draft<K>]: Draft<K>[F] } = { ...draft };
  changed.record = record;
  return changed;
};

/** The rules of one kind, in the order in which they run. */
export interface Rules<K extends Kind> {
  readonly finders: readonly Finder<K>[];
  readonly refiners: readonly Refiner<K>[];
}

/**
 * Runs the rules of one kind over a document.
 * @param trace where to keep what every rule did; without it nothing is kept
 * @returns drafts that hold, each with the names of the rules that made it
 */
export const runRules = <K extends Kind>(rules: Rules<K>, context: Context, trace?: Trace): Draft<K>[] => {
  let drafts: Draft<K>[] = [];
  for (const { name, find } of rules.finders) {
    for (const draft of find(context)) {
      // A finder's draft is new and nobody else's.
      draft.record.rules = [name];
      drafts.push(trace ? trace.found(draft, name) : draft);
    }
  }
  for (const { name, refine } of rules.refiners) {
    const given = drafts;
    const refined = refine(given, context);
    let before: Set<Draft<K>> | null = null;
    for (let i = 0; i < refined.length; i++) {
      const draft = refined[i] as Draft<K>;
      // Most refiners leave most drafts alone, and in their places.
      if (given[i] === draft) continue;
      before ??= new Set(given);
      // A draft that a refiner made anew has a record of its own, so that the name can be written into it.
      if (!before.has(draft)) draft.record.rules = [...draft.record.rules, name];
    }
    drafts = trace ? trace.refined(drafts, refined, name) : refined;
  }
  return drafts;
};
