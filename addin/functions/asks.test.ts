import { describe, expect, it } from 'vitest';
import { factAskSchema } from '../../service/records/facts.ts';
import { Problem } from '../../service/records/problem.ts';
import { citeAsk, countAsk, listAsk, targetAsk } from './asks.ts';

const messageOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem && error.code === 'function.argument-invalid') return error.in('zh-CN');
    throw error;
  }
  throw new Error('it was taken');
};

describe('POLICY.TARGET', () => {
  it('asks for a region and an indicator; what is left out is not asked', () => {
    expect(targetAsk(' 云山省 ', '产值')).toEqual({ ask: 'target', region: '云山省', indicator: '产值' });
    expect(targetAsk(530000, '产值', null, undefined)).toEqual({
      ask: 'target',
      region: '530000',
      indicator: '产值',
    });
  });

  it('takes the year as number or text, and a blank cell for none, whichever way Excel gives it', () => {
    expect(targetAsk('云山省', '产值', 2027)).toMatchObject({ year: 2027 });
    expect(targetAsk('云山省', '产值', '２０２７年', '单位')).toMatchObject({ year: 2027, field: '单位' });
    expect(targetAsk('云山省', '产值', 0, '')).not.toHaveProperty('year');
    expect(targetAsk('云山省', '产值', '', '')).not.toHaveProperty('field');
  });

  it('takes a range of one cell for its cell, and no larger one', () => {
    expect(targetAsk([['云山省']], [['产值']])).toMatchObject({ region: '云山省' });
    expect(messageOf(() => targetAsk([['云山省', '临江市']], '产值'))).toContain('“地区”是一个区域');
  });

  it('says what is missing and what is no year', () => {
    expect(messageOf(() => targetAsk('', '产值'))).toContain('缺少“地区”');
    expect(messageOf(() => targetAsk('云山省', null))).toContain('缺少“指标”');
    expect(messageOf(() => targetAsk('云山省', '产值', '明年'))).toContain('“明年”不是年份');
  });
});

describe('POLICY.COUNT', () => {
  it.each([
    ['目标', 'target'],
    ['Targets', 'target'],
    [' target ', 'target'],
    ['定性目标', 'goal'],
    ['基金', 'fund'],
    ['园区', 'park'],
    ['责任分工', 'assignment'],
    ['ASSIGNMENTS', 'assignment'],
  ])('knows the kind %s', (word, kind) => {
    expect(countAsk(word, [])).toEqual({ ask: 'count', kind, query: {} });
  });

  it('names the kinds there are where it does not know one', () => {
    expect(messageOf(() => countAsk('政策', []))).toBe(
      '没有“政策”这种记录。 种类有：目标、定性目标、资金、园区、责任分工。',
    );
  });

  const both = { ask: 'count', kind: 'target', query: { region: '云山省', year: 2027 } };
  it.each([
    ['Chinese words by turns', ['地区', '云山省', '年份', 2027]],
    ['English words by turns', ['Region', '云山省', 'YEAR', '2027']],
    ['synonyms', ['省份', '云山省', '年度', '2027年']],
    ['one text each', ['地区=云山省', '年份：2027']],
    [
      'a range of two columns',
      [
        [
          ['地区', '云山省'],
          ['年份', 2027],
        ],
      ],
    ],
    ['ranges and values mixed, as Excel wraps them', [[['地区']], [['云山省']], [['年份', 2027]]]],
    [
      'a range with an empty line',
      [
        [
          ['地区', '云山省'],
          ['', ''],
          ['年份', 2027],
          [null, null],
        ],
      ],
    ],
    ['a filter whose cell is blank', ['地区', '云山省', '产业', '', '年份', 2027]],
  ])('takes filters as %s', (_, filters) => {
    expect(countAsk('目标', filters)).toEqual(both);
  });

  it('takes the day of an as-of filter as a date cell gives it', () => {
    expect(countAsk('目标', ['截至', 46203])).toMatchObject({ query: { asOf: '2026-06-30' } });
    expect(countAsk('目标', ['as of', '2026年6月30日'])).toMatchObject({ query: { asOf: '2026-06-30' } });
  });

  it('never leaves a filter out that it does not understand', () => {
    expect(messageOf(() => countAsk('目标', ['省', '云山省']))).toContain('没有“省”这个条件');
    expect(messageOf(() => countAsk('目标', ['地区']))).toContain('条件“地区”没有值');
    expect(messageOf(() => countAsk('目标', ['', '云山省']))).toContain('“云山省”前面没有条件名');
    expect(messageOf(() => countAsk('目标', ['地区', '甲', '区域', '乙']))).toContain('写了两次');
    expect(messageOf(() => countAsk('目标', ['截至', '很久以前']))).toContain('不是日期');
  });
});

describe('POLICY.LIST', () => {
  it('asks for as many rows as there may be, with headers, where she says nothing', () => {
    expect(listAsk('园区', [])).toEqual({
      ask: { ask: 'list', kind: 'park', query: {}, limit: 5000 },
      headers: true,
      limited: false,
    });
  });

  it('takes fields, limit and headers beside filters, in both languages', () => {
    const wanted = {
      ask: {
        ask: 'list',
        kind: 'park',
        query: { region: '云山省' },
        fields: ['园区名称', '产业'],
        limit: 10,
      },
      headers: false,
      limited: true,
    };
    expect(listAsk('园区', ['地区', '云山省', '字段', '园区名称，产业', '条数', 10, '标题', '否'])).toEqual(
      wanted,
    );
    expect(
      listAsk('parks', ['region', '云山省', 'fields', '园区名称,产业', 'limit', '10', 'headers', false]),
    ).toEqual(wanted);
  });

  it('refuses a limit that is none', () => {
    for (const limit of [0, 5001, 2.5, '很多'])
      expect(messageOf(() => listAsk('园区', ['条数', limit]))).toContain('1 到 5000');
  });
});

describe('POLICY.CITE', () => {
  it('takes the key of a row, and a style in words', () => {
    expect(citeAsk('tgt_a1@3')).toEqual({ ask: 'cite', record: 'tgt_a1@3' });
    expect(citeAsk('tgt_a1', '文中')).toMatchObject({ style: 'plain' });
    expect(citeAsk('tgt_a1', 'GB/T 7714')).toMatchObject({ style: 'gbt' });
  });

  it('refuses what is no key before the service is asked', () => {
    expect(messageOf(() => citeAsk('数字经济'))).toContain('不是记录编号');
    expect(messageOf(() => citeAsk('tgt_a1', 'APA'))).toContain('没有“APA”这种引用格式');
  });
});

it('every ask that is made is one by the schema of the service', () => {
  for (const ask of [
    targetAsk('云山省', '产值', 2027, '单位'),
    countAsk('资金', ['地区', '云山省', '年份', 2026, '机构', '省财政厅', '产业', '软件', '关键词', '平台']),
    countAsk('目标', ['文件', 'doc_1', '截至', '2026-01-01T08:00:00Z']),
    listAsk('园区', ['字段', 'name,产业', '条数', 5]).ask,
    citeAsk('tgt_a1@3', '国标'),
  ])
    expect(() => factAskSchema.parse(ask)).not.toThrow();
});
