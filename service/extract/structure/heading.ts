/** The number and title of a heading, as far as a line shows them. */
export interface Heading {
  /** As a path shows it, brackets half-width: 二, (三), 8, 第一章. */
  readonly label: string;
  readonly rank: number;
  /** Length of number and mark at the start of the line. */
  readonly markLength: number;
  /** Length of the whole heading from the start of the line, without the stop that closes it. */
  readonly headingLength: number;
  /** Where the paragraph begins that is run in after the heading; the line's length where none is. */
  readonly bodyOffset: number;
}

const numeral = '[零〇一二三四五六七八九十百]{1,6}';
/** One pattern a kind of numbering, outermost first (GB/T 9704-2012, 7.3.3, and the chapters of long plans). */
const marks: readonly { rank: number; pattern: RegExp; label: (match: RegExpExecArray) => string }[] = [
  {
    rank: 0,
    pattern: new RegExp(`第${numeral}[篇编][\\s　、.．:：]*`, 'y'),
    label: (m) => m[0].replace(/[\s　、.．:：]+$/, ''),
  },
  {
    rank: 1,
    pattern: new RegExp(`第${numeral}[章][\\s　、.．:：]*`, 'y'),
    label: (m) => m[0].replace(/[\s　、.．:：]+$/, ''),
  },
  {
    rank: 2,
    pattern: new RegExp(`第${numeral}[节][\\s　、.．:：]*`, 'y'),
    label: (m) => m[0].replace(/[\s　、.．:：]+$/, ''),
  },
  {
    rank: 3,
    pattern: new RegExp(`第${numeral}[条][\\s　、.．:：]*`, 'y'),
    label: (m) => m[0].replace(/[\s　、.．:：]+$/, ''),
  },
  { rank: 3, pattern: new RegExp(`(${numeral})[、．.][\\s　]*`, 'y'), label: (m) => m[1] ?? '' },
  {
    rank: 4,
    pattern: new RegExp(`[(（]\\s?(${numeral})\\s?[)）][\\s　、.．]*`, 'y'),
    label: (m) => `(${m[1]})`,
  },
  { rank: 5, pattern: /(\d{1,3})(?:[.．](?!\d)|、)[\s　]*/y, label: (m) => m[1] ?? '' },
  { rank: 6, pattern: /[(（]\s?(\d{1,2})\s?[)）][\s　、.．]*/y, label: (m) => `(${m[1]})` },
  { rank: 7, pattern: /([①-⑳])[\s　、.．]*/y, label: (m) => m[1] ?? '' },
];

/** What the number of any heading begins with. */
const opensNumber = /^[第零〇一二三四五六七八九十百(（\d①-⑳]/;
/** A heading longer than this is a sentence that happens to be numbered. */
const longestTitle = 50;
const stop = /[。：:！？；;\n]/;
/** A number with a unit, outside quotation marks. */
const statesNumber = /^(?:[^“]|“[^”]*”)*?\d\s*(?:%|％|[万亿]|个百分点|家|户|人次|名|公里|亩|吨|千瓦|平方)/;

/**
 * Reads the heading at the start of a line.
 * @param line one line of clean text, without its line end
 * @returns null where the line does not begin with a number of a heading
 */
export const headingOf = (line: string): Heading | null => {
  if (!opensNumber.test(line)) return null;
  for (const { rank, pattern, label } of marks) {
    pattern.lastIndex = 0;
    const match = pattern.exec(line);
    if (!match) continue;
    const markLength = match[0].length;
    const rest = line.slice(markLength, markLength + longestTitle + 1);
    const at = rest.search(stop);
    const gap = rest.search(/[\s　]/);
    const comma = rest.search(/[，,]/);
    // 一、总体要求 加快…: a blank closes a title that holds no comma, for titles hold few words and no clause.
    if (gap > 1 && gap <= 30 && (at < 0 || gap < at) && (comma < 0 || gap < comma)) {
      const after = /^[\s　]+/.exec(line.slice(markLength + gap))?.[0].length ?? 0;
      return {
        label: label(match),
        rank,
        markLength,
        headingLength: markLength + gap,
        bodyOffset: markLength + gap + after,
      };
    }
    const said = rest.slice(0, Math.max(0, at));
    // A sentence that goes on behind ； or states numbers (产值增长7%以上，达到80亿元。) is an item, not a title.
    const speaks =
      (comma >= 0 && comma < at && (/20\d\d年/.test(said) || statesNumber.test(said))) ||
      (/[；;]/.test(rest[at] ?? '') && statesNumber.test(said));
    const isAll = markLength + at + 1 >= line.length;
    if (at >= 0 && !speaks && !(isAll && /[。；;]/.test(rest[at] ?? ''))) {
      // The stop belongs to the heading; what follows it is the paragraph.
      const headingLength = markLength + at;
      return { label: label(match), rank, markLength, headingLength, bodyOffset: headingLength + 1 };
    }
    if (at >= 0) {
      // A numbered sentence that ends the line or sets a deadline is an item, not a title over something.
      return {
        label: label(match),
        rank,
        markLength,
        headingLength: markLength + at,
        bodyOffset: markLength,
      };
    }
    if (rest.length > longestTitle) {
      return { label: label(match), rank, markLength, headingLength: markLength, bodyOffset: markLength };
    }
    return { label: label(match), rank, markLength, headingLength: line.length, bodyOffset: line.length };
  }
  return null;
};

const goalTitle = /目标/;
const notGoalTitle = /目标(?:责任|考核|管理|导向|体系建设)/;
/** True where a heading announces goals: 发展目标, 总体要求和主要目标, 1.任务目标. */
export const announcesGoals = (title: string): boolean =>
  title.length <= 30 && goalTitle.test(title) && !notGoalTitle.test(title);

const reviewTitle =
  /(?:(?:发展|产业|工作|现有|建设|主要|基本)的?(?:基础|现状|成就|成效|成绩|环境|形势|背景|情况)|回顾|形势分析|形势|面临的?(?:机遇|挑战|问题)|存在的?(?:主要)?问题|基础条件|取得的?(?:成效|成绩|成就|进展)|现状|背景|成效)(?:$|[与和及、（(])/;
/** A title that opens with what is to be done announces work, not a look back: 优化发展环境, 夯实产业基础. */
const notReviewTitle =
  /^(?:进一步|着力|加快|大力|积极|全面|持续|不断)?(?:夯实|强化|优化|加强|筑牢|打牢|巩固|建设|改善|营造|提升|完善|扩大|构建|实施|推进|推动|打造|健全)/;
/** True where a heading announces what was achieved or found (发展基础, 十三五回顾), so that its numbers are no targets. */
export const announcesReview = (title: string): boolean =>
  title.length <= 30 && reviewTitle.test(title) && !notReviewTitle.test(title);

const boxTitle = /^[（(【]?专栏[\s　]*(?:\d{1,3}|[一二三四五六七八九十]{1,3})?/;
/** True where a line opens a box (专栏 3 …). */
export const opensBox = (line: string): boolean => line.length <= 60 && boxTitle.test(line);
