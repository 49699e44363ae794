import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { targetReachingVerb } from '../finders/target-reaching-verb.ts';
import { targetUndertakenAmount } from '../finders/target-undertaken-amount.ts';
import { targetTerms } from './target-terms.ts';

const read = (text: string) => {
  const context = inventedContext(`一、任务\n${text}`);
  const drafts = [...targetReachingVerb.find(context), ...targetUndertakenAmount.find(context)];
  return targetTerms.refine(drafts, context).map(({ record }) => record.indicator);
};

describe('target-terms', () => {
  it('drops rates, ceilings and thresholds of support', () => {
    expect(read('对年收入达到1亿元以上、税收达到500万元的企业，给予最高不超过300万元奖励。')).toEqual([]);
    expect(read('补助比例不超过30%。')).toEqual([]);
  });

  it('drops the amount of a fund', () => {
    expect(read('产业投资基金规模达到50亿元。')).toEqual([]);
    expect(read('设立云山航空专项资金，每年规模不低于10亿元。')).toEqual([]);
    expect(read('设立云山航空产业基金，首期规模达到30亿元。')).toEqual([]);
  });

  it('drops what an applicant must have and how a fund may invest', () => {
    expect(read('申请企业应具备下列条件：注册资本达到1000万元，用户达到20人。')).toEqual([]);
    expect(read('政府出资比例达到40%。')).toEqual([]);
  });

  it('keeps what is to be reached', () => {
    expect(read('带动社会投资达到50亿元。')).toEqual(['社会投资']);
  });
});
