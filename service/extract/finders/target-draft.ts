import type { Target } from '../../records/target.ts';
import type { Measure } from '../quantities/measure.ts';
import type { Context, Draft } from '../rule.ts';
import { evidenceOf } from '../structure/structure.ts';

/** What a finder has read about a number that is to be reached. */
export interface Reading {
  indicator: string;
  change: Target['change'];
  qualifier?: string | null;
  confidence: number;
  perYear?: boolean;
  value?: number;
  unit?: string;
  comparator?: Target['comparator'];
}

const yearly =
  /年均|每年|逐年|平均增速|年平均|年增长|年增速|年递增|(?:^|[，,、])年(?:接待|培训|新增|服务|吸引|举办|演出|招收|培养|孵化)/;

/**
 * A draft of a target; deadline, missing subjects and restated targets are left to the refiners.
 * @param measure the number in its place
 */
export const targetDraft = (context: Context, measure: Measure, reading: Reading): Draft<'target'> => {
  const { quantity, clause } = measure;
  const { section } = clause.sentence;
  return {
    clause,
    quantity,
    record: {
      indicator: reading.indicator,
      change: reading.change,
      comparator: reading.comparator ?? quantity.comparator,
      value: reading.value ?? quantity.value,
      valueHigh: quantity.valueHigh,
      unit: reading.unit ?? quantity.unit,
      by: null,
      from: null,
      perYear: reading.perYear ?? yearly.test(measure.before),
      qualifier: reading.qualifier ?? null,
      nature: null,
      baselineYear: null,
      baselineValue: null,
      measure: null,
      industry: null,
      section: section.path,
      evidence: [evidenceOf(context.structure, { start: clause.start, end: clause.end }, section)],
      rules: [],
      confidence: reading.confidence,
    },
  };
};
