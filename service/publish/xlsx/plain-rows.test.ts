import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SnapshotCell } from '../../../templates/refresh/types.ts';
import { readCell } from './cells.ts';
import { cellsOf, readSheet } from './sheet.ts';
import { escapeXml } from './xml.ts';

const strings = ['甲', '', 'a&b'];
const sheetOf = (cells: string) =>
  readSheet(`<worksheet><sheetData><row r="7" spans="1:9">${cells}</row></sheetData></worksheet>`);
/** The row as it is read from its bytes; undefined where it is not plain. */
const plain = (cells: string, left = 1, width = 9): unknown[] | undefined => {
  const sheet = sheetOf(cells);
  const rows = sheet.plainRows(strings, false);
  for (const { start, end } of sheet.places(1, 9))
    return rows?.read(start, end, left, width)?.map((cell: SnapshotCell) => cell.value);
};
/** The row as the cursor reads it from its text. */
const decoded = (cells: string): unknown[] => {
  const sheet = sheetOf(cells);
  const row = sheet.row(7);
  const values = new Array<unknown>(9).fill(null);
  if (row) for (const cell of cellsOf(sheet, row)) values[cell.column - 1] = readCell(cell, strings);
  return values;
};

const written = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((one) => one.toFixed(4)),
  fc.maxSafeInteger().map(String),
  fc.nat(100_000).map(String),
  fc.constantFrom(
    '',
    '-',
    '.',
    '.5',
    '5.',
    '-0',
    '007',
    '1e5',
    '1E-7',
    '0.1',
    '0.29999999999999999',
    '1.2.3',
    ' 4',
  ),
  fc.constantFrom(
    '9007199254740991',
    '9007199254740993',
    '0.00000000000000000000000001',
    '123456789012345678',
  ),
);
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '云山省',
    '亿元',
    'tgt_1@1',
    '_x000D_',
    'a_x0041_',
    'é',
    '𠮷野家',
    'R&D <1>',
    '  ',
    '公共数据开放共享平台（一期）',
  ),
);
const cell = fc.oneof(
  written.map((number) => (place: string) => `<c r="${place}" s="3"><v>${escapeXml(number)}</v></c>`),
  text.map((one) => (place: string) => `<c r="${place}" t="inlineStr"><is><t>${escapeXml(one)}</t></is></c>`),
  text.map(
    (one) => (place: string) =>
      `<c r="${place}" s="12" t="inlineStr"><is><t xml:space="preserve">${escapeXml(one)}</t></is></c>`,
  ),
  text.map((one) => (place: string) => `<c t="str" r="${place}"><v>${escapeXml(one)}</v></c>`),
  fc.nat(4).map((index) => (place: string) => `<c r="${place}" t="s"><v>${index}</v></c>`),
  fc
    .constantFrom('b"><v>1', 'b"><v>0', 'e"><v>#N/A', 'd"><v>2026-03-01T00:00:00', 'n"><v>4')
    .map((one) => (place: string) => `<c r="${place}" t="${one}</v></c>`),
  fc.constantFrom('/>', ' s="1"/>', '></c>').map((one) => (place: string) => `<c r="${place}"${one}`),
);

describe('rows of plain cells, read from their bytes', () => {
  it('read as the cursor reads them, whatever they hold', () => {
    fc.assert(
      fc.property(fc.array(fc.option(cell, { freq: 5 }), { maxLength: 9 }), (cells) => {
        const xml = cells.map((one, i) => one?.(`${String.fromCharCode(65 + i)}7`) ?? '').join('');
        const found = plain(xml);
        if (found !== undefined) expect(found).toEqual(decoded(xml));
      }),
      { numRuns: 500 },
    );
  });

  it('are plain where nearly every program writes them, also without their places', () => {
    const xml =
      '<c><v>12.50</v></c><c t="inlineStr"><is><t>临江市</t></is></c><c t="s"><v>0</v></c><c r="F7"/><c t="b"><v>1</v></c>';
    expect(plain(xml)).toEqual([12.5, '临江市', '甲', null, null, null, true, null, null]);
    expect(plain(xml, 2, 2)).toEqual(['临江市', '甲']);
  });

  it('read formulas of their own, and their results', () => {
    const sheet = sheetOf(
      '<c r="A7"><f>B7&amp;"亿元"</f><v>2</v></c><c r="B7" t="str"><f>A1</f><v>a&lt;b</v></c><c r="C7"><f>C1</f></c><c r="D7" t="b"><f>TRUE()</f><v>1</v></c>',
    );
    const rows = sheet.plainRows(strings, false);
    const [place] = [...sheet.places(7, 7)];
    expect(place && rows?.read(place.start, place.end, 1, 4)).toEqual([
      { value: 2, formula: 'B7&"亿元"' },
      { value: 'a<b', formula: 'A1' },
      { value: null, formula: 'C1' },
      { value: true },
    ]);
  });

  it('show the same text in many cells as the same text', () => {
    const one = (place: string) => `<c r="${place}7" t="inlineStr"><is><t>亿元</t></is></c>`;
    const sheet = sheetOf(['A', 'B'].map(one).join(''));
    const rows = sheet.plainRows(strings, false);
    const [place] = [...sheet.places(7, 7)];
    const read = () => (place && rows?.read(place.start, place.end, 1, 2)) ?? [];
    expect(read()).toEqual([{ value: '亿元' }, { value: '亿元' }]);
    expect(read()[0]).toBe(read()[1]);
  });

  it.each([
    ['a formula that others share', '<c r="A7"><f t="shared" si="0" ref="A7:A9">1+1</f><v>2</v></c>'],
    ['text of several runs', '<c r="A7" t="inlineStr"><is><r><t>a</t></r></is></c>'],
    ['cells out of order', '<c r="B7"><v>1</v></c><c r="A7"><v>2</v></c>'],
    ['white space between cells', '<c r="A7"><v>1</v></c>\n<c r="B7"><v>2</v></c>'],
    ['an attribute of a longer name', '<c r="A7" cm="1"><v>1</v></c>'],
  ])('leave %s to the cursor', (_, xml) => {
    expect(plain(xml)).toBeUndefined();
  });
});
