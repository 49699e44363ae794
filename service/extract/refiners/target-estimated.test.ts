import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { targetReachingVerb } from '../finders/target-reaching-verb.ts';
import { targetUndertakenAmount } from '../finders/target-undertaken-amount.ts';
import { targetEstimated } from './target-estimated.ts';

const read = (text: string) =>
  readWith(text, [targetReachingVerb, targetUndertakenAmount], [targetEstimated]).map(
    ({ indicator }) => indicator,
  );

describe('target-estimated', () => {
  it('drops what stands under the heading of an estimate, whatever it says', () => {
    expect(read('一、投资估算\n风电投资400亿元，减排量达到30万吨。')).toEqual([]);
    expect(read('一、效益分析\n年产值达到30亿元。')).toEqual([]);
  });

  it('drops the cost of works and its parts in any section', () => {
    expect(read('一、任务\n工程概算12亿元，其中土建投资8亿元。')).toEqual([]);
  });

  it('keeps investment that is to be brought about, and what is no money', () => {
    expect(read('一、任务\n带动社会投资达到30亿元。')).toEqual(['社会投资']);
    expect(read('一、任务\n开展成本测算，服务企业达到300家。')).toEqual(['服务企业']);
  });

  it('leaves goal sections alone', () => {
    expect(read('一、发展目标\n总投资达到30亿元。')).toEqual(['总投资']);
  });
});
