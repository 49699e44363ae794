import { archiveLines } from '../../templates/refresh/archive.ts';
import { withBinding } from '../../templates/refresh/binding-sheet.ts';
import { refuseIfChanged } from '../../templates/refresh/digest.ts';
import type { CellWrite, RefreshPlan } from '../../templates/refresh/types.ts';
import { archiveChange, archiveSheetIn, noArchive, queueArchive } from './archive-sheet-io.ts';
import { bindingBlock, bindingSheetIn, queueBindings, readBindingSheet } from './binding-sheet-io.ts';
import { cellInput, dateFormat, isDateFormat } from './cell-input.ts';
import { hasExcelApi, inExcel } from './excel-batch.ts';
import { excelCodeOf, filterOn, sheetProtected, tableBlocked, totalsRow } from './excel-problems.ts';
import { queueRestorations, restoredRuns } from './restore-rows.ts';
import { readTableWith } from './table-reading.ts';
import { takeBack } from './take-back.ts';
import { blocksOf, type CellBlock, type CellToWrite, WriteQueue } from './write-queue.ts';
import { bottomOf, type Progress, type RowRun, rangeOf, type Writing, widthOf } from './writing.ts';

const isDate = (cell: CellWrite): boolean => cell.type === 'date' && cell.value !== null;

/** Runs of rows to be removed, the last first. */
const runsOf = (rows: readonly number[]): RowRun[] => {
  const runs: RowRun[] = [];
  for (const row of [...rows].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last.from + last.count === row) last.count++;
    else runs.push({ from: row, count: 1 });
  }
  return runs.reverse();
};

/** Questions that travel with the check of the table. */
const queueChecks = (context: Excel.RequestContext, plan: RefreshPlan) => {
  const table = context.workbook.tables.getItem(plan.table);
  const body = table.getDataBodyRange();
  const dates = plan.updates.flatMap(({ row, cells }) =>
    cells.filter(isDate).map(({ column }): CellToWrite => ({ row, column, value: 0 })),
  );
  const formats = blocksOf(dates).map((block) => {
    const range = body.getCell(block.row, block.column);
    const size = range.getResizedRange(block.values.length - 1, (block.values[0]?.length ?? 1) - 1);
    return { block, range: size.load('numberFormat') };
  });
  const count = plan.additions.length;
  const below = count > 0 ? table.getRange().getLastRow().getOffsetRange(1, 0) : null;
  return {
    bindings: queueBindings(context),
    archive:
      plan.unarchive !== null || plan.removals.some((removal) => removal.archive)
        ? queueArchive(context, plan.unarchive !== null)
        : null,
    formats,
    below: below?.load('numberFormat') ?? null,
    lastRow: count > 0 ? body.getLastRow().load('numberFormat') : null,
    occupied:
      below
        ?.getResizedRange(count - 1, 0)
        .getUsedRangeOrNullObject(true)
        .load('address') ?? null,
  };
};

/**
 * Excel on Windows puts the first value of a block into every row that a filter leaves, and none into those that it hides
 * (office-js issue 224, xlwings issue 747). One cell alone is always hit: under a filter every cell is written by itself.
 */
const unscattered = (blocks: readonly CellBlock[], isFiltered: boolean): CellBlock[] =>
  isFiltered
    ? blocks.flatMap(({ row, column, values }) =>
        values.length === 1 && values[0]?.length === 1
          ? [{ row, column, values }]
          : values.flatMap((line, i) =>
              line.map((value, j) => ({ row: row + i, column: column + j, values: [[value]] })),
            ),
      )
    : [...blocks];
const formatIn = (range: Excel.Range, row: number, column: number): unknown =>
  range.numberFormat[row]?.[column];

/**
 * The new rows at the end of the table as it will be. Where its last row is blank and takes a new record, that one is
 * among them, so that the order is the service's although rows come in before the last.
 */
const lateRows = (plan: RefreshPlan, bodyRows: number) => {
  if (plan.additions.length === 0) return { rows: plan.restorations, taken: 0 };
  const filled = plan.updates.find((update) => update.fills && update.row === bodyRows - 1);
  const rows = [...(filled ? [filled] : []), ...plan.additions];
  const first = bodyRows - plan.removals.length - (filled ? 1 : 0);
  return { rows: rows.map(({ cells }, i) => ({ index: first + i, cells })), taken: filled ? 1 : 0 };
};

const check = async (context: Excel.RequestContext, plan: RefreshPlan): Promise<Writing> => {
  const { state, with: found } = await readTableWith(context, plan.table, (c) => queueChecks(c, plan));
  refuseIfChanged(plan, state.snapshot);
  if (state.isProtected) throw sheetProtected(state.sheet);
  const canResize = hasExcelApi('1.13');
  const moves = plan.removals.length > 0 || plan.restorations.length > 0;
  if ((plan.additions.length > 0 || moves) && state.showsTotals) throw totalsRow(plan.table);
  if ((moves || (!canResize && plan.additions.length > 0)) && state.isFiltered) throw filterOn(plan.table);

  const grown = canResize ? plan.additions.length : 0;
  // Without Table.resize new rows come in as an undo puts rows back: inside the table, which then has them.
  const late = canResize ? { rows: plan.restorations, taken: 0 } : lateRows(plan, state.bodyRows);
  const emptiesFirst = plan.removals.length === state.bodyRows && grown === 0;
  const top = state.row + 1;
  const date1904 = state.snapshot.date1904 ?? false;
  const placed = (row: number, cells: readonly CellWrite[]): CellToWrite[] =>
    cells.map((cell) => ({
      row: top + row,
      column: state.column + cell.column,
      value: cellInput(cell, date1904),
    }));
  const formatted = [
    ...new Set(plan.additions.flatMap(({ cells }) => cells.filter(isDate)).map((c) => c.column)),
  ];
  const addedFormats = formatted.flatMap((column) => {
    if (isDateFormat(found.below?.numberFormat[0]?.[column])) return [];
    const above: unknown = found.lastRow?.numberFormat[0]?.[column];
    return [{ column: state.column + column, format: isDateFormat(above) ? String(above) : dateFormat }];
  });
  const archive = found.archive?.finish() ?? noArchive;
  return {
    plan,
    state,
    canResize,
    grown,
    updates: unscattered(
      blocksOf(plan.updates.flatMap(({ row, cells }) => placed(row, cells))),
      state.isFiltered,
    ),
    additions: canResize
      ? blocksOf(plan.additions.flatMap(({ cells }, i) => placed(state.bodyRows + i, cells)))
      : [],
    formats: found.formats
      .filter(({ range }) => !range.numberFormat.flat().every(isDateFormat))
      .flatMap(({ block, range }) => {
        const at = { ...block, row: top + block.row, column: state.column + block.column };
        return unscattered([at], state.isFiltered).map((part) => ({
          block: part,
          before:
            part === at
              ? range.numberFormat
              : [[formatIn(range, part.row - at.row, part.column - at.column)]],
        }));
      }),
    addedFormats: canResize ? addedFormats : [],
    makeRoom: canResize && found.occupied !== null && !found.occupied.isNullObject,
    removals: runsOf(plan.removals.map(({ row }) => row).filter((row) => !(emptiesFirst && row === 0))),
    emptiesFirst,
    bindings: readBindingSheet(found.bindings),
    archive,
    archived: archiveChange(plan, archive, archiveLines(plan, state.snapshot)),
    restored: restoredRuns(late.rows, emptiesFirst ? 1 : late.taken, date1904),
  };
};

const write = async (
  context: Excel.RequestContext,
  writing: Writing,
  progress: Progress,
  onProgress: (done: number, total: number) => void,
): Promise<void> => {
  const { plan, state } = writing;
  const blocks = [...writing.updates, ...writing.additions].flatMap((block) => block.values);
  const total = [...blocks, ...writing.restored.map((run) => run.cells)].reduce(
    (count, line) => count + line.length,
    0,
  );
  const queue = new WriteQueue(context, (done) => {
    progress.requests++;
    onProgress(Math.min(done, total), total);
  });
  const sheet = context.workbook.worksheets.getItem(state.sheet);
  const count = writing.grown;
  const bottom = bottomOf(writing);
  queue.act(() => context.application.suspendApiCalculationUntilNextSync());
  if (count > 0) {
    if (writing.makeRoom) {
      queue.act(() => sheet.getRangeByIndexes(bottom, state.column, count, widthOf(writing)).insert('Down'));
      // A request of its own: what failed later must know whether the cells below have moved.
      await queue.flush();
      progress.roomMade = true;
    }
    const rows = 1 + state.bodyRows + count;
    queue.act(() =>
      context.workbook.tables
        .getItem(plan.table)
        .resize(sheet.getRangeByIndexes(state.row, state.column, rows, widthOf(writing))),
    );
  }
  for (const { block } of writing.formats)
    queue.act(() => {
      rangeOf(sheet, block).numberFormat = block.values.map((line) => line.map(() => dateFormat));
    });
  for (const { column, format } of writing.addedFormats)
    queue.act(() => {
      // One value for all cells of a range is allowed beside a block of values.
      sheet.getRangeByIndexes(bottom, column, count, 1).numberFormat = format as unknown as string[][];
    });
  await queue.write(sheet, writing.updates);
  await queue.write(sheet, writing.additions);
  if (writing.archived) await queue.write(archiveSheetIn(context, writing.archive), [writing.archived.block]);
  const bindings = withBinding(writing.bindings.bindings, plan.binding);
  await queue.write(bindingSheetIn(context, writing.bindings), [bindingBlock(bindings, writing.bindings)]);
  await queue.flush();
  if (plan.removals.length > 0) await removeRows(sheet, writing, progress, queue);
  if (writing.restored.length === 0) return;
  progress.restoring = true;
  await queueRestorations(context, writing, queue, progress);
  await queue.flush();
};

/** Rows go in a request of their own, after all was written: what is missing afterwards tells how many of them went. */
const removeRows = async (
  sheet: Excel.Worksheet,
  writing: Writing,
  progress: Progress,
  queue: WriteQueue,
): Promise<void> => {
  progress.removing = true;
  const { state } = writing;
  const rows = (from: number, many: number): Excel.Range =>
    sheet.getRangeByIndexes(state.row + 1 + from, state.column, many, widthOf(writing));
  for (const run of writing.removals) queue.act(() => rows(run.from, run.count).delete('Up'));
  if (writing.emptiesFirst) queue.act(() => rows(0, 1).clear('Contents'));
  await queue.flush();
};

/** Codes with which Excel refuses a request as a whole, before it has done anything. */
const refusedWhole = new Set([
  'InvalidOperationInCellEditMode',
  'RequestPayloadSizeLimitExceeded',
  'InvalidOrTimedOutSession',
]);

/**
 * Writes a plan into the open workbook: one trip that reads the table again and refuses where it is not as it was planned
 * from, then the writing in requests below the size limit. Where one fails, what was written is taken back.
 * @throws Problem; the workbook is then as it was, or the Problem is `workbook.half-written` and says so
 */
export const applyPlan = async (
  plan: RefreshPlan,
  onProgress: (done: number, total: number) => void,
): Promise<void> =>
  inExcel(async (context) => {
    const writing = await check(context, plan);
    const progress: Progress = {
      roomMade: false,
      removing: false,
      restoring: false,
      roomAtEnd: false,
      requests: 0,
    };
    try {
      await write(context, writing, progress, onProgress);
    } catch (thrown) {
      const code = excelCodeOf(thrown);
      if (progress.requests > 0 || code === null || !refusedWhole.has(code))
        await takeBack(writing, progress);
      if (
        code === 'InvalidOperation' &&
        plan.additions.length + plan.removals.length + plan.restorations.length > 0
      )
        throw tableBlocked(plan.table);
      throw thrown;
    }
  });
