import type { Comparator } from '../../records/evidence.ts';
import { quotesAims } from '../structure/quoted-aims.ts';
import type { Span } from '../structure/types.ts';
import { readArabicNumber, readChineseNumeral } from './numeral.ts';
import { isCountUnit, mayBeginUnit, scaled, unitPattern } from './unit.ts';

/** A number with its unit as it stands in the text, read and scaled (record-model.md, target: value, unit, comparator). */
export interface Quantity extends Span {
  readonly value: number;
  /** Upper end of a range, else null. */
  readonly valueHigh: number | null;
  /** Money as 亿元, counts as the plain measure word, everything else as it stands; '' where none is written. */
  readonly unit: string;
  readonly comparator: Comparator;
  /** True for a plain measure word: 10家, 3项. */
  readonly isCount: boolean;
  /** True where an adjective is made of the number: 千亿级, 百亿元规模的. */
  readonly isGrade: boolean;
  /** Where the number itself begins; `start` takes in the words of comparison before it. */
  readonly numberStart: number;
}

const arabic = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
const chinese = '[一二两三四五六七八九十百千万亿]+';
/** 千 of 千瓦, 千伏, 千米 and 千克 belongs to the unit. */
const multiplier = '(?:[百万亿]|千(?![瓦伏米克])){0,3}';
const dash = '(?:[-－—–―~～]{1,2}|至|到)';
/** The word that turns a number into a bound, behind it. */
const bound = '(?:及以上|及以下|以上|以下|以内|之内|左右|上下|余|多)?';
const unit = `(?:${unitPattern})?`;

/** What a number is written with; the patterns below are tried only where a run of such characters begins. */
const arabicDigit = 1;
const chineseDigit = 2;
const numeralKinds = new Uint8Array(0x10000);
for (const char of '0123456789') numeralKinds[char.charCodeAt(0)] = arabicDigit;
for (const char of '一二两三四五六七八九十百千万亿') numeralKinds[char.charCodeAt(0)] = chineseDigit;
/** Where the run of numerals of one kind ends that begins at an offset. */
const runEnd = (text: string, at: number, kind: number): number => {
  let end = at + 1;
  while (end < text.length && numeralKinds[text.charCodeAt(end)] === kind) end++;
  return end;
};
/**
 * A number in Arabic digits that is no part of a name (IPv6, 第3位, 5G, A3).
 * Groups: 1 number, 2 multiplier, 3 unit, 4 upper number, 5 multiplier, 6 余 or 多, 7 unit, 8 bound.
 */
const arabicPattern = new RegExp(
  `(?<![\\d.A-Za-z第〔\\[年+＋/／])(${arabic})(?![\\d.]*[DGgKV](?![A-Za-z]))\\s*(${multiplier})(${unit})(?:${dash}(${arabic})\\s*(${multiplier}))?(余|多)?\\s*(${unit})(${bound})`,
  'y',
);
/** A Chinese numeral. Groups: 1 numeral, 2 unit, 3 bound. */
const chinesePattern = new RegExp(`(?<![第几数\\d])(${chinese})(${unit})(${bound})`, 'y');
const rangeOfChinese = new RegExp(`${dash}(${chinese})(${unit})(${bound})`, 'y');

/** Words of comparison that stand right before a number. The longest that fits is taken. */
const beforePattern =
  /(不得低于|不得少于|不得高于|不得超过|不得突破|不应低于|不应少于|不应高于|不应超过|不低于|不少于|不小于|不高于|不超过|不大于|不突破|至少|最少|最多|超过|突破|高于|大于|多于|超出|跨越|跨上|迈上|低于|小于|少于|接近|大约|大概|力争|达到了|达到|达|超|逾|约|近|控制在|控制到)$/;
const comparatorBefore: Readonly<Record<string, Comparator>> = {
  不得低于: 'ge',
  不得少于: 'ge',
  不应低于: 'ge',
  不应少于: 'ge',
  不得高于: 'le',
  不得超过: 'le',
  不得突破: 'le',
  不应高于: 'le',
  不应超过: 'le',
  不低于: 'ge',
  不少于: 'ge',
  不小于: 'ge',
  至少: 'ge',
  最少: 'ge',
  不高于: 'le',
  不超过: 'le',
  不大于: 'le',
  不突破: 'le',
  最多: 'le',
  超过: 'gt',
  突破: 'gt',
  高于: 'gt',
  大于: 'gt',
  多于: 'gt',
  超出: 'gt',
  超: 'gt',
  逾: 'gt',
  跨越: 'gt',
  跨上: 'gt',
  迈上: 'gt',
  低于: 'lt',
  小于: 'lt',
  少于: 'lt',
  接近: 'approx',
  大约: 'approx',
  大概: 'approx',
  约: 'approx',
  近: 'approx',
};
const comparatorBehind: Readonly<Record<string, Comparator>> = {
  以上: 'ge',
  及以上: 'ge',
  以下: 'le',
  及以下: 'le',
  以内: 'le',
  之内: 'le',
  左右: 'approx',
  上下: 'approx',
  余: 'gt',
  多: 'gt',
};

/** Measure words that a bare Chinese numeral may count; 三个定位, 两大行动 and 一批 name things and count nothing. */
const countableInChinese = new Set([
  '家',
  '所',
  '座',
  '条',
  '户',
  '支',
  '名',
  '人',
  '项',
  '台',
  '件',
  '款',
  '套',
]);

const closeOf: Readonly<Record<string, string>> = {
  '“': '”',
  '《': '》',
  '〔': '〕',
  '（': '）',
  '(': '）',
  '「': '」',
};
const shield = /[“《〔（(「”》〕）)」]/g;

/**
 * Tells which characters of a text stand inside quotes or brackets, where numbers belong to names, dates and asides.
 * Offsets must be asked in rising order.
 */
const shieldOf = (text: string): ((at: number) => boolean) => {
  const spans: { from: number; to: number }[] = [];
  let open: { closer: string; at: number } | null = null;
  shield.lastIndex = 0;
  for (let match = shield.exec(text); match; match = shield.exec(text)) {
    const closer = closeOf[match[0]];
    if (open && (match[0] === ')' ? '）' : match[0]) === open.closer) {
      if (match[0] !== '”' || !quotesAims(text.slice(open.at + 1, match.index)))
        spans.push({ from: open.at, to: match.index });
      open = null;
    } else if (closer && !open) open = { closer, at: match.index };
  }
  let next = 0;
  return (at) => {
    while ((spans[next]?.to ?? Number.POSITIVE_INFINITY) < at) next++;
    return (spans[next]?.from ?? Number.POSITIVE_INFINITY) < at;
  };
};

const comparatorOf = (before: string, behind: string, isRange: boolean): Comparator => {
  if (isRange) return 'range';
  const fromBehind = comparatorBehind[behind];
  if (fromBehind) return fromBehind;
  return comparatorBefore[before] ?? 'eq';
};

/** A number as written, before it is known whether it is a quantity. */
interface Written {
  readonly value: number;
  readonly unit: string;
  readonly high: number | null;
  readonly behind: string;
  readonly end: number;
}

/** 2020年, 3个月: a year, a date or a span of time is no quantity. */
const isTime = (text: string, end: number, writtenUnit: string): boolean =>
  (writtenUnit === '' && /^\s?[年月日号]/.test(text.slice(end, end + 2))) ||
  (writtenUnit === '个' && /^(?:月|年|季度|五年)/.test(text.slice(end, end + 2)));

/** 平均受教育年限提高到11.3年: what is measured lasts, so the years behind the number are its unit. */
const lasting =
  /(?:年限|寿命|周期|时长|时间)[^，,。；;、]{0,4}?(?:提高|延长|缩短|压缩|达|增加|保持|稳定|为|到|至|不低于|不少于|不超过|超过|约|近|在)+\s?$/;
const years = /\s?年(以上|以下|以内|左右)?(?!\d|月|度|底|末|初|前|均)/y;

const yearsOf = (text: string, at: number, match: RegExpExecArray): Written | null => {
  const [whole, number = '', multiplier, unit, upper] = match;
  if (multiplier || unit || upper !== undefined || number.length > 4 || /^20\d\d$/.test(number)) return null;
  years.lastIndex = at + whole.length;
  const written = years.exec(text);
  if (!written || !lasting.test(text.slice(Math.max(0, at - 20), at))) return null;
  return {
    value: readArabicNumber(number),
    unit: '年',
    high: null,
    behind: written[1] ?? '',
    end: years.lastIndex,
  };
};

/** 2025年: most numbers of a plan are years, and need no long pattern to be told. */
const isYear = (text: string, at: number, end: number): boolean =>
  end - at === 4 && text[at] === '2' && text[at + 1] === '0' && text[end] === '年';

const readArabic = (text: string, at: number, runsTo: number): Written | null => {
  if (isYear(text, at, runsTo)) return null;
  arabicPattern.lastIndex = at;
  const match = arabicPattern.exec(text);
  if (!match) return null;
  const whole = match[0];
  const number = match[1] ?? '';
  const mult = match[2] ?? '';
  const innerUnit = match[3] ?? '';
  const upper = match[4];
  const upperMult = match[5] ?? '';
  const rest = match[6] ?? '';
  const outerUnit = match[7] ?? '';
  const lasts = yearsOf(text, at, match);
  if (lasts) return lasts;
  let end = at + whole.length;
  let behind = match[8] || rest;
  const low = readArabicNumber(number);
  if (upper === undefined) {
    const writtenUnit = innerUnit || outerUnit;
    // Without a range the first unit is the unit; what the second unit took was the next word.
    if (innerUnit && outerUnit) {
      end -= (match[8] ?? '').length + outerUnit.length;
      behind = '';
    }
    if (behind === '' && isTime(text, end, writtenUnit)) return null;
    const { value, unit: scaledUnit } = scaled(low, mult, writtenUnit);
    return { value, unit: scaledUnit, high: null, behind, end };
  }
  const writtenUnit = outerUnit || innerUnit;
  const high = scaled(readArabicNumber(upper), upperMult || mult, writtenUnit).value;
  // 2至3万户: the multiplier behind the upper number holds for both, unless the lower one has a unit of its own.
  const { value, unit: scaledUnit } = scaled(low, innerUnit || mult ? mult : upperMult, writtenUnit);
  if (isTime(text, end, writtenUnit) || high <= value) return null;
  return { value, unit: scaledUnit, high, behind, end };
};

/** What may stand behind a Chinese numeral that counts: a unit, or the dash of a range. */
const mayFollowNumeral = (char: string | undefined): boolean =>
  char !== undefined && (mayBeginUnit(char) || '-－—–―~～至到'.includes(char));

const readChinese = (text: string, at: number, runsTo: number): Written | null => {
  // 二是, 十四五, 万里: without a unit only 亿 is a sum.
  if (text[runsTo - 1] !== '亿' && !mayFollowNumeral(text[runsTo])) return null;
  chinesePattern.lastIndex = at;
  const match = chinesePattern.exec(text);
  if (!match) return null;
  const [whole, numeral = '', ownUnit = '', ownBound = ''] = match;
  const number = readChineseNumeral(numeral);
  // 一 counts nothing, 三五家 is a manner of speaking.
  if (number === null || (numeral === '一' && ownUnit !== '番') || /[一二两三四五六七八九]{2}/.test(numeral))
    return null;
  let end = at + whole.length;
  rangeOfChinese.lastIndex = end;
  const range = rangeOfChinese.exec(text);
  const upper = range?.[1] === undefined ? null : readChineseNumeral(range[1]);
  const isRange = range !== null && upper !== null && upper > number;
  if (isRange) end += range[0].length;
  const writtenUnit = ownUnit || (isRange ? (range[2] ?? '') : '');
  const behind = isRange ? (range[3] ?? '') : ownBound;
  const isRound = /[百千万亿]/.test(numeral);
  const isBareMoney = numeral.endsWith('亿') && writtenUnit === '';
  if (!isBareMoney) {
    // 百余家 is no number; 三个定位 and 两大行动 name things and count nothing.
    if (writtenUnit === '' || behind === '余' || behind === '多') return null;
    const counts =
      isRound || isRange || countableInChinese.has(writtenUnit) || /^(?:以上|左右|以内)$/.test(behind);
    if (!counts && writtenUnit !== '倍' && writtenUnit !== '番') return null;
    if (writtenUnit.startsWith('元') && !isRound) return null;
  }
  const unitHere = isBareMoney ? '元' : writtenUnit;
  const { value, unit: scaledUnit } = scaled(number, '', unitHere);
  return {
    value,
    unit: scaledUnit,
    high: isRange ? scaled(upper, '', unitHere).value : null,
    behind,
    end,
  };
};

/** A number without unit is a quantity only where its item ends behind it (指数达到55.2、…). */
const endsItem = (text: string, end: number): boolean =>
  end >= text.length || /^[，,。；;、]/.test(text.slice(end, end + 1));

/**
 * Reads the quantities of a piece of text: numbers with a unit, a bound or a 亿. Years, dates, ordinals, names (5G, IPv6)
 * and what stands in quotes or brackets are none. One pass.
 * @param text a sentence
 * @param offset where the text begins in the document; spans count from the document's start
 */
export const quantitiesOf = (text: string, offset: number): Quantity[] => {
  const found: Quantity[] = [];
  let inShield: ((at: number) => boolean) | null = null;
  for (let at = 0, next = 0; at < text.length; at = next) {
    next = at + 1;
    const kind = numeralKinds[text.charCodeAt(at)];
    if (kind === 0) continue;
    const runsTo = runEnd(text, at, kind as number);
    next = runsTo;
    // 一批 counts nothing, 翻一番 does; 每万人 names what a rate is taken of, 前10位 a rank.
    if (next - at === 1 && text[at] === '一' && text[next] !== '番') continue;
    const before = text[at - 1];
    if (before === '每' || before === '前') continue;
    const written = kind === arabicDigit ? readArabic(text, at, runsTo) : readChinese(text, at, runsTo);
    if (!written) continue;
    inShield ??= shieldOf(text);
    if (inShield(at)) continue;
    const { value, unit: scaledUnit, high, behind, end } = written;
    const tail = text.slice(end, end + 4);
    // 千亿级 and 百亿元规模的 make an adjective of the number; 100强 and 3大 make a name.
    const isGrade =
      /^(?:元)?(?:级|量级)/.test(tail) ||
      (scaledUnit.endsWith('元') &&
        /^(?:规模的|规模的?(?:企业|集群|产业|园区)|(?:产业)?(?:集群|企业|园区))/.test(tail));
    if (scaledUnit === '' && !isGrade && behind === '' && !endsItem(text, end)) continue;
    if (/^(?:强|届|号|版|位一体|级别|[/／]\d)/.test(tail) || (scaledUnit === '' && tail.startsWith('大')))
      continue;
    const from = Math.max(0, at - 8);
    const words = text.slice(from, at).trimEnd();
    const comparison = beforePattern.exec(words)?.[0] ?? '';
    found.push({
      start: offset + (comparison === '' ? at : from + words.length - comparison.length),
      end: offset + end,
      numberStart: offset + at,
      value,
      valueHigh: high,
      unit: scaledUnit,
      comparator: comparatorOf(comparison, behind, high !== null),
      isCount: isCountUnit(scaledUnit),
      isGrade,
    });
    next = end;
  }
  return found;
};
