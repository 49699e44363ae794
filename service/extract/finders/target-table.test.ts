import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { pipeline } from '../pipeline.ts';

/** Rows below goals of an invented document of 2019, read by all rules for targets. */
const read = (...rows: string[]) =>
  readWith(
    ['二、发展目标', '主要指标如下。', ...rows, '三、重点任务'].join('\n'),
    pipeline.target.finders,
    pipeline.target.refiners,
  );
const brief = (...rows: string[]) =>
  read(...rows).map((t) => [t.indicator, t.change, t.comparator, t.value, t.unit, t.by]);
const head = '指标 | 单位 | 2018年 | 2025年 | 属性';

describe('a table of indicators', () => {
  it('gives a target a row, with baseline and nature', () => {
    expect(read(head, '竹产业产值 | 亿元 | 320 | 900 | 预期性')).toMatchObject([
      {
        indicator: '竹产业产值',
        change: 'level',
        comparator: 'eq',
        value: 900,
        unit: '亿元',
        by: '2025',
        from: null,
        perYear: false,
        nature: 'expected',
        baselineYear: 2018,
        baselineValue: 320,
        section: '二',
        rules: expect.arrayContaining(['target-table']),
        evidence: [{ text: '竹产业产值 | 亿元 | 320 | 900 | 预期性', section: '二' }],
      },
    ]);
  });

  it('reads bounds and ranges as they are written in cells', () => {
    expect(
      brief(
        '指标 | 2025年 | 指标性质',
        '竹材综合利用率 | ≥92% | 预期性',
        '竹农培训覆盖率 | 80％左右 | 预期性',
        '加工损耗率 | ＜5% | 约束性',
        '林道密度达标率 | 60%以上 | 预期性',
        '示范基地（个） | 5—8 | 预期性',
        '从业人员（万人） | 1.2 | 预期性',
        '竹林碳汇监测 | 达到国家要求 | 约束性',
      ),
    ).toEqual([
      ['竹材综合利用率', 'level', 'ge', 92, '%', '2025'],
      ['竹农培训覆盖率', 'level', 'approx', 80, '%', '2025'],
      ['加工损耗率', 'level', 'lt', 5, '%', '2025'],
      ['林道密度达标率', 'level', 'ge', 60, '%', '2025'],
      ['示范基地', 'level', 'range', 5, '个', '2025'],
      ['从业人员', 'level', 'eq', 12000, '人', '2025'],
    ]);
  });

  it('takes 降低率 as a decrease, 增速 as growth, and square brackets as the sum of the plan', () => {
    const targets = read(
      '序号 | 指标 | 2018年 | 2025年 | 年均增速〔累计〕 | 属性',
      '1 | 单位产值能耗降低率（%） | — | — | 〔13.5〕 | 约束性',
      '2 | 竹产业增加值（亿元） | 210 | 400 | 8左右 | 预期性',
      '3 | 研发经费投入增长（%） | — | >7 | — | 预期性',
    );
    expect(
      targets.map((t) => [t.indicator, t.change, t.comparator, t.value, t.unit, t.by, t.from, t.perYear]),
    ).toEqual([
      ['单位产值能耗', 'decrease', 'eq', 13.5, '%', '2025', '2019', false],
      ['竹产业增加值', 'level', 'eq', 400, '亿元', '2025', null, false],
      ['竹产业增加值', 'increase', 'approx', 8, '%', '2025', '2019', true],
      ['研发经费投入', 'increase', 'gt', 7, '%', '2025', null, false],
    ]);
  });

  it('gives the targets of every year that lies ahead', () => {
    expect(brief('指标 | 2018年 | 2020年 | 2025年', '竹林面积（万亩） | 310 | 330 | 360')).toEqual([
      ['竹林面积', 'level', 'eq', 330, '万亩', '2020'],
      ['竹林面积', 'level', 'eq', 360, '万亩', '2025'],
    ]);
  });

  it('keeps rows in step with the head where a group reaches over several of them', () => {
    expect(
      brief(
        '类别 | 指标 | 单位 | 2018年 | 2025年',
        '规模 | 竹产业产值 | 亿元 | 320 | 900',
        '骨干企业 | 家 | 12 | 40',
        '创新',
        '发明专利拥有量 | 件 | 60 | 200',
      ),
    ).toEqual([
      ['竹产业产值', 'level', 'eq', 900, '亿元', '2025'],
      ['骨干企业', 'level', 'eq', 40, '家', '2025'],
      ['发明专利拥有量', 'level', 'eq', 200, '件', '2025'],
    ]);
  });

  it('takes the unit that the caption states', () => {
    expect(brief('表1 装机规模（单位：万千瓦）', '名称 | 2018年 | 2025年', '生物质发电 | 85 | 150')).toEqual([
      ['生物质发电', 'level', 'eq', 150, '万千瓦', '2025'],
    ]);
  });

  it('gives nothing for a table of past results, and nothing for a table of other things', () => {
    expect(brief('指标 | 单位 | 2016年 | 2018年', '竹产业产值 | 亿元 | 210 | 320')).toEqual([]);
    expect(brief('序号 | 任务 | 责任单位', '1 | 编制名录 | 省林业局')).toEqual([]);
  });

  it('is one record with the sentence that states the same', () => {
    const targets = readWith(
      `二、发展目标\n到2025年，竹产业产值达到900亿元。\n${head}\n竹产业产值 | 亿元 | 320 | 900 | 预期性`,
      pipeline.target.finders,
      pipeline.target.refiners,
    );
    expect(targets).toMatchObject([
      { value: 900, nature: 'expected', baselineYear: 2018, baselineValue: 320 },
    ]);
    expect(targets[0]?.evidence).toHaveLength(2);
  });
});

describe('a sentence that measures a change from a year', () => {
  it('gives the baseline year', () => {
    const targets = readWith(
      '二、发展目标\n到2025年，单位产值能耗比2020年降低13%，竹材加工用水量较“十三五”末下降8%。',
      pipeline.target.finders,
      pipeline.target.refiners,
    );
    expect(targets.map((t) => [t.value, t.baselineYear])).toEqual([
      [13, 2020],
      [8, 2020],
    ]);
  });
});
