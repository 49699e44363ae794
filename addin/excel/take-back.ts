import { Problem } from '../../service/records/problem.ts';
import { archiveSheetName } from '../../templates/refresh/archive.ts';
import { bindingSheetName, withBinding } from '../../templates/refresh/binding-sheet.ts';
import type { SnapshotCell } from '../../templates/refresh/types.ts';
import { bindingBlock } from './binding-sheet-io.ts';
import { type CellInput, restoreInput } from './cell-input.ts';
import { inExcel } from './excel-batch.ts';
import { takeRestorationsBack } from './restore-rows.ts';
import { type CellBlock, WriteQueue } from './write-queue.ts';
import { bottomOf, type Progress, type RowRun, rangeOf, type Writing, widthOf } from './writing.ts';

const halfWritten = (writing: Writing, cause: unknown): Problem =>
  new Problem(
    'workbook.half-written',
    {
      zh: `刷新表“${writing.plan.table}”中途失败，并且未能自动恢复原状。`,
      en: `Refreshing “${writing.plan.table}” failed half-way and could not be taken back.`,
    },
    {
      zh: '请立即按 Ctrl+Z 撤销，或不保存并重新打开工作簿。',
      en: 'Press Ctrl+Z now, or close the workbook without saving and open it again.',
    },
    { table: writing.plan.table },
    cause,
  );

const before = (cell: SnapshotCell | undefined): CellInput =>
  cell?.formula !== undefined ? `=${cell.formula}` : restoreInput(cell?.value ?? null);

/** The values that stood in a block before the writing. */
const blockBefore = ({ state }: Writing, block: CellBlock): CellBlock => ({
  ...block,
  values: block.values.map((line, i) =>
    line.map((_, j) => {
      const row = state.snapshot.rows[block.row - state.row - 1 + i];
      return before(row?.cells[block.column - state.column + j]);
    }),
  ),
});

/** Which of the removals were done, told from the rows that the table lacks: they are done from the last to the first. */
const removedOf = (writing: Writing, missing: number): RowRun[] => {
  const done: RowRun[] = [];
  let left = missing;
  for (const run of writing.removals) {
    if (left < run.count) break;
    left -= run.count;
    done.push(run);
  }
  return done;
};

/**
 * Brings the table, the archive and the hidden sheet back to what they were before a writing that failed. Writing back a
 * cell that was never reached changes nothing, so only moves of cells need to know how far the writing got.
 * @throws Problem `workbook.half-written` where that fails as well
 */
export const takeBack = async (writing: Writing, progress: Progress): Promise<void> => {
  const { plan, state } = writing;
  try {
    await inExcel(
      async (context) => {
        const sheet = context.workbook.worksheets.getItem(state.sheet);
        const table = context.workbook.tables.getItem(plan.table);
        const now = table.getRange().load('rowCount');
        await context.sync();
        const width = widthOf(writing);
        const added = writing.grown;
        const whole = 1 + state.bodyRows;
        const bottom = bottomOf(writing);
        const queue = new WriteQueue(context, () => {});

        const linesBefore = (from: number, count: number): CellBlock => {
          const values = Array.from({ length: count }, () => Array.from({ length: width }, () => ''));
          return blockBefore(writing, { row: state.row + 1 + from, column: state.column, values });
        };
        if (progress.restoring) takeRestorationsBack(context, writing, progress, now.rowCount - 1, queue);
        const removed = writing.removals.reduce((sum, run) => sum + run.count, 0);
        const missing = progress.restoring ? removed : progress.removing ? whole + added - now.rowCount : 0;
        for (const run of removedOf(writing, missing).reverse()) {
          const lines = linesBefore(run.from, run.count);
          queue.act(() => sheet.getRangeByIndexes(lines.row, lines.column, run.count, width).insert('Down'));
          await queue.write(sheet, [lines]);
        }
        if (progress.removing && writing.emptiesFirst) await queue.write(sheet, [linesBefore(0, 1)]);
        await queue.write(
          sheet,
          writing.updates.map((block) => blockBefore(writing, block)),
        );
        for (const { block, before: formats } of writing.formats)
          queue.act(() => {
            rangeOf(sheet, block).numberFormat = formats as string[][];
          });
        if (added > 0) {
          const rows = sheet.getRangeByIndexes(bottom, state.column, added, width);
          const grown = progress.roomMade || !writing.makeRoom;
          if (grown) queue.act(() => rows.clear('Contents'));
          queue.act(() => table.resize(sheet.getRangeByIndexes(state.row, state.column, whole, width)));
          if (progress.roomMade) queue.act(() => rows.delete('Up'));
          else
            for (const { column } of writing.addedFormats)
              queue.act(() => {
                sheet.getRangeByIndexes(bottom, column, added, 1).numberFormat =
                  'General' as unknown as string[][];
              });
        }
        await restoreSheets(context, writing, queue);
        await queue.flush();
      },
      { waitForCellEdit: true },
    );
  } catch (thrown) {
    throw halfWritten(writing, thrown);
  }
};

const restoreSheets = async (
  context: Excel.RequestContext,
  writing: Writing,
  queue: WriteQueue,
): Promise<void> => {
  const { plan } = writing;
  const { worksheets } = context.workbook;
  if (writing.archived) {
    if (!writing.archive.exists) queue.act(() => worksheets.getItemOrNullObject(archiveSheetName).delete());
    else await queue.write(worksheets.getItem(archiveSheetName), [writing.archived.before]);
  }
  if (!writing.bindings.exists) queue.act(() => worksheets.getItemOrNullObject(bindingSheetName).delete());
  else {
    // Lines that the new state has and the old had not are emptied with it.
    const printed = bindingBlock(withBinding(writing.bindings.bindings, plan.binding), writing.bindings);
    const values = printed.values.map((line, row) =>
      line.map((_, column) => restoreInput(writing.bindings.rows[row]?.[column] ?? null)),
    );
    await queue.write(worksheets.getItem(bindingSheetName), [{ row: 0, column: 0, values }]);
  }
};
