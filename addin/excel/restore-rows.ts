import type { CellWrite } from '../../templates/refresh/types.ts';
import { cellInput } from './cell-input.ts';
import { blocksOf, type CellToWrite, type WriteQueue } from './write-queue.ts';
import { type Progress, type RestoredRun, type Writing, widthOf } from './writing.ts';

/**
 * Rows that come in at a place of the table: those that an undo puts back, and in an Excel without Table.resize every new
 * one. They are inserted, so that what stands below moves down as it once moved up.
 */

interface ComingRow {
  index: number;
  cells: readonly CellWrite[];
}

/**
 * Joins rows that stand together.
 * @param rows in ascending order of their final places
 * @param taken how many of the first the table has already, blank
 */
export const restoredRuns = (rows: readonly ComingRow[], taken: number, date1904: boolean): RestoredRun[] => {
  const runs: RestoredRun[] = [];
  for (const { index, cells } of rows) {
    const placed = (row: number): CellToWrite[] =>
      cells.map((cell) => ({ row, column: cell.column, value: cellInput(cell, date1904) }));
    const last = runs.at(-1);
    if (last && last.index + last.count === index) last.cells.push(...placed(last.count++));
    else runs.push({ index, count: 1, taken: runs.length === 0 ? taken : 0, cells: placed(0) });
  }
  return runs;
};

/** Body rows that are left once the removals are done; a table keeps one. */
const rowsLeft = ({ plan, state, emptiesFirst }: Writing): number =>
  emptiesFirst ? 1 : state.bodyRows - plan.removals.length;

interface Insertion {
  run: RestoredRun;
  /** Body row at which cells are inserted, and how many rows. */
  at: number;
  count: number;
  /** Body row of the first of the run. */
  first: number;
  /** Whether the table has to be told that they are its own. */
  isEnd: boolean;
}
/** What is inserted where, run by run. */
const insertionsOf = (writing: Writing): Insertion[] => {
  let rows = rowsLeft(writing);
  return writing.restored.map((run) => {
    const count = run.count - run.taken;
    const at = run.index + run.taken;
    const isEnd = count > 0 && at >= rows;
    rows += count;
    if (writing.canResize || !isEnd) return { run, at, count, first: run.index, isEnd };
    // A table that cannot be resized takes rows only before its last one. Where that one is blank, the last row that comes
    // is written into it, and the order is that of the run.
    const before = rows - count - 1;
    return { run, at: before, count, first: before, isEnd: false };
  });
};

/** Puts the rows into the queue; what is left in it is still to be sent. */
export const queueRestorations = async (
  context: Excel.RequestContext,
  writing: Writing,
  queue: WriteQueue,
  progress: Progress,
): Promise<void> => {
  const { state, plan } = writing;
  const sheet = context.workbook.worksheets.getItem(state.sheet);
  const width = widthOf(writing);
  const top = state.row + 1;
  let rows = rowsLeft(writing);
  for (const { run, at, count, first, isEnd } of insertionsOf(writing)) {
    if (count > 0) {
      queue.act(() => {
        const inserted = sheet.getRangeByIndexes(top + at, state.column, count, width).insert('Down');
        // New cells look like those above them, and above the first row stands the header.
        if (at === 0)
          inserted.copyFrom(
            sheet.getRangeByIndexes(top + count, state.column, 1, width),
            Excel.RangeCopyType.formats,
          );
      });
      rows += count;
    }
    if (isEnd) {
      const height = 1 + rows;
      // A request of its own: what failed later must know whether the cells below have moved.
      await queue.flush();
      progress.roomAtEnd = true;
      queue.act(() =>
        context.workbook.tables
          .getItem(plan.table)
          .resize(sheet.getRangeByIndexes(state.row, state.column, height, width)),
      );
    }
    const cells = run.cells.map(({ row, column, value }) => ({
      row: top + first + row,
      column: state.column + column,
      value,
    }));
    await queue.write(sheet, blocksOf(cells));
  }
};

/**
 * Takes rows out again that came in by a writing that failed; they are told from the rows that the table has too many.
 * @param rowsNow body rows of the table as it is
 */
export const takeRestorationsBack = (
  context: Excel.RequestContext,
  writing: Writing,
  progress: Progress,
  rowsNow: number,
  queue: WriteQueue,
): void => {
  const { state } = writing;
  const sheet = context.workbook.worksheets.getItem(state.sheet);
  let tooMany = rowsNow - rowsLeft(writing);
  const done: Insertion[] = [];
  for (const insertion of insertionsOf(writing)) {
    // Rows at the end are there as soon as room was made for them, whether the table has taken them or not.
    const isDone = insertion.isEnd ? progress.roomAtEnd : tooMany >= insertion.count;
    if (!isDone) break;
    tooMany -= insertion.count;
    done.push(insertion);
  }
  for (const { at, count } of done.reverse())
    if (count > 0)
      queue.act(() =>
        sheet.getRangeByIndexes(state.row + 1 + at, state.column, count, widthOf(writing)).delete('Up'),
      );
};
