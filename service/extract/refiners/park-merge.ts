import { identityText } from '../../records/ids.ts';
import type { Park } from '../../records/park.ts';
import { leadingPlace } from '../lexicon/places.ts';
import type { Draft, Refiner } from '../rule.ts';

/** Where passages differ, build and upgrade go before rely, rely before mention (record-model.md, Decisions). */
const weight: Readonly<Record<Park['action'], number>> = {
  build: 4,
  upgrade: 4,
  apply: 3,
  rely: 2,
  mention: 1,
};

/** A name without the city that it begins with: 云山市东河经济开发区 → 东河经济开发区. */
const withoutPlace = (name: string): string => {
  const place = leadingPlace(name);
  const rest = name.slice(place.length);
  return rest.length >= 4 ? rest : name;
};

const sameKind = (name: string): boolean =>
  /(?:开发区|高新区|示范区|试验区|科学城|保税区|产业园|新区|基地|软件园|科技园|谷)$/u.test(name);

const same = (a: string, b: string): boolean => {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  const x = identityText(long.replace(/^国家级/u, ''));
  const y = identityText(short.replace(/^国家级/u, ''));
  return (
    x === y ||
    (sameKind(short) &&
      leadingPlace(long) !== '' &&
      identityText(withoutPlace(long)) === y &&
      leadingPlace(short) === '') ||
    (/(?:开发区|高新区)$/u.test(short) &&
      x.endsWith(y) &&
      leadingPlace(long) !== '' &&
      x.length - y.length <= 3)
  );
};

const union = (earlier: Draft<'park'>, later: Draft<'park'>): Draft<'park'> => {
  const a = earlier.record;
  const b = later.record;
  const known = new Set(a.evidence.map(({ start }) => start));
  return {
    ...earlier,
    record: {
      ...a,
      name: b.name.length > a.name.length ? b.name : a.name,
      location: a.location ?? b.location,
      industries: [...new Set([...a.industries, ...b.industries])],
      action: weight[b.action] > weight[a.action] ? b.action : a.action,
      evidence: [...a.evidence, ...b.evidence.filter(({ start }) => !known.has(start))],
    },
  };
};

/** One record a park in a document, named with and without its city. */
export const parkMerge: Refiner<'park'> = {
  name: 'park-merge',
  refine(drafts) {
    const merged: Draft<'park'>[] = [];
    for (const draft of drafts) {
      const at = merged.findIndex(({ record }) => same(record.name, draft.record.name));
      const earlier = merged[at];
      if (earlier) merged[at] = union(earlier, draft);
      else merged.push(draft);
    }
    return merged;
  },
};
