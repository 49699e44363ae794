import { countedThing } from '../quantities/indicator.ts';
import { type Measure, measuresOf } from '../quantities/measure.ts';
import type { Finder } from '../rule.ts';
import { targetDraft } from './target-draft.ts';

/** 形成北电南送3回通道: a verb of making, and words that say which of the things are counted. */
const made =
  /(?:形成|建成|打通|构建|构筑|畅通|新增|新建|贯通)([^，,。；;、的等\d]{2,12}?)(?:至少|不少于|超过|约|近)*$/;
const named = /^[^，,。；;、的等\d]{2,12}$/;
/** Words after which the number is an item of its own or the noun an adverb. */
const elsewhere = /其中|以及|领域|方面|全省|全市|全国|全县|全区|各|每|以上|不低于|包括|具有|[省市县区州]$/;

/** The words that stand between the verb, or the item before, and the number. */
const which = (measure: Measure | null, steps = 0): string | null => {
  if (!measure || steps > 8 || !measure.quantity.isCount || measure.place !== 'object') return null;
  const own = made.exec(measure.before)?.[1];
  if (own) return elsewhere.test(own) ? null : own;
  if (!measure.continues || !named.test(measure.before) || elsewhere.test(measure.before)) return null;
  return which(measure.previous, steps + 1) === null ? null : measure.before;
};

/** A count whose noun stands on both sides of it: 形成北电南送3回通道、省际互济2回通道. */
export const targetPartedNoun: Finder<'target'> = {
  name: 'target-parted-noun',
  find: (context) =>
    measuresOf(context.structure).flatMap((measure) => {
      const front = which(measure);
      if (front === null) return [];
      const { thing, qualifier } = countedThing(measure.after);
      if (thing.length < 2 || thing.length > 16) return [];
      return [
        targetDraft(context, measure, {
          indicator: `${front}${thing}`,
          change: /新增/.test(measure.before) ? 'increase' : 'level',
          qualifier,
          confidence: 0.6,
        }),
      ];
    }),
};
