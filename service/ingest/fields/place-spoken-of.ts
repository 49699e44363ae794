import { levelOf, type Place, placeOf, placesNamed } from '../../records/places.ts';

/** How much of a text is looked at; who speaks is plain long before. */
const looked = 60_000;
/** Texts shorter than this may speak of their place without 我市: news of a city. */
const short = 3000;
const mostMentions = 400;
const leastMentions = 2;
const leastShare = 0.5;

/** 结合眉山实际: the text says itself where it holds. */
const fitted = /结合(?:我)?(?<place>\p{Script=Han}{2,8}?)(?:的|发展|工作|产业)?(?:实际|区情|市情|县情)/u;
/** What closes the name of a place, or a zone or page that bears its short name. */
const closes =
  /[市县区旗]|(?:经济(?:技术)?|高新(?:技术产业)?)?开发区|高新区|经开区|(?:政务|政府)(?:服务)?网/gu;
const voices: readonly (readonly [level: string, words: RegExp])[] = [
  ['省', /[我全本]省|省(?:委|政府|直|内)/gu],
  [
    '市',
    /[我全本]市|市(?:委|政府|直|本级|区两级|[发科财教住交水农商文卫统审工经]\p{Script=Han}{1,8}[局委办])/gu,
  ],
  ['县', /[我全本]县|县(?:委|政府|直|[发科财教住交水农商文卫统审工经]\p{Script=Han}{1,8}[局委办])/gu],
  ['区', /[我全本]区|区(?:委|政府|直|[发科财教住交水农商文卫统审工经]\p{Script=Han}{1,8}[局委办])/gu],
];

/** The level that a text speaks of as its own most; '' where it speaks of none. */
const voiceOf = (text: string): string => {
  let most = 0;
  let voice = '';
  for (const [level, words] of voices) {
    const count = text.match(words)?.length ?? 0;
    if (count > most) [most, voice] = [count, level];
  }
  return voice;
};

/** Parts of any city that are also names of districts somewhere. */
const partOfAny = /^(?:老城|新城|城中|城东|城西|城北|城南|市中|市南|市北|河东|河西|江北|江南|中心|矿|郊)区$/u;

const withoutSuffix = (name: string): string =>
  name.length > 2 ? name.replace(/(?:市|县|区|旗)$/u, '') : name;

/** The cities and counties of which a name may be the short one: 昆山 → 昆山市. */
const byShortName = (name: string, voice: string): Place | null => {
  const found = [name, `${name}市`, `${name}县`, `${name}区`].flatMap((full) => placesNamed(full));
  const local = found.filter((place) => levelOf(place) !== 'province');
  const spoken = local.filter((place) => place.name.endsWith(voice));
  const candidates = new Set(voice !== '' && spoken.length > 0 ? spoken : local);
  const [only] = candidates;
  return candidates.size === 1 ? (only ?? null) : null;
};

/** The place whose name, or short name before a zone, ends at an offset. */
const placeEndingAt = (text: string, at: number, ending: string, voice: string): Place | null => {
  for (let length = 4; length >= 2; length--) {
    if (at < length) continue;
    const name = text.slice(at - length, at);
    if (!/^\p{Script=Han}+$/u.test(name)) continue;
    if (partOfAny.test(name + ending)) continue;
    const place = ending.length === 1 ? placeOf(name + ending) : byShortName(name, voice);
    if (place && levelOf(place) !== 'province' && (ending.length > 1 || place.name === name + ending))
      return place;
  }
  return null;
};

const occurrences = (text: string, word: string): number => text.split(word).length - 1;

/**
 * The city, county or district that a text without a title and a signature speaks of as its own: the one that it says it
 * fits its measures to (结合眉山实际), else the one that it names most.
 * @returns null where it speaks for a province, or of several places
 */
export const placeSpokenOf = (text: string): Place | null => {
  const head = text.slice(0, looked);
  const voice = voiceOf(head);
  const own = byShortName(withoutSuffix(fitted.exec(head)?.groups?.place ?? ''), voice);
  if (own) return own;
  if (voice === '省') return null;
  if (voice === '' && head.length > short) return null;
  const mentioned = new Set<Place>();
  let looks = 0;
  for (const match of head.matchAll(closes)) {
    if (looks++ > mostMentions) break;
    const place = placeEndingAt(head, match.index, match[0], voice);
    if (place && (voice === '' || place.name.endsWith(voice))) mentioned.add(place);
  }
  const counts = [...mentioned]
    .map((place) => ({ place, count: occurrences(head, withoutSuffix(place.name)) }))
    .sort((a, b) => b.count - a.count);
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const [first] = counts;
  return first && first.count >= leastMentions && first.count >= all * leastShare ? first.place : null;
};
