import { measureOf } from '../lexicon/measure-words.ts';
import { type Refiner, withFields } from '../rule.ts';

/** Sets what a target measures, by the published taxonomy, beside its indicator. */
export const targetMeasure: Refiner<'target'> = {
  name: 'target-measure',
  refine: (drafts) =>
    drafts.map((draft) => {
      const measure = measureOf(draft.record);
      return measure === null ? draft : withFields(draft, { measure });
    }),
};
