import { describe, expect, it } from 'vitest';
import { leadOf, undertakingBefore, undertakingIn } from './verb.ts';

describe('the verb that leads to a number', () => {
  it.each([
    ['产值达到', 'level'],
    ['比重提高到', 'level'],
    ['时限压缩至', 'level'],
    ['收入年均增长', 'increase'],
    ['收入增速保持在', 'increase'],
    ['成本降低 ', 'decrease'],
    ['周期缩短', 'decrease'],
    ['数字产业增加值占地区生产总值的', 'level'],
  ])('%s means %s', (text, direction) => {
    expect(leadOf(text)?.direction).toBe(direction);
  });

  it('is none where a noun stands before the number', () => {
    expect(leadOf('云应用服务')).toBeNull();
    expect(leadOf('地区生产总值增加值')).toBeNull();
  });
});

describe('verbs of undertaking', () => {
  it('are read where they end the words before the number', () => {
    expect(undertakingBefore('重点培育')?.verb).toBe('培育');
    expect(undertakingBefore('建设完成')?.direction).toBe('level');
    expect(undertakingBefore('新增')?.direction).toBe('increase');
    expect(undertakingBefore('面向')).toBeNull();
  });

  it('are not found inside nouns', () => {
    expect(undertakingIn('云应用服务商')).toBeNull();
    expect(undertakingIn('引入云应用服务')?.verb).toBe('引入');
    expect(undertakingIn('在工业领域推广示范项目')?.verb).toBe('推广');
  });
});
