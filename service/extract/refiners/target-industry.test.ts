import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { targetReachingVerb } from '../finders/target-reaching-verb.ts';
import { industryClassesIn } from '../lexicon/industry-classes.ts';
import { targetIndustry } from './target-industry.ts';

const read = (text: string, title: string) => {
  const context = inventedContext(text, { title });
  return targetIndustry
    .refine(targetReachingVerb.find(context), context)
    .map(({ record }) => [record.indicator, record.industry]);
};

describe('target-industry', () => {
  it('is the industry that the indicator names, whatever the document is about', () => {
    expect(read('一、发展目标\n集成电路产业规模达到300亿元。\n', '云山省人工智能发展规划')).toEqual([
      ['集成电路产业规模', 'integratedCircuits'],
    ]);
  });

  it('is that of the nearest heading, or of the title, where the indicator names none', () => {
    const plan = '一、重点任务\n（一）壮大氢能\n产业规模达到80亿元。\n（二）优化环境\n产业规模达到90亿元。\n';
    expect(read(plan, '云山省新材料产业发展规划')).toEqual([
      ['产业规模', 'newEnergy'],
      ['产业规模', 'newMaterials'],
    ]);
  });

  it('is not the technology that a heading would merge with an industry', () => {
    const plan = '一、推动大数据与工业深度融合\n产业规模达到80亿元。\n';
    expect(read(plan, '云山省发展规划')).toEqual([['产业规模', null]]);
  });

  it('is chosen by the heading where the indicator names several', () => {
    const plan = '一、智慧旅游\n人工智能旅游产业规模达到80亿元。\n';
    expect(read(plan, '云山省发展规划')).toEqual([['人工智能旅游产业规模', 'tourism']]);
  });

  it('is none where nothing names one, or several do', () => {
    expect(read('一、发展目标\n产业规模达到80亿元。\n', '云山省政务服务工作方案')).toEqual([
      ['产业规模', null],
    ]);
    expect(read('一、发展目标\n产业规模达到80亿元。\n', '云山省人工智能和新材料发展规划')).toEqual([
      ['产业规模', null],
    ]);
  });
});

describe('classes of industries in a text', () => {
  it('take the longest name at a place', () => {
    expect(industryClassesIn('新能源汽车')).toEqual(['automotive']);
    expect(industryClassesIn('新能源')).toEqual(['newEnergy']);
    for (const none of [
      '自由贸易试验区',
      '科技成果转化工作',
      '产业化工程',
      '国家电子政务',
      '调节能力',
      '强化金融服务',
    ])
      expect(industryClassesIn(none), none).toEqual([]);
  });

  it('leave out the general one where its part is named', () => {
    expect(industryClassesIn('新一代信息技术产业中的集成电路')).toEqual(['integratedCircuits']);
  });
});
