import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeness, sharedShare } from './likeness.ts';

describe('the likeness of two short texts', () => {
  it('is whole where only punctuation, space or width differ', () => {
    expect(likeness('省科技厅', ' 省科技厅。')).toBe(1);
    expect(likeness('５Ｇ基站', '5g基站')).toBe(1);
  });

  it('is high where one contains the other, low where they merely belong to one field', () => {
    expect(likeness('省科技厅', '云山省科技厅')).toBeGreaterThan(0.8);
    expect(likeness('省发展改革委', '省发展改革委员会')).toBeGreaterThan(0.8);
    expect(likeness('省科技厅', '省财政厅')).toBeLessThan(0.5);
    expect(likeness('数字经济增加值', '新能源汽车产量')).toBe(0);
  });

  it('is nothing where one says nothing', () => {
    expect(likeness(null, '省科技厅')).toBe(0);
    expect(likeness(null, '')).toBe(1);
  });

  it('is the same both ways, from 0 to 1, and 1 with itself', () => {
    const word = fc.string({
      unit: fc.constantFrom('省', '科', '技', '厅', '财', '政', ' ', '。', 'a', '𠮷'),
    });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(likeness(a, b)).toBe(likeness(b, a));
        expect(likeness(a, b)).toBeGreaterThanOrEqual(0);
        expect(likeness(a, b)).toBeLessThanOrEqual(1);
        expect(likeness(a, a)).toBe(1);
      }),
    );
  });
});

describe('the share of a text that stands in another', () => {
  const whole = Array.from({ length: 2000 }, (_, i) => String.fromCodePoint(0x4e00 + ((i * 37) % 1999))).join(
    '',
  );

  it('is whole for an excerpt and none for another text', () => {
    expect(sharedShare(whole.slice(300, 900), whole)).toBe(1);
    expect(sharedShare('甲乙丙丁'.repeat(200), whole)).toBe(0);
    expect(sharedShare('短', '短文')).toBe(1);
  });

  it('is half for a text of which half was replaced', () => {
    const half = whole.slice(0, 1000) + '甲乙丙丁'.repeat(250);
    expect(sharedShare(half, whole)).toBeCloseTo(0.5, 1);
  });
});
