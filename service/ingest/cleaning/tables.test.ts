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

describe('radicals for characters', () => {
  it('give way to the characters of the same shape', () => {
    expect(cleaned('云⼭省⼈⺠政府⻔户⽹站公开⼯作⽅案⻅附件')).toEqual([
      '云山省人民政府门户网站公开工作方案见附件',
    ]);
  });
});
