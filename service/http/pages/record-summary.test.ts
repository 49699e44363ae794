import { describe, expect, it } from 'vitest';
import type { RecordView } from '../../records/record-view.ts';
import { summaryOf } from './record-summary.ts';

const target = (facts: object) =>
  ({
    kind: 'target',
    indicator: '数字经济增加值',
    change: 'level',
    comparator: 'ge',
    value: 3000,
    valueHigh: null,
    unit: '亿元',
    by: '2027',
    perYear: false,
    qualifier: null,
    ...facts,
  }) as RecordView;

describe('the summary of a target', () => {
  it('says its bound, number, unit and deadline in either language', () => {
    expect(summaryOf(target({}), 'zh-CN')).toEqual({
      subject: '数字经济增加值',
      facts: ['不低于 3,000 亿元', '2027'],
    });
    expect(summaryOf(target({}), 'en').facts[0]).toBe('at least 3,000 亿元');
  });

  it('says growth, yearly numbers and ranges', () => {
    const growth = target({
      change: 'increase',
      comparator: 'eq',
      value: 12.5,
      unit: '%',
      perYear: true,
      by: null,
    });
    expect(summaryOf(growth, 'zh-CN').facts).toEqual(['年均增长 12.5%']);
    expect(summaryOf(growth, 'en').facts).toEqual(['increase by 12.5% per year']);
    const range = target({ comparator: 'range', value: 3, valueHigh: 5, unit: '家', qualifier: '上市' });
    expect(summaryOf(range, 'zh-CN').facts).toEqual(['3–5 家', '2027', '上市']);
  });

  it('loses no digit', () => {
    expect(summaryOf(target({ comparator: 'eq', value: 0.0000125 }), 'zh-CN').facts[0]).toBe(
      '0.0000125 亿元',
    );
  });
});
