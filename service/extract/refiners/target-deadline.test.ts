import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { targetReachingVerb } from '../finders/target-reaching-verb.ts';
import { targetDeadline } from './target-deadline.ts';

const read = (text: string) => {
  const context = inventedContext(text);
  return targetDeadline
    .refine(targetReachingVerb.find(context), context)
    .map(({ record }) => [record.indicator, record.by, record.from]);
};

describe('target-deadline', () => {
  it('gives each target the deadline that governs it', () => {
    expect(read('一、目标\n到2020年，收入达到3亿元；2021—2025年，税收达到2亿元。')).toEqual([
      ['收入', '2020', null],
      ['税收', '2025', '2021'],
    ]);
  });

  it('leaves a target alone where no deadline governs', () => {
    const context = inventedContext('一、任务\n收入达到3亿元。');
    const drafts = targetReachingVerb.find(context);
    expect(targetDeadline.refine(drafts, context)[0]).toBe(drafts[0]);
  });
});
