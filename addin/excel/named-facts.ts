import { bindingSheetName } from '../../templates/refresh/binding-sheet.ts';
import { changedSincePlan } from '../../templates/refresh/digest.ts';
import { parseFacts } from '../../templates/refresh/fact-lines.ts';
import type { FactBinding, FactPlan, NamedCells } from '../../templates/refresh/fact-types.ts';
import { factsDigest } from '../../templates/refresh/plan-facts.ts';
import type { SnapshotCell } from '../../templates/refresh/types.ts';
import {
  type BindingSheet,
  bindingBlock,
  bindingSheetIn,
  queueBindings,
  readBindingSheet,
} from './binding-sheet-io.ts';
import { cellInput, dateFormat, isDateFormat, restoreInput } from './cell-input.ts';
import { inExcel } from './excel-batch.ts';
import { excelCodeOf, sheetProtected } from './excel-problems.ts';
import { queueDayCount } from './table-reading.ts';
import { blocksOf, type CellBlock, type CellToWrite, WriteQueue } from './write-queue.ts';

/** Facts in cells and ranges that bear a name, in the open workbook. */

interface NamedRange extends NamedCells {
  row: number;
  column: number;
  formats: readonly (readonly unknown[])[];
  isProtected: boolean;
  isFiltered: boolean;
}

const queueName = (context: Excel.RequestContext, name: string) => {
  const range = context.workbook.names.getItemOrNullObject(name).getRangeOrNullObject();
  range.load({
    values: true,
    formulas: true,
    numberFormat: true,
    rowIndex: true,
    columnIndex: true,
    worksheet: { name: true, protection: { protected: true }, autoFilter: { isDataFiltered: true } },
  });
  return { name, range };
};

const cellsOf = ({ values, formulas }: Excel.Range): SnapshotCell[][] =>
  values.map((line: unknown[], i) =>
    line.map((value, j): SnapshotCell => {
      const formula: unknown = formulas[i]?.[j];
      // A text that looks like a formula has itself as its value.
      const isFormula = typeof formula === 'string' && formula.startsWith('=') && formula !== value;
      return {
        value: value === '' ? null : (value as SnapshotCell['value']),
        ...(isFormula ? { formula: formula.slice(1) } : {}),
      };
    }),
  );

/** Reads the cells of names; what is no name, or no cells, is left out. One trip, or one a name where that is too much. */
const readNames = async (context: Excel.RequestContext, names: readonly string[]): Promise<NamedRange[]> => {
  const read = async (some: readonly string[]): Promise<NamedRange[]> => {
    const queued = some.map((name) => queueName(context, name));
    const counts1904 = queueDayCount(context);
    await context.sync();
    return queued.flatMap(({ name, range }): NamedRange[] =>
      range.isNullObject
        ? []
        : [
            {
              name,
              sheet: range.worksheet.name,
              cells: cellsOf(range),
              row: range.rowIndex,
              column: range.columnIndex,
              formats: range.numberFormat,
              isProtected: range.worksheet.protection.protected,
              isFiltered: range.worksheet.autoFilter.isDataFiltered,
              ...(counts1904() ? { date1904: true } : {}),
            },
          ],
    );
  };
  if (names.length === 0) return [];
  try {
    return await read(names);
  } catch (thrown) {
    if (excelCodeOf(thrown) !== 'ResponsePayloadSizeLimitExceeded' || names.length === 1) throw thrown;
    const found: NamedRange[] = [];
    for (const name of names) found.push(...(await read([name])));
    return found;
  }
};

/** What the hidden sheet says about facts. */
export const readFactsIn = async (context: Excel.RequestContext): Promise<FactBinding[]> => {
  const queued = queueBindings(context);
  await context.sync();
  return parseFacts(readBindingSheet(queued).rows);
};

export const readNamedIn = async (
  context: Excel.RequestContext,
  names: readonly string[],
): Promise<NamedCells[]> =>
  (await readNames(context, names)).map(({ name, sheet, cells, date1904 }) => ({
    name,
    sheet,
    cells,
    ...(date1904 ? { date1904 } : {}),
  }));

interface SheetChange {
  sheet: string;
  /** Under a filter every cell is written by itself (apply-plan.ts says why). */
  isFiltered: boolean;
  cells: CellToWrite[];
  before: CellToWrite[];
  /** Cells that get a date format, with the one that they have. */
  formats: { row: number; column: number; before: unknown }[];
}

/** What is written into each sheet, and what stood there. */
const changesOf = (plan: FactPlan, named: readonly NamedRange[]): SheetChange[] => {
  const bySheet = new Map<string, SheetChange>();
  for (const { name, cells } of plan.writes) {
    const at = named.find((one) => one.name === name);
    if (!at) continue;
    const change = bySheet.get(at.sheet) ?? {
      sheet: at.sheet,
      isFiltered: at.isFiltered,
      cells: [],
      before: [],
      formats: [],
    };
    bySheet.set(at.sheet, change);
    for (const write of cells) {
      const place = { row: at.row + write.row, column: at.column + write.column };
      const was = at.cells[write.row]?.[write.column];
      const format = at.formats[write.row]?.[write.column];
      change.cells.push({ ...place, value: cellInput(write, at.date1904 ?? false) });
      change.before.push({
        ...place,
        value: was?.formula === undefined ? restoreInput(was?.value ?? null) : `=${was.formula}`,
      });
      if (write.type === 'date' && typeof write.value === 'string' && !isDateFormat(format))
        change.formats.push({ ...place, before: format });
    }
  }
  return [...bySheet.values()];
};

const blocksIn = (cells: readonly CellToWrite[], { isFiltered }: SheetChange): CellBlock[] =>
  isFiltered ? cells.flatMap((cell) => blocksOf([cell])) : blocksOf(cells);

const write = async (
  context: Excel.RequestContext,
  changes: readonly SheetChange[],
  plan: FactPlan,
  before: BindingSheet,
): Promise<void> => {
  const queue = new WriteQueue(context, () => {});
  for (const change of changes) {
    const { sheet: name, cells, formats } = change;
    const sheet = context.workbook.worksheets.getItem(name);
    for (const { row, column } of formats)
      queue.act(() => {
        sheet.getRangeByIndexes(row, column, 1, 1).numberFormat = [[dateFormat]];
      });
    await queue.write(sheet, blocksIn(cells, change));
  }
  const block = bindingBlock(before.bindings, before, plan.facts);
  await queue.write(bindingSheetIn(context, before), [block]);
  await queue.flush();
};

const takeBack = (changes: readonly SheetChange[], before: BindingSheet): Promise<void> =>
  inExcel(
    async (context) => {
      const queue = new WriteQueue(context, () => {});
      for (const change of changes) {
        const { sheet: name, before: cells, formats } = change;
        const sheet = context.workbook.worksheets.getItem(name);
        await queue.write(sheet, blocksIn(cells, change));
        for (const { row, column, before: format } of formats)
          queue.act(() => {
            sheet.getRangeByIndexes(row, column, 1, 1).numberFormat = [[format]];
          });
      }
      if (before.exists)
        await queue.write(context.workbook.worksheets.getItem(bindingSheetName), [
          bindingBlock(before.bindings, before),
        ]);
      else queue.act(() => context.workbook.worksheets.getItemOrNullObject(bindingSheetName).delete());
      await queue.flush();
    },
    { waitForCellEdit: true },
  );

/**
 * Writes facts into their cells: a trip that reads them again and refuses where they are not as they were planned from,
 * then the writing; where that fails, all is as it was.
 * @throws Problem `workbook.changed-since-plan`, `workbook.protected`
 */
export const applyFactsInExcel = (plan: FactPlan): Promise<void> =>
  inExcel(async (context) => {
    const queued = queueBindings(context);
    const named = await readNames(context, plan.names);
    // Where there are no names, nothing has been sent yet.
    await context.sync();
    const before = readBindingSheet(queued);
    if (factsDigest(named) !== plan.digest) throw changedSincePlan(plan.names.join('、'));
    const changes = changesOf(plan, named);
    const locked = named.find(
      ({ sheet, isProtected }) => isProtected && changes.some((one) => one.sheet === sheet),
    );
    if (locked) throw sheetProtected(locked.sheet);
    try {
      await write(context, changes, plan, before);
    } catch (thrown) {
      if (excelCodeOf(thrown) !== 'InvalidOperationInCellEditMode') await takeBack(changes, before);
      throw thrown;
    }
  });
