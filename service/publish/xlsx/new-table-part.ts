import { withBinding } from '../../../templates/refresh/binding-sheet.ts';
import type { NewTable } from '../../../templates/refresh/types.ts';
import { readBindingPart, writeBindingPart } from './binding-part.ts';
import { cellXml } from './cells.ts';
import type { WorkbookPackage } from './parts.ts';
import { cellName } from './refs.ts';
import { CellFormats } from './styles.ts';
import { addTable, tableRect } from './table-part.ts';
import { addWorksheet } from './worksheet-part.ts';

/** Making a bound, empty table on a sheet of its own. */

const titleRow = 1;
const headerRow = 3;

/**
 * Adds the sheet, the table and its binding.
 * @throws Problem workbook.name-taken
 */
export const insertNewTable = (workbook: WorkbookPackage, table: NewTable): void => {
  const formats = new CellFormats(workbook);
  const text = (value: string, column: number, row: number) =>
    cellXml('', cellName(column, row), undefined, { value, type: 'text' }, false);
  const headers = table.columns.map((column, i) => text(column.header, i + 1, headerRow)).join('');
  const body = table.columns
    .map((column, i) => {
      const style = column.type === 'date' ? formats.asDate(undefined) : undefined;
      return style === undefined ? '' : `<c r="${cellName(i + 1, headerRow + 1)}" s="${style}"/>`;
    })
    .join('');
  const widths = table.columns
    .map(
      (column, i) =>
        `<col min="${i + 1}" max="${i + 1}" width="${column.width + 1}" customWidth="1"${column.hidden ? ' hidden="1"' : ''}/>`,
    )
    .join('');
  const firstShown = table.columns.findIndex((column) => !column.hidden) + 1 || 1;
  const part = addWorksheet(workbook, {
    name: table.sheet,
    state: 'visible',
    content:
      `<dimension ref="A${titleRow}:${cellName(table.columns.length, headerRow + 1)}"/>` +
      `<sheetViews><sheetView workbookViewId="0"><pane ySplit="${headerRow}" topLeftCell="A${headerRow + 1}" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
      `<sheetFormatPr defaultRowHeight="15"/><cols>${widths}</cols>` +
      `<sheetData><row r="${titleRow}">${text(table.title, firstShown, titleRow)}</row><row r="${headerRow}">${headers}</row><row r="${headerRow + 1}">${body}</row></sheetData>`,
  });
  addTable(workbook, part, {
    name: table.binding.table,
    rect: tableRect(headerRow, 1, table.columns.length, 1),
    columns: table.columns.map((column) => ({ name: column.header })),
    style: 'TableStyleMedium2',
  });
  writeBindingPart(workbook, withBinding(readBindingPart(workbook), table.binding));
};
