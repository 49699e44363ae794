import type { SnapshotCell } from '../../templates/refresh/types.ts';

/** A cell to write, by its place on the sheet counted from 0. */
export interface PlacedCell {
  row: number;
  column: number;
  cell: SnapshotCell;
}
/** Cells that fill a rectangle, row by row. */
export interface Block {
  top: number;
  left: number;
  cells: SnapshotCell[][];
}

/**
 * Gathers cells into rectangles, each to be written by one call; no cell is in one that was not given. Neighbours of a row
 * make a run, and runs of the same columns in rows below each other make a block.
 * @param cells no place twice
 */
export const blocksOf = (cells: readonly PlacedCell[]): Block[] => {
  const sorted = [...cells].sort((a, b) => a.row - b.row || a.column - b.column);
  const runs: { row: number; left: number; cells: SnapshotCell[] }[] = [];
  for (const { row, column, cell } of sorted) {
    const last = runs[runs.length - 1];
    if (last && last.row === row && last.left + last.cells.length === column) last.cells.push(cell);
    else runs.push({ row, left: column, cells: [cell] });
  }
  const blocks: Block[] = [];
  const open = new Map<string, Block>();
  for (const run of runs) {
    const columns = `${run.left} ${run.cells.length}`;
    const above = open.get(columns);
    if (above && above.top + above.cells.length === run.row) above.cells.push(run.cells);
    else {
      const block = { top: run.row, left: run.left, cells: [run.cells] };
      blocks.push(block);
      open.set(columns, block);
    }
  }
  return blocks;
};

/** Numbers as runs of neighbours, each its first and how many; the last run comes first. */
export const runsFromLast = (numbers: readonly number[]): { first: number; count: number }[] => {
  const runs: { first: number; count: number }[] = [];
  for (const number of [...numbers].sort((a, b) => b - a)) {
    const last = runs[runs.length - 1];
    if (last && last.first === number + 1) {
      last.first = number;
      last.count++;
    } else runs.push({ first: number, count: 1 });
  }
  return runs;
};
