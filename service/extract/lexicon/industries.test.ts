import { describe, expect, it } from 'vitest';
import { industriesIn } from './industries.ts';

describe('industries', () => {
  it('are named once, the longer name before the one that it holds', () => {
    expect(industriesIn('发展集成电路设计、集成电路、大数据和大数据服务')).toEqual([
      '集成电路设计',
      '集成电路',
      '大数据',
    ]);
  });

  it('may be clouds of their own', () => {
    expect(industriesIn('培育区块链云、虚拟现实云和云计算')).toEqual(['区块链云', '虚拟现实云', '云计算']);
  });

  it('are not what a product has', () => {
    expect(industriesIn('拥有自主知识产权')).toEqual([]);
    expect(industriesIn('加强知识产权服务')).toEqual(['知识产权']);
  });
});
