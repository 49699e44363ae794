import { type Refiner, withFields } from '../rule.ts';

/** A fund without a telling name is a guidance fund where the clause speaks of its guiding (发挥…的引导作用). */
export const fundGuidance: Refiner<'fund'> = {
  name: 'fund-guidance',
  refine: (drafts) =>
    drafts.map((draft) => {
      const { record, clause } = draft;
      if (record.type !== 'other') return draft;
      const behind = clause.text.slice(clause.text.indexOf(record.name) + record.name.length);
      return /^[^，,。；;]{0,8}引导/u.test(behind) ? withFields(draft, { type: 'guidance' }) : draft;
    }),
};
