import { keyField } from '../../service/records/catalogue.ts';
import type { NewTable } from '../../templates/refresh/types.ts';
import { dateFormat, textInput } from './cell-input.ts';

/** Points of one character of the default font, and of the margins of a cell. */
const pointsOfCharacter = 6;
const marginPoints = 6;
/** Rows above the header: title, and a blank one. */
const headerRow = 2;
const colors = { title: '#0F4C81', tab: '#0F6CBD' };

/**
 * Puts a new sheet with a bound, empty table into the context's queue: title, header, table style, column widths, date
 * columns with a date format, long texts wrapped, the key column hidden. Formats stand on whole columns, so that rows
 * that come later have them without a write.
 */
export const layOutTable = (context: Excel.RequestContext, table: NewTable): void => {
  const { columns } = table;
  const sheet = context.workbook.worksheets.add(table.sheet);
  sheet.showGridlines = false;
  sheet.tabColor = colors.tab;

  for (const [index, column] of columns.entries()) {
    const whole = sheet.getRangeByIndexes(0, index, 1, 1).getEntireColumn();
    whole.format.columnWidth = column.width * pointsOfCharacter + marginPoints;
    whole.format.verticalAlignment = Excel.VerticalAlignment.top;
    // One value stands for all cells of a range; a block would have to have its shape.
    if (column.type === 'date') whole.numberFormat = dateFormat as unknown as string[][];
    if (column.type === 'date' || column.type === 'deadline' || column.type === 'enum')
      whole.format.horizontalAlignment = Excel.HorizontalAlignment.left;
    if (column.type === 'text' || column.type === 'list') whole.format.wrapText = column.width >= 20;
  }

  const firstShown = Math.max(
    0,
    columns.findIndex((column) => !column.hidden),
  );
  const title = sheet.getRangeByIndexes(0, firstShown, 1, 1);
  title.values = [[textInput(table.title)]];
  title.format.font.bold = true;
  title.format.font.size = 16;
  title.format.font.color = colors.title;
  title.format.wrapText = false;
  title.format.rowHeight = 30;

  const header = sheet.getRangeByIndexes(headerRow, 0, 1, columns.length);
  header.values = [columns.map((column) => textInput(column.header))];
  header.format.wrapText = true;
  header.format.verticalAlignment = Excel.VerticalAlignment.center;
  const made = sheet.tables.add(sheet.getRangeByIndexes(headerRow, 0, 2, columns.length), true);
  made.name = table.binding.table;
  made.style = 'TableStyleMedium2';
  made.showBandedRows = true;

  for (const [index, column] of columns.entries())
    if (column.hidden || column.field === keyField.id)
      sheet.getRangeByIndexes(0, index, 1, 1).getEntireColumn().columnHidden = true;
  sheet.freezePanes.freezeRows(headerRow + 1);
  sheet.activate();
  sheet.getRangeByIndexes(headerRow + 1, firstShown, 1, 1).select();
};
