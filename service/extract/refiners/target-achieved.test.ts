import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { targetReachingVerb } from '../finders/target-reaching-verb.ts';
import { targetAchieved } from './target-achieved.ts';
import { targetDeadline } from './target-deadline.ts';

const read = (text: string) => {
  const context = inventedContext(text);
  const drafts = targetDeadline.refine(targetReachingVerb.find(context), context);
  return targetAchieved.refine(drafts, context).map(({ record }) => record.indicator);
};

describe('target-achieved', () => {
  it('drops what a look back reports', () => {
    expect(read('一、发展基础\n收入达到3亿元。\n二、任务\n税收达到2亿元。')).toEqual(['税收']);
  });

  it('drops figures of earlier years, of today, and of the preamble', () => {
    expect(read('一、任务\n2017年，收入达到3亿元。')).toEqual([]);
    expect(read('一、任务\n目前，收入达到3亿元。')).toEqual([]);
    expect(read('一、任务\n现有企业1200家，收入达到3亿元。')).toEqual([]);
    expect(read('收入达到3亿元。\n一、任务')).toEqual([]);
  });

  it('drops what stands before the goals and names no deadline', () => {
    expect(read('一、意义\n收入达到3亿元。\n二、发展目标\n税收达到2亿元。')).toEqual(['税收']);
  });

  it('keeps a target that is measured from an earlier year, and words that only look like history', () => {
    expect(read('一、任务\n收入比2017年增长20%。')).toEqual(['收入']);
    expect(read('一、任务\n推进项目前期工作，以上年度收入达到3亿元。')).toHaveLength(1);
  });
});
