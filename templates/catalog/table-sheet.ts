import type { PaperSize, Workbook, Worksheet } from 'exceljs';
import { cellName, columnLetters } from '../../service/publish/xlsx/refs.ts';
import {
  type FieldType,
  fieldOf,
  keyField,
  type Label,
  type Language,
  labelIn,
} from '../../service/records/catalogue.ts';
import { bindingSheetName } from '../refresh/binding-sheet.ts';
import { border, cellFont, solid } from './cell-look.ts';
import { look, type TableSheet } from './declaration.ts';

/** The sheet with the bound table: title, date of the data, header, one blank body row. */

export const headerRow = 4;
export const bodyRow = 5;

export interface TableColumn {
  id: string;
  header: string;
  type: FieldType;
  width: number;
  hidden: boolean;
  /** True where the service keeps the column up to date. */
  bound: boolean;
}

/** The columns of a template's table from left to right, the hidden key column first. */
export const tableColumns = (sheet: TableSheet, language: Language): TableColumn[] => [
  ...[keyField.id, ...sheet.fields].map((id): TableColumn => {
    const field = fieldOf(sheet.kind, id);
    if (!field) throw new Error(`records of kind ${sheet.kind} have no field ${id}`);
    return {
      id,
      header: labelIn(field.label, language),
      type: field.type,
      width: sheet.widths?.[id] ?? field.width ?? 12,
      hidden: id === keyField.id,
      bound: true,
    };
  }),
  ...sheet.analyst.map(
    (column): TableColumn => ({
      id: column.id,
      header: labelIn(column.label, language),
      type: 'text',
      width: column.width,
      hidden: false,
      bound: false,
    }),
  ),
];

const wrapped = new Set([
  'indicator',
  'statement',
  'name',
  'task',
  'agencyName',
  'terms',
  'industries',
  'industry',
  'documentTitle',
  'qualifier',
  'evidence',
  'notes',
]);
const centredFields = new Set(['unit', 'region']);
const centred = new Set<FieldType>(['enum', 'deadline', 'date', 'boolean']);

const alignmentOf = (column: TableColumn) => ({
  vertical: 'top' as const,
  wrapText: wrapped.has(column.id),
  ...(column.type === 'number'
    ? { horizontal: 'right' as const }
    : centred.has(column.type) || centredFields.has(column.id)
      ? { horizontal: 'center' as const }
      : { horizontal: 'left' as const }),
});

/** Links in the primary colour; truth values pale, because nearly all of them say no. */
const bodyColour = (column: TableColumn): string =>
  column.type === 'url' ? look.primary : column.type === 'boolean' ? look.muted : look.ink;

const numberFormats: Partial<Record<FieldType, Label>> = {
  date: { zh: 'yyyy-mm-dd', en: 'yyyy-mm-dd' },
  number: { zh: '[>=1000]#,##0;General', en: '[>=1000]#,##0;General' },
  // LibreOffice shows truth values by their number format; Excel and WPS show TRUE and FALSE whatever it is.
  boolean: { zh: '"是";"是";"否"', en: '"yes";"yes";"no"' },
};
const numberFormatOf = (type: FieldType, language: Language): string => {
  const format = numberFormats[type];
  return format ? labelIn(format, language) : '@';
};

const titleRows = (sheet: Worksheet, table: TableSheet, language: Language): void => {
  const title = sheet.getCell('B1');
  title.value = labelIn(table.title, language);
  title.font = cellFont({ size: 18, bold: true, color: look.primary });
  sheet.getRow(1).height = 32;
  title.alignment = { vertical: 'middle' };

  const asOf = sheet.getCell('B2');
  const column = (letter: string) => `${bindingSheetName}!$${letter}$1:$${letter}$400`;
  const found = `LOOKUP(2,1/((${column('A')}="${table.table}")*(${column('B')}="asOf")),${column('D')})`;
  asOf.value = {
    formula: `IFERROR("${labelIn(table.asOf, language)}"&LEFT(${found},10),"${labelIn(table.notRefreshed, language)}")`,
    result: labelIn(table.notRefreshed, language),
  };
  asOf.font = cellFont({ size: 10, color: look.ink });
  const hint = sheet.getCell('B3');
  hint.value = labelIn(table.hint, language);
  hint.font = cellFont({ size: 9, color: look.muted });
  sheet.getRow(3).height = 20;
  hint.alignment = { vertical: 'top' };
};

/** Writes the sheet; the table itself is added at package level, because ExcelJS writes it wrong. */
export const addTableSheet = (workbook: Workbook, table: TableSheet, language: Language): void => {
  const columns = tableColumns(table, language);
  const frozen = columns.findIndex((column) => column.id === table.frozenThrough) + 1;
  const sheet = workbook.addWorksheet(labelIn(table.name, language), {
    properties: { tabColor: { argb: `FF${look.primary}` } },
    views: [
      {
        state: 'frozen',
        xSplit: frozen,
        ySplit: headerRow,
        topLeftCell: cellName(frozen + 1, bodyRow),
        activeCell: cellName(2, bodyRow),
        showGridLines: false,
        zoomScale: 100,
      },
    ],
    pageSetup: {
      // A3: a comparison table of this width cannot be read on A4.
      paperSize: 8 as PaperSize,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${headerRow}:${headerRow}`,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&L&"微软雅黑"&8&A&R&"微软雅黑"&8&P / &N' },
  });
  titleRows(sheet, table, language);
  columns.forEach((column, i) => {
    const declared = sheet.getColumn(i + 1);
    declared.width = column.width + 1;
    declared.hidden = column.hidden;
    const header = sheet.getCell(headerRow, i + 1);
    header.value = column.header;
    header.font = cellFont({ size: 10, bold: true, color: look.primaryText });
    header.fill = solid(column.bound ? look.primary : look.accent);
    header.alignment = { vertical: 'middle', horizontal: 'center', wrapText: true };
    header.border = border(look.primaryText);
    const body = sheet.getCell(bodyRow, i + 1);
    body.font = cellFont({ size: 10, color: bodyColour(column) });
    body.alignment = alignmentOf(column);
    body.numFmt = numberFormatOf(column.type, language);
    body.border = { bottom: { style: 'hair', color: { argb: `FF${look.rule}` } } };
    if (!column.bound) body.fill = solid(look.input);
  });
  sheet.getRow(headerRow).height = 30;
  addRules(sheet, table, columns, language);
};

/** Drop-downs of the analyst's columns, and the look of rows whose record is no longer in force. */
const addRules = (
  sheet: Worksheet,
  table: TableSheet,
  columns: readonly TableColumn[],
  language: Language,
): void => {
  for (const own of table.analyst) {
    const column = columns.findIndex((one) => one.id === own.id) + 1;
    if (!own.choices) continue;
    sheet.getCell(bodyRow, column).dataValidation = {
      type: 'list',
      allowBlank: true,
      showErrorMessage: false,
      formulae: [`"${own.choices.map((choice) => labelIn(choice, language)).join(',')}"`],
      ...(own.hint
        ? {
            showInputMessage: true,
            promptTitle: labelIn(own.label, language),
            prompt: labelIn(own.hint, language),
          }
        : {}),
    };
  }
  const status = columns.findIndex((column) => column.id === 'status') + 1;
  const labels = fieldOf(table.kind, 'status')?.values;
  if (status === 0 || !labels?.current) return;
  sheet.addConditionalFormatting({
    ref: `B${bodyRow}:${columnLetters(columns.length)}${bodyRow}`,
    rules: [
      {
        type: 'expression',
        priority: 1,
        formulae: [
          `AND($${columnLetters(status)}${bodyRow}<>"",$${columnLetters(status)}${bodyRow}<>"${labelIn(labels.current, language)}")`,
        ],
        style: { font: { strike: true, color: { argb: `FF${look.muted}` } } },
      },
    ],
  });
};
