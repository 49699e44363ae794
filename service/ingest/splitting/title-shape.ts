import { provinces } from '../fields/provinces.ts';
import { headingStart } from '../line-shapes.ts';

const kinds =
  '(?:通知|意见|规划|方案|计划|办法|规定|条例|决定|措施|纲要|细则|公告|通告|批复|的函|报告|指南|要点|政策|规则|决议|通报|导则|指引|举措|路线图|建议|行动|蓝图|工程|任务分解|责任分解|任务分工|工作分工|意见书|十条|[一二三四五六七八九十\\d]+条)';
/** A bracket that was lost does not hide what it opened. */
const suffix =
  '(?:\\s*[(（][^()（）]{1,30}[)）]|\\s*[(（]?(?:公开)?(?:征求意见稿|试行|草案|送审稿|修订稿|暂行)[)）]?)*';
const kindAtEnd = new RegExp(`${kinds}[”》]?${suffix}$`);
const suffixLine = /^[(（][^()（）]{1,30}[)）](?:的通知)?$/;
const notATitle =
  /^(?:附件|附录|附表|注[:：]|备注|根据|按照|依据|依照|落实|贯彻|制定|编制|研究|完善|严格|抓好|图\d|表\d|来源|解读|[《“]?关于.{0,40}(?:解读|问答)|.*政策解读)/;
const places = provinces.flat().join('|');
const startsWithIssuer = new RegExp(
  `^[《“]?(?:中共|国务院|国家|${places}|[\\p{Script=Han}]{2,8}(?:省|市|县|区|自治州|自治区|州|盟|旗|部|委|局|署|会|院|厅))`,
  'u',
);

/** Longest title, in characters. */
const longest = 150;

/**
 * Whether a line can be the title of a policy document: a noun phrase that ends with a kind of document
 * (通知, 意见, 规划…), bracketed additions allowed behind it.
 */
export const isTitleShaped = (line: string): boolean => {
  const text = line.replace(/\s+/g, '');
  return (
    text.length >= 6 &&
    text.length <= longest &&
    kindAtEnd.test(text) &&
    !/[。！？；:：,，|]/.test(text.replace(/[《“][^》”]*[》”]/g, '')) &&
    !headingStart.test(text) &&
    !notATitle.test(text)
  );
};

/** A title at the head of a page, where one that says 关于 may hold commas: 关于稳增长、促就业，加快发展的意见. */
export const isHeadTitle = (line: string): boolean =>
  isTitleShaped(line) ||
  (/关于/.test(line.slice(0, 40)) && line.length <= 100 && isTitleShaped(line.replace(/[，,]/g, '')));

/** A title that names its place or issuer, or says 关于, and so is one wherever it stands. */
export const isFullTitle = (line: string): boolean =>
  isTitleShaped(line) && line.length >= 8 && (startsWithIssuer.test(line) || /关于/.test(line));

/** A bracketed line that belongs to the title above it: (2018—2020年). */
export const isTitleSuffix = (line: string): boolean =>
  suffixLine.test(line.replace(/\s+/g, '')) &&
  /[年版稿行选]/.test(line) &&
  !/[〔[]/.test(line) &&
  !/月.*日/.test(line);

/** 云山省人民政府文件, a number, a date: what stands above or below a title and is no part of it. */
const letterhead = /(?:文件|[〔[【(（]\d{4}[〕\]】)）]\s*第?\s*\d+\s*号[)）]?)$|^\d{4}\s*年[\d\s年月日]*$/;

/** A piece of a title that was broken over several lines. */
export const canBePartOfTitle = (line: string): boolean =>
  line.length >= 2 &&
  !/^[(（](?!试行)/.test(line) &&
  line.length <= 45 &&
  !/[。！？；:：,，|]/.test(line) &&
  !headingStart.test(line) &&
  !/^附件/.test(line) &&
  !letterhead.test(line);
