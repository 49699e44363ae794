import { describe, expect, it } from 'vitest';
import { matchHeaders } from './match-headers.ts';

const fields = (headers: string[]) => matchHeaders(headers, 'target').map((match) => match.field);

describe('matching the headers of a hand-made table', () => {
  it('knows the labels in both languages, synonyms, and headers with a unit in brackets', () => {
    expect(fields(['省份', '目标名称', '目标值（亿元）', '计量单位', '年份', '政策文件'])).toEqual([
      'region',
      'indicator',
      'value',
      'unit',
      'by',
      'documentTitle',
    ]);
    expect(fields(['Province', 'Indicator', 'Target value', 'Unit', 'Deadline'])).toEqual([
      'region',
      'indicator',
      'value',
      'unit',
      'by',
    ]);
  });
  it('gives a field to one column only, to the surest, and leaves her own columns', () => {
    const matches = matchHeaders(['指标', '指标名称', '我的评分', ''], 'target');
    expect(matches.map((match) => match.field)).toEqual(['indicator', null, null, null]);
    expect(matches[0]?.score).toBe(1);
    expect(matches[2]?.score).toBe(0);
  });
});
