import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { targetUndertakenCount } from './target-undertaken-count.ts';

const read = (text: string) =>
  targetUndertakenCount
    .find(inventedContext(`一、发展目标\n${text}`))
    .map(({ record }) => [record.indicator, record.change, record.comparator, record.value, record.unit]);

describe('target-undertaken-count', () => {
  it('reads a verb of undertaking, a number and the thing', () => {
    expect(read('建设120个数字化车间。')).toEqual([['数字化车间', 'level', 'eq', 120, '个']]);
  });

  it('lets a list share its verb and gives every item its own number', () => {
    expect(read('培育3家龙头企业、40家左右骨干企业，100家以上创新企业。')).toEqual([
      ['龙头企业', 'level', 'eq', 3, '家'],
      ['骨干企业', 'level', 'approx', 40, '家'],
      ['创新企业', 'level', 'ge', 100, '家'],
    ]);
  });

  it('keeps the condition on what is counted apart', () => {
    const [draft] = targetUndertakenCount.find(inventedContext('培育5家年收入超过10亿元的领军企业。'));
    expect(draft?.record).toMatchObject({ indicator: '领军企业', qualifier: '年收入超过10亿元', value: 5 });
  });

  it('restores the noun that closes a list of grades', () => {
    expect(read('打造15个省级、90个市级示范项目。').map(([indicator]) => indicator)).toEqual([
      '省级示范项目',
      '市级示范项目',
    ]);
  });

  it('takes 新增 as an increase', () => {
    expect(read('新增10个以上大产品。')).toEqual([['大产品', 'increase', 'ge', 10, '个']]);
  });

  it('reads extents that are made, and not the sizes that name a thing', () => {
    expect(read('新建200公里地下管廊。')).toEqual([['地下管廊', 'level', 'eq', 200, '公里']]);
    expect(read('建设12英寸晶圆产线。')).toEqual([]);
    expect(read('开发300公里续航车型。')).toEqual([]);
  });

  it('takes 突破 before counted things for the verb', () => {
    expect(read('突破百项关键技术。')).toEqual([['关键技术', 'level', 'eq', 100, '项']]);
  });

  it('does not read an apposition or the size of a village', () => {
    expect(read('聚焦芯片、软件、终端3个方向。')).toEqual([]);
    expect(read('实现30户以上自然村通网。')).toEqual([]);
  });
});
