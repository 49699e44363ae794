import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { targetGrade } from './target-grade.ts';

const read = (text: string) =>
  targetGrade
    .find(inventedContext(`一、发展目标\n${text}`))
    .map(({ record }) => [record.indicator, record.change, record.comparator, record.value, record.unit]);

describe('target-grade', () => {
  it('reads the size that a named cluster is to reach', () => {
    expect(read('打造千亿级云计算产业集群。')).toEqual([['云计算产业集群规模', 'level', 'ge', 1000, '亿元']]);
  });

  it('does not read a capability, a lot of clusters, or what another number counts', () => {
    expect(read('形成千亿级产业发展能力。')).toEqual([]);
    expect(read('打造一批千亿级产业集群。')).toEqual([]);
    expect(read('培育8个千亿级产业集群。')).toEqual([]);
  });
});
