import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { targetReachingVerb } from '../finders/target-reaching-verb.ts';
import { pipeline } from '../pipeline.ts';
import { runRules } from '../rule.ts';
import { targetDeadline } from './target-deadline.ts';
import { targetYearOfPlan } from './target-year-of-plan.ts';

const read = (text: string, title: string, issuedOn: string | null = '2019-03-01') => {
  const context = inventedContext(text, { title, issuedOn });
  const drafts = targetDeadline.refine(targetReachingVerb.find(context), context);
  return targetYearOfPlan
    .refine(drafts, context)
    .map(({ record }) => [record.indicator, record.by, record.perYear]);
};
const text = '一、任务\n固定资产投资增长15%，税收达到2亿元。';

describe('the year whose tasks a document sets', () => {
  it.each([
    ['临江区2019年重点工作任务分解方案'],
    ['临江市2019年政府工作要点'],
    ['云山省2019年国民经济和社会发展计划'],
    ['2019年度临江市重点项目责任清单'],
  ])('is the deadline of its targets; growth in it is yearly: %s', (title) => {
    expect(read(text, title)).toEqual([
      ['固定资产投资', '2019', true],
      ['税收', '2019', false],
    ]);
  });

  it('may be the year to come, or be told in the preamble alone', () => {
    expect(read('一、任务\n税收达到2亿元。', '临江市2020年工作要点', '2019-12-20')).toEqual([
      ['税收', '2020', false],
    ]);
    expect(
      read('为做好2019年全市重点工作，制定如下分工。\n一、任务\n税收达到2亿元。', '重点工作分工'),
    ).toEqual([['税收', '2019', false]]);
  });

  it.each([
    ['云山省数字产业规划（2019—2022年）'],
    ['云山省2016年工作总结'],
    ['临江市2018年度奖励办法'],
    ['云山省数字产业发展规划'],
  ])('is none of a plan for several years, of a report or of an earlier year: %s', (title) => {
    expect(read('一、任务\n税收达到2亿元。', title)).toEqual([['税收', null, false]]);
  });

  it('leaves a deadline that the text states alone, and reads 今年 by the date', () => {
    expect(read('一、任务\n到2022年，税收达到2亿元。', '临江市2019年工作要点')).toEqual([
      ['税收', '2022', false],
    ]);
    expect(read('一、任务\n今年，税收达到2亿元。', '云山省数字产业发展意见')).toEqual([
      ['税收', '2019', false],
    ]);
  });

  it('makes what the text tells of the year before it history, also without a date', () => {
    const context = inventedContext('一、任务\n2018年，税收达到2亿元。今年，税收达到3亿元。', {
      title: '临江市2019年工作要点',
      issuedOn: null,
    });
    const { finders, refiners } = pipeline.target;
    expect(runRules({ finders, refiners }, context).map(({ record }) => [record.value, record.by])).toEqual([
      [3, '2019'],
    ]);
  });
});
