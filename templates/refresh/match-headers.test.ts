import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../service/records/catalogue.ts';
import { kinds } from '../../service/records/kinds.ts';
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

  it('looks through numbering, line breaks, footnote marks, spaces and words that say nothing', () => {
    expect(
      fields([
        '1. 所在 地区',
        '（二）主要\n指标名称*',
        '规划目标值（单位：亿元）',
        '完成时限①',
        'Issued  ON',
      ]),
    ).toEqual(['region', 'indicator', 'value', 'by', 'issuedOn']);
  });

  it('reads the unit and the year that a header names', () => {
    const [value, note] = matchHeaders(['2025年目标值（亿元）', '备注（选填）'], 'target');
    expect(value).toMatchObject({ field: 'value', unit: '亿元', year: '2025' });
    expect(note).toMatchObject({ field: null, unit: null, year: null });
  });

  it('believes the values of a column more than a weak name', () => {
    const headers = ['类型', '日期'];
    const kind = matchHeaders(headers, 'fund', [
      ['引导基金', '母基金', '专项资金'],
      ['2021年3月5日', '2022/1/2', 44_197],
    ]);
    expect(kind.map((match) => match.field)).toEqual(['type', 'issuedOn']);
    const against = matchHeaders(headers, 'fund', [
      ['甲', '乙', '丙'],
      ['已核', '待核', '已核'],
    ]);
    expect(against[0]?.score ?? 1).toBeLessThan(0.5);
    expect(against[1]?.score ?? 1).toBeLessThan(0.5);
  });

  it('offers what else a header could mean', () => {
    const [match] = matchHeaders(['目标'], 'target');
    expect(match?.field).toBe('indicator');
    expect(match?.others.length).toBeGreaterThan(0);
    expect(match?.others.every((other) => other.score <= (match?.score ?? 0))).toBe(true);
  });

  it.each(kinds)('finds every field of %s under its own labels and synonyms', (kind) => {
    for (const field of fieldsOf(kind)) {
      for (const header of [field.label.zh, field.label.en]) {
        const [match] = matchHeaders([header], kind);
        expect([header, match?.field]).toEqual([header, field.id]);
        expect(match?.score).toBe(1);
      }
      for (const header of field.synonyms ?? []) {
        const [match] = matchHeaders([header], kind);
        const meant = [match?.field, ...(match?.others ?? []).map((other) => other.field)];
        expect(meant, `${header} may mean ${field.id}`).toContain(field.id);
      }
    }
  });
});
