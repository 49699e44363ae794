import { levelOf, type Place, placeAbove, placeOf } from '../../records/places.ts';

/** Words of a county government about itself. */
const countyVoice = /[我全本]县|县(?:委、县政府|政府|委|直|级|内|财政|域)|[我全本]旗|旗(?:政府|委)/;
/** The name of a county ends here. */
const end = /[县旗]/g;
/** Longest name of a county: 积石山保安族东乡族撒拉族自治县. */
const longestName = 16;
/** How much of a text is looked at; who speaks is plain long before. */
const looked = 60_000;
const mostMentions = 300;
const leastMentions = 2;
const leastShare = 0.6;

/** 吉林省柳河县: a county with its province, since several provinces have counties of one name. */
const named = (county: Place): string => `${placeAbove(county, 'province')?.name ?? ''}${county.name}`;

/** The county whose full name ends at an offset. */
const countyEndingAt = (text: string, at: number): Place | null => {
  for (let length = Math.min(longestName, at); length >= 2; length--) {
    const place = placeOf(text.slice(at - length, at));
    if (place && levelOf(place) === 'county' && /[县旗]$/.test(place.name)) return place;
  }
  return null;
};

/** The county with which the name of an agency or a document begins; null where it begins with none. */
export const countyNamed = (name: string): string | null => {
  const at = name.search(/[县旗]/);
  if (at < 1 || at > 30) return null;
  const place = placeOf(name.slice(0, at + 1));
  return place && levelOf(place) === 'county' ? named(place) : null;
};

/** The county that a text by a county government speaks of most, where it clearly is one. */
export const countySpokenOf = (text: string): string | null => {
  const head = text.slice(0, looked);
  if (!countyVoice.test(head)) return null;
  const counts = new Map<Place, number>();
  let all = 0;
  for (const match of [...head.matchAll(end)].slice(0, mostMentions)) {
    const place = countyEndingAt(head, match.index + 1);
    if (!place) continue;
    all++;
    counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  const [first] = [...counts].sort((a, b) => b[1] - a[1]);
  return first && first[1] >= leastMentions && first[1] >= all * leastShare ? named(first[0]) : null;
};
