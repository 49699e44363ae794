import type { Workbook, Worksheet } from 'exceljs';
import type { NewBarChart } from '../../service/publish/xlsx/chart-part.ts';
import { cellName, columnLetters, sheetInFormula } from '../../service/publish/xlsx/refs.ts';
import { fieldOf, type Language, labelIn } from '../../service/records/catalogue.ts';
import { border, cellFont, solid } from './cell-look.ts';
import { type ComparisonSheet, look, type TemplateDeclaration } from './declaration.ts';

/**
 * The comparison by formulas over the table. Only functions that Excel 2016, WPS and LibreOffice share and that need
 * no array entry: COUNTIFS, SUMPRODUCT, INDEX with MATCH.
 */

const keywordRow = 5;
const unitRow = 6;
const headRow = 7;
const firstRow = 8;
const firstMeasure = 4;

/** Chart rows stand under the totals with one row between. */
const chartTop = (sheet: ComparisonSheet): number => firstRow + sheet.regions + 1;

const number = '[>=1000]#,##0;[>0]General;"–"';

const input = (sheet: Worksheet, row: number, column: number): void => {
  const cell = sheet.getCell(row, column);
  cell.font = cellFont({ size: 10, color: look.ink });
  cell.fill = solid(look.input);
  cell.border = border(look.rule);
  cell.alignment = { vertical: 'middle', horizontal: column === 1 ? 'left' : 'center' };
};
const hint = (sheet: Worksheet, row: number, column: number, title: string, text: string): void => {
  sheet.getCell(row, column).dataValidation = {
    type: 'textLength',
    operator: 'lessThan',
    formulae: [256],
    allowBlank: true,
    showErrorMessage: false,
    showInputMessage: true,
    promptTitle: title,
    prompt: text,
  };
};

/** Writes the comparison sheet. */
export const addComparisonSheet = (
  workbook: Workbook,
  template: TemplateDeclaration,
  language: Language,
): void => {
  const { comparison, table } = template;
  const text = (label: { zh: string; en: string }) => labelIn(label, language);
  const column = (id: string): string => {
    const field = fieldOf(table.kind, id);
    if (!field) throw new Error(`records of kind ${table.kind} have no field ${id}`);
    return `${table.table}[${text(field.label)}]`;
  };
  const current = text(fieldOf(table.kind, 'status')?.values?.current ?? { zh: '', en: '' });
  const width = firstMeasure - 1 + comparison.measures.length;
  const sheet = workbook.addWorksheet(text(comparison.name), {
    properties: { tabColor: { argb: `FF${look.accent}` }, defaultRowHeight: 20 },
    views: [{ state: 'frozen', xSplit: 1, ySplit: headRow, activeCell: 'A8', showGridLines: false }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 1,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
  });
  sheet.getColumn(1).width = 18;
  for (let i = 2; i <= width; i++) sheet.getColumn(i).width = 15;
  const title = sheet.getCell('A1');
  title.value = text(comparison.title);
  title.font = cellFont({ size: 18, bold: true, color: look.primary });
  title.alignment = { vertical: 'middle' };
  sheet.getRow(1).height = 32;
  const note = sheet.getCell('A2');
  note.value = text(comparison.hint);
  note.font = cellFont({ size: 9, color: look.muted });

  for (const [row, label] of [
    [keywordRow, comparison.keywordHeader],
    [unitRow, comparison.unitHeader],
  ] as const) {
    const cell = sheet.getCell(row, firstMeasure - 1);
    cell.value = text(label);
    cell.font = cellFont({ size: 9, color: look.muted });
    cell.alignment = { vertical: 'middle', horizontal: 'right', wrapText: true };
  }
  comparison.measures.forEach((measure, i) => {
    const at = firstMeasure + i;
    input(sheet, keywordRow, at);
    input(sheet, unitRow, at);
    if (text(measure.keyword) !== '') sheet.getCell(keywordRow, at).value = text(measure.keyword);
    sheet.getCell(unitRow, at).value = measure.unit;
    hint(sheet, keywordRow, at, text(comparison.keywordHeader), text(comparison.keywordHint));
    hint(sheet, unitRow, at, text(comparison.unitHeader), text(comparison.unitHint));
  });

  const heads = [
    text(comparison.regionHeader),
    text(comparison.count),
    text(comparison.percentCount),
    ...comparison.measures.map((_, i) => {
      const letter = columnLetters(firstMeasure + i);
      return {
        formula: `IF(${letter}${keywordRow}="","${text(comparison.anyIndicator)}",${letter}${keywordRow})&" ("&${letter}${unitRow}&")"`,
      };
    }),
  ];
  heads.forEach((value, i) => {
    const cell = sheet.getCell(headRow, i + 1);
    cell.value = value;
    cell.font = cellFont({ size: 10, bold: true, color: look.primaryText });
    cell.fill = solid(look.primary);
    cell.border = border(look.primaryText);
    cell.alignment = { vertical: 'middle', horizontal: i === 0 ? 'left' : 'center', wrapText: true };
  });
  sheet.getRow(headRow).height = 28;

  const regions = column('region');
  for (let i = 0; i < comparison.regions; i++) {
    const row = firstRow + i;
    input(sheet, row, 1);
    // The next region of the table that is not listed above; INDEX(…,0) makes COUNTIF run over the whole column.
    sheet.getCell(row, 1).value = {
      formula: `IFERROR(INDEX(${regions},MATCH(0,INDEX(COUNTIF(A$${headRow}:A${row - 1},${regions})+(${regions}=""),0),0)),"")`,
    };
    hint(sheet, row, 1, text(comparison.regionHeader), text(comparison.regionHint));
    const counted = `${regions},$A${row},${column('status')},"${current}"`;
    const formulas = [
      `IF($A${row}="","",COUNTIFS(${counted}))`,
      `IF($A${row}="","",COUNTIFS(${counted},${column('unit')},"%"))`,
      ...comparison.measures.map((_, m) => {
        const letter = columnLetters(firstMeasure + m);
        return `IF($A${row}="","",SUMPRODUCT(MAX((${regions}=$A${row})*(${column('status')}="${current}")*((ISNUMBER(SEARCH(${letter}$${keywordRow},${column('indicator')}))+(${letter}$${keywordRow}=""))>0)*(${column('unit')}=${letter}$${unitRow})*${column('value')})))`;
      }),
    ];
    formulas.forEach((formula, f) => {
      const cell = sheet.getCell(row, f + 2);
      cell.value = { formula };
      cell.font = cellFont({ size: 10, color: look.ink });
      cell.numFmt = number;
      cell.alignment = { vertical: 'middle', horizontal: 'right', indent: 1 };
      cell.border = border(look.rule);
      if (i % 2 === 1) cell.fill = solid(look.band);
    });
  }
};

/** The two charts under the comparison: targets a region, and the first measure. */
export const comparisonCharts = (comparison: ComparisonSheet, language: Language): NewBarChart[] => {
  const sheet = sheetInFormula(labelIn(comparison.name, language));
  const last = firstRow + comparison.regions - 1;
  const range = (column: number) =>
    `${sheet}!$${columnLetters(column)}$${firstRow}:$${columnLetters(column)}$${last}`;
  const top = chartTop(comparison);
  const width = firstMeasure - 1 + comparison.measures.length;
  const split = Math.ceil(width / 2);
  const chart = (
    title: string,
    column: number,
    colour: string,
    place: { left: number; right: number },
  ): NewBarChart => ({
    title,
    description: labelIn(comparison.chartDescription, language),
    font: look.font,
    ink: look.ink,
    rule: look.rule,
    series: [
      {
        name: `${sheet}!$${cellName(column, headRow).replace(/(\d+)$/, '$$$1')}`,
        categories: range(1),
        values: range(column),
        colour,
      },
    ],
    from: { column: place.left, row: top },
    to: { column: place.right, row: top + 16 },
  });
  return [
    chart(labelIn(comparison.countChart, language), 2, look.primary, { left: 0, right: split }),
    chart(labelIn(comparison.measureChart, language), firstMeasure, look.accent, {
      left: split,
      right: width,
    }),
  ];
};
