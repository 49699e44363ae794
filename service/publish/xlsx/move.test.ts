import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TableMove } from './move.ts';

const move = (options: {
  removed?: number[];
  newBottom: number;
  below?: number;
  wholeRows?: boolean;
}): TableMove => {
  const kept: (number | undefined)[] = Array.from({ length: 10 }, (_, i) => 6 + i).filter(
    (row) => !options.removed?.includes(row),
  );
  return new TableMove({
    sheet: '数据',
    body: { top: 6, bottom: 15, left: 1, right: 15 },
    rows: Array.from({ length: options.newBottom - 5 }, (_, i) => kept[i]),
    below: options.below ?? 0,
    wholeRows: options.wholeRows ?? true,
  });
};
const here = { sheet: '数据' };

describe('a table that grows by five rows, whole rows moving', () => {
  const grown = move({ newBottom: 20, below: 5 });
  it.each([
    ['what stands above stays', 'B3', 'B3'],
    ['a body cell stays', 'D9', 'D9'],
    ['what stands below moves', 'M16', 'M21'],
    ['a range over the body grows', 'SUM($I$6:$I$15)', 'SUM($I$6:$I$20)'],
    ['a range with the header grows', 'COUNTA(A5:A15)', 'COUNTA(A5:A20)'],
    ['a range over a part of the body stays', 'SUM(I8:I15)', 'SUM(I8:I15)'],
    ['a range beside the table that covers the body’s rows stays', 'SUM(R6:R15)', 'SUM(R6:R15)'],
    ['a range across the end moves its end', 'SUM(A10:A18)', 'SUM(A10:A23)'],
    ['whole columns stay', 'SUM(A:A)', 'SUM(A:A)'],
    ['another sheet is not meant', '分析!A16+A16', '分析!A16+A21'],
    ['the sheet by its name is', '数据!A16', '数据!A21'],
    ['another workbook is not', '[1]数据!A16', '[1]数据!A16'],
  ])('%s', (_, formula, expected) => {
    expect(grown.formula(formula, here)).toBe(expected);
  });
  it('a cumulative range ends in its own row', () => {
    expect(grown.formula('SUM($I$6:I15)', { ...here, row: 15, newRow: 15 })).toBe('SUM($I$6:I15)');
  });
  it('lists of ranges grow member by member', () => {
    expect(grown.refs('A6:O15 Q3 B20:B22')).toBe('A6:O20 Q3 B25:B27');
  });
});

describe('a table that gives up rows 7 and 9', () => {
  const shrunk = move({ removed: [7, 9], newBottom: 13, below: -2 });
  it.each([
    ['cells follow their record', 'D8+D10', 'D7+D8'],
    ['cells that left are gone', 'D7', '#REF!'],
    ['cells beside stay', 'Q8', 'Q8'],
    ['the whole body shrinks', 'SUM(I6:I15)', 'SUM(I6:I13)'],
    ['a part keeps what is left of it', 'SUM(I7:I10)', 'SUM(I7:I8)'],
    ['a part that left altogether is gone', 'SUM(I9:J9)', 'SUM(#REF!)'],
    ['what stands below moves up', 'B20', 'B18'],
  ])('%s', (_, formula, expected) => {
    expect(shrunk.formula(formula, here)).toBe(expected);
  });
});

describe('a table whose columns alone move', () => {
  const narrow = move({ newBottom: 18, below: 3, wholeRows: false });
  it('moves what stands under it and leaves what stands beside', () => {
    expect(narrow.formula('B20+R20', here)).toBe('B23+R20');
    expect(narrow.ref('B19:D19')).toBe('B22:D22');
    expect(narrow.ref('Q19:R19')).toBe('Q19:R19');
  });
});

describe('a body of one row', () => {
  const one = new TableMove({
    sheet: '目标',
    body: { top: 5, bottom: 5, left: 1, right: 3 },
    rows: [5, undefined, undefined, undefined],
    below: 0,
    wholeRows: true,
  });
  it('lets rules and charts grow, and a cell stay a cell', () => {
    expect(one.refs('B5')).toBe('B5:B8');
    expect(one.ref('B5')).toBe('B5');
    expect(one.formula('目标!$B$5', { sheet: '' }, true)).toBe('目标!$B$5:$B$8');
    expect(one.formula('目标!$B$5', { sheet: '' })).toBe('目标!$B$5');
  });
});

it('keeps the order of the rows that stay, whatever leaves', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({ min: 6, max: 15 })), fc.nat(20), (removed, added) => {
      const kept = 10 - removed.length;
      const newBottom = 5 + Math.max(1, kept + added);
      const any = move({ removed, newBottom, below: newBottom - 15 });
      const rows = Array.from({ length: 10 }, (_, i) => any.row(6 + i, 3)).filter((row) => row !== null);
      expect(rows).toEqual(Array.from({ length: kept }, (_, i) => 6 + i));
      expect(any.row(16, 3)).toBe(newBottom + 1);
      expect(any.refs('A6:O15')).toBe(`A6:O${newBottom}`);
    }),
  );
});

it('references follow their records where rows are put back between them', () => {
  const back = new TableMove({
    sheet: '数据',
    body: { top: 6, bottom: 8, left: 1, right: 15 },
    rows: [6, undefined, undefined, 7, 8],
    below: 2,
    wholeRows: true,
  });
  expect(back.formula('D6+D7+D8+D9', here)).toBe('D6+D9+D10+D11');
  expect(back.formula('SUM(D6:D8)', here)).toBe('SUM(D6:D10)');
  expect(back.formula('SUM(D7:D8)', here)).toBe('SUM(D9:D10)');
});
