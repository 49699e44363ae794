import type { Cell, Workbook, Worksheet } from 'exceljs';
import type { NewBarChart } from '../../service/publish/xlsx/chart-part.ts';
import { cellName, columnLetters, sheetInFormula } from '../../service/publish/xlsx/refs.ts';
import { type Label, type Language, labelIn } from '../../service/records/catalogue.ts';
import { border, cellFont, solid } from './cell-look.ts';
import { look } from './declaration.ts';

/** What the sheets that sum a table up by formulas have in common: title, cells to overwrite, heads, figures, charts. */

/** An empty summary sheet with its title and hint; the head row and what stands over it stay in view. */
export const addSummarySheet = (
  workbook: Workbook,
  texts: { name: string; title: string; hint: string },
  layout: { headRow: number; width: number; firstWidth: number },
): Worksheet => {
  const sheet = workbook.addWorksheet(texts.name, {
    properties: { tabColor: { argb: `FF${look.accent}` }, defaultRowHeight: 20 },
    views: [
      {
        state: 'frozen',
        xSplit: 1,
        ySplit: layout.headRow,
        activeCell: cellName(1, layout.headRow + 1),
        showGridLines: false,
      },
    ],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 1,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
  });
  sheet.getColumn(1).width = layout.firstWidth;
  for (let i = 2; i <= layout.width; i++) sheet.getColumn(i).width = 15;
  const title = sheet.getCell('A1');
  title.value = texts.title;
  title.font = cellFont({ size: 18, bold: true, color: look.primary });
  title.alignment = { vertical: 'middle' };
  sheet.getRow(1).height = 32;
  const note = sheet.getCell('A2');
  note.value = texts.hint;
  note.font = cellFont({ size: 9, color: look.muted });
  return sheet;
};

/** Dresses a cell that the analyst may overwrite; the text is shown when she selects it. */
export const inputCell = (cell: Cell, left: boolean, title: string, prompt: string): void => {
  cell.font = cellFont({ size: 10, color: look.ink });
  cell.fill = solid(look.input);
  cell.border = border(look.rule);
  cell.alignment = { vertical: 'middle', horizontal: left ? 'left' : 'center' };
  cell.dataValidation = {
    type: 'textLength',
    operator: 'lessThan',
    formulae: [256],
    allowBlank: true,
    showErrorMessage: false,
    showInputMessage: true,
    promptTitle: title,
    prompt,
  };
};

export const headCell = (cell: Cell, left: boolean): void => {
  cell.font = cellFont({ size: 10, bold: true, color: look.primaryText });
  cell.fill = solid(look.primary);
  cell.border = border(look.primaryText);
  cell.alignment = { vertical: 'middle', horizontal: left ? 'left' : 'center', wrapText: true };
};

/** A figure of the given row of figures, counted from 0; a nought is shown as a dash. */
export const figureCell = (cell: Cell, formula: string, row: number): void => {
  cell.value = { formula };
  cell.font = cellFont({ size: 10, color: look.ink });
  cell.numFmt = '[>=1000]#,##0;[>0]General;"–"';
  cell.alignment = { vertical: 'middle', horizontal: 'right', indent: 1 };
  cell.border = border(look.rule);
  if (row % 2 === 1) cell.fill = solid(look.band);
};

/**
 * The first value of a range that is not listed above the cell, or an error. INDEX(…,0) makes COUNTIF run over the
 * whole range; a range of one row is asked by itself, because LibreOffice's MATCH takes no single value for a list.
 */
export const firstUnlisted = (range: string, headRow: number, row: number): string => {
  const listed = `A$${headRow}:A${row - 1}`;
  const only = `INDEX(${range},1)`;
  const one = `IF((${only}<>"")*(COUNTIF(${listed},${only})=0),${only},NA())`;
  const many = `INDEX(${range},MATCH(0,INDEX(COUNTIF(${listed},${range})+(${range}=""),0),0))`;
  return `IF(ROWS(${range})=1,${one},${many})`;
};

/** Two charts beside each other under the figures, each over one column of them. */
export const summaryCharts = (
  sheetName: Label,
  language: Language,
  at: { headRow: number; rows: number; width: number },
  charts: readonly { title: Label; column: number }[],
  description: Label,
): NewBarChart[] => {
  const sheet = sheetInFormula(labelIn(sheetName, language));
  const first = at.headRow + 1;
  const range = (column: number) =>
    `${sheet}!$${columnLetters(column)}$${first}:$${columnLetters(column)}$${at.headRow + at.rows}`;
  const top = first + at.rows + 1;
  const share = Math.ceil(at.width / charts.length);
  return charts.map((chart, i) => ({
    title: labelIn(chart.title, language),
    description: labelIn(description, language),
    font: look.font,
    ink: look.ink,
    rule: look.rule,
    series: [
      {
        name: `${sheet}!$${columnLetters(chart.column)}$${at.headRow}`,
        categories: range(1),
        values: range(chart.column),
        colour: i % 2 === 0 ? look.primary : look.accent,
      },
    ],
    from: { column: i * share, row: top },
    to: { column: Math.min((i + 1) * share, at.width), row: top + 16 },
  }));
};
