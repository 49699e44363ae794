import { identityText } from '../records/ids.ts';
import { placeCodeOf } from '../records/places.ts';
import type { RegionInStore } from '../store/store.ts';

/** Names of the whole country, whose documents state no region. */
const country = /^(?:全国|国家|中国|中华人民共和国|china|nation(?:al)?)$/iu;
const levelWord = /(?:特别行政区|(?:\p{Script=Han}{1,4}族)?自治[区州县旗]|省|市|县|区|州|盟)$/u;

/** Six digits of GB/T 2260 from two, four or six of them; null for what is no code. */
const wholeCode = (text: string): string | null =>
  /^(?:\d{2}){1,3}$/.test(text) ? text.padEnd(6, '0') : null;

const lastPart = (region: string, name: string): boolean => region !== name && region.endsWith(name);

/**
 * The regions of the store that an asked region names: the very place, not what lies in it (a figure of 深圳市 is none of
 * 广东省). By name, by code of GB/T 2260, by its last part (深圳市 for 广东省深圳市), or without the word for its level (广东).
 * @returns none where no document governs such a place; several where the name does not decide between places
 */
export const regionsNamed = (asked: string, known: readonly RegionInStore[]): RegionInStore[] => {
  const text = asked.trim();
  if (country.test(text)) {
    const whole = known.filter(({ region }) => region === null || country.test(region));
    return whole.slice(0, 1).concat(whole.slice(1).filter(({ region }) => region !== null));
  }
  const name = identityText(text);
  const named = known.flatMap((one) =>
    one.region === null ? [] : [{ one, region: identityText(one.region) }],
  );
  const code = wholeCode(text) ?? placeCodeOf(text);
  const ways: ((entry: { one: RegionInStore; region: string }) => boolean)[] = [
    ({ region }) => region === name,
    ({ one }) => code !== null && one.regionCode === code,
    ({ region }) => lastPart(region, name),
    ({ region }) => region.replace(levelWord, '') === name,
    ({ region }) => lastPart(region.replace(levelWord, ''), name),
  ];
  for (const way of ways) {
    const found = named.filter(way).map(({ one }) => one);
    if (found.length > 0) return found;
  }
  return [];
};
