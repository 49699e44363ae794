import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitCell } from '../../../templates/refresh/text-safety.ts';
import type { CellValue } from '../../records/sheet-row.ts';
import { cellXml, FormulaReader, readCell } from './cells.ts';
import { cellsOf, readSheet, type SheetData } from './sheet.ts';

const sheetOf = (cells: string): SheetData =>
  readSheet(`<worksheet><sheetData><row r="1">${cells}</row></sheetData></worksheet>`);
const readAll = (cells: string, strings: string[] = []): CellValue[] => {
  const sheet = sheetOf(cells);
  const row = sheet.row(1);
  return row ? Array.from(cellsOf(sheet, row), (cell) => readCell(cell, strings)) : [];
};
const write = (
  value: CellValue,
  type: 'text' | 'number' | 'date' | 'boolean' = 'text',
  date1904 = false,
): string => cellXml('', 'A1', '3', { value, type }, date1904);

describe('a cell that is written', () => {
  it('reads back as what was written, whatever the text holds', () => {
    const anything = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom(
        '_x0041_',
        '_x005F_x0041_',
        ' 前后 ',
        '=1+1',
        '\t=1',
        '甲\n乙',
        '\u0007',
        '\ud800',
        '𠮷',
        ']]>',
        '&amp;',
      ),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.boolean(),
      fc.constant(null),
    );
    fc.assert(
      fc.property(anything, (value) => {
        const expected = fitCell(value);
        expect(readAll(write(value))[0]).toEqual(Object.is(expected, -0) ? 0 : expected);
      }),
    );
  });
  it('is never a formula', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('=', '+', '-', '@', '＝', '\t='),
        fc.string({ maxLength: 20 }),
        (sign, rest) => {
          expect(write(sign + rest)).not.toMatch(/<f[ >]/);
          expect(write(sign + rest)).toContain('t="inlineStr"');
        },
      ),
    );
  });
  it('keeps its format, and is a day number where it is a date', () => {
    expect(write('2021-03-05', 'date')).toBe('<c r="A1" s="3"><v>44260</v></c>');
    expect(write('2021-03-05', 'date', true)).toBe('<c r="A1" s="3"><v>42798</v></c>');
    expect(write('不详', 'date')).toContain('不详');
    expect(write(null)).toBe('<c r="A1" s="3"/>');
  });
});

describe('cells as other programs write them', () => {
  it.each<[string, string, CellValue]>([
    ['a shared string', '<c r="A1" t="s"><v>1</v></c>', '第二'],
    [
      'rich text without its reading aid',
      '<c r="A1" t="inlineStr"><is><r><t>数</t></r><r><t xml:space="preserve"> 据</t></r><rPh><t>シ</t></rPh></is></c>',
      '数 据',
    ],
    ['a stored result that is a text', '<c r="A1" t="str"><f>B1</f><v>甲_x000A_乙</v></c>', '甲\n乙'],
    ['a truth value', '<c r="A1" t="b"><v>1</v></c>', true],
    ['an error', '<c r="A1" t="e"><v>#N/A</v></c>', '#N/A'],
    ['an ISO date', '<c r="A1" t="d"><v>2021-03-05T00:00:00</v></c>', 44260],
    ['a formula without a result', '<c r="A1"><f>1+1</f></c>', null],
    ['attributes in another order and quote', "<c s='4'  t='s' r='A1' ><v>0</v></c>", '第一'],
    ['no address', '<c><v>7</v></c>', 7],
    ['a self-closing v', '<c r="A1"><v/></c>', null],
  ])('%s', (_, xml, expected) => {
    expect(readAll(xml, ['第一', '第二'])).toEqual([expected]);
  });

  it('stand in the column that they name', () => {
    const sheet = sheetOf('<c r="C1"/><c><v>1</v></c><c r="AB1"/>');
    const row = sheet.row(1);
    expect(row && Array.from(cellsOf(sheet, row), (cell) => cell.column)).toEqual([3, 4, 28]);
  });
});

describe('formulas that cells share', () => {
  it('are written out for every cell', () => {
    const sheet = readSheet(
      '<worksheet><sheetData><row r="1"><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$A$1</f></c></row><row r="3"><c r="B3"><f t="shared" si="0"/><v>1</v></c></row></sheetData></worksheet>',
    );
    const reader = new FormulaReader();
    const formulas = [...sheet.rows()].flatMap((row) =>
      Array.from(cellsOf(sheet, row), (cell) => reader.read(cell)),
    );
    expect(formulas.map((formula) => [formula?.text, formula?.shared])).toEqual([
      ['A1*$A$1', true],
      ['A3*$A$1', true],
    ]);
  });
});
