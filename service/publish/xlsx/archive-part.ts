import { archiveHeader, archiveSheetName } from '../../../templates/refresh/archive.ts';
import type { CellValue } from '../../records/sheet-row.ts';
import { cellXml } from './cells.ts';
import type { WorkbookPackage } from './parts.ts';
import { tooManyRows } from './problems.ts';
import { cellName, lastRow } from './refs.ts';
import { readSheet } from './sheet.ts';
import { addWorksheet } from './worksheet-part.ts';
import { setAttribute } from './xml.ts';

/** The archive sheet as a worksheet part: rows with analyst content whose removal was accepted are kept there. */

const rowXml = (prefix: string, row: number, values: readonly CellValue[]): string => {
  const cells = values.flatMap((value, column) =>
    value === null
      ? []
      : [cellXml(prefix, cellName(column + 1, row), undefined, { value, type: 'text' }, false)],
  );
  return `<${prefix}row r="${row}">${cells.join('')}</${prefix}row>`;
};

/** Appends lines to the archive sheet, making it where the workbook has none. */
export const appendToArchive = (
  workbook: WorkbookPackage,
  lines: readonly (readonly CellValue[])[],
): void => {
  if (lines.length === 0) return;
  const existing = workbook
    .sheets()
    .find((sheet) => sheet.name === archiveSheetName && sheet.kind === 'worksheet');
  const lastColumn = archiveHeader.length;
  if (!existing) {
    const rows = [archiveHeader, ...lines].map((values, i) => rowXml('', i + 1, values)).join('');
    addWorksheet(workbook, {
      name: archiveSheetName,
      state: 'visible',
      content: `<dimension ref="A1:${cellName(lastColumn, lines.length + 1)}"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="5" width="22" customWidth="1"/><col min="6" max="6" width="48" customWidth="1"/></cols><sheetData>${rows}</sheetData>`,
    });
    return;
  }
  const sheet = readSheet(workbook.bytes(existing.part));
  const from = sheet.lastRow + 1;
  if (from + lines.length - 1 > lastRow) throw tooManyRows(archiveSheetName);
  const added = lines.map((values, i) => rowXml(sheet.prefix, from + i, values)).join('');
  const head = setAttribute(
    sheet.head,
    'dimension',
    'ref',
    `A1:${cellName(lastColumn, from + lines.length - 1)}`,
  );
  workbook.set(
    existing.part,
    `${head}${sheet.open}${sheet.bytes(1, sheet.lastRow)}${added}</${sheet.qualified}>${sheet.tail}`,
  );
};
