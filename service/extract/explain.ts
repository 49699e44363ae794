import type { Comparator } from '../records/evidence.ts';
import { type AnyRecord, type Kind, kinds } from '../records/kinds.ts';
import { contextOf, type ExtractionInput, readKind } from './extract.ts';
import { measuresOf, type Place } from './quantities/measure.ts';
import type { Context } from './rule.ts';
import { type Reading, type Step, Trace, type Trail } from './trace.ts';

/** A number as the rules read it, with what it is to its clause (quantities/measure.ts). */
export interface ExplainedNumber {
  text: string;
  value: number;
  valueHigh: number | null;
  unit: string;
  comparator: Comparator;
  place: Place;
}

/** What the extractor knows of a passage before any rule looks at it. Offsets into the clean text. */
export interface ExplainedPassage {
  start: number;
  end: number;
  text: string;
  section: string;
  heading: string;
  /** Words of a heading, which state nothing. */
  isHeading: boolean;
  /** In a section of goals; in one that looks back; in a box. */
  isGoals: boolean;
  isReview: boolean;
  inBox: boolean;
  numbers: ExplainedNumber[];
}

/** One reading of a passage and what became of it. */
export interface ExplainedReading {
  kind: Kind;
  outcome: 'kept' | 'merged' | 'dropped';
  /** Id of the record that it became, or that took it in; null where it was dropped. */
  recordId: string | null;
  /** The reading as it stood last; for a record that was kept, the record. */
  reading: Reading | AnyRecord;
  steps: readonly Step[];
}

export interface Explanation {
  /** The clauses at the offsets that were asked for. */
  passages: ExplainedPassage[];
  /** Every reading, or those of the passages that were asked for, in order of the text within each kind. */
  readings: ExplainedReading[];
}

const passageAt = ({ structure }: Context, offset: number): ExplainedPassage[] => {
  const clause = structure.clauses.findLast(({ start }) => start <= offset);
  if (!clause || offset > clause.end) return [];
  const { sentence } = clause;
  const { section } = sentence;
  const numbers = measuresOf(structure)
    .filter((measure) => measure.clause === clause)
    .map(({ quantity, place }) => ({
      text: structure.text.slice(quantity.start, quantity.end),
      value: quantity.value,
      valueHigh: quantity.valueHigh,
      unit: quantity.unit,
      comparator: quantity.comparator,
      place,
    }));
  return [
    {
      start: clause.start,
      end: clause.end,
      text: clause.text,
      section: section.path,
      heading: section.heading,
      isHeading: sentence.isHeading,
      isGoals: section.isGoals,
      isReview: section.isReview,
      inBox: section.inBox,
      numbers,
    },
  ];
};

const lastTaker = (trail: Trail): Trail => {
  let taker = trail;
  // A rule may lose track of what took what; nothing is taken in by more rules than there are.
  for (let i = 0; i < 50 && taker.mergedInto; i++) taker = taker.mergedInto;
  return taker;
};

const readingsOf = (kind: Kind, context: Context, documentId: string): ExplainedReading[] => {
  const trace = new Trace();
  const { records, drafts } = readKind(kind, context, documentId, trace);
  const recordOf = new Map<Trail, AnyRecord>();
  drafts.forEach(({ trail }, i) => {
    const record = records[i];
    if (trail && record) recordOf.set(trail, record);
  });
  return trace.trails
    .map((trail): ExplainedReading => {
      const record = recordOf.get(trail);
      const taker = record ?? recordOf.get(lastTaker(trail));
      return {
        kind,
        outcome: record ? 'kept' : taker ? 'merged' : 'dropped',
        recordId: taker?.id ?? null,
        reading: record ?? trail.reading,
        steps: trail.steps,
      };
    })
    .sort((a, b) => (a.reading.evidence[0]?.start ?? 0) - (b.reading.evidence[0]?.start ?? 0));
};

/**
 * Tells how the records of a document came about: which rule proposed each reading, what others changed, and which one
 * dropped it or merged it into another. Runs the same rules as `extractRecords`, keeping a trace.
 * @param document id, clean text and fields
 * @param offsets places in the clean text to which to keep; without them every reading is told
 */
export const explainRecords = (document: ExtractionInput, offsets?: readonly number[]): Explanation => {
  const context = contextOf(document);
  const readings = kinds.flatMap((kind) => readingsOf(kind, context, document.id));
  if (offsets === undefined) return { passages: [], readings };
  const passages = new Map<number, ExplainedPassage>();
  for (const offset of offsets)
    for (const passage of passageAt(context, offset)) passages.set(passage.start, passage);
  const asked = ({ reading }: ExplainedReading): boolean =>
    reading.evidence.some(({ start, end }) => offsets.some((offset) => start <= offset && offset < end));
  return { passages: [...passages.values()], readings: readings.filter(asked) };
};
