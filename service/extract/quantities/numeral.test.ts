import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multiplierOf, readArabicNumber, readChineseNumeral, tidy } from './numeral.ts';

describe('Chinese numerals', () => {
  it.each([
    ['三', 3],
    ['两', 2],
    ['十', 10],
    ['十五', 15],
    ['二十', 20],
    ['百', 100],
    ['两百', 200],
    ['三千五百', 3500],
    ['三千五百万', 35_000_000],
    ['百亿', 1e10],
    ['千亿', 1e11],
    ['万亿', 1e12],
    ['一万二千', 12_000],
  ])('%s is %d', (text, value) => {
    expect(readChineseNumeral(text)).toBe(value);
  });

  it('are nothing else', () => {
    expect(readChineseNumeral('三个')).toBeNull();
  });

  it('read back every number below a hundred million that is written out', () => {
    const digits = '零一二三四五六七八九';
    const below = (n: number, unit: number, name: string, rest: (n: number) => string): string =>
      (n >= unit ? `${rest(Math.floor(n / unit))}${name}` : '') + rest(n % unit);
    const ones = (n: number): string => (n === 0 ? '' : (digits[n] ?? ''));
    const tens = (n: number): string => below(n, 10, '十', ones);
    const hundreds = (n: number): string => below(n, 100, '百', tens);
    const thousands = (n: number): string => below(n, 1000, '千', hundreds);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 0, max: 9999 }), (low, high) => {
        const text = (high > 0 ? `${thousands(high)}万` : '') + thousands(low);
        expect(readChineseNumeral(text)).toBe(high * 10_000 + low);
      }),
    );
  });
});

it('Arabic numbers may group thousands', () => {
  expect(readArabicNumber('12,345.6')).toBe(12_345.6);
});

it('multipliers are multiplied', () => {
  expect([multiplierOf(''), multiplierOf('万'), multiplierOf('千万'), multiplierOf('万亿')]).toEqual([
    1, 1e4, 1e7, 1e12,
  ]);
});

it('scaling leaves no trace of binary fractions', () => {
  expect(tidy(1.42 * 1e4)).toBe(14_200);
  expect(tidy(0.1 + 0.2)).toBe(0.3);
});
