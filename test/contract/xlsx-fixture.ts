import ExcelJS from 'exceljs';
import { vi } from 'vitest';
import { writeBindingPart } from '../../service/publish/xlsx/binding-part.ts';
import { WorkbookPackage } from '../../service/publish/xlsx/parts.ts';
import { addTable, tableRect } from '../../service/publish/xlsx/table-part.ts';
import { openXlsxWorkbook, type XlsxHost } from '../../service/publish/xlsx/xlsx-host.ts';
import { Problem } from '../../service/records/problem.ts';
import { archiveSheetName } from '../../templates/refresh/archive.ts';
import { bindingSheetName } from '../../templates/refresh/binding-sheet.ts';
import type { NewTable, SnapshotCell, WorkbookHost } from '../../templates/refresh/types.ts';
import {
  blankRow,
  editTable,
  openWithExcelJs,
  outsideOf,
  readContent,
  readSheetCells,
  readSheetRows,
  sortValue,
  typedCell,
  typeInto,
} from '../hosts/xlsx-analyst.ts';
import type { MakeBindFixture } from './bind-contract.ts';
import type { MakeFactsFixture } from './facts-contract.ts';
import type { MakeFixture, RefreshFixture } from './refresh-fixture.ts';

/** The contract's workbook as an .xlsx file that the analyst changes between refreshes. */

const failNextWrite = async (): Promise<void> => {
  vi.spyOn(WorkbookPackage.prototype, 'save').mockImplementationOnce(() => {
    throw new Problem(
      'workbook.write-failed',
      { zh: '写入失败。', en: 'Writing failed.' },
      { zh: '请重试。', en: 'Try again.' },
    );
  });
};

const fixtureOf = (opened: XlsxHost, table: string): RefreshFixture => {
  let file = opened;
  // The file is opened anew after every change of the analyst's, as the command line does.
  const host: WorkbookHost = {
    readBindings: () => file.readBindings(),
    readTable: (name) => file.readTable(name),
    apply: (plan) => file.apply(plan),
    insertTable: (newTable) => file.insertTable(newTable),
  };
  const edit = async (change: Parameters<typeof editTable>[2]): Promise<void> => {
    file = await openXlsxWorkbook(editTable(file.bytes(), table, change));
  };
  const columnOf = (headers: readonly string[], header: string): number => {
    const column = headers.indexOf(header);
    if (column < 0) throw new Error(`test: no column ${header}`);
    return column;
  };
  return {
    host,
    table,
    content: () => readContent(file.bytes(), table),
    outside: async () => outsideOf(file.bytes(), table, [bindingSheetName, archiveSheetName]),
    archive: async () => (await readSheetRows(file.bytes(), archiveSheetName)).slice(1),
    write: (row, header, value) => edit((raw) => typeInto(raw, row, header, value)),
    sortBy: (header, descending = false) =>
      edit((raw) => {
        const column = columnOf(raw.headers, header);
        raw.rows.sort((one, other) => {
          const [a, b] = [sortValue(one[column]), sortValue(other[column])];
          const order =
            typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1;
          return descending ? -order : order;
        });
      }),
    insertRow: (before) => edit((raw) => raw.rows.splice(before, 0, blankRow(raw))),
    deleteRow: (row) => edit((raw) => raw.rows.splice(row, 1)),
    addColumn: (header, at, values = []) =>
      edit((raw) => {
        raw.headers.splice(at, 0, header);
        raw.rows.forEach((row, i) => {
          row.splice(at, 0, typedCell(values[i] ?? null));
        });
      }),
    moveColumn: (header, to) =>
      edit((raw) => {
        const from = columnOf(raw.headers, header);
        for (const list of [raw.headers, ...raw.rows] as unknown[][])
          list.splice(to, 0, ...list.splice(from, 1));
      }),
    renameColumn: (header, name) =>
      edit((raw) => {
        raw.headers[columnOf(raw.headers, header)] = name;
      }),
    deleteColumn: (header) =>
      edit((raw) => {
        const column = columnOf(raw.headers, header);
        for (const list of [raw.headers, ...raw.rows] as unknown[][]) list.splice(column, 1);
      }),
    reopen: async () => {
      file = await openXlsxWorkbook(file.bytes());
    },
    failNextWrite,
  };
};

const saved = async (workbook: ExcelJS.Workbook): Promise<Uint8Array> =>
  new Uint8Array(await workbook.xlsx.writeBuffer());

/** A workbook of an analyst's own into which the host puts the table. */
export const makeInsertedFixture: MakeFixture = async (newTable) => {
  const workbook = new ExcelJS.Workbook();
  const notes = workbook.addWorksheet('我的分析');
  notes.getCell('A1').value = '云山省数字经济专题';
  notes.getCell('A1').font = { bold: true, size: 14 };
  notes.getCell('B5').value = 12.5;
  notes.getCell('B6').value = { formula: 'B5*2', result: 25 };
  notes.getColumn(2).width = 30;
  const host = await openXlsxWorkbook(await saved(workbook));
  await host.insertTable(newTable);
  return fixtureOf(host, newTable.binding.table);
};

/**
 * Somebody else's workbook: the table stands in the middle of a sheet, with a block beside it that runs on behind its
 * end, notes below it, rules over it, and another sheet that counts its rows.
 */
export const foreignWorkbook = async (newTable: NewTable): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(newTable.sheet, { views: [{ state: 'frozen', ySplit: 6 }] });
  const [top, left] = [6, 3];
  const right = left + newTable.columns.length - 1;
  sheet.getCell('A1').value = newTable.title;
  sheet.getCell('A3').value = '编制：王分析';
  newTable.columns.forEach((column, i) => {
    const header = sheet.getCell(top, left + i);
    header.value = column.header;
    header.font = { bold: true, color: { argb: 'FFFFFFFF' } };
    header.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FF1D4E6B' } };
    const body = sheet.getCell(top + 1, left + i);
    body.border = { bottom: { style: 'hair' } };
    if (column.type === 'date') body.numFmt = 'yyyy/m/d';
    sheet.getColumn(left + i).width = column.width;
  });
  for (let row = 5; row <= 14; row++) {
    sheet.getCell(row, right + 6).value = `旁注 ${row}`;
    sheet.getCell(row, right + 7).value = { formula: `${row}*2`, result: row * 2 };
  }
  sheet.getCell(top + 4, left + 1).value = '数据来源：各地公开文件';
  sheet.getCell(top + 5, left + 1).value = 42;
  sheet.getCell(top + 5, left + 1).font = { italic: true };
  sheet.addConditionalFormatting({
    ref: `${sheet.getCell(top + 1, left).address}:${sheet.getCell(top + 1, right).address}`,
    rules: [{ type: 'expression', priority: 1, formulae: ['ROW()=0'], style: { font: { bold: true } } }],
  });
  const other = workbook.addWorksheet('统计');
  other.getCell('A1').value = { formula: `ROWS(${newTable.binding.table}[])`, result: 1 };
  const packaged = new WorkbookPackage(await saved(workbook));
  const part = packaged.sheets()[0]?.part ?? '';
  addTable(packaged, part, {
    name: newTable.binding.table,
    rect: tableRect(top, left, newTable.columns.length, 1),
    columns: newTable.columns.map((column) => ({ name: column.header })),
    style: 'TableStyleMedium9',
  });
  writeBindingPart(packaged, [newTable.binding]);
  return packaged.save();
};

export const makeForeignFixture: MakeFixture = async (newTable) =>
  fixtureOf(await openXlsxWorkbook(await foreignWorkbook(newTable)), newTable.binding.table);

const excelValue = ({ value, formula }: SnapshotCell): ExcelJS.CellValue =>
  formula === undefined
    ? (value as ExcelJS.CellValue)
    : { formula, result: value as number, date1904: false };

/** A file that ExcelJS wrote, with one sheet of these cells. */
const plainFile = async (
  sheet: string,
  rows: readonly (readonly SnapshotCell[])[],
  finish: (worksheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void,
): Promise<XlsxHost> => {
  const workbook = new ExcelJS.Workbook();
  const worksheet = workbook.addWorksheet(sheet);
  rows.forEach((cells, row) => {
    cells.forEach((cell, column) => {
      if (cell.value !== null || cell.formula !== undefined)
        worksheet.getCell(row + 1, column + 1).value = excelValue(cell);
    });
  });
  finish(worksheet, workbook);
  return openXlsxWorkbook(await saved(workbook));
};

/** The workbook with a hand-made table as an .xlsx file. */
export const makeXlsxBindFixture: MakeBindFixture = async (sheet, rows, merges) => {
  let host = await plainFile(sheet, rows, (worksheet) => {
    for (const { top, left, bottom, right } of merges) worksheet.mergeCells(top + 1, left + 1, bottom, right);
  });
  return {
    get host() {
      return host;
    },
    reopen: async () => {
      host = await openXlsxWorkbook(host.bytes());
    },
  };
};

/** The report sheet with named cells as an .xlsx file. */
export const makeXlsxFactsFixture: MakeFactsFixture = async (sheet, rows, names) => {
  let host = await plainFile(sheet, rows, (worksheet, workbook) => {
    for (const [name, { top, left, bottom, right }] of Object.entries(names)) {
      const [from, to] = [worksheet.getCell(top + 1, left + 1), worksheet.getCell(bottom, right)];
      const place = from.$col$row === to.$col$row ? from.$col$row : `${from.$col$row}:${to.$col$row}`;
      workbook.definedNames.add(`'${sheet}'!${place}`, name);
    }
  });
  return {
    get host() {
      return host;
    },
    cells: async () => {
      const all = await readSheetCells(host.bytes(), sheet);
      return all.map((row) => [...row]);
    },
    type: async (row, column, value) => {
      const workbook = await openWithExcelJs(host.bytes());
      const cell = workbook.getWorksheet(sheet)?.getCell(row + 1, column + 1);
      if (!cell) throw new Error(`test: no sheet ${sheet}`);
      cell.value =
        value !== null && typeof value === 'object'
          ? { formula: value.formula, result: 0, date1904: false }
          : value;
      host = await openXlsxWorkbook(await saved(workbook));
    },
    reopen: async () => {
      host = await openXlsxWorkbook(host.bytes());
    },
    failNextWrite,
  };
};
