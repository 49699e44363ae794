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

/**
 * The first day that both day counts know: 1 in a workbook that counts from 1904, 1463 in one that counts from 1900.
 */
export const queueDayCount = (context: Excel.RequestContext): (() => boolean) => {
  const day = context.workbook.functions.date(1904, 1, 2).load('value');
  return () => day.value === 1;
};

/** Reads the cells of a range in blocks, its first in the trip that is queued already. */
export interface QueuedCells {
  /** To be called after the context was synced, with the rows that there are; makes further trips for many. */
  finish(rowCount: number): Promise<SnapshotCell[][]>;
}
export const queueCells = (
  context: Excel.RequestContext,
  range: Excel.Range,
  blockRows: number,
  bySpecialCells: boolean,
): QueuedCells => {
  const first = queueBlock(range, 0, blockRows, bySpecialCells);
  return {
    finish: async (rowCount) => {
      const rows = cellsOf(first);
      const perRow = bytesOf(first.rows.values) / Math.max(1, rows.length);
      const next = Math.max(fewestRows, Math.floor(blockBytes / Math.max(1, perRow)));
      while (rows.length < rowCount) {
        const block = queueBlock(range, rows.length, Math.min(next, rowCount - rows.length), bySpecialCells);
        await context.sync();
        rows.push(...cellsOf(block));
      }
      return rows;
    },
  };
};

/**
 * Makes a trip again with smaller blocks where its answer was too large, and without special cells where a protected
 * sheet gives none.
 * @param queue puts the reading into the context's queue; called again for each try
 */
export const readInBlocks = async <T>(
  context: Excel.RequestContext,
  queue: (blockRows: number, bySpecialCells: boolean) => { finish(): Promise<T> },
): Promise<T> => {
  let blockRows = firstBlockRows;
  let bySpecialCells = true;
  for (;;) {
    const queued = queue(blockRows, bySpecialCells);
    try {
      await context.sync();
      return await queued.finish();
    } catch (thrown) {
      const code = excelCodeOf(thrown);
      if (code === 'AccessDenied' && bySpecialCells) bySpecialCells = false;
      else if (code === 'ResponsePayloadSizeLimitExceeded' && blockRows > fewestRows)
        blockRows = Math.max(fewestRows, Math.floor(blockRows / 4));
      else throw thrown;
    }
  }
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
  const cells = queueCells(context, body, blockRows, bySpecialCells);
  const counts1904 = queueDayCount(context);
  return {
    finish: async () => {
      const rows = (await cells.finish(body.rowCount)).map((line) => ({ cells: line }));
      return {
        snapshot: {
          table: name,
          sheet: table.worksheet.name,
          headers: (header.values[0] ?? []).map(String),
          rows,
          ...(counts1904() ? { date1904: true } : {}),
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
  try {
    return await readInBlocks(context, (blockRows, bySpecialCells) => {
      const beside = queue(context);
      const queued = queueTable(context, name, blockRows, bySpecialCells);
      return { finish: async () => ({ state: await queued.finish(), with: beside }) };
    });
  } catch (thrown) {
    if (excelCodeOf(thrown) === 'ItemNotFound') throw tableMissing(name);
    throw thrown;
  }
};
