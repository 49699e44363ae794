import type { RowRestoration } from '../../templates/refresh/types.ts';
import { cellInput } from './cell-input.ts';
import type { WriteQueue } from './write-queue.ts';
import { type Progress, type RestoredRun, type Writing, widthOf } from './writing.ts';

/** Rows that an undo puts back: inserted at their place, so that what stands below moves down as it once moved up. */

/** Joins rows that stand together. A host inserts them in ascending order, so that each index is the final one. */
export const restoredRuns = (
  restorations: readonly RowRestoration[],
  width: number,
  date1904: boolean,
): RestoredRun[] => {
  const runs: RestoredRun[] = [];
  for (const { index, cells } of restorations) {
    const line = Array.from({ length: width }, () => '' as RestoredRun['values'][number][number]);
    for (const cell of cells) line[cell.column] = cellInput(cell, date1904);
    const last = runs.at(-1);
    if (last && last.index + last.values.length === index) last.values.push(line);
    else runs.push({ index, values: [line] });
  }
  return runs;
};

/** Body rows that are left once the removals are done; a table keeps one. */
const rowsLeft = ({ plan, state, emptiesFirst }: Writing): number =>
  emptiesFirst ? 1 : state.bodyRows - plan.removals.length;

interface Insertion {
  /** Body row at which cells are inserted, and how many rows; none where the row is there. */
  at: number;
  count: number;
  /** Body row of the first value. */
  values: RestoredRun;
  /** Whether the table has to be told that they are its own. */
  isEnd: boolean;
}
/** What is inserted where, run by run. */
const insertionsOf = (writing: Writing): Insertion[] => {
  let rows = rowsLeft(writing);
  return writing.restored.map((run, i) => {
    // Where every row went, a blank one stands at the top, and the first row that comes back takes it.
    const taken = i === 0 && writing.emptiesFirst ? 1 : 0;
    const count = run.values.length - taken;
    const at = run.index + taken;
    const isEnd = at >= rows;
    rows += count;
    // A table that cannot be resized takes rows only before its last one.
    return writing.canResize || !isEnd
      ? { at, count, values: run, isEnd: isEnd && count > 0 }
      : {
          at: rows - count - 1,
          count,
          values: { ...run, index: Math.max(0, rows - count - 1) },
          isEnd: false,
        };
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
  for (const { at, count, values, isEnd } of insertionsOf(writing)) {
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
    await queue.write(sheet, [{ row: top + values.index, column: state.column, values: values.values }]);
  }
};

/**
 * Takes rows out again that were put back by a writing that failed; they are told from the rows that the table has too many.
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
