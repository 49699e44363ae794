import type { Comparator } from '../../records/evidence.ts';
import { readArabicNumber } from './numeral.ts';
import { scaled } from './unit.ts';

/** A value as it stands in the cell of an indicator table. */
export interface TableValue {
  readonly value: number;
  readonly valueHigh: number | null;
  readonly unit: string;
  readonly comparator: Comparator;
  /** In square brackets: the sum over all years of the plan. */
  readonly isCumulative: boolean;
  /** 年均5.5, 增长6%, 降低13%: what the cell itself says of how the number is meant. */
  readonly change: 'increase' | 'decrease' | null;
  readonly perYear: boolean;
}

const comparators: Readonly<Record<string, Comparator>> = {
  '≥': 'ge',
  '≧': 'ge',
  '>=': 'ge',
  不低于: 'ge',
  不少于: 'ge',
  '>': 'gt',
  超过: 'gt',
  大于: 'gt',
  高于: 'gt',
  突破: 'gt',
  '≤': 'le',
  '≦': 'le',
  '<=': 'le',
  不超过: 'le',
  不高于: 'le',
  '<': 'lt',
  低于: 'lt',
  小于: 'lt',
  约: 'approx',
  '~': 'approx',
  左右: 'approx',
  以上: 'ge',
  及以上: 'ge',
  以下: 'le',
  以内: 'le',
};
const sign = '≥|≧|>=|>|≤|≦|<=|<|不低于|不少于|超过|大于|高于|突破|不超过|不高于|低于|小于|约|~';
const number = '\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+(?:\\.\\d+)?';
const opens = '[\\[〔【(]';
const closes = '[\\]〕】)]';
const pattern = new RegExp(
  `^(年均|累计|达到|达|控制在|保持在|提高到)?(增长|提高|提升|增加|降低|下降|减少)?(${sign})?(${opens}?)(${sign})?([-−])?(${number})([%‰]|个百分点|\\p{Script=Han}{0,8}?)(?:[-—–~至](${number})([%‰]|\\p{Script=Han}{0,8}?))?(${closes}?)(及以上|以上|以下|以内|左右)?(${closes}?)[①-⑨*]?$`,
  'u',
);

/** The multiplier that opens a unit: 万 of 万人; 千 and 百 of 千瓦 and 百分点 are no multiplier. */
const parts = (unit: string): [string, string] => {
  const match = /^(万亿|[万亿])(?=.)(.*)$/.exec(unit);
  return match ? [match[1] ?? '', match[2] ?? ''] : ['', unit];
};

/**
 * Reads a cell of an indicator table: 1800, ≥12%, 20％左右, [13], 5—8.
 * @param cell the cell's text
 * @param columnUnit the unit that column, indicator or caption states; '' for none
 * @returns null where the cell states no number (—, 完成国家下达目标)
 */
export const tableValueOf = (cell: string, columnUnit: string): TableValue | null => {
  const text = cell.normalize('NFKC').replace(/\s+/g, '');
  const match = pattern.exec(text);
  if (!match) return null;
  const [, lead, verb, before, open, within, minus, low, unitHere, high, highUnit, , behind] = match;
  const written = highUnit || unitHere || columnUnit.normalize('NFKC');
  const [multiplier, unit] = parts(written);
  const { value, unit: scaledUnit } = scaled(readArabicNumber(low ?? ''), multiplier, unit);
  const falls = /降低|下降|减少/.test(verb ?? '') || minus !== undefined;
  return {
    value,
    valueHigh: high === undefined ? null : scaled(readArabicNumber(high), multiplier, unit).value,
    unit: scaledUnit,
    comparator:
      high !== undefined
        ? 'range'
        : (comparators[behind ?? ''] ?? comparators[before || within || ''] ?? 'eq'),
    isCumulative: (open !== '' && open !== '(') || lead === '累计',
    change: falls ? 'decrease' : verb === undefined ? null : 'increase',
    perYear: lead === '年均',
  };
};
