import type { AnyRecord, Kind, RecordOf } from '../records/kinds.ts';

/** A record as rules see it: without an id, for its fields may still change. */
export type Reading<K extends Kind = Kind> = Omit<RecordOf<K>, 'id'>;

/** One field that a rule wrote anew. */
export interface FieldChange {
  readonly field: string;
  readonly from: unknown;
  readonly to: unknown;
}

/** What one rule did with a reading. */
export interface Step {
  readonly rule: string;
  readonly effect: 'found' | 'changed' | 'merged' | 'dropped';
  readonly changes: readonly FieldChange[];
}

/** What became of one reading of a passage, rule by rule. */
export interface Trail {
  readonly steps: Step[];
  /** The reading as it stood last. */
  reading: Reading;
  /** The reading that took this one in, where one did. */
  mergedInto: Trail | null;
}

/** What a trail hangs on: it travels with the draft through every `{ ...draft }` of the refiners. */
export interface Traceable {
  readonly record: Reading;
  readonly trail?: Trail;
}

/** Fields that say how a record came about, not what it is. */
const bookkeeping = new Set(['rules', 'evidence']);
const passagesOf = ({ evidence }: Reading): string =>
  evidence.map(({ start, end }) => `${start}-${end}`).join(', ');

const changesBetween = (before: Reading, after: Reading): FieldChange[] => {
  const old = before as unknown as Readonly<Record<string, unknown>>;
  const changes = Object.entries(after)
    .filter(([field, to]) => !bookkeeping.has(field) && JSON.stringify(old[field]) !== JSON.stringify(to))
    .map(([field, to]): FieldChange => ({ field, from: old[field], to }));
  const [from, to] = [passagesOf(before), passagesOf(after)];
  return from === to ? changes : [...changes, { field: 'evidence', from, to }];
};

/** What names a record within its kind. */
const subjectOf = (reading: Reading): string => {
  const record = reading as AnyRecord;
  if ('indicator' in record) return `${record.value} ${record.unit}`;
  if ('statement' in record) return record.statement;
  if ('agency' in record) return record.agency;
  return record.name;
};

const holds = (outer: Reading, inner: Reading): boolean =>
  inner.evidence.every((passage) =>
    outer.evidence.some(({ start, end }) => start <= passage.start && end >= passage.end),
  );

/**
 * Keeps what the rules of one kind did, reading by reading. A run without a trace pays nothing for it.
 */
export class Trace {
  readonly trails: Trail[] = [];

  /** A reading that a finder proposes. */
  found<D extends Traceable>(draft: D, rule: string): D {
    const trail: Trail = {
      steps: [{ rule, effect: 'found', changes: [] }],
      reading: draft.record,
      mergedInto: null,
    };
    this.trails.push(trail);
    return { ...draft, trail };
  }

  /** Compares the drafts before and behind a refiner; returns those behind it, each with a trail of its own. */
  refined<D extends Traceable>(before: readonly D[], after: readonly D[], rule: string): D[] {
    const known = new Map<Trail, Reading>();
    for (const { trail } of before) if (trail) known.set(trail, trail.reading);
    const taken = new Set<Trail>();
    const kept = after.map((draft): D => {
      const { trail } = draft;
      if (!trail || taken.has(trail)) {
        // One reading became several, or the rule read it anew.
        const steps = trail?.steps.slice(0, trail.steps.length - (trail.steps.at(-1)?.rule === rule ? 1 : 0));
        const fork: Trail = { steps: [...(steps ?? [])], reading: draft.record, mergedInto: null };
        const changes = trail ? changesBetween(known.get(trail) ?? draft.record, draft.record) : [];
        fork.steps.push({ rule, effect: trail ? 'changed' : 'found', changes });
        this.trails.push(fork);
        taken.add(fork);
        return { ...draft, trail: fork };
      }
      taken.add(trail);
      if (trail.reading !== draft.record) {
        const changes = changesBetween(trail.reading, draft.record);
        if (changes.length > 0) trail.steps.push({ rule, effect: 'changed', changes });
        trail.reading = draft.record;
      }
      return draft;
    });
    for (const [trail, reading] of known) {
      if (taken.has(trail)) continue;
      const taker = kept.find(
        ({ record }) => holds(record, reading) && subjectOf(record) === subjectOf(reading),
      );
      const wider =
        taker ??
        kept.find(({ record, trail: other }) => {
          const old = other && known.get(other);
          return old !== undefined && old.evidence.length < record.evidence.length && holds(record, reading);
        });
      trail.mergedInto = wider?.trail ?? null;
      trail.steps.push({ rule, effect: wider ? 'merged' : 'dropped', changes: [] });
    }
    return kept;
  }
}
