import type { Fund } from '../../records/fund.ts';
import { identityText } from '../../records/ids.ts';
import type { Draft, Refiner } from '../rule.ts';

/** Where passages differ, the more telling action holds. */
const weight: Readonly<Record<Fund['action'], number>> = {
  establish: 4,
  encourage: 3,
  seek: 2,
  use: 1,
  mention: 0,
};

const union = (earlier: Draft<'fund'>, later: Draft<'fund'>): Draft<'fund'> => {
  const a = earlier.record;
  const b = later.record;
  const known = new Set(a.evidence.map(({ start }) => start));
  const sized = a.amount === null ? b : a;
  return {
    ...earlier,
    record: {
      ...a,
      name: b.name.length > a.name.length ? b.name : a.name,
      type: a.type === 'other' ? b.type : a.type,
      action: weight[b.action] > weight[a.action] ? b.action : a.action,
      amount: sized.amount,
      unit: sized.unit,
      comparator: sized.comparator,
      terms: a.terms ?? b.terms,
      evidence: [...a.evidence, ...b.evidence.filter(({ start }) => !known.has(start))],
    },
  };
};

/** One record a name in a document: the same fund in several passages, once also by the tail of its full name. */
export const fundMerge: Refiner<'fund'> = {
  name: 'fund-merge',
  refine(drafts) {
    const merged: { key: string; draft: Draft<'fund'> }[] = [];
    for (const draft of drafts) {
      const key = identityText(draft.record.name);
      const same = merged.find(
        (m) =>
          m.key === key ||
          (key.length >= 5 && m.key.endsWith(key)) ||
          (m.key.length >= 5 && key.endsWith(m.key)),
      );
      if (!same) {
        merged.push({ key, draft });
        continue;
      }
      same.draft = union(same.draft, draft);
      if (key.length > same.key.length) same.key = key;
    }
    return merged.map(({ draft }) => draft);
  },
};
