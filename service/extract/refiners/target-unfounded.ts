import type { Refiner } from '../rule.ts';

/**
 * Drops numbers that nothing sets as an aim: a bare noun and number outside a goal section with no deadline, and
 * indicators that are no phrase.
 */
export const targetUnfounded: Refiner<'target'> = {
  name: 'target-unfounded',
  refine: (drafts) =>
    drafts.filter(({ record, clause }) => {
      if (record.indicator.replace(/[\s\p{P}\p{S}\d]/gu, '').length < 2) return false;
      if (/(?:个|第)$/.test(record.indicator) && record.indicator.length < 3) return false;
      const { section } = clause.sentence;
      return record.confidence >= 0.5 || record.by !== null || section.isGoals;
    }),
};
