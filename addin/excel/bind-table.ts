import { Problem } from '../../service/records/problem.ts';
import { bindingSheetName, withBinding } from '../../templates/refresh/binding-sheet.ts';
import { changedSincePlan, gridDigest } from '../../templates/refresh/digest.ts';
import type { BindRequest, GridRange, SheetGrid } from '../../templates/refresh/grid-types.ts';
import { gridCell } from '../../templates/refresh/sheet-grid.ts';
import {
  type BindingSheet,
  bindingBlock,
  bindingSheetIn,
  queueBindings,
  readBindingSheet,
} from './binding-sheet-io.ts';
import { restoreInput } from './cell-input.ts';
import { hasExcelApi, inExcel } from './excel-batch.ts';
import { excelCodeOf, excelTooOld, sheetProtected, tableBlocked } from './excel-problems.ts';
import { readSheetGrid } from './sheet-reading.ts';
import { blocksOf, type CellToWrite, WriteQueue } from './write-queue.ts';

/** Makes a region that an analyst drew a bound table, as the core decided it. */

const tableExists = (table: string): Problem =>
  new Problem(
    'workbook.table-exists',
    { zh: `工作簿中已有名为“${table}”的表。`, en: `The workbook already has a table named “${table}”.` },
    { zh: '请换一个名称。', en: 'Choose another name.' },
    { table },
  );

/** Under a filter Excel puts what is written into other rows than asked: keys must never go astray. */
const filteredSheet = (sheet: string): Problem =>
  new Problem(
    'workbook.filter-on',
    {
      zh: `工作表“${sheet}”正在筛选，此时写入记录编号可能写错行；没有写入任何内容。`,
      en: `The sheet “${sheet}” is filtered; keys written now could land in the wrong rows. Nothing was written.`,
    },
    { zh: '请先清除筛选再绑定。', en: 'Clear the filter, then bind the table.' },
    { sheet },
  );

/** A binding that was checked, with what its taking back needs. */
interface Binding {
  request: BindRequest;
  grid: SheetGrid;
  sheet: BindingSheet;
  wasHidden: boolean;
  /** What the workbook's own table covered. */
  covered: GridRange | null;
  /** Whether the cells beside the table were moved: a request of its own. */
  roomMade: boolean;
}

const rangeIn = (sheet: Excel.Worksheet, { top, left, bottom, right }: GridRange): Excel.Range =>
  sheet.getRangeByIndexes(top, left, bottom - top, right - left);
/** The cells of the key column, its header first. */
const keyRange = ({ range, key }: BindRequest): GridRange => ({
  top: range.top,
  bottom: range.bottom,
  left: key.column,
  right: key.column + 1,
});

const check = async (context: Excel.RequestContext, request: BindRequest): Promise<Binding> => {
  const { binding, existing } = request;
  if (existing !== null && !hasExcelApi('1.13')) throw excelTooOld('ExcelApi 1.13');
  const grid = await readSheetGrid(context, request.sheet);
  const sheet = context.workbook.worksheets.getItem(request.sheet);
  const protection = sheet.protection.load('protected');
  const filter = sheet.autoFilter.load('isDataFiltered');
  const own =
    existing === null ? null : context.workbook.tables.getItem(existing).autoFilter.load('isDataFiltered');
  const named = context.workbook.tables.getItemOrNullObject(binding.table).load('name');
  const queued = queueBindings(context);
  const column = sheet.getRangeByIndexes(0, request.key.column, 1, 1).getEntireColumn().load('columnHidden');
  await context.sync();
  if (gridDigest(grid, request.range) !== request.digest) throw changedSincePlan(binding.table);
  if (!named.isNullObject && named.name !== existing) throw tableExists(binding.table);
  if (protection.protected) throw sheetProtected(request.sheet);
  if (filter.isDataFiltered || own?.isDataFiltered === true) throw filteredSheet(request.sheet);
  return {
    request,
    grid,
    sheet: readBindingSheet(queued),
    wasHidden: column.columnHidden === true,
    covered: grid.tables.find((table) => table.name === existing)?.range ?? null,
    roomMade: false,
  };
};

const write = async (context: Excel.RequestContext, checked: Binding): Promise<void> => {
  const { request, sheet: before } = checked;
  const { key, range, binding, existing } = request;
  const sheet = context.workbook.worksheets.getItem(request.sheet);
  const queue = new WriteQueue(context, () => {});
  const keys = keyRange(request);
  if (key.insert) {
    queue.act(() => rangeIn(sheet, keys).insert('Right'));
    await queue.flush();
    checked.roomMade = true;
  }
  for (const merge of request.unmerge) queue.act(() => rangeIn(sheet, merge).unmerge());
  const cells = request.writes.map(
    ({ row, column, value }): CellToWrite => ({ row, column, value: restoreInput(value) }),
  );
  const column = [key.header, ...key.keys].map(
    (value, i): CellToWrite => ({ row: range.top + i, column: key.column, value: restoreInput(value) }),
  );
  await queue.write(sheet, blocksOf([...cells, ...column]));
  if (existing === null)
    queue.act(() => {
      const table = sheet.tables.add(rangeIn(sheet, range), true);
      table.name = binding.table;
      // Her colours and lines stay the table's look.
      table.style = 'TableStyleLight1';
      table.showBandedRows = false;
    });
  else
    queue.act(() => {
      const table = context.workbook.tables.getItem(existing);
      table.resize(rangeIn(sheet, range));
      if (existing !== binding.table) table.name = binding.table;
    });
  if (key.hidden)
    queue.act(() => {
      rangeIn(sheet, keys).getEntireColumn().columnHidden = true;
    });
  const block = bindingBlock(withBinding(before.bindings, binding), before);
  await queue.write(bindingSheetIn(context, before), [block]);
  await queue.flush();
};

const takeBack = (checked: Binding): Promise<void> =>
  inExcel(
    async (context) => {
      const { request, grid, sheet: before, covered } = checked;
      const { key, binding, existing } = request;
      const sheet = context.workbook.worksheets.getItem(request.sheet);
      const tables = sheet.tables.load('items/name,items/id');
      await context.sync();
      const queue = new WriteQueue(context, () => {});
      const known = new Set(grid.tables.map(({ name }) => name));
      for (const table of tables.items) {
        if (existing === null && !known.has(table.name)) queue.act(() => table.convertToRange());
        if (existing !== null && covered && (table.name === existing || table.name === binding.table))
          queue.act(() => {
            table.resize(rangeIn(sheet, covered));
            table.name = existing;
          });
      }
      if (key.hidden && !checked.wasHidden)
        queue.act(() => {
          rangeIn(sheet, keyRange(request)).getEntireColumn().columnHidden = false;
        });
      if (checked.roomMade) queue.act(() => rangeIn(sheet, keyRange(request)).delete('Left'));
      else if (!key.insert) queue.act(() => rangeIn(sheet, keyRange(request)).clear('Contents'));
      const cells = request.writes.map(({ row, column }): CellToWrite => {
        const cell = gridCell(grid, row, column);
        const value = cell.formula === undefined ? restoreInput(cell.value) : `=${cell.formula}`;
        return { row, column, value };
      });
      await queue.write(sheet, blocksOf(cells));
      for (const merge of request.unmerge) queue.act(() => rangeIn(sheet, merge).merge());
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
 * Carries a binding out: one trip or two that read and refuse, then the writing; where that fails, all is as it was.
 * @throws Problem `workbook.changed-since-plan`, `workbook.table-exists`, `workbook.protected`, `workbook.filter-on`, `workbook.table-blocked`,
 *   `workbook.excel-too-old` where a table has to be widened in an Excel before ExcelApi 1.13
 */
export const bindTableInExcel = (request: BindRequest): Promise<void> =>
  inExcel(async (context) => {
    const checked = await check(context, request);
    try {
      await write(context, checked);
    } catch (thrown) {
      const code = excelCodeOf(thrown);
      if (code !== 'InvalidOperationInCellEditMode') await takeBack(checked);
      if (code === 'InvalidOperation') throw tableBlocked(request.binding.table);
      throw thrown;
    }
  });
