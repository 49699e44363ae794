import { extractRecords } from '../../service/extract/extract.ts';
import type { Target } from '../../service/records/target.ts';
import { inventedFields } from './invented-context.ts';

const signs: Readonly<Record<Target['comparator'], string>> = {
  eq: '=',
  ge: '≥',
  gt: '>',
  le: '≤',
  lt: '<',
  approx: '≈',
  range: '=',
};
const changes: Readonly<Record<Target['change'], string>> = { level: '', increase: '+', decrease: '-' };

/** A target on one line: 风电装机 ≥1200万千瓦 @2025; + and - for a change, 每年 for a yearly number, [] for a condition. */
const inWords = (target: Target): string =>
  [
    `${target.indicator} ${changes[target.change]}${signs[target.comparator]}${target.value}`,
    target.valueHigh === null ? '' : `–${target.valueHigh}`,
    target.unit,
    target.perYear ? ' 每年' : '',
    target.by === null ? '' : ` @${target.from === null ? '' : `${target.from}–`}${target.by}`,
    target.qualifier === null ? '' : ` [${target.qualifier}]`,
  ].join('');

/** The targets of an invented document of 2021. */
export const targetsIn = (text: string): string[] =>
  extractRecords({
    id: 'invented',
    text,
    fields: inventedFields({ title: '云山省发展规划', issuedOn: '2021-06-01' }),
  }).targets.map(inWords);
