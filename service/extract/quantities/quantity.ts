import type { Comparator } from '../../records/evidence.ts';
import type { Span } from '../structure/types.ts';
import { readArabicNumber, readChineseNumeral } from './numeral.ts';
import { isCountUnit, scaled, unitPattern } from './unit.ts';

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
const bound = '(?:及以上|以上|以下|以内|之内|左右|上下|余|多)?';
const unit = `(?:${unitPattern})?`;

/**
 * One pattern for all numbers: what is no part of a name (IPv6, 第3位, 5G, A3) in Arabic digits, and Chinese numerals.
 * Groups: 1 number, 2 multiplier, 3 unit, 4 upper number, 5 multiplier, 6 余 or 多, 7 unit, 8 bound; 9 Chinese, 10 unit, 11 bound.
 */
const numberPattern = new RegExp(
  `(?<![\\d.A-Za-z第〔\\[年+＋/／])(${arabic})(?![\\d.]*[DGgKV](?![A-Za-z]))\\s*(${multiplier})(${unit})(?:${dash}(${arabic})\\s*(${multiplier}))?(余|多)?\\s*(${unit})(${bound})` +
    `|(?<![第一二两三四五六七八九十百千万亿几数\\d])(${chinese})(${unit})(${bound})`,
  'g',
);
const rangeOfChinese = new RegExp(`^${dash}(${chinese})(${unit})(${bound})`);

/** Words of comparison that stand right before a number. The longest that fits is taken. */
const beforePattern =
  /(不低于|不少于|不小于|不高于|不超过|不大于|不突破|至少|最少|最多|超过|突破|高于|大于|多于|超出|跨越|跨上|迈上|低于|小于|少于|接近|大约|大概|力争|达到了|达到|达|超|逾|约|近|控制在|控制到)$/;
const comparatorBefore: Readonly<Record<string, Comparator>> = {
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
  '(': ')',
  '「': '」',
};
/** Which characters of a text stand inside quotes or brackets, where numbers belong to names, dates and asides. */
const shielded = (text: string): ((at: number) => boolean) => {
  const spans: [number, number][] = [];
  for (let i = 0; i < text.length; i++) {
    const close = closeOf[text[i] ?? ''];
    if (!close) continue;
    let end = text.indexOf(close, i + 1);
    if (end < 0 && close === '）') end = text.indexOf(')', i + 1);
    if (end < 0 && close === ')') end = text.indexOf('）', i + 1);
    if (end < 0) continue;
    spans.push([i, end]);
    i = end;
  }
  return (at) => spans.some(([from, to]) => at > from && at < to);
};

const comparatorOf = (before: string, behind: string, isRange: boolean): Comparator => {
  if (isRange) return 'range';
  const fromBehind = comparatorBehind[behind];
  if (fromBehind) return fromBehind;
  return comparatorBefore[before] ?? 'eq';
};

/**
 * Reads the quantities of a piece of text: numbers with a unit, a bound or a 亿. Years, dates, ordinals, names (5G, IPv6)
 * and what stands in quotes or brackets are none. One pass.
 * @param text a sentence
 * @param offset where the text begins in the document; spans count from the document's start
 */
export const quantitiesOf = (text: string, offset: number): Quantity[] => {
  const found: Quantity[] = [];
  if (!/[\d十百千万亿两三四五六七八九]/.test(text)) return found;
  const inShield = shielded(text);
  numberPattern.lastIndex = 0;
  for (let match = numberPattern.exec(text); match; match = numberPattern.exec(text)) {
    const at = match.index;
    let end = at + match[0].length;
    if (match[0].length === 0) {
      numberPattern.lastIndex++;
      continue;
    }
    if (inShield(at)) continue;
    let low: number;
    let high: number | null = null;
    let behind: string;
    let value: { value: number; unit: string };
    if (match[1] !== undefined) {
      const [, number = '', mult = '', innerUnit = '', upper, upperMult = '', rest = '', outerUnit = ''] =
        match;
      behind = match[8] || rest;
      low = readArabicNumber(number);
      if (upper === undefined) {
        // Without a range the first unit is the unit; what the second unit took was the next word.
        const writtenUnit = innerUnit || outerUnit;
        if (innerUnit && outerUnit) {
          end = at + match[0].length - (match[8] ?? '').length - outerUnit.length;
          behind = '';
        }
        value = scaled(low, mult, writtenUnit);
        if (behind === '' && (/^[年月日]/.test(text.slice(end, end + 1)) || isDate(text, end, writtenUnit)))
          continue;
      } else {
        const writtenUnit = outerUnit || innerUnit;
        const upperValue = scaled(readArabicNumber(upper), upperMult || mult, writtenUnit);
        value = scaled(low, innerUnit || mult ? mult : upperMult, writtenUnit);
        high = upperValue.value;
        if (/^[年月日]/.test(text.slice(end)) || high <= value.value) continue;
      }
    } else {
      const [numeral = '', writtenUnit = ''] = [match[9], match[10]];
      behind = match[11] ?? '';
      const range = rangeOfChinese.exec(text.slice(end));
      const number = readChineseNumeral(numeral);
      if (number === null) continue;
      const isRound = /[百千万亿]/.test(numeral);
      const money = numeral.endsWith('亿') && writtenUnit === '';
      if (!money) {
        if (writtenUnit === '' || behind === '余' || behind === '多') continue;
        const accepted =
          isRound ||
          countableInChinese.has(writtenUnit) ||
          /^(?:以上|左右|以内)$/.test(behind) ||
          writtenUnit === '倍' ||
          (writtenUnit.endsWith('元') && isRound);
        if (!accepted || /^一$/.test(numeral)) continue;
      }
      value = money ? scaled(number, '', '元') : scaled(number, '', writtenUnit);
      if (range?.[1] !== undefined) {
        const upper = readChineseNumeral(range[1]);
        if (upper !== null && upper > number) {
          high = scaled(upper, '', range[2] || writtenUnit).value;
          end += range[0].length;
        }
      }
    }
    const tail = text.slice(end, end + 4);
    // 100强, 12英寸, 500级: the number makes a name; 千亿级 and 百亿元规模的 make an adjective of it.
    const isMoney = value.unit.endsWith('元');
    const isGrade =
      /^(?:元)?(?:级|量级)/.test(tail) ||
      (isMoney && /^(?:规模的|规模的?(?:企业|集群|产业|园区)|(?:产业)?(?:集群|企业|园区))/.test(tail));
    if (value.unit === '' && !isGrade && behind === '' && !endsItem(text, end)) continue;
    if (/^(?:强|大(?!约)|届|号|版|位一体|级别|[/／]\d)/.test(tail)) continue;
    const words = text.slice(Math.max(0, at - 8), at).trimEnd();
    const before = beforePattern.exec(words)?.[0] ?? '';
    const blank = at - Math.max(0, at - 8) - words.length;
    found.push({
      start: offset + at - (before === '' ? 0 : before.length + blank),
      end: offset + end,
      numberStart: offset + at,
      value: value.value,
      valueHigh: high,
      unit: value.unit,
      comparator: comparatorOf(before, behind, high !== null),
      isCount: isCountUnit(value.unit),
      isGrade,
    });
    numberPattern.lastIndex = end;
  }
  return found;
};

/** A number without unit is a quantity only where its item ends behind it (指数达到55.2、…). */
const endsItem = (text: string, end: number): boolean =>
  end >= text.length || /^[，,。；;、]/.test(text.slice(end));

/** 2020年, 3月, 15日: the unit pattern has none of these, so that a year shows by what follows. */
const isDate = (text: string, end: number, writtenUnit: string): boolean =>
  (writtenUnit === '' && /^\s*[年月日号]/.test(text.slice(end))) ||
  (writtenUnit === '个' && /^(?:月|年|季度|五年)/.test(text.slice(end)));
