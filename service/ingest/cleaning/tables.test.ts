import { describe, expect, it } from 'vitest';
import { TracedText } from '../traced-text.ts';
import { clean } from './pipeline.ts';

const cleaned = (text: string): string[] => clean(TracedText.ofSource(text)).text.split('\n');

describe('a table that is set with blanks', () => {
  const lines = cleaned(
    [
      '二、发展目标',
      '  指标                单位      2020年   2025年   属性',
      '  规模以上制造业全员',
      '                    万元/人     35      45     预期性',
      '  劳动生产率',
      '  竹产业产值          亿元      320     900    预期性',
      '  骨干企业（年营业',
      '  收入10亿元以上）    家        3       8      预期性',
      '  发明专利拥有量（件）          60      200    预期性',
      '  注：括号内为累计数。',
      '三、主要任务',
    ].join('\n'),
  );

  it('becomes rows, with names put together that were cut over lines', () => {
    expect(lines).toEqual([
      '二、发展目标',
      '指标 | 单位 | 2020年 | 2025年 | 属性',
      '规模以上制造业全员劳动生产率 | 万元/人 | 35 | 45 | 预期性',
      '竹产业产值 | 亿元 | 320 | 900 | 预期性',
      '骨干企业（年营业收入10亿元以上） | 家 | 3 | 8 | 预期性',
      '发明专利拥有量（件） | | 60 | 200 | 预期性',
      '注：括号内为累计数。',
      '三、主要任务',
    ]);
  });

  it('is whole again where a page ends within it', () => {
    const page = (text: string): string => text.replace(/\n$/, '');
    expect(
      cleaned(
        page(
          '指标        单位    2020年  2025年  属性\n竹产业产值   亿元    320    900   预期性\n            — 3 —\n\f发明专利拥有量  件    60   200   预期性\n三、主要任务\n',
        ),
      ),
    ).toEqual([
      '指标 | 单位 | 2020年 | 2025年 | 属性',
      '竹产业产值 | 亿元 | 320 | 900 | 预期性',
      '发明专利拥有量 | 件 | 60 | 200 | 预期性',
      '三、主要任务',
    ]);
  });

  it('is not seen in a title or a signature that is set with blanks', () => {
    const text = '云山省      2025年      规划\n      云山省人民政府      2025年3月1日';
    expect(cleaned(text).join('')).not.toContain('|');
  });
});

describe('a table whose cells stand each on a line', () => {
  it('becomes rows, each ended by its nature', () => {
    expect(
      cleaned(
        '竹产业主要指标\n\n单位\n\n2020 年\n\n2025 年\n\n属性\n\n竹材综合利用率\n\n%\n\n71\n\n90\n\n预期性\n\n竹林面积\n\n万亩\n\n310\n\n330\n\n约束性\n\n备注：面积含新造林，自下一年起另行统计。',
      ),
    ).toEqual([
      '竹产业主要指标',
      '单位 | 2020 年 | 2025 年 | 属性',
      '竹材综合利用率 | % | 71 | 90 | 预期性',
      '竹林面积 | 万亩 | 310 | 330 | 约束性',
      '备注：面积含新造林，自下一年起另行统计。',
    ]);
  });
});

describe('a table of tasks whose cells stand each on a line', () => {
  const head = ['序号', '重点工作', '牵头单位', '责任单位', '完成时限'];
  const rows = [
    '序号 | 重点工作 | 牵头单位 | 责任单位 | 完成时限',
    '1 | 建设竹材加工园，完善配套设施。 | 市发改委 | 市财政局、市科技局 | 全年',
    '2 | 培育竹业企业10家。 | 市工信局 | 各区 | 12月底前',
  ];

  it.each([
    ['with bars behind the cells', ' |'],
    ['without bars', ''],
  ])('becomes rows by their numbers, %s', (_, mark) => {
    const cells = [
      ...head,
      ...['1', '建设竹材加工园，完善配套设施。', '市发改委', '市财政局、市科技局', '全年'],
      ...['2', '培育竹业企业10家。', '市工信局', '各区', '12月底前'],
      '附件下载见网站，请各单位认真贯彻落实。',
    ];
    expect(cleaned(['2021年竹业重点工作清单', ...cells.map((cell) => cell + mark)].join('\n'))).toEqual([
      '2021年竹业重点工作清单',
      ...rows,
      '附件下载见网站，请各单位认真贯彻落实。',
    ]);
  });

  it('keeps a cell together that was broken, and the names of groups between the rows', () => {
    const cells = [
      ...[
        '一、产业发展',
        '1',
        '建设竹材加工园，',
        '完善配套设施。',
        '市发改委',
        '市财政局、市科技局',
        '全年',
      ],
      ...['二、企业培育', '2', '培育竹业企业10家。', '市工信局', '各区', '12月底前'],
    ];
    expect(cleaned([...head, ...cells].join('\n'))).toEqual([
      rows[0],
      '一、产业发展',
      rows[1],
      '二、企业培育',
      rows[2],
    ]);
  });

  it('is left alone where no rows are numbered below the heads', () => {
    expect(
      cleaned(['序号', '重点工作', '责任单位', '推进竹业发展，完善配套设施。'].join('\n')),
    ).not.toContain('序号 | 重点工作 | 责任单位');
  });
});

describe('radicals for characters', () => {
  it('give way to the characters of the same shape', () => {
    expect(cleaned('云⼭省⼈⺠政府⻔户⽹站公开⼯作⽅案⻅附件')).toEqual([
      '云山省人民政府门户网站公开工作方案见附件',
    ]);
  });
});
