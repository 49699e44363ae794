import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { targetCountedSubject } from './target-counted-subject.ts';

const read = (text: string) =>
  targetCountedSubject
    .find(inventedContext(`一、发展目标\n${text}`))
    .map(({ record }) => [record.indicator, record.change, record.comparator, record.value, record.unit]);

describe('target-counted-subject', () => {
  it('reads counted things that are to become something', () => {
    expect(read('3至5家企业成长为国内龙头企业。')).toEqual([['国内龙头企业', 'level', 'range', 3, '家']]);
    expect(read('其中2个城市进入全国前列。')).toEqual([['进入全国前列的城市', 'level', 'eq', 2, '个']]);
  });

  it('gives the verb of the last share to the ones before it', () => {
    expect(
      read('100%的市级部门和80%以上的县级部门建成数据平台。').map(([indicator, , , value]) => [
        indicator,
        value,
      ]),
    ).toEqual([
      ['市级部门建成数据平台', 100],
      ['县级部门建成数据平台', 80],
    ]);
  });

  it('needs something that is to be done', () => {
    expect(read('5个重点方向。')).toEqual([]);
  });
});
