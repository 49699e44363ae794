import { identityText } from '../../records/ids.ts';
import type { Park } from '../../records/park.ts';
import { isDesignationOnly } from '../lexicon/park-words.ts';
import { leadingPlace } from '../lexicon/places.ts';
import type { Draft, Refiner } from '../rule.ts';
import { inOrderOfText } from './in-order-of-text.ts';
import { MergedDraft } from './merged-draft.ts';

/** Where passages differ, build and upgrade go before rely, rely before mention (record-model.md, Decisions). */
const weight: Readonly<Record<Park['action'], number>> = {
  build: 4,
  upgrade: 4,
  apply: 3,
  rely: 2,
  mention: 1,
};

const keyOf = (name: string): string => identityText(name.replace(/^国家级/u, ''));

/** Kinds of park that are often named without the city that they lie in. */
const oftenShortened = /(?:开发区|高新区|示范区|试验区|科学城|保税区|产业园|新区|基地|软件园|科技园|谷)$/u;

/** The key of a name without its city (云山市东河经济开发区 → 东河经济开发区); empty where nothing telling is left. */
const shortKeyOf = (name: string): string => {
  const rest = name.slice(leadingPlace(name).length);
  return rest !== name && rest.length >= 4 && oftenShortened.test(rest) && !isDesignationOnly(rest)
    ? keyOf(rest)
    : '';
};

/** What a park is called once its full name is told (双河高科技园区 → 双河园区); empty where it is no such park. */
const coinedKeyOf = (key: string): string =>
  /^\p{Script=Han}{2}(?:高新技术|高科技|科技|工业|产业|软件|物流)+园区?$/u.test(key)
    ? `${key.slice(0, 2)}园区`
    : '';

const union = (earlier: MergedDraft<'park'>, later: Draft<'park'>): void => {
  const a = earlier.record;
  const b = later.record;
  earlier.addPassages(later);
  earlier.change({
    name: b.name.length > a.name.length ? b.name : a.name,
    location: a.location ?? b.location,
    industries: [...new Set([...a.industries, ...b.industries])],
    action: weight[b.action] > weight[a.action] ? b.action : a.action,
  });
};

/** One record a park in a document, named with and without its city. */
export const parkMerge: Refiner<'park'> = {
  name: 'park-merge',
  refine(drafts) {
    const merged: MergedDraft<'park'>[] = [];
    const byKey = new Map<string, number>();
    const byShortKey = new Map<string, number>();
    const byCoin = new Map<string, number>();
    for (const draft of drafts) {
      const key = keyOf(draft.record.name);
      const short = shortKeyOf(draft.record.name);
      const at =
        byKey.get(key) ?? (short ? byKey.get(short) : undefined) ?? byShortKey.get(key) ?? byCoin.get(key);
      const earlier = at === undefined ? undefined : merged[at];
      const place = at ?? merged.length;
      if (earlier) union(earlier, draft);
      else merged.push(new MergedDraft(draft));
      byKey.set(key, place);
      const coin = coinedKeyOf(key);
      if (coin && !byCoin.has(coin)) byCoin.set(coin, place);
      if (short && !byShortKey.has(short)) byShortKey.set(short, place);
    }
    return inOrderOfText(merged.map((park) => park.whole()));
  },
};
