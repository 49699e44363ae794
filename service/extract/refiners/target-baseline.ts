import { type Refiner, withFields } from '../rule.ts';
import { matchesOf } from '../structure/matches.ts';

const planEnds: Readonly<Record<string, number>> = { 十二五: 2015, 十三五: 2020, 十四五: 2025, 十五五: 2030 };
/** 比2020年, 较“十三五”末, 在2020年基础上; a value in brackets behind the year is what it started from. */
const baseline =
  /(?:比|较|与)(?:(20\d\d)年(?:底|末)?|[“"]?(十[二三四五]五)[”"]?(?:期)?末)|在(20\d\d)年(?:底|末)?[^，,。；]{0,6}基础上|以(20\d\d)年为(?:基期|基数|基准)/g;

/** Gives a target the year that its clause measures a change from: 比2020年降低13.5%. */
export const targetBaseline: Refiner<'target'> = {
  name: 'target-baseline',
  refine: (drafts, { text }) =>
    drafts.map((draft) => {
      const { record, clause, quantity } = draft;
      if (record.baselineYear !== null || record.rules.includes('target-table')) return draft;
      // The last one before the number, or before the clause's end where no number is known.
      const said = text.slice(clause.start, quantity?.start ?? clause.end);
      const found = matchesOf(baseline, said).at(-1);
      const year = found && (found[1] ?? found[3] ?? found[4] ?? planEnds[found[2] ?? '']);
      return year ? withFields(draft, { baselineYear: Number(year) }) : draft;
    }),
};
