import type { CellValue } from '../../service/records/sheet-row.ts';
import type { GridRange, SheetGrid } from './grid-types.ts';
import type { SnapshotCell } from './types.ts';

/** Looking into a plain sheet. */

const none: SnapshotCell = { value: null };

export const gridCell = (grid: SheetGrid, row: number, column: number): SnapshotCell =>
  grid.rows[row]?.[column] ?? none;

export const isEmptyCell = (cell: SnapshotCell): boolean =>
  cell.formula === undefined &&
  (cell.value === null || (typeof cell.value === 'string' && cell.value.trim() === ''));

/** The text of a cell as it is read: line breaks and runs of blanks are one space. */
export const textOf = (value: CellValue): string =>
  value === null ? '' : String(value).normalize('NFKC').replace(/\s+/g, ' ').trim();

export const contains = (range: GridRange, row: number, column: number): boolean =>
  row >= range.top && row < range.bottom && column >= range.left && column < range.right;

export const overlaps = (a: GridRange, b: GridRange): boolean =>
  a.top < b.bottom && b.top < a.bottom && a.left < b.right && b.left < a.right;

/** Rows and columns that hold something. */
export const usedRange = (grid: SheetGrid): GridRange => {
  let [top, left, bottom, right] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0, 0];
  grid.rows.forEach((cells, row) => {
    cells.forEach((cell, column) => {
      if (isEmptyCell(cell)) return;
      top = Math.min(top, row);
      left = Math.min(left, column);
      bottom = Math.max(bottom, row + 1);
      right = Math.max(right, column + 1);
    });
  });
  return bottom === 0 ? { top: 0, left: 0, bottom: 0, right: 0 } : { top, left, bottom, right };
};

/**
 * A grid that shows the value of merged cells in each of them, as people read it.
 * @returns a look-up of the merge that a cell belongs to, and the cell's value in a person's eyes
 */
export const mergedView = (
  grid: SheetGrid,
): {
  mergeAt(row: number, column: number): GridRange | undefined;
  cell(row: number, column: number): SnapshotCell;
} => {
  const byRow = new Map<number, GridRange[]>();
  for (const merge of grid.merges)
    for (let row = merge.top; row < merge.bottom; row++) byRow.set(row, [...(byRow.get(row) ?? []), merge]);
  const mergeAt = (row: number, column: number): GridRange | undefined =>
    byRow.get(row)?.find((merge) => contains(merge, row, column));
  return {
    mergeAt,
    cell: (row, column) => {
      const merge = mergeAt(row, column);
      return merge ? gridCell(grid, merge.top, merge.left) : gridCell(grid, row, column);
    },
  };
};
