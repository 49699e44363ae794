import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { targetReachingVerb } from '../finders/target-reaching-verb.ts';
import { targetUndertakenCount } from '../finders/target-undertaken-count.ts';
import { targetSubject } from './target-subject.ts';

const read = (text: string, heading = '一、目标') => {
  const context = inventedContext(`${heading}\n${text}`);
  const drafts = [...targetReachingVerb.find(context), ...targetUndertakenCount.find(context)];
  return targetSubject.refine(drafts, context).map(({ record }) => record.indicator);
};

describe('target-subject', () => {
  it('goes on with the subject of the target before it', () => {
    expect(read('软件业务收入突破300亿元，年均增速超过9%；税收达到20亿元。')).toEqual([
      '软件业务收入',
      '软件业务收入',
      '税收',
    ]);
  });

  it('takes the label of a bullet', () => {
    expect(read('云计算产业集群:依托临江市，到2022年，产业规模突破千亿元。')).toEqual([
      '云计算产业集群产业规模',
    ]);
  });

  it('takes what the clause before speaks of', () => {
    expect(read('占全省工业比重显著提升，达到15%以上。')).toEqual(['占全省工业比重']);
  });

  it('takes the trade that the heading names', () => {
    expect(read('培育3家领军企业，产业产值突破300亿元。', '一、推进智能家居产业发展')).toEqual([
      '智能家居领军企业',
      '智能家居产业产值',
    ]);
  });

  it('puts the trade before things too general to be read alone', () => {
    expect(read('在虚拟现实领域，培育2家龙头企业。')).toEqual(['虚拟现实龙头企业']);
    expect(read('培育3家领军企业。', '一、推进智能家居产业发展')).toEqual(['智能家居领军企业']);
    expect(read('培育3家智能网联汽车企业。')).toEqual(['智能网联汽车企业']);
  });

  it('says what is measured where only a place stands before the number', () => {
    expect(read('污水处理率达到90%，沿江城市达到95%。')).toEqual(['污水处理率', '沿江城市污水处理率']);
  });
});
