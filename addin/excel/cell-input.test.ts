import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitCell } from '../../templates/refresh/text-safety.ts';
import { typedInput } from '../playground/workbook/excel-workbook.ts';
import { cellInput, isDateFormat, restoreInput, textInput } from './cell-input.ts';

/** What a cell holds after Excel was given an input. */
const held = (input: string | number | boolean) => {
  const { value, formula } = typedInput(input, undefined, false);
  return formula === undefined ? value : { formula };
};

describe('a text that is written into a cell', () => {
  const tricky = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc
      .constantFrom('=', '＝', '+', '-', '@', '＠', "'", '1', '２', '月', '日', '%', '/', ' ', 'TRUE', '云')
      .chain((first) => fc.string({ maxLength: 6 }).map((rest) => first + rest)),
    fc.stringMatching(/^[-=+0-9/.,%: 年月日]{1,10}$/),
  );
  it('stays that text, whatever it looks like', () => {
    fc.assert(
      fc.property(tricky, (text) => {
        expect(held(textInput(text))).toEqual(fitCell(text) ?? '');
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    '007',
    '1-2',
    '3月5日',
    '2024-05',
    '５０％',
    '=1+1',
    '＝SUM(A1)',
    '@name',
    'true',
    "'quoted",
    ' 7 ',
  ])('%j stays that text', (text) => {
    expect(held(textInput(text))).toBe(text);
  });

  it('is written plain where nothing can be mistaken, so that cells carry no mark without need', () => {
    for (const text of ['云山省', '数字经济核心产业产值', '亿元', '现行', 'at least'])
      expect(textInput(text)).toBe(text);
  });
});

describe('a value of a bound cell', () => {
  it('is a serial number where it is a date, of the workbook’s own day count', () => {
    const write = { column: 0, value: '2018-08-01', type: 'date' } as const;
    expect(cellInput(write, false)).toBe(43313);
    expect(cellInput(write, true)).toBe(43313 - 1462);
    expect(held(cellInput({ ...write, value: '2018年夏' }, false))).toBe('2018年夏');
  });
  it('empties the cell where the document states nothing', () => {
    expect(cellInput({ column: 0, value: null, type: 'number' }, false)).toBe('');
  });
  it('keeps numbers and truth values as they are', () => {
    expect(cellInput({ column: 0, value: 12.5, type: 'number' }, false)).toBe(12.5);
    expect(cellInput({ column: 0, value: true, type: 'boolean' }, false)).toBe(true);
  });
  it('that stood in a cell becomes itself again', () => {
    const value = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    );
    fc.assert(
      fc.property(value, (one) => {
        expect(held(restoreInput(one))).toEqual(one ?? '');
      }),
    );
  });
});

it('tells formats that show a day from those that do not', () => {
  for (const format of ['yyyy-mm-dd', 'm/d/yy', 'yyyy"年"m"月"d"日"', '[$-804]yyyy年m月d日', 'd-mmm'])
    expect(isDateFormat(format), format).toBe(true);
  for (const format of ['General', '@', '0.00', '#,##0', '0%', '[Red]0', '"day" 0', ''])
    expect(isDateFormat(format), format).toBe(false);
});
