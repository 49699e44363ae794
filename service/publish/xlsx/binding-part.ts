import {
  bindingColumns,
  bindingSheetName,
  parseBindings,
  printBindings,
} from '../../../templates/refresh/binding-sheet.ts';
import { parseFacts } from '../../../templates/refresh/fact-lines.ts';
import type { FactBinding } from '../../../templates/refresh/fact-types.ts';
import type { TableBinding } from '../../../templates/refresh/types.ts';
import type { CellValue } from '../../records/sheet-row.ts';
import { cellXml, readCell, SharedStrings } from './cells.ts';
import type { WorkbookPackage } from './parts.ts';
import { cellName } from './refs.ts';
import { cellsOf, readSheet } from './sheet.ts';
import { addWorksheet } from './worksheet-part.ts';
import { setAttribute } from './xml.ts';

/** The hidden sheet with the workbook's bindings, as a worksheet part. */

const bindingPart = (workbook: WorkbookPackage): string | undefined =>
  workbook.sheets().find((sheet) => sheet.name === bindingSheetName && sheet.kind === 'worksheet')?.part;

/** Rows of the hidden sheet from its first. */
const readRows = (workbook: WorkbookPackage, part: string): CellValue[][] => {
  const sheet = readSheet(workbook.bytes(part));
  const strings = new SharedStrings(workbook);
  const rows: CellValue[][] = [];
  for (const span of sheet.rows()) {
    const row: CellValue[] = [];
    for (const cell of cellsOf(sheet, span)) {
      if (cell.column <= bindingColumns) row[cell.column - 1] = readCell(cell, strings);
    }
    rows[span.row - 1] = row;
  }
  return Array.from(rows, (row) => Array.from(row ?? [], (value) => value ?? null));
};

/**
 * The bindings that a workbook carries; none where it has no hidden sheet.
 * @throws Problem binding.broken, binding.newer
 */
export const readBindingPart = (workbook: WorkbookPackage): TableBinding[] => {
  const part = bindingPart(workbook);
  return part === undefined ? [] : parseBindings(readRows(workbook, part));
};

/** The facts of named cells that a workbook carries. @throws Problem binding.broken */
export const readFactPart = (workbook: WorkbookPackage): FactBinding[] => {
  const part = bindingPart(workbook);
  return part === undefined ? [] : parseFacts(readRows(workbook, part));
};

const rowsXml = (prefix: string, printed: readonly (readonly string[])[]): string =>
  printed
    .map((cells, i) => {
      const written = cells.flatMap((value, column) =>
        value === ''
          ? []
          : [cellXml(prefix, cellName(column + 1, i + 1), undefined, { value, type: 'text' }, false)],
      );
      return `<${prefix}row r="${i + 1}">${written.join('')}</${prefix}row>`;
    })
    .join('');

/** Writes the bindings, making the hidden sheet where the workbook has none. */
export const writeBindingPart = (
  workbook: WorkbookPackage,
  bindings: readonly TableBinding[],
  facts: readonly FactBinding[] = readFactPart(workbook),
): void => {
  const printed = printBindings(bindings, facts);
  const last = cellName(bindingColumns, printed.length);
  const part = bindingPart(workbook);
  if (part === undefined) {
    addWorksheet(workbook, {
      name: bindingSheetName,
      state: 'hidden',
      content: `<dimension ref="A1:${last}"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="2" width="16" customWidth="1"/><col min="3" max="4" width="28" customWidth="1"/></cols><sheetData>${rowsXml('', printed)}</sheetData>`,
    });
    return;
  }
  const sheet = readSheet(workbook.bytes(part));
  const head = setAttribute(sheet.head, 'dimension', 'ref', `A1:${last}`);
  const rows = rowsXml(sheet.prefix, printed);
  workbook.set(part, `${head}${sheet.open}${rows}</${sheet.qualified}>${sheet.tail}`);
};
