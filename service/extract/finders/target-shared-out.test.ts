import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { targetSharedOut } from './target-shared-out.ts';

const read = (text: string) =>
  targetSharedOut
    .find(inventedContext(`一、发展目标\n${text}`))
    .map(({ record }) => [record.indicator, record.change, record.comparator, record.value, record.unit]);

describe('target-shared-out', () => {
  it('gives every subject its number, and the bound to all', () => {
    expect(read('省级、县级事项网上可办率分别达到98%、85%以上。')).toEqual([
      ['省级事项网上可办率', 'level', 'ge', 98, '%'],
      ['县级事项网上可办率', 'level', 'ge', 85, '%'],
    ]);
  });

  it('reads yearly growth', () => {
    expect(read('制造业增加值及软件业收入年均分别增长13%、20%。')).toEqual([
      ['制造业增加值', 'increase', 'eq', 13, '%'],
      ['软件业收入', 'increase', 'eq', 20, '%'],
    ]);
  });

  it('restores a shared tail of short names', () => {
    expect(read('城市和县城污水处理率分别达到95%和85%。').map(([indicator]) => indicator)).toEqual([
      '城市污水处理率',
      '县城污水处理率',
    ]);
  });

  it('restores what is measured where it stands once, and shares a bound before the first number', () => {
    expect(read('电子信息、装备制造产业产值分别突破50亿元、30亿元。')).toEqual([
      ['电子信息产业产值', 'level', 'gt', 50, '亿元'],
      ['装备制造产业产值', 'level', 'gt', 30, '亿元'],
    ]);
  });

  it('leaves sentences without 分别 alone', () => {
    expect(read('甲率达到90%、乙率达到70%。')).toEqual([]);
  });
});
