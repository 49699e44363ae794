import type { Workbook } from 'exceljs';
import type { NewBarChart } from '../../service/publish/xlsx/chart-part.ts';
import { columnLetters } from '../../service/publish/xlsx/refs.ts';
import { fieldOf, type Language, labelIn } from '../../service/records/catalogue.ts';
import { cellFont } from './cell-look.ts';
import { type ComparisonSheet, look, type TableSheet } from './declaration.ts';
import {
  addSummarySheet,
  figureCell,
  firstUnlisted,
  headCell,
  inputCell,
  summaryCharts,
} from './summary-sheet.ts';

/**
 * The comparison by formulas over the table. Only functions that Excel 2016, WPS and LibreOffice share and that need
 * no array entry: COUNTIFS, SUMPRODUCT, INDEX with MATCH.
 */

const keywordRow = 5;
const unitRow = 6;
const headRow = 7;
const firstRow = 8;
const firstMeasure = 4;

/** Writes the comparison sheet. */
export const addComparisonSheet = (
  workbook: Workbook,
  table: TableSheet,
  comparison: ComparisonSheet,
  language: Language,
): void => {
  const text = (label: { zh: string; en: string }) => labelIn(label, language);
  const column = (id: string): string => {
    const field = fieldOf(table.kind, id);
    if (!field) throw new Error(`records of kind ${table.kind} have no field ${id}`);
    return `${table.table}[${text(field.label)}]`;
  };
  const current = text(fieldOf(table.kind, 'status')?.values?.current ?? { zh: '', en: '' });
  const width = firstMeasure - 1 + comparison.measures.length;
  const sheet = addSummarySheet(
    workbook,
    { name: text(comparison.name), title: text(comparison.title), hint: text(comparison.hint) },
    { headRow, width, firstWidth: 18 },
  );

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
    const prompts = [
      [keywordRow, comparison.keywordHeader, comparison.keywordHint],
      [unitRow, comparison.unitHeader, comparison.unitHint],
    ] as const;
    for (const [row, head, prompt] of prompts)
      inputCell(sheet.getCell(row, at), false, text(head), text(prompt));
    if (text(measure.keyword) !== '') sheet.getCell(keywordRow, at).value = text(measure.keyword);
    sheet.getCell(unitRow, at).value = measure.unit;
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
    headCell(cell, i === 0);
  });
  sheet.getRow(headRow).height = 28;

  const regions = column('region');
  for (let i = 0; i < comparison.regions; i++) {
    const row = firstRow + i;
    const name = sheet.getCell(row, 1);
    inputCell(name, true, text(comparison.regionHeader), text(comparison.regionHint));
    name.value = { formula: `IFERROR(${firstUnlisted(regions, headRow, row)},"")` };
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
      figureCell(sheet.getCell(row, f + 2), formula, i);
    });
  }
};

/** The two charts under the comparison: targets a region, and the first measure. */
export const comparisonCharts = (comparison: ComparisonSheet, language: Language): NewBarChart[] =>
  summaryCharts(
    comparison.name,
    language,
    { headRow, rows: comparison.regions, width: firstMeasure - 1 + comparison.measures.length },
    [
      { title: comparison.countChart, column: 2 },
      { title: comparison.measureChart, column: firstMeasure },
    ],
    comparison.chartDescription,
  );
