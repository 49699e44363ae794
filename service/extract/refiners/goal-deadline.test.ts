import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { goalNumberFreeClauses } from '../finders/goal-number-free-clauses.ts';
import { goalDeadline } from './goal-deadline.ts';

const read = (text: string) => {
  const context = inventedContext(`一、发展目标\n${text}`);
  return goalDeadline.refine(goalNumberFreeClauses.find(context), context).map(({ record }) => record.by);
};

describe('goal-deadline', () => {
  it('gives the deadline of the sentence, or of the opening of the section', () => {
    expect(read('到2022年，产业体系初步建成；治理水平显著提升。\n到2025年，建成产业高地。')).toEqual([
      '2022',
      '2022',
      '2025',
    ]);
  });

  it('leaves goals without a deadline alone', () => {
    expect(read('建成国内一流的产业高地。')).toEqual([null]);
  });
});
