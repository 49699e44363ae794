import type { Box, Cell, SheetModel, TableModel } from './workbook/excel-workbook.ts';

/** What an analyst does to the rows of a table beside typing: sorting, deleting. Cells move with their formats. */

const rowsOf = (sheet: SheetModel, box: Box): (Cell | undefined)[][] =>
  Array.from({ length: box.rows }, (_, i) =>
    Array.from({ length: box.columns }, (_, j) => sheet.cell(box.row + i, box.column + j)),
  );

const put = (sheet: SheetModel, box: Box, rows: readonly (readonly (Cell | undefined)[])[]): void => {
  for (let i = 0; i < box.rows; i++)
    for (let j = 0; j < box.columns; j++) {
      const cell = rows[i]?.[j];
      const place = sheet.cellFor(box.row + i, box.column + j);
      for (const name of Object.keys(place)) delete place[name as keyof Cell];
      Object.assign(place, cell);
    }
};

const compare = (a: Cell | undefined, b: Cell | undefined): number => {
  const [one, two] = [a?.value, b?.value];
  // Empty cells stand last, as Excel puts them.
  if (one === undefined || two === undefined) return Number(one === undefined) - Number(two === undefined);
  if (typeof one === 'number' && typeof two === 'number') return one - two;
  if (typeof one !== typeof two) return typeof one === 'number' ? -1 : 1;
  return String(one).localeCompare(String(two), 'zh');
};

/**
 * Sorts the body of a table by one of its columns.
 * @param column counted from the table's first
 */
export const sortTable = (table: TableModel, column: number): void => {
  const { sheet, body } = table;
  const rows = rowsOf(sheet, body).map((cells) => cells.map((cell) => (cell ? { ...cell } : undefined)));
  rows.sort((a, b) => compare(a[column], b[column]));
  put(sheet, body, rows);
};

/**
 * Deletes a row of a table; what stands below moves up. The last row is only emptied, as a table always has one.
 * @param row counted from the table's first body row
 */
export const deleteTableRow = (table: TableModel, row: number): void => {
  const { sheet, body } = table;
  if (table.bodyRows <= 1) {
    put(sheet, { ...body, rows: 1 }, []);
    return;
  }
  sheet.shiftRows(body.row + row, body.column, body.columns, -1);
  table.box = { ...table.box, rows: table.box.rows - 1 };
};
