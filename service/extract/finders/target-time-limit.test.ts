import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { targetTimeLimit } from './target-time-limit.ts';

const read = (text: string) =>
  readWith(`一、任务\n${text}`, [targetTimeLimit]).map(
    ({ indicator, comparator, value, unit, qualifier }) => [indicator, comparator, value, unit, qualifier],
  );

describe('target-time-limit', () => {
  it('reads within how much time a service is to be done', () => {
    expect(read('急救车5分钟内到达。')).toEqual([['急救车到达时间', 'le', 5, '分钟', null]]);
  });

  it('keeps what must hold for it as a condition, and goes on from the clause before', () => {
    expect(read('对进口水果抵达口岸且单证齐全的24小时内放行，其中，海鲜，力争6小时内放行。')).toEqual([
      ['进口水果放行时间', 'le', 24, '小时', '抵达口岸且单证齐全'],
      ['海鲜放行时间', 'le', 6, '小时', null],
    ]);
  });

  it('does not read rules of procedure, nor names of circles', () => {
    expect(read('受理机关应当自收到材料之日起5个工作日内办结。')).toEqual([]);
    expect(read('打造1小时交通圈。')).toEqual([]);
  });
});
