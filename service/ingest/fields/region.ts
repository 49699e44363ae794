import { levelOf, type Place, placeAbove, placeLeading } from '../../records/places.ts';
import { provinceOfCity } from './cities.ts';
import { countyNamed, countySpokenOf } from './county.ts';
import { placeSpokenOf } from './place-spoken-of.ts';
import { municipalities, provinces } from './provinces.ts';

/** Words of a local government about itself. */
const localVoice =
  /我[省市区州县]|本[省市区]|全[省市]|[省市]委、[省市]政府|[省市]政府|分管副[省市]长|[省市](?:发改委|发展改革委|科委|科技厅|财政局|财政厅)/;
/** A text that is addressed to the provinces comes from above them. */
const toTheProvinces = /^各省、自治区、直辖市/m;
const central =
  /^(?:国务院|国家|中华人民共和国|中共中央|全国|(?:工业和信息化|科学技术|科技|财政|商务|教育|农业农村|农业|交通运输|生态环境|环境保护|自然资源|住房和城乡建设|水利|文化和旅游|人力资源和?社会保障|民政|司法|公安)部)/;

const place = '\\p{Script=Han}{2,10}?';
const placePattern = new RegExp(
  `^(?:中共|中国共产党)?(${place}(?:省|自治区|特别行政区)(?!级|委|政府|直))?(${place}(?:自治州|市|地区|盟)(?!场|级|直|委|政府|区域))?`,
  'u',
);
const withoutProvince = /^(?:《|“|关于|印发|中共)*/;

/** A full name that a province goes by, from its full or its short name. */
const provinceAt = (text: string): string | null => {
  for (const [full, short] of provinces) if (text.startsWith(full) || text.startsWith(short)) return full;
  return null;
};

/** The place with which a name of an agency or a document begins: 山东省, 山东省青岛市, 北京市; else null. */
export const placeNamed = (name: string): string | null => {
  const text = name.replace(withoutProvince, '');
  const [, named, city] = text.match(placePattern) ?? [];
  const known = provinceAt(text);
  if (known !== null && municipalities.has(known)) return known;
  const cityName = city ?? (known === null ? null : cityAfter(text, known));
  if (cityName !== null && cityName !== undefined) {
    const bare = known !== null && cityName.startsWith(known) ? cityName.slice(known.length) : cityName;
    const province = provinceOfCity.get(bare) ?? named ?? known ?? '';
    return provinceOfCity.get(bare) === undefined && (named ?? known) === null ? bare : `${province}${bare}`;
  }
  return known ?? named ?? null;
};

/**
 * The name of a city, county or district with what it lies in: 山东省青岛市, 浙江省嵊州市, 辽宁省鞍山市立山区. A district is
 * known by its city, a county or a county-level city by its province.
 */
const regionNameOf = (place: Place): string => {
  const province = placeAbove(place, 'province')?.name ?? '';
  const city = /区$/.test(place.name) ? placeAbove(place, 'prefecture') : null;
  const between = city && /[市州盟]$|地区$/.test(city.name) ? city.name : '';
  return `${province}${between}${place.name}`;
};

/** The district or county-level city with which the name of an agency or a document begins: 立山区人民政府, 嵊州市…. */
const districtNamed = (name: string): string | null => {
  const text = name.replace(withoutProvince, '');
  const leading = placeLeading(text);
  if (!leading || levelOf(leading.place) !== 'county') return null;
  const named = text.slice(0, leading.length);
  return leading.place.name.length >= 3 && named.endsWith(leading.place.name)
    ? regionNameOf(leading.place)
    : null;
};

/** The city in 山东青岛市…, which leaves 省 out. */
const cityAfter = (text: string, province: string): string | null => {
  const short = provinces.find(([full]) => full === province)?.[1] ?? province;
  const rest = text.slice(text.startsWith(province) ? province.length : short.length);
  for (const city of provinceOfCity.keys())
    if (rest.startsWith(city) && provinceOfCity.get(city) === province) return city;
  return null;
};

/** The province that a text by a local government speaks of most, where it clearly is one. */
const provinceSpokenOf = (text: string): string | null => {
  if (!localVoice.test(text) || toTheProvinces.test(text.slice(0, 2000))) return null;
  const counts = provinces
    .map(([full, short]) => ({ full, count: text.split(short).length - 1 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const all = counts.reduce((sum, { count }) => sum + count, 0);
  const [first] = counts;
  return first && first.count >= 5 && first.count >= all * 0.5 ? first.full : null;
};

/**
 * The place that a document governs: that of its issuers or titles, else the county or province that it speaks of most.
 * Null for what ministries and the State Council issue.
 */
export const regionOf = (
  titles: readonly string[],
  issuers: readonly string[],
  text: string,
): string | null => {
  if ([...issuers, ...titles].some((name) => central.test(name))) return null;
  for (const name of [...issuers, ...titles]) {
    const region = countyNamed(name.replace(withoutProvince, '')) ?? districtNamed(name) ?? placeNamed(name);
    if (region) return region;
  }
  if (toTheProvinces.test(text.slice(0, 2000))) return null;
  const spoken = countySpokenOf(text);
  if (spoken) return spoken;
  const place = placeSpokenOf(text);
  return place ? regionNameOf(place) : provinceSpokenOf(text);
};
