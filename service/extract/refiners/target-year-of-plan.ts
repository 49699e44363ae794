import { yearOf } from '../quantities/governing-deadline.ts';
import { yearOfPlan } from '../quantities/year-of-plan.ts';
import type { Refiner } from '../rule.ts';
import { isTableRow } from '../structure/table.ts';

/** A cell that says by when the task of its row is to be done: 全年, 12月底前, 2025年6月. */
const cellTime =
  /\|\s*(?:(20\d\d)\s?年)?(?:(\d{1,2})\s?月(?:\d{1,2}日|份)?(?:底|末)?|(年底|年末)|全年|年内|持续推进|长期(?:坚持|推进)?)(?:之?前)?(?:完成)?\s*(?:\||$)/u;

/** The deadline in the row of a table that a target stands in; null where none is told, or its year is not known. */
const byInRow = (row: string, planned: number | null): string | null => {
  const found = isTableRow(row) ? cellTime.exec(row) : null;
  const year = found?.[1] ?? planned;
  if (!found || year === null) return null;
  const month = Number(found[2] ?? (found[3] ? 12 : 0));
  return month >= 1 && month <= 12 ? `${year}-${String(month).padStart(2, '0')}` : String(year);
};

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
      const by = byInRow(clause.sentence.line.text, planned) ?? year?.toString();
      if (by === undefined) return draft;
      const perYear = record.perYear || (record.change !== 'level' && record.unit === '%');
      return { ...draft, record: { ...record, by, perYear } };
    });
  },
};
