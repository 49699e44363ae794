import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  columnLetters,
  columnNumber,
  mapReferences,
  parseRect,
  rectName,
  sheetInFormula,
  showCorners,
  translateFormula,
} from './refs.ts';

/** The references that are found in a formula, each with its sheet. */
const found = (formula: string): string[] => {
  const all: string[] = [];
  mapReferences(formula, ({ sheet, external, corners }) => {
    all.push(`${external ? 'extern ' : ''}${sheet === undefined ? '' : `${sheet}!`}${showCorners(corners)}`);
    return undefined;
  });
  return all;
};

describe('references in formulas', () => {
  it.each([
    ['SUM(A1:B2,$C$3)', ['A1:B2', '$C$3']],
    ["'云山 省'!B$2*2", ['云山 省!B$2']],
    ['数据!A1&"A1 stays text ""B2"""', ['数据!A1']],
    ['LOG10(5)+LOG10', ['LOG10']],
    ['SUM(A:A)+SUM($3:5)', ['A:A', '$3:5']],
    ['[1]外部!A1+B2', ['extern [1]外部!A1', 'B2']],
    ["'[书.xlsx]表 1'!A1", ['extern [书.xlsx]表 1!A1']],
    ['tblTargets[目标值]+tblTargets[[#This Row],[A1]]', []],
    ['_xlfn.UNIQUE(A1#)', ['A1']],
    ['指标A1+年2025', []],
    ['IF(TRUE,Q4,XFE1)', ['Q4']],
    ['OFFSET(数据!$A$6,0,0,COUNTA(数据!$A$6:$A$15),3)', ['数据!$A$6', '数据!$A$6:$A$15']],
    ["'it''s'!C4", ["it's!C4"]],
  ])('%s', (formula, expected) => {
    expect(found(formula)).toEqual(expected);
  });

  it('leaves every formula as it is where nothing is replaced', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (formula) => {
        expect(mapReferences(formula, () => undefined)).toBe(formula);
      }),
    );
  });

  it('moves relative references along and comes back', () => {
    const corner = fc.tuple(
      fc.boolean(),
      fc.integer({ min: 1, max: 200 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 5000 }),
    );
    fc.assert(
      fc.property(
        fc.array(corner, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 900 }),
        (cells, rows) => {
          const formula = `SUM(${cells
            .map(([columnFixed, column, rowFixed, row]) =>
              showCorners([{ columnFixed, column, rowFixed, row }]),
            )
            .join(',')})`;
          expect(translateFormula(translateFormula(formula, rows, 3), -rows, -3)).toBe(formula);
        },
      ),
    );
  });

  it('says #REF! for what would leave the sheet', () => {
    expect(translateFormula('A1+B5', -2, 0)).toBe('#REF!+B3');
  });
});

describe('names of cells', () => {
  it('columns there and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 16_384 }), (column) => {
        expect(columnNumber(columnLetters(column))).toBe(column);
      }),
    );
    expect(columnLetters(703)).toBe('AAA');
  });
  it('ranges there and back', () => {
    expect(rectName(parseRect('$B$2:D9') ?? { top: 0, left: 0, bottom: 0, right: 0 })).toBe('B2:D9');
    expect(parseRect('甲1')).toBeUndefined();
    expect(parseRect('A')).toBeUndefined();
  });
  it('sheets are quoted where a formula needs it', () => {
    expect(sheetInFormula('目标')).toBe('目标');
    expect(sheetInFormula('Q4')).toBe("'Q4'");
    expect(sheetInFormula("it's")).toBe("'it''s'");
  });
});
