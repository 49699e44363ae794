import type { Fund } from '../../records/fund.ts';
import { identityText } from '../../records/ids.ts';
import { isNamedFund } from '../lexicon/fund-words.ts';
import { leadingPlace } from '../lexicon/places.ts';
import type { Draft, Refiner } from '../rule.ts';
import { inOrderOfText } from './in-order-of-text.ts';
import { MergedDraft } from './merged-draft.ts';

/** Where passages differ, the more telling action holds. */
const weight: Readonly<Record<Fund['action'], number>> = {
  establish: 4,
  encourage: 3,
  seek: 2,
  use: 1,
  mention: 0,
};

const union = (earlier: MergedDraft<'fund'>, later: Draft<'fund'>): void => {
  const a = earlier.record;
  const b = later.record;
  const sized = a.amount === null ? b : a;
  earlier.addPassages(later);
  earlier.change({
    name: b.name.length > a.name.length ? b.name : a.name,
    type: a.type === 'other' ? b.type : a.type,
    action: weight[b.action] > weight[a.action] ? b.action : a.action,
    amount: sized.amount,
    unit: sized.unit,
    comparator: sized.comparator,
    terms: a.terms ?? b.terms,
  });
};

/** One record a name in a document: the same fund in several passages, once also by the tail of its full name. */
export const fundMerge: Refiner<'fund'> = {
  name: 'fund-merge',
  refine(drafts) {
    const merged: MergedDraft<'fund'>[] = [];
    const byKey = new Map<string, number>();
    for (const draft of drafts) {
      const key = identityText(draft.record.name);
      const at =
        byKey.get(key) ??
        tailsOf(key)
          .map((tail) => byKey.get(tail))
          .find((place) => place !== undefined);
      const place = at ?? merged.length;
      const earlier = merged[place];
      if (earlier) union(earlier, draft);
      else merged.push(new MergedDraft(draft));
      for (const name of [key, ...tailsOf(key)]) if (!byKey.has(name)) byKey.set(name, place);
    }
    return inOrderOfText(merged.map((fund) => fund.whole()));
  },
};

/** Names that a fund goes by once its place or holder is told: 云山省科技创新基金 → 科技创新基金. */
const tailsOf = (key: string): string[] => {
  const place =
    leadingPlace(key) ||
    /^(?:\p{Script=Han}{2,4}?(?:省|市|区|县)(?!级|场)|国家级|国家|省级|市级|全省|全市|省|市|县|区)/u.exec(
      key,
    )?.[0] ||
    '';
  const tail = key.slice(place.length);
  return place && tail.length >= 5 && isNamedFund(tail) ? [tail] : [];
};
