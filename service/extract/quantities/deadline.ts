import type { Span } from '../structure/types.ts';
import { readChineseNumeral } from './numeral.ts';

/** A year, or year and month, by which something is to be reached, and the first year of a span. */
export interface Deadline extends Span {
  readonly by: string;
  readonly from: string | null;
}

const yearSpan = '(20\\d{2})\\s?年?(?:[-－—–―~～]{1,2}|至|到)(20\\d{2})\\s?年?';
const single =
  '(20\\d{2})\\s?年(?:(\\d{1,2})月(?:\\d{1,2}日)?)?(上半年|年?底|年?末|年?初|前|之前|以前)?(前|之前|以前)?';
const plan = '[“"]?(十[一二三四五六]五)[”"]?(?:规划)?(期?末|末期|期间|时期|期)';
const deadlinePattern = new RegExp(
  `(力争到|争取到|力争在|锚定|瞄准|截至|截止|比|较|与|相比|到|至|在|力争)?\\s?(?:${yearSpan}|${single}|${plan})`,
  'g',
);

/** First and last year of the five-year plans (十二五 is 2011 to 2015). */
const planYears: Readonly<Record<string, readonly [number, number]>> = {
  十一五: [2006, 2010],
  十二五: [2011, 2015],
  十三五: [2016, 2020],
  十四五: [2021, 2025],
  十五五: [2026, 2030],
  十六五: [2031, 2035],
};
/** 2012年起5年内, 从2023年起用三年时间: the first year counts. */
const yearsFrom =
  /(20\d\d)\s?年(?:起|开始)[,，]?(?:的|力争|争取|计划|利用|再用|用|经过)*([1-9]|10|[一二两三四五六七八九十])\s?年(?:左右)?(?:的)?(?:时间|内|努力|之内)?/g;
/** 2024年工作目标, 二、2024年主要任务: a year whose aims are told. */
const yearsAims = /^(?:度)?[^，,。；;：:]{0,14}(?:目标|任务)/;
const yearsWork =
  /^(?:度)?(?:全[省市县区])?(?:经济社会发展|国民经济|政府|主要|重点|工作|目标|任务|总体|预期|发展)/;
const twoDigits = (month: number): string => String(month).padStart(2, '0');

/** What closes a phrase of time; a year followed by a noun (2022年冬奥会) names the noun. */
const closesPhrase =
  /^[\s，,、：:；;。]|^$|^(?:全省|全市|全国|全区|我省|我市|本市|力争|基本|形成|建成|实现|初步|培育|打造|投产|投运|开工|竣工|并网|通车|完成|达到|新增|启动|突破)/;
const namesThing = /^(?:冬|夏|第|度|《|月|修订|修正|印发|发布|版|以来|的|同期|基础|水平)/;

/**
 * Reads the deadlines of a piece of text: 到2020年, 2019年6月底前, 2021—2025年, “十四五”末. Baselines (比2015年), what was
 * reached (截至2020年底) and years inside names are none.
 * @param text a sentence or heading
 * @param offset where it begins in the document
 * @param isHeading true for a heading, where a span in brackets is its deadline: 近期目标（2015-2020年）
 * @param notBefore first year that still lies ahead for the document; null where that is unknown
 */
export const deadlinesOf = (
  text: string,
  offset: number,
  notBefore: number | null,
  isHeading = false,
): Deadline[] => {
  const found: Deadline[] = [];
  if (!/20\d\d|十[一二三四五六]五/.test(text)) return found;
  if (text.includes('起') || text.includes('开始'))
    for (const match of text.matchAll(yearsFrom)) {
      const first = Number(match[1]);
      const count = /\d/.test(match[2] ?? '') ? Number(match[2]) : (readChineseNumeral(match[2] ?? '') ?? 0);
      const last = first + count - 1;
      if (count < 1 || (notBefore !== null && last < notBefore)) continue;
      const start = offset + match.index;
      found.push({ start, end: start + match[0].length, by: String(last), from: String(first) });
    }
  deadlinePattern.lastIndex = 0;
  for (let match = deadlinePattern.exec(text); match; match = deadlinePattern.exec(text)) {
    const [whole, lead = '', spanFrom, spanTo, year, month, end, end2, planName, planPart] = match;
    const start = match.index;
    const rest = text.slice(start + whole.length);
    if (/^(?:截至|截止|比|较|与|相比)$/.test(lead)) continue;
    if (/^(?:相比|比(?!重|例)|增长|以来|以前|同期)/.test(rest) && !end) continue;
    const opener = text[start - 1] ?? '';
    if (opener !== '' && (isHeading ? '《〔[-—' : '《〔[(（-—').includes(opener)) continue;
    /** Written out: spreading the span into what is new takes a hundred times as long. */
    const add = (by: string, from: string | null): void => {
      found.push({ start: offset + start, end: offset + start + whole.length, by, from });
    };
    if (spanFrom && spanTo) {
      if (Number(spanTo) < Number(spanFrom) || (!isHeading && namesThing.test(rest))) continue;
      if (notBefore !== null && Number(spanTo) < notBefore) continue;
      add(spanTo, spanFrom);
    } else if (year) {
      if (notBefore !== null && Number(year) < notBefore) continue;
      const aimed = lead !== '' || end !== undefined || end2 !== undefined;
      if (namesThing.test(rest) && !end) continue;
      const tells = isHeading ? yearsWork.test(rest) && !/回顾|总结/.test(rest) : yearsAims.test(rest);
      if (!aimed && !tells && !closesPhrase.test(rest)) continue;
      const isEnd = end !== undefined && /底|末/.test(end);
      let by = year;
      if (month && Number(month) >= 1 && Number(month) <= 12) by = `${year}-${twoDigits(Number(month))}`;
      else if (end === '上半年') by = `${year}-06`;
      else if (isEnd) by = `${year}-12`;
      add(by, null);
    } else if (planName) {
      const years = planYears[planName];
      if (!years || (notBefore !== null && years[1] < notBefore)) continue;
      const whileIt = planPart === '期间' || planPart === '时期' || planPart === '期';
      add(String(years[1]), whileIt ? String(years[0]) : null);
    }
  }
  return found;
};
