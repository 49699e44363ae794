import { archiveHeader, archiveSheetName, keptArchiveLines } from '../../../templates/refresh/archive.ts';
import type { RefreshPlan } from '../../../templates/refresh/types.ts';
import type { CellValue } from '../../records/sheet-row.ts';
import { CellCursor } from './cell-cursor.ts';
import { cellXml, readCell, SharedStrings } from './cells.ts';
import type { WorkbookPackage } from './parts.ts';
import { tooManyRows } from './problems.ts';
import { cellName, lastRow } from './refs.ts';
import { rowInPlace } from './row-text.ts';
import { readSheet, type SheetData } from './sheet.ts';
import { addWorksheet } from './worksheet-part.ts';
import { setAttribute } from './xml.ts';

/** The archive sheet as a worksheet part: rows with analyst content whose removal was accepted are kept there. */

const lineXml = (prefix: string, row: number, values: readonly CellValue[]): string => {
  const cells = values.flatMap((value, column) =>
    value === null
      ? []
      : [cellXml(prefix, cellName(column + 1, row), undefined, { value, type: 'text' }, false)],
  );
  return `<${prefix}row r="${row}">${cells.join('')}</${prefix}row>`;
};

/** The rows below the header that an undo leaves, closed up, and the number of the last of them. */
const keptRows = (
  workbook: WorkbookPackage,
  sheet: SheetData,
  plan: RefreshPlan,
): { rows: string; last: number } => {
  const strings = new SharedStrings(workbook);
  const cell = new CellCursor(sheet.prefix);
  let rows = '';
  let dropped = 0;
  for (const span of sheet.rows(2)) {
    const line: CellValue[] = [null, null];
    cell.enter(span);
    while (cell.next()) if (cell.column <= 2) line[cell.column - 1] = readCell(cell, strings);
    if (keptArchiveLines(plan, [line]).length === 0) dropped++;
    else rows += rowInPlace(sheet.prefix, cell, span, span.row - dropped);
  }
  return { rows, last: Math.max(1, sheet.lastRow - dropped) };
};

/** Writes the archive: drops the lines that an undo takes back, then appends lines, making the sheet where there is none. */
export const writeArchive = (
  workbook: WorkbookPackage,
  plan: RefreshPlan,
  lines: readonly (readonly CellValue[])[],
): void => {
  if (lines.length === 0 && plan.unarchive === null) return;
  const existing = workbook
    .sheets()
    .find((sheet) => sheet.name === archiveSheetName && sheet.kind === 'worksheet');
  const lastColumn = archiveHeader.length;
  if (!existing && lines.length === 0) return;
  if (!existing) {
    const rows = [archiveHeader, ...lines].map((values, i) => lineXml('', i + 1, values)).join('');
    addWorksheet(workbook, {
      name: archiveSheetName,
      state: 'visible',
      content: `<dimension ref="A1:${cellName(lastColumn, lines.length + 1)}"/><sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="5" width="22" customWidth="1"/><col min="6" max="6" width="48" customWidth="1"/></cols><sheetData>${rows}</sheetData>`,
    });
    return;
  }
  const sheet = readSheet(workbook.bytes(existing.part));
  const kept =
    plan.unarchive === null
      ? { rows: sheet.bytes(2, sheet.lastRow).toString(), last: sheet.lastRow }
      : keptRows(workbook, sheet, plan);
  const from = kept.last + 1;
  if (kept.last + lines.length > lastRow) throw tooManyRows(archiveSheetName);
  const added = lines.map((values, i) => lineXml(sheet.prefix, from + i, values)).join('');
  const bottom = Math.max(1, kept.last + lines.length);
  const head = setAttribute(sheet.head, 'dimension', 'ref', `A1:${cellName(lastColumn, bottom)}`);
  workbook.set(
    existing.part,
    `${head}${sheet.open}${sheet.bytes(1, 1)}${kept.rows}${added}</${sheet.qualified}>${sheet.tail}`,
  );
};
