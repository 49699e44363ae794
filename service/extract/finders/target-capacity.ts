import { subjectOf } from '../quantities/indicator.ts';
import { measuresOf } from '../quantities/measure.ts';
import { undertakingBefore } from '../quantities/verb.ts';
import type { Finder } from '../rule.ts';
import { targetDraft } from './target-draft.ts';

const has = /(?:普遍|全面|基本)?(?:具备|形成|拥有|提供)(?:不低于|超过|至少|约)*$/;
const capacity = /^(?:的)?([^，,。；;、]{2,20}能力)$/;
/** Such lengths say which technology, not how much of it. */
const names = /英寸|纳米|微米/;

/** A capacity of so much that somebody is to have: 城市家庭具备1000M以上接入能力. */
export const targetCapacity: Finder<'target'> = {
  name: 'target-capacity',
  find: (context) =>
    measuresOf(context.structure).flatMap((measure) => {
      const { quantity } = measure;
      if (measure.place !== 'object' || quantity.isCount || names.test(quantity.unit)) return [];
      if (quantity.unit === '' || quantity.unit.endsWith('元')) return [];
      const said = measure.before.replace(/占[^占，,、]{1,16}$/, '');
      const share = measure.before.slice(said.length);
      const verb = has.exec(said);
      const what = capacity.exec(measure.after)?.[1];
      // 形成500万吨生产能力 is a thing that is made: the rule of undertaken counts has it.
      if (
        !verb ||
        !what ||
        (share === '' && undertakingBefore(measure.before) && /[亩里吨瓦米]$/.test(quantity.unit))
      )
        return [];
      const subject = subjectOf(said.slice(0, verb.index));
      return [
        targetDraft(context, measure, {
          indicator: `${subject}${what}${share}`,
          change: 'level',
          confidence: 0.6,
        }),
      ];
    }),
};
