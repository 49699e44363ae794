import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { targetReachingVerb } from '../finders/target-reaching-verb.ts';
import { targetRestated } from './target-restated.ts';

const read = (text: string) => {
  const context = inventedContext(text);
  return targetRestated.refine(targetReachingVerb.find(context), context);
};

describe('target-restated', () => {
  it('makes one record with two passages of a target that is stated twice', () => {
    const drafts = read('一、目标\n互联网出省带宽能力超过900Gbps。\n二、任务\n互联网出省带宽超过900Gbps。');
    expect(drafts).toHaveLength(1);
    expect(drafts[0]?.record.evidence.map(({ section }) => section)).toEqual(['一', '二']);
  });

  it('keeps targets apart whose number, unit or subject differs', () => {
    expect(
      read('一、目标\n软件收入达到9亿元。制造业收入达到9亿元。软件收入达到8亿元。软件收入增长9%。'),
    ).toHaveLength(4);
  });

  it('keeps classes of one thing apart that only their size tells', () => {
    expect(read('一、目标\n产值超10亿元企业达到3家，产值超50亿元企业达到3家。')).toHaveLength(2);
  });
});
