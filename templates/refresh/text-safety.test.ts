import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitCell, needsTextMark, startsLikeFormula } from './text-safety.ts';

describe('text that a spreadsheet could take for something else', () => {
  it.each(['=1', '+1', '-1', '@x', '＝1', '＋1', '－1', '＠x', '\t=1', '\r=1'])(
    '%j looks like a formula',
    (text) => {
      expect(startsLikeFormula(text)).toBe(true);
      expect(needsTextMark(text)).toBe(true);
    },
  );
  it.each(['2024-05', '0012', '1/2', '３', ' 5', '.5', '(3)', '¥3', 'true', 'FALSE', '#N/A', "'x"])(
    '%j would be read as a value',
    (text) => {
      expect(needsTextMark(text)).toBe(true);
    },
  );
  it.each(['云山省', 'a=b', '第1条', 'true story', ''])('%j is plain text', (text) => {
    expect(needsTextMark(text)).toBe(false);
  });
});

describe('a value made fit for a cell', () => {
  it('loses what no file can carry, and keeps the rest', () => {
    expect(fitCell('a\u0000b\u0007\r\nc\td')).toBe('ab\nc\td');
    expect(fitCell('\ud83d alone, 😀 whole')).toBe(' alone, 😀 whole');
    expect(fitCell('')).toBeNull();
    expect(fitCell(Number.NaN)).toBeNull();
    expect(fitCell(0)).toBe(0);
    expect(fitCell(false)).toBe(false);
  });
  it('is cut at the limit of a cell without breaking a character', () => {
    const long = fitCell('😀'.repeat(20_000));
    expect(String(long).length).toBeLessThanOrEqual(32_767);
    expect(String(long).endsWith('😀…')).toBe(true);
  });
  it('is fit for good: fitting again changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(fitCell(fitCell(text))).toBe(fitCell(text));
      }),
    );
  });
});
