import type { Workbook } from 'exceljs';
import type { NewBarChart } from '../../service/publish/xlsx/chart-part.ts';
import { fieldOf, type Language, labelIn } from '../../service/records/catalogue.ts';
import type { CountMeasure, CountSheet, TableSheet } from './declaration.ts';
import {
  addSummarySheet,
  figureCell,
  firstUnlisted,
  headCell,
  inputCell,
  summaryCharts,
} from './summary-sheet.ts';

/**
 * Counts by formulas over one or more tables. Only functions that Excel 2016, WPS and LibreOffice share and that need
 * no array entry: COUNTIFS, SUMPRODUCT, INDEX with MATCH.
 */

const headRow = 4;

/** A column of a table as a formula names it, and the field under it. */
const reading = (tables: readonly TableSheet[], language: Language) => {
  const tableNamed = (name: string): TableSheet => {
    const found = tables.find((table) => table.table === name);
    if (!found) throw new Error(`the template has no table ${name}`);
    return found;
  };
  const fieldIn = (table: TableSheet, id: string) => {
    const field = fieldOf(table.kind, id);
    if (!field || !table.fields.includes(id))
      throw new Error(`the table ${table.table} shows no field ${id}`);
    return field;
  };
  return {
    tableNamed,
    column: (table: TableSheet, id: string) =>
      `${table.table}[${labelIn(fieldIn(table, id).label, language)}]`,
    valueLabel: (table: TableSheet, id: string, value: string): string => {
      const label = fieldIn(table, id).values?.[value];
      if (!label) throw new Error(`the field ${id} of ${table.kind} has no value ${value}`);
      return labelIn(label, language);
    },
    header: (table: TableSheet, id: string) => labelIn(fieldIn(table, id).label, language),
  };
};

/** Writes the count sheet. */
export const addCountSheet = (
  workbook: Workbook,
  tables: readonly TableSheet[],
  counts: CountSheet,
  language: Language,
): void => {
  const { tableNamed, column, valueLabel, header } = reading(tables, language);
  const text = (label: { zh: string; en: string }) => labelIn(label, language);
  const used = [...new Set(counts.measures.map((measure) => measure.table))].map(tableNamed);
  const [main] = used;
  if (!main) throw new Error(`the sheet ${counts.name.en} counts nothing`);
  const rowHeader = header(main, counts.rowField);
  const sheet = addSummarySheet(
    workbook,
    { name: text(counts.name), title: text(counts.title), hint: text(counts.hint) },
    { headRow, width: 1 + counts.measures.length, firstWidth: counts.rowField === 'region' ? 18 : 34 },
  );
  [rowHeader, ...counts.measures.map((measure) => text(measure.header))].forEach((value, i) => {
    const cell = sheet.getCell(headRow, i + 1);
    cell.value = value;
    headCell(cell, i === 0);
  });
  sheet.getRow(headRow).height = 28;

  const figure = (measure: CountMeasure, row: number): string => {
    const table = tableNamed(measure.table);
    const rows = column(table, counts.rowField);
    const status = column(table, 'status');
    const current = valueLabel(table, 'status', 'current');
    if (measure.is === 'largest') {
      const inUnit = `(${column(table, 'unit')}="${measure.unit}")`;
      return `SUMPRODUCT(MAX((${rows}=$A${row})*(${status}="${current}")*${inUnit}*${column(table, measure.field)}))`;
    }
    const shows =
      measure.field === undefined || measure.value === undefined
        ? ''
        : `,${column(table, measure.field)},"${valueLabel(table, measure.field, measure.value)}"`;
    return `COUNTIFS(${rows},$A${row},${status},"${current}"${shows})`;
  };
  for (let i = 0; i < counts.rows; i++) {
    const row = headRow + 1 + i;
    const cell = sheet.getCell(row, 1);
    inputCell(cell, true, rowHeader, text(counts.rowHint));
    const unlisted = used.map((table) => firstUnlisted(column(table, counts.rowField), headRow, row));
    cell.value = { formula: unlisted.reduceRight((rest, one) => `IFERROR(${one},${rest})`, '""') };
    counts.measures.forEach((measure, m) => {
      figureCell(sheet.getCell(row, m + 2), `IF($A${row}="","",${figure(measure, row)})`, i);
    });
  }
};

/** The charts under the counts. */
export const countCharts = (counts: CountSheet, language: Language): NewBarChart[] =>
  summaryCharts(
    counts.name,
    language,
    { headRow, rows: counts.rows, width: 1 + counts.measures.length },
    counts.charts.map(({ title, measure }) => ({ title, column: measure + 2 })),
    counts.chartDescription,
  );
