import { describe, expect, it } from 'vitest';
import { isCountUnit, scaled } from './unit.ts';

describe('units', () => {
  it('of money become 亿元, whatever they were written in', () => {
    expect(scaled(300, '万', '元')).toEqual({ value: 0.03, unit: '亿元' });
    expect(scaled(2, '万亿', '元')).toEqual({ value: 20_000, unit: '亿元' });
    expect(scaled(5, '', '元')).toEqual({ value: 5e-8, unit: '亿元' });
  });

  it('of other currencies keep their name', () => {
    expect(scaled(3, '亿', '美元')).toEqual({ value: 3, unit: '亿美元' });
  });

  it('of counts take 万 into the value', () => {
    expect(scaled(1.5, '万', '户')).toEqual({ value: 15_000, unit: '户' });
  });

  it('of measure keep 万 and 亿', () => {
    expect(scaled(47, '万', '千瓦')).toEqual({ value: 47, unit: '万千瓦' });
  });

  it('of percentages have one spelling', () => {
    expect(scaled(3, '', '％').unit).toBe('%');
    expect(scaled(3, '', '百分点').unit).toBe('个百分点');
  });

  it('are counts where a measure word stands', () => {
    expect([isCountUnit('家'), isCountUnit('台(套)'), isCountUnit('公里')]).toEqual([true, true, false]);
  });
});
