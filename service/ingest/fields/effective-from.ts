import { dateIn, datePattern } from './dates.ts';

const clause = new RegExp(`自\\s*${datePattern}\\s*起(?:正式)?(?:施行|实施|执行|生效)`, 'g');
const own =
  /(?:本|该|此|上述)[《]?(?:通知|意见|办法|规定|措施|方案|计划|规划|条例|细则|政策|文件|决定|规则|要点|指南)?[》]?[^。；]{0,12}$|现予(?:公布|发布|印发)[，,]\s*$/;

/** The day from which a document is in force, where it says so about itself: 本意见自2018年6月14日起施行. */
export const effectiveFromIn = (text: string): string | null => {
  for (const match of text.matchAll(clause)) {
    const before = text.slice(Math.max(0, match.index - 30), match.index);
    const sentence = before.slice(Math.max(before.lastIndexOf('。'), before.lastIndexOf('\n')) + 1);
    if (own.test(sentence) || sentence.trim() === '') return dateIn(match[0]);
  }
  return null;
};
