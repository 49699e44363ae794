import ExcelJS from 'exceljs';
import { writeBindingPart } from '../../service/publish/xlsx/binding-part.ts';
import { addBarChart } from '../../service/publish/xlsx/chart-part.ts';
import { WorkbookPackage } from '../../service/publish/xlsx/parts.ts';
import { addTable, tableRect } from '../../service/publish/xlsx/table-part.ts';
import { addTableStyle } from '../../service/publish/xlsx/table-style.ts';
import { insertWorksheetChild } from '../../service/publish/xlsx/worksheet-part.ts';
import { patchXml } from '../../service/publish/xlsx/xml.ts';
import { fieldOf, keyField, type Label, type Language, labelIn } from '../../service/records/catalogue.ts';
import { bindingSheetName } from '../refresh/binding-sheet.ts';
import type { TableBinding } from '../refresh/types.ts';
import { addAboutSheet } from './about-sheet.ts';
import { templateNamed, templates } from './catalog.ts';
import { addComparisonSheet, comparisonCharts } from './comparison-sheet.ts';
import { addCountSheet, countCharts } from './count-sheet.ts';
import { look, type TableSheet, type TemplateDeclaration } from './declaration.ts';
import { orderFonts } from './font-order.ts';
import { addTableSheet, bodyRow, headerRow, tableColumns } from './table-sheet.ts';

/** Builds the .xlsx of a template: ExcelJS writes cells and formats, the package editor what ExcelJS cannot. */

/** Names of the templates that can be built. */
export const templateNames: readonly string[] = templates.map((template) => template.name);

const styleName = 'Policy Sheets';
/** A template is the same file whenever it is built. */
const madeOn = new Date(Date.UTC(2026, 0, 1));

/** The binding of a template's table before its first refresh. */
export const templateBinding = (sheet: TableSheet, language: Language): TableBinding => ({
  table: sheet.table,
  kind: sheet.kind,
  query: sheet.query,
  language,
  columns: [keyField.id, ...sheet.fields].map((id) => ({
    header: labelIn(fieldOf(sheet.kind, id)?.label ?? { zh: id, en: id }, language),
    field: id,
  })),
  asOf: null,
  cursor: null,
  refreshedAt: null,
  refreshedBy: null,
  undo: null,
});

const writeCells = async (template: TemplateDeclaration, language: Language): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook();
  workbook.creator = 'Policy Sheets';
  workbook.created = madeOn;
  workbook.modified = madeOn;
  workbook.title = labelIn(template.title, language);
  // ExcelJS writes no result for a formula, so every program is asked to calculate when it opens the file.
  workbook.calcProperties.fullCalcOnLoad = true;
  for (const table of template.tables) addTableSheet(workbook, table, language);
  if (template.comparison) addComparisonSheet(workbook, template.tables[0], template.comparison, language);
  if (template.counts) addCountSheet(workbook, template.tables, template.counts, language);
  addAboutSheet(workbook, template.about, language);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
};

const partOf = (workbook: WorkbookPackage, name: Label, language: Language): string => {
  const sheet = workbook.sheets().find((one) => one.name === labelIn(name, language));
  if (!sheet) throw new Error(`template sheet ${labelIn(name, language)} was not written`);
  return sheet.part;
};

const codeFields = new Set(['regionCode', 'locationCode']);

/** Makes the ListObject on a sheet that ExcelJS wrote; ExcelJS itself writes tables wrong. */
const placeTable = (workbook: WorkbookPackage, table: TableSheet, language: Language): void => {
  const tablePart = partOf(workbook, table.name, language);
  const columns = tableColumns(table, language);
  addTable(workbook, tablePart, {
    name: table.table,
    rect: tableRect(headerRow, 1, columns.length, 1),
    columns: columns.map((column) => ({ name: column.header })),
    style: styleName,
  });
  // Years and place codes are kept as text; without this Excel marks every one of them as a number stored as text.
  const numerals = columns.flatMap((column, i) =>
    column.type === 'deadline' || codeFields.has(column.id) ? [columnRange(i + 1)] : [],
  );
  if (numerals.length === 0) return;
  const ignored = numerals.map((range) => `<ignoredError sqref="${range}" numberStoredAsText="1"/>`).join('');
  workbook.edit(tablePart, (text) =>
    insertWorksheetChild(text, 'ignoredErrors', `<ignoredErrors>${ignored}</ignoredErrors>`),
  );
};

/**
 * Builds the workbook of a template: empty, bound, ready for its first refresh.
 * @param name name of a template (catalog.ts)
 * @param language language of sheet names, headers and texts
 * @returns bytes of the .xlsx
 * @throws Problem template.unknown
 */
export const buildTemplate = async (name: string, language: Language): Promise<Uint8Array> => {
  const template = templateNamed(name);
  const workbook = new WorkbookPackage(await writeCells(template, language));
  // ExcelJS signs as Microsoft Excel; LibreOffice then trusts row heights that nobody measured.
  for (const part of workbook.related('', 'extended-properties')) {
    workbook.edit(part, (text) =>
      patchXml(text, { text: (element) => (element === 'Application' ? 'Policy Sheets' : undefined) }),
    );
  }
  for (const part of workbook.related(workbook.workbookPart, 'styles')) workbook.edit(part, orderFonts);
  addTableStyle(workbook, styleName, look);

  for (const table of template.tables) placeTable(workbook, table, language);
  for (const [name, charts] of [
    [template.comparison?.name, template.comparison && comparisonCharts(template.comparison, language)],
    [template.counts?.name, template.counts && countCharts(template.counts, language)],
  ] as const)
    for (const chart of charts ?? [])
      if (name) addBarChart(workbook, partOf(workbook, name, language), chart);
  writeBindingPart(
    workbook,
    template.tables.map((table) => templateBinding(table, language)),
  );
  if (!workbook.sheets().some((sheet) => sheet.name === bindingSheetName)) {
    throw new Error('the binding sheet was not written');
  }
  return workbook.save();
};

const columnRange = (column: number): string =>
  `${String.fromCharCode(64 + column)}${bodyRow}:${String.fromCharCode(64 + column)}${bodyRow}`;
