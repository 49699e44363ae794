import { countedThing, subjectOf, withoutVerb } from '../quantities/indicator.ts';
import { type Measure, measuresOf } from '../quantities/measure.ts';
import { type Direction, isUndertaking, leadOf } from '../quantities/verb.ts';
import type { Finder } from '../rule.ts';
import { targetDraft } from './target-draft.ts';

const sharedOut = /分别/;
/** 增速 and the like name a growth: the indicator is what grows. */
const growthWord =
  /(?:的)?(?:年均|年平均|平均|年)?(?:复合)?(?:增长率|增长速度|增速|增幅|涨幅|增长|降幅|下降率)$/;

/** 增长20%、力争25%: the second number is a higher aim for the same growth. */
const raised = ({ before, continues, previous, quantity }: Measure): Direction | null => {
  if (!continues || !previous || previous.quantity.unit !== quantity.unit) return null;
  if (!/^(?:力争|争取|冲刺|奋斗|确保)(?:达到|实现)?$/.test(before.trim())) return null;
  return leadOf(previous.before)?.direction ?? null;
};

/** A subject, a verb of reaching or changing, and a number that closes the item: 产值达到3000亿元, 成本降低30%. */
export const targetReachingVerb: Finder<'target'> = {
  name: 'target-reaching-verb',
  find: (context) =>
    measuresOf(context.structure).flatMap((measure: Measure) => {
      if (measure.place !== 'final' || sharedOut.test(measure.before)) return [];
      const lead = leadOf(measure.before);
      if (!lead) return [];
      const { comparator } = measure.quantity;
      const said = measure.before.slice(0, measure.before.length - lead.length);
      const subject = subjectOf(said);
      const isGrowth = lead.isRate || (growthWord.test(subject) && measure.quantity.unit === '%');
      const indicator = withoutVerb(subjectOf(subject.replace(growthWord, '') || subject));
      if (lead.direction === 'level' && comparator === 'eq' && /(?:有|是)$/.test(measure.before)) return [];
      // 改造提升200万亩: both words are what is done; what it is done to stood before.
      if (isUndertaking(subject)) {
        return [targetDraft(context, measure, { indicator: '', change: 'level', confidence: 0.65 })];
      }
      // 年销售额超亿元的企业达到30家: what stands before 的 is a condition on what is counted.
      const parted = measure.quantity.isCount ? countedThing(indicator) : null;
      if (parted?.qualifier && /[\d百千万亿]/.test(parted.qualifier)) {
        return [
          targetDraft(context, measure, {
            indicator: parted.thing,
            change: lead.direction,
            qualifier: parted.qualifier,
            confidence: 0.8,
          }),
        ];
      }
      return [
        targetDraft(context, measure, {
          indicator: isGrowth && growthWord.test(indicator) ? '' : indicator,
          change: isGrowth && lead.direction === 'level' ? 'increase' : (raised(measure) ?? lead.direction),
          confidence: 0.85,
        }),
      ];
    }),
};
