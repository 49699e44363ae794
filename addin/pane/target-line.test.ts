import { expect, it } from 'vitest';
import { targetLine } from './target-line.ts';

const target = {
  by: '2025',
  change: 'level',
  comparator: 'ge',
  value: 3500,
  valueHigh: null,
  unit: '亿元',
  perYear: false,
} as const;
const zh = (facts: Partial<Parameters<typeof targetLine>[0]>): string =>
  targetLine({ ...target, ...facts }, 'zh-CN', (value) => value.toLocaleString('zh-CN'));

it('says a target in one line', () => {
  expect(zh({})).toBe('2025 · 不低于 3,500 亿元');
  expect(zh({ comparator: 'range', value: 3, valueHigh: 5, unit: '家' })).toBe('2025 · 达到 3–5 家');
  expect(zh({ comparator: 'gt', change: 'increase', value: 9, unit: '%', perYear: true })).toBe(
    '2025 · 年均 增长 超过 9 %',
  );
  expect(zh({ by: null, comparator: 'eq' })).toBe('达到 3,500 亿元');
  expect(targetLine(target, 'en', String)).toBe('2025 · at least 3500 亿元');
});
