import { yearOf } from '../quantities/governing-deadline.ts';
import { yearOfPlan } from '../quantities/year-of-plan.ts';
import type { Refiner } from '../rule.ts';

const thisYear = /今年|本年度?|(?<![\d一二两三四五六七八九十几多数])年内|全年/;

/**
 * Gives a target that no deadline governs the year whose tasks the document sets, or the year in which the document
 * speaks where the sentence says 今年. Growth in one year is a yearly one.
 */
export const targetYearOfPlan: Refiner<'target'> = {
  name: 'target-year-of-plan',
  refine: (drafts, { structure, fields, text }) => {
    if (drafts.every(({ record }) => record.by !== null)) return [...drafts];
    const planned = yearOfPlan(structure, fields);
    const speaksIn = yearOf(fields, text);
    return drafts.map((draft) => {
      const { record, clause } = draft;
      if (record.by !== null) return draft;
      const said = clause.sentence.text.slice(0, clause.end - clause.sentence.start);
      const year = planned ?? (thisYear.test(said) ? speaksIn : null);
      if (year === null) return draft;
      const perYear = record.perYear || (record.change !== 'level' && record.unit === '%');
      return { ...draft, record: { ...record, by: String(year), perYear } };
    });
  },
};
