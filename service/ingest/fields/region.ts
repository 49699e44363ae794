import { provinces } from './provinces.ts';

/** Words of a local government about itself. */
const localVoice =
  /我[省市区州县]|本[省市区]|全[省市]|[省市]委、[省市]政府|[省市]政府|分管副[省市]长|[省市](?:发改委|发展改革委|科委|科技厅|财政局|财政厅)/;
/** A text that is addressed to the provinces comes from above them. */
const toTheProvinces = /^各省、自治区、直辖市/m;
const central = /^(?:国务院|国家|中华人民共和国|中共中央|全国|工业和信息化部|科学?技?术?部|财政部|商务部)/;

const provinceIn = (text: string): string | null => {
  let best: { full: string; at: number } | null = null;
  for (const [full, short] of provinces) {
    const at = text.indexOf(text.includes(full) ? full : short);
    if (at >= 0 && (best === null || at < best.at)) best = { full, at };
  }
  return best?.full ?? null;
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
 * The place that a document governs: the province of its issuers or titles, else the one that it speaks of most.
 * Null for what ministries and the State Council issue.
 */
export const regionOf = (
  titles: readonly string[],
  issuers: readonly string[],
  text: string,
): string | null => {
  if ([...issuers, ...titles].some((name) => central.test(name))) return null;
  for (const name of [...issuers, ...titles]) {
    const province = provinceIn(name.slice(0, 12));
    if (province) return province;
  }
  return provinceSpokenOf(text);
};
