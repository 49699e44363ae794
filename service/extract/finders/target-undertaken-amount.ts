import { countedThing, objectAfterVerb, subjectOf } from '../quantities/indicator.ts';
import { type Measure, measuresOf } from '../quantities/measure.ts';
import { type Direction, leadOf, undertakingIn } from '../quantities/verb.ts';
import type { Finder } from '../rule.ts';
import { targetDraft } from './target-draft.ts';

const sharedVerb = (measure: Measure | null): Direction | null => {
  let m = measure;
  for (let steps = 0; m && steps < 12; steps++, m = m.previous) {
    const found = undertakingIn(m.before) ?? leadOf(m.before);
    if (found) return found.direction;
  }
  return null;
};

/** 冬季两项 and 垃圾分类四项 are names. */
const smallChinese = /^[一二两三四五六七八九十]/;

/**
 * A noun and a bare number behind it, under a verb of undertaking or in a list that follows one:
 * 引入便民应用300项, 其中品牌企业5家, 数据库服务器20000台.
 */
export const targetUndertakenAmount: Finder<'target'> = {
  name: 'target-undertaken-amount',
  find: (context) =>
    measuresOf(context.structure).flatMap((measure) => {
      if (measure.place !== 'final' || /分别/.test(measure.before) || leadOf(measure.before)) return [];
      const { quantity } = measure;
      if (
        quantity.unit === '' ||
        smallChinese.test(measure.clause.text[quantity.numberStart - measure.clause.start] ?? '')
      )
        return [];
      const own = undertakingIn(measure.before);
      const shared = own ? null : sharedVerb(measure.previous);
      const noun = own ? objectAfterVerb(measure.before) : subjectOf(measure.before);
      const { thing, qualifier } = countedThing(noun);
      if (thing.length < 2) return [];
      // A bare noun and number with no verb before it states a fact or a name, unless the sentence sets it as a goal.
      return [
        targetDraft(context, measure, {
          indicator: thing,
          change: own ? own.direction : 'level',
          qualifier,
          confidence: own ? 0.75 : shared ? 0.65 : 0.4,
        }),
      ];
    }),
};
