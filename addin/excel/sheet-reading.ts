import { Problem } from '../../service/records/problem.ts';
import type { GridRange, SheetGrid } from '../../templates/refresh/grid-types.ts';
import type { SnapshotCell } from '../../templates/refresh/types.ts';
import { hasExcelApi } from './excel-batch.ts';
import { queueCells, queueDayCount, readInBlocks } from './table-reading.ts';

/** Sheets of the open workbook as plain grids, for tables that are not bound yet. */

const sheetMissing = (sheet: string): Problem =>
  new Problem(
    'workbook.sheet-missing',
    { zh: `工作簿中没有工作表“${sheet}”。`, en: `The workbook has no sheet “${sheet}”.` },
    { zh: '请检查工作表名称。', en: 'Check the name of the sheet.' },
    { sheet },
  );

/** Names of the sheets that people see, in their order. */
export const visibleSheets = async (context: Excel.RequestContext): Promise<string[]> => {
  const sheets = context.workbook.worksheets.load('items/name,items/visibility');
  await context.sync();
  return sheets.items
    .filter(({ visibility }) => visibility === Excel.SheetVisibility.visible)
    .map(({ name }) => name);
};

const rangeOf = (range: Excel.Range): GridRange => ({
  top: range.rowIndex,
  left: range.columnIndex,
  bottom: range.rowIndex + range.rowCount,
  right: range.columnIndex + range.columnCount,
});
const place = 'rowIndex,columnIndex,rowCount,columnCount';

/**
 * Reads a sheet. Merged cells can be told from Excel with ExcelApi 1.13 on; before that a merge looks like its first cell
 * with blank ones behind it.
 * @throws Problem `workbook.sheet-missing`
 */
export const readSheetGrid = async (context: Excel.RequestContext, name: string): Promise<SheetGrid> => {
  const sheet = context.workbook.worksheets.getItemOrNullObject(name).load('name');
  const used = sheet.getUsedRangeOrNullObject(true).load(place);
  const tables = sheet.tables.load('items/name,items/showTotals');
  const counts1904 = queueDayCount(context);
  await context.sync();
  if (sheet.isNullObject) throw sheetMissing(name);
  const days = counts1904() ? { date1904: true } : {};
  if (used.isNullObject) return { sheet: name, rows: [], merges: [], tables: [], ...days };

  const places = tables.items.map((table) => table.getRange().load(place));
  const merged = hasExcelApi('1.13') ? used.getMergedAreasOrNullObject() : null;
  merged?.load(
    place
      .split(',')
      .map((member) => `areas/items/${member}`)
      .join(','),
  );
  const rows = await readInBlocks(context, (blockRows, bySpecialCells) => {
    const cells = queueCells(context, used, blockRows, bySpecialCells);
    return { finish: () => cells.finish(used.rowCount) };
  });
  const blank = (count: number): SnapshotCell[] => Array.from({ length: count }, () => ({ value: null }));
  return {
    sheet: name,
    rows: [
      ...Array.from({ length: used.rowIndex }, () => []),
      ...rows.map((cells) => [...blank(used.columnIndex), ...cells]),
    ],
    merges: merged === null || merged.isNullObject ? [] : merged.areas.items.map(rangeOf),
    tables: tables.items.flatMap((table, i) => {
      const range = places[i];
      return range ? [{ name: table.name, range: rangeOf(range), totals: table.showTotals }] : [];
    }),
    ...days,
  };
};
