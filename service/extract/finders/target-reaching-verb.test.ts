import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { targetReachingVerb } from './target-reaching-verb.ts';

const read = (text: string) =>
  targetReachingVerb
    .find(inventedContext(`一、发展目标\n${text}`))
    .map(({ record }) => [record.indicator, record.change, record.comparator, record.value, record.unit]);

describe('target-reaching-verb', () => {
  it.each([
    ['全省数字产业收入突破1500亿元。', ['数字产业收入', 'level', 'gt', 1500, '亿元']],
    ['试点企业运营成本降低 20%。', ['试点企业运营成本', 'decrease', 'eq', 20, '%']],
    ['办理时限压缩至3个工作日以内。', ['办理时限', 'level', 'le', 3, '个工作日']],
    ['数字产业收入增速保持在12%以上。', ['数字产业收入', 'increase', 'ge', 12, '%']],
    ['研发投入占营业收入的6%以上。', ['研发投入占营业收入', 'level', 'ge', 6, '%']],
    ['每万人发明专利拥有量达到12件。', ['每万人发明专利拥有量', 'level', 'eq', 12, '件']],
    ['主要污染物排放下降10%。', ['主要污染物排放', 'decrease', 'eq', 10, '%']],
    ['发布共享数据资源达900个。', ['共享数据资源', 'level', 'eq', 900, '个']],
  ])('reads %s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it('sees that a number is a yearly one', () => {
    const [draft] = targetReachingVerb.find(inventedContext('软件业务收入年均增长20%以上。'));
    expect(draft?.record).toMatchObject({ indicator: '软件业务收入', change: 'increase', perYear: true });
  });

  it('leaves numbers alone that count or describe what stands behind them', () => {
    expect(read('培育10家收入超过5亿元的企业。')).toEqual([]);
    expect(read('新建12英寸产线。')).toEqual([]);
  });

  it('leaves 分别 to the rule that shares out', () => {
    expect(read('甲率、乙率分别达到90%、70%。').length).toBeLessThan(2);
  });
});
