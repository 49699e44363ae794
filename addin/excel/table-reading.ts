import type { SnapshotCell, TableSnapshot } from '../../templates/refresh/types.ts';
import { excelCodeOf, tableMissing } from './excel-problems.ts';

/**
 * Reads a table in as few trips as its size allows: one for all that fits, one more for each further block. Values come
 * once; formulas come only for the cells that have one (special cells), which also tells a formula from a text that
 * looks like one.
 */

/** Office.js refuses answers over 5 MB; blocks are planned for less because their size is an estimate. */
const blockBytes = 3_500_000;
const firstBlockRows = 5_000;
const fewestRows = 20;

/** A table with what a writer must know of its place, all of one moment. */
export interface TableState {
  snapshot: TableSnapshot;
  sheet: string;
  /** Of the header row, counted from 0. */
  row: number;
  column: number;
  isProtected: boolean;
  isFiltered: boolean;
  showsTotals: boolean;
  /** Rows of the data body; an empty table has one blank row. */
  bodyRows: number;
}

interface Block {
  from: number;
  rows: Excel.Range;
  formulas: Excel.RangeAreas | null;
}

const encoder = new TextEncoder();
const bytesOf = (value: unknown): number => encoder.encode(JSON.stringify(value)).length;

/** Lays a block's reading into the context's queue. */
const queueBlock = (body: Excel.Range, from: number, count: number, bySpecialCells: boolean): Block => {
  const rows = body.getIntersection(body.getRow(from).getResizedRange(count - 1, 0));
  rows.load(bySpecialCells ? 'values,rowIndex,columnIndex' : 'values,formulas,rowIndex,columnIndex');
  if (!bySpecialCells) return { from, rows, formulas: null };
  const formulas = rows.getSpecialCellsOrNullObject(Excel.SpecialCellType.formulas);
  formulas.load('areas/items/formulas,areas/items/rowIndex,areas/items/columnIndex');
  return { from, rows, formulas };
};

const cellsOf = (block: Block): SnapshotCell[][] => {
  const { rows, formulas } = block;
  const cells = rows.values.map((row) =>
    row.map(
      (value: unknown): SnapshotCell => ({
        value: value === '' ? null : (value as SnapshotCell['value']),
      }),
    ),
  );
  const put = (row: number, column: number, formula: unknown): void => {
    const cell = cells[row]?.[column];
    if (cell && typeof formula === 'string' && formula.startsWith('=')) cell.formula = formula.slice(1);
  };
  if (formulas === null)
    // A protected sheet gives no special cells. A text that looks like a formula has itself as its value.
    rows.formulas.forEach((row: unknown[], i) => {
      row.forEach((formula, j) => {
        if (formula !== rows.values[i]?.[j]) put(i, j, formula);
      });
    });
  else if (!formulas.isNullObject)
    for (const area of formulas.areas.items)
      area.formulas.forEach((row: unknown[], i) => {
        row.forEach((formula, j) => {
          put(area.rowIndex - rows.rowIndex + i, area.columnIndex - rows.columnIndex + j, formula);
        });
      });
  return cells;
};

/** A reading whose first part waits in the context's queue, so that other questions can travel in the same trip. */
export interface QueuedTable {
  /** To be called after the context was synced; makes further trips for a long table. */
  finish(): Promise<TableState>;
}

const queueTable = (
  context: Excel.RequestContext,
  name: string,
  blockRows: number,
  bySpecialCells: boolean,
): QueuedTable => {
  const table = context.workbook.tables.getItem(name);
  table.load({
    name: true,
    showTotals: true,
    autoFilter: { isDataFiltered: true },
    worksheet: { name: true, protection: { protected: true } },
  });
  const header = table.getHeaderRowRange().load('values,rowIndex,columnIndex');
  const body = table.getDataBodyRange().load('rowCount');
  const first = queueBlock(body, 0, blockRows, bySpecialCells);
  // The first day that both systems know: 1 in a workbook that counts from 1904, 1463 in one that counts from 1900.
  const day = context.workbook.functions.date(1904, 1, 2).load('value');
  return {
    finish: async () => {
      const rows = cellsOf(first).map((cells) => ({ cells }));
      const perRow = bytesOf(first.rows.values) / Math.max(1, rows.length);
      const next = Math.max(fewestRows, Math.floor(blockBytes / Math.max(1, perRow)));
      while (rows.length < body.rowCount) {
        const block = queueBlock(
          body,
          rows.length,
          Math.min(next, body.rowCount - rows.length),
          bySpecialCells,
        );
        await context.sync();
        rows.push(...cellsOf(block).map((cells) => ({ cells })));
      }
      return {
        snapshot: {
          table: name,
          sheet: table.worksheet.name,
          headers: (header.values[0] ?? []).map(String),
          rows,
          ...(day.value === 1 ? { date1904: true } : {}),
        },
        sheet: table.worksheet.name,
        row: header.rowIndex,
        column: header.columnIndex,
        isProtected: table.worksheet.protection.protected,
        isFiltered: table.autoFilter.isDataFiltered,
        showsTotals: table.showTotals,
        bodyRows: body.rowCount,
      };
    },
  };
};

/**
 * Reads a table, and whatever else was put into the queue, in one trip where its size allows.
 * @param queue puts further questions into the same trip; called again where the trip must be made anew
 * @throws Problem `workbook.table-missing`, and errors of Office.js
 */
export const readTableWith = async <T>(
  context: Excel.RequestContext,
  name: string,
  queue: (context: Excel.RequestContext) => T,
): Promise<{ state: TableState; with: T }> => {
  let blockRows = firstBlockRows;
  let bySpecialCells = true;
  for (;;) {
    const beside = queue(context);
    const queued = queueTable(context, name, blockRows, bySpecialCells);
    try {
      await context.sync();
      return { state: await queued.finish(), with: beside };
    } catch (thrown) {
      const code = excelCodeOf(thrown);
      if (code === 'ItemNotFound') throw tableMissing(name);
      if (code === 'AccessDenied' && bySpecialCells) bySpecialCells = false;
      else if (code === 'ResponsePayloadSizeLimitExceeded' && blockRows > fewestRows)
        blockRows = Math.max(fewestRows, Math.floor(blockRows / 4));
      else throw thrown;
    }
  }
};
