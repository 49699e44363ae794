const span = /((?:19|20)\d{2})\s*年?\s*[-—–－~～至]{1,2}\s*((?:20)\d{2})\s*年?/;
const plans: Readonly<Record<string, readonly [number, number]>> = {
  十一五: [2006, 2010],
  十二五: [2011, 2015],
  十三五: [2016, 2020],
  十四五: [2021, 2025],
  十五五: [2026, 2030],
};
const fiveYears = /[“"]?(十[一二三四五]五)[”"]?(?![年个月天条项])|第(十[一二三四五])个五年(?=规划|计划|发展)/;
const stated =
  /(?:规划期|规划期限|计划期|实施期限|实施周期|政策期限|政策有效期|有效期)[^。；\n]{0,10}?((?:19|20)\d{2})\s*年?\s*[-—–－~～至]{1,2}\s*((?:20)\d{2})\s*年/;

const pairOf = (match: RegExpMatchArray | null): [number, number] | null => {
  const [from, to] = [Number(match?.[1]), Number(match?.[2])];
  return from < to && to - from <= 30 ? [from, to] : null;
};

/** The planning period that a title names (2018—2020年, “十四五”) or a sentence states (规划期限为…); else null. */
export const periodOf = (titles: readonly string[], text: string): [number, number] | null => {
  for (const title of titles) {
    const years = pairOf(title.match(span));
    if (years) return years;
  }
  const sentence = pairOf(text.match(stated));
  if (sentence) return sentence;
  for (const title of titles) {
    const named = title.match(fiveYears);
    const plan = plans[named?.[1] ?? `${named?.[2] ?? ''}五`];
    if (plan) return [...plan];
  }
  return null;
};
