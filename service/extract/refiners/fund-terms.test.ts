import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { fundSubsidy } from '../finders/fund-subsidy.ts';
import { fundTerms } from './fund-terms.ts';

const read = (text: string) => readWith(text, [fundSubsidy], [fundTerms]).map(({ terms }) => terms);

describe('the terms of a subsidy', () => {
  it('are the clauses with its rate, ceiling and condition, as written', () => {
    expect(
      read('发放航空器购置补贴，按照购置费用的10%给予支持，单个企业最高不超过500万元，有效期两年。'),
    ).toEqual(['按照购置费用的10%给予支持，单个企业最高不超过500万元']);
  });

  it('stand in the paragraph under a heading', () => {
    expect(read('（一）企业升规奖励补助。落实政策。对新增规上企业，一次性给予5万元奖励。')).toEqual([
      '对新增规上企业，一次性给予5万元奖励',
    ]);
  });

  it('are not how large a fund beside it is', () => {
    expect(read('安排500万元科技创新专项资金，发放科技创新券。')).toEqual([null]);
  });

  it('are null where none are stated', () => {
    expect(read('完善“算力券”制度。')).toEqual([null]);
  });
});
