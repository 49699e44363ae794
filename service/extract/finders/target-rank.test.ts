import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { targetRank } from './target-rank.ts';

const read = (text: string) =>
  targetRank
    .find(inventedContext(`一、发展目标\n${text}`))
    .map(({ record }) => [record.indicator, record.change, record.comparator, record.value, record.unit]);

describe('target-rank', () => {
  it('reads a place among others as at most so many', () => {
    expect(read('产业规模保持全国前三。')).toEqual([['产业规模', 'level', 'le', 3, '名']]);
    expect(read('综合水平居于全国前10名之列。')).toEqual([['综合水平', 'level', 'le', 10, '名']]);
  });

  it('does not read 前列, nor a rank that names a thing', () => {
    expect(read('综合水平位居全国前列。')).toEqual([]);
    expect(read('培育“国内前三”企业5家。')).toEqual([]);
  });
});
