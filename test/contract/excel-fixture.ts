/// <reference types="office-js" />
import { ExcelHost } from '../../addin/excel/excel-host.ts';
import { ExcelRequests } from '../../addin/playground/workbook/excel-request.ts';
import { HostError } from '../../addin/playground/workbook/excel-wire.ts';
import {
  type Cell,
  maxColumns,
  overlap,
  type SheetModel,
  type TableModel,
  WorkbookModel,
} from '../../addin/playground/workbook/excel-workbook.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';
import { archiveSheetName } from '../../templates/refresh/archive.ts';
import { bindingSheetName } from '../../templates/refresh/binding-sheet.ts';
import type { SnapshotCell } from '../../templates/refresh/types.ts';
import { connectOfficeJs } from '../hosts/load-office-js.ts';
import type { MakeBindFixture } from './bind-contract.ts';
import type { MakeFactsFixture } from './facts-contract.ts';
import type { MakeFixture, RefreshFixture, Typed } from './refresh-fixture.ts';

/** A workbook as an analyst has it before the table comes: a sheet of notes with a table and formats of its own. */
export const analystWorkbook = (): WorkbookModel => {
  const workbook = new WorkbookModel(['我的分析']);
  const [notes] = workbook.sheets;
  if (!notes) throw new Error('no sheet');
  workbook.calculate = () => 0;
  workbook.enter(notes, 0, 0, '云山省数字经济专题');
  workbook.enter(notes, 2, 0, '=SUM(B5:B6)');
  workbook.enter(notes, 3, 0, '年度');
  workbook.enter(notes, 3, 1, '投入');
  workbook.enter(notes, 4, 0, 2021);
  workbook.enter(notes, 4, 1, 12.5);
  notes.cellFor(0, 0).style = { 'Font.Bold': true };
  notes.columnWidths.set(0, 180);
  notes.hiddenRows.add(9);
  workbook.addTable(notes, { row: 3, column: 0, rows: 2, columns: 2 }).name = '我的表';
  return workbook;
};

/** Everything of a workbook but the named table's cells and the add-in's own sheets, as plain data. */
export const outsideOf = (workbook: WorkbookModel, table: TableModel): unknown =>
  workbook.sheets
    .filter((sheet) => sheet.name !== bindingSheetName && sheet.name !== archiveSheetName)
    .map((sheet) => ({
      name: sheet.name,
      visibility: sheet.visibility,
      cells: [...sheet.cells]
        .filter(([key, cell]) => {
          const [row, column] = [Math.floor(key / maxColumns), key % maxColumns];
          const inside = sheet === table.sheet && overlap(table.box, { row, column, rows: 1, columns: 1 });
          return !inside && Object.keys(cell).length > 0;
        })
        .sort(([a], [b]) => a - b)
        .map(([key, cell]) => [key, structuredClone(cell)]),
      columns: structuredClone([sheet.columnFormats, sheet.columnWidths, sheet.hiddenColumns]),
      rows: structuredClone([sheet.rowHeights, sheet.hiddenRows, sheet.frozenRows]),
      tables: workbook.tables.filter((t) => t.sheet === sheet && t !== table).map((t) => [t.name, t.box]),
    }));

export interface ExcelFixture extends RefreshFixture {
  workbook: WorkbookModel;
  requests: ExcelRequests;
  model(): TableModel;
}

/** The contract's workbook, open in the test host behind Microsoft's object model. */
export const makeExcelFixture = (async (newTable) => {
  const workbook = analystWorkbook();
  const requests = new ExcelRequests(workbook);
  connectOfficeJs(requests);
  let host = new ExcelHost();
  await host.insertTable(newTable);
  const name = newTable.binding.table;

  const model = (): TableModel => {
    const table = workbook.table(name);
    if (!table) throw new Error(`test: no table ${name}`);
    return table;
  };
  const columnOf = (header: string): number => {
    const column = model().headers().indexOf(header);
    if (column < 0) throw new Error(`test: no column ${header}`);
    return column;
  };
  /** The table's cells, header row first. */
  const grid = (): (Cell | undefined)[][] => {
    const { sheet, box } = model();
    return Array.from({ length: box.rows }, (_, i) =>
      Array.from({ length: box.columns }, (_, j) => sheet.cell(box.row + i, box.column + j)),
    );
  };
  const put = (cells: readonly (readonly (Cell | undefined)[])[]): void => {
    const table = model();
    const { sheet, box } = table;
    for (const key of [...sheet.cells.keys()]) {
      const [row, column] = [Math.floor(key / maxColumns), key % maxColumns];
      if (overlap(box, { row, column, rows: 1, columns: 1 })) sheet.cells.delete(key);
    }
    table.box = { ...box, rows: cells.length, columns: cells[0]?.length ?? 0 };
    cells.forEach((line, i) => {
      line.forEach((cell, j) => {
        if (cell) sheet.cells.set((box.row + i) * maxColumns + box.column + j, cell);
      });
    });
  };
  const type = (sheet: SheetModel, row: number, column: number, typed: Typed): void =>
    workbook.enter(
      sheet,
      row,
      column,
      typed !== null && typeof typed === 'object' ? `=${typed.formula}` : (typed ?? ''),
    );
  const snapshotCell = (cell: Cell | undefined): SnapshotCell => ({
    value: cell?.value ?? null,
    ...(cell?.formula === undefined ? {} : { formula: cell.formula.slice(1) }),
  });

  const fixture: ExcelFixture = {
    get host() {
      return host;
    },
    table: name,
    workbook,
    requests,
    model,
    content: async () => ({
      headers: model().headers(),
      rows: grid()
        .slice(1)
        .map((line) => line.map(snapshotCell)),
    }),
    outside: async () => outsideOf(workbook, model()),
    archive: async () => {
      const sheet = workbook.sheet(archiveSheetName);
      const used = sheet?.usedBox({ row: 0, column: 0, rows: 1000, columns: 6 }, true);
      if (!sheet || !used) return [];
      return Array.from({ length: used.rows - 1 }, (_, i) =>
        Array.from({ length: 6 }, (_, j): CellValue => sheet.cell(i + 1, j)?.value ?? null),
      );
    },
    write: async (row, header, typed) => {
      const { sheet, box } = model();
      type(sheet, box.row + 1 + row, box.column + columnOf(header), typed);
    },
    sortBy: async (header, descending = false) => {
      const column = columnOf(header);
      const [head = [], ...rows] = grid();
      rows.sort((one, other) => {
        const [a = '', b = ''] = [one, other].map((row) => row[column]?.value);
        const order = typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1;
        return descending ? -order : order;
      });
      put([head, ...rows]);
    },
    insertRow: async (before) => {
      const rows = grid();
      rows.splice(before + 1, 0, rows[0]?.map(() => undefined) ?? []);
      put(rows);
    },
    deleteRow: async (row) => {
      put(grid().filter((_, index) => index !== row + 1));
    },
    addColumn: async (header, at, values = []) => {
      put(grid().map((line) => line.toSpliced(at, 0, undefined)));
      const { sheet, box } = model();
      sheet.cellFor(box.row, box.column + at).value = header;
      values.forEach((value, index) => {
        type(sheet, box.row + 1 + index, box.column + at, value);
      });
    },
    moveColumn: async (header, to) => {
      const from = columnOf(header);
      put(grid().map((line) => line.toSpliced(from, 1).toSpliced(to, 0, line[from])));
    },
    renameColumn: async (header, to) => {
      const { sheet, box } = model();
      sheet.cellFor(box.row, box.column + columnOf(header)).value = to;
    },
    deleteColumn: async (header) => {
      const column = columnOf(header);
      put(grid().map((line) => line.toSpliced(column, 1)));
    },
    reopen: async () => {
      host = new ExcelHost();
    },
    failNextWrite: async () => {
      let writes = 0;
      requests.beforeWrite = (member) => {
        if (++writes < 3) return;
        requests.beforeWrite = () => {};
        throw new HostError('GeneralException', 'There was an internal error.', member);
      };
    },
  };
  return fixture;
}) satisfies MakeFixture;

/** Puts rows on a sheet as somebody typed them: text that looks like a number stays text. */
const typeRows = (
  workbook: WorkbookModel,
  sheet: SheetModel,
  rows: readonly (readonly SnapshotCell[])[],
): void => {
  rows.forEach((line, i) => {
    line.forEach((cell, j) => {
      const typed = typeof cell.value === 'string' ? `'${cell.value}` : cell.value;
      if (cell.formula !== undefined) workbook.enter(sheet, i, j, `=${cell.formula}`);
      else if (typed !== null) workbook.enter(sheet, i, j, typed);
    });
  });
};
const plainWorkbook = (name: string): { workbook: WorkbookModel; sheet: SheetModel } => {
  const workbook = new WorkbookModel([name]);
  workbook.calculate = () => 0;
  const [sheet] = workbook.sheets;
  if (!sheet) throw new Error('test: no sheet');
  return { workbook, sheet };
};

/** A workbook with a report sheet whose cells bear names. */
export const makeExcelFactsFixture = (async (name, rows, names) => {
  const { workbook, sheet } = plainWorkbook(name);
  typeRows(workbook, sheet, rows);
  for (const [defined, { top, left, bottom, right }] of Object.entries(names))
    workbook.names.set(defined, {
      sheet,
      box: { row: top, column: left, rows: bottom - top, columns: right - left },
    });
  // A name that is a number, as workbooks have them, is no cells.
  workbook.names.set('税率', null);
  const requests = new ExcelRequests(workbook);
  connectOfficeJs(requests);
  let host = new ExcelHost();
  return {
    get host() {
      return host;
    },
    cells: async () => {
      const box = sheet.usedBox({ row: 0, column: 0, rows: 1000, columns: 50 }, true);
      return Array.from({ length: box ? box.row + box.rows : 0 }, (_, i) =>
        Array.from({ length: box ? box.column + box.columns : 0 }, (_, j): SnapshotCell => {
          const cell = sheet.cell(i, j);
          return {
            value: cell?.value ?? null,
            ...(cell?.formula === undefined ? {} : { formula: cell.formula.slice(1) }),
          };
        }),
      );
    },
    type: async (row, column, value) =>
      workbook.enter(
        sheet,
        row,
        column,
        value !== null && typeof value === 'object' ? `=${value.formula}` : (value ?? ''),
      ),
    reopen: async () => {
      host = new ExcelHost();
    },
    failNextWrite: async () => {
      let writes = 0;
      requests.beforeWrite = (member) => {
        if (++writes < 3) return;
        requests.beforeWrite = () => {};
        throw new HostError('GeneralException', 'There was an internal error.', member);
      };
    },
  };
}) satisfies MakeFactsFixture;

/** A workbook with one plain sheet that somebody drew a table on. */
export const makeExcelBindFixture = (async (name, rows, merges) => {
  const { workbook, sheet } = plainWorkbook(name);
  typeRows(workbook, sheet, rows);
  sheet.merges = merges.map(({ top, left, bottom, right }) => ({
    row: top,
    column: left,
    rows: bottom - top,
    columns: right - left,
  }));
  const requests = new ExcelRequests(workbook);
  connectOfficeJs(requests);
  let host = new ExcelHost();
  return {
    workbook,
    requests,
    get host() {
      return host;
    },
    reopen: async () => {
      host = new ExcelHost();
    },
  };
}) satisfies MakeBindFixture;
