import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { targetCapacity } from './target-capacity.ts';

const read = (text: string) =>
  targetCapacity
    .find(inventedContext(`一、发展目标\n${text}`))
    .map(({ record }) => [record.indicator, record.comparator, record.value, record.unit]);

describe('target-capacity', () => {
  it('reads how much somebody is to be able to do', () => {
    expect(read('沿江家庭普遍具备500M以上宽带接入能力。')).toEqual([
      ['沿江家庭宽带接入能力', 'ge', 500, 'M'],
    ]);
    expect(read('形成占年用水量6%左右的应急调水能力。')).toEqual([
      ['应急调水能力占年用水量', 'approx', 6, '%'],
    ]);
  });

  it('does not read which technology it is, nor money', () => {
    expect(read('形成12英寸硅片生产能力。')).toEqual([]);
    expect(read('具备千亿级发展能力。')).toEqual([]);
  });
});
