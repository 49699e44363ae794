import { isNamedFund } from '../lexicon/fund-words.ts';
import type { Refiner } from '../rule.ts';

/** Drops a kind of fund that only announces the fund that the same paragraph goes on to name: 一是成立产业基金。设立云山产业基金…. */
export const fundAnnounced: Refiner<'fund'> = {
  name: 'fund-announced',
  refine: (drafts) => {
    const lastNamed = new Map<number, number>();
    for (const { record, clause } of drafts)
      if (record.type !== 'subsidy' && isNamedFund(record.name))
        lastNamed.set(clause.sentence.line.index, clause.start);
    return drafts.filter(
      ({ record, clause }) =>
        record.type === 'subsidy' ||
        isNamedFund(record.name) ||
        clause.sentence.index === 0 ||
        !/^(?:[一二三四五六七八九十]是|[（(]?\d{1,2}[)）.．、])/u.test(clause.sentence.text) ||
        (lastNamed.get(clause.sentence.line.index) ?? 0) <= clause.sentence.end,
    );
  },
};
