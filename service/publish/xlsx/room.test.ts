import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { TableBinding } from '../../../templates/refresh/types.ts';
import { barePlan } from '../../../test/hosts/bare-plan.ts';
import { validatorFindings } from '../../../test/hosts/office-programs.ts';
import { openWithExcelJs } from '../../../test/hosts/xlsx-analyst.ts';
import { Problem } from '../../records/problem.ts';
import { WorkbookPackage } from './parts.ts';
import { parseRect } from './refs.ts';
import type { Growth } from './room.ts';
import { tablesOf } from './table.ts';
import { addTable } from './table-part.ts';
import { openXlsxWorkbook, type XlsxHost, type XlsxOptions } from './xlsx-host.ts';

/** A sheet with a table of three rows in B2:D5 and whatever else a case puts there. */
const workbookWith = async (
  content: (sheet: ExcelJS.Worksheet) => void,
  tables: { name: string; ref: string }[] = [],
): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('目标');
  const all = [{ name: 'T', ref: 'B2:D5' }, ...tables];
  const rects = all.map(({ name, ref }) => ({
    name,
    rect: parseRect(ref) ?? { top: 1, left: 1, bottom: 1, right: 1 },
  }));
  for (const { name, rect } of rects) {
    for (let row = rect.top; row <= rect.bottom; row++) {
      for (let column = rect.left; column <= rect.right; column++) {
        sheet.getCell(row, column).value =
          row === rect.top ? `${name}列${column}` : `${name}${row}.${column}`;
      }
    }
  }
  content(sheet);
  const packaged = new WorkbookPackage(new Uint8Array(await workbook.xlsx.writeBuffer()));
  for (const { name, rect } of rects) {
    const columns = Array.from({ length: rect.right - rect.left + 1 }, (_, i) => ({
      name: `${name}列${rect.left + i}`,
    }));
    addTable(packaged, 'xl/worksheets/sheet1.xml', { name, rect, columns, style: 'TableStyleLight9' });
  }
  return packaged.save();
};

const change = async (
  bytes: Uint8Array,
  wanted: { add?: number; remove?: number[] },
  options: XlsxOptions = {},
): Promise<XlsxHost> => {
  const host = await openXlsxWorkbook(bytes, options);
  const snapshot = await host.readTable('T');
  const binding: TableBinding = {
    table: 'T',
    kind: 'target',
    query: {},
    language: 'zh-CN',
    columns: [{ header: 'T列2', field: 'key' }],
    asOf: null,
    cursor: null,
    refreshedAt: null,
    refreshedBy: null,
    undo: null,
  };
  const plan = barePlan(snapshot, binding, {
    additions: Array.from({ length: wanted.add ?? 0 }, (_, i) => ({
      key: `tgt_${i}@1`,
      cells: [{ column: 0, value: `tgt_${i}@1`, type: 'text' as const }],
    })),
    removals: (wanted.remove ?? []).map((row) => ({
      row,
      key: `old_${row}@1`,
      reason: 'withdrawn',
      archive: false,
    })),
  });
  await host.apply(plan);
  return host;
};
/** Values of the sheet by place, and the ranges of its tables. */
const seen = async (host: XlsxHost) => {
  const sheet = (await openWithExcelJs(host.bytes())).getWorksheet('目标');
  const at = (place: string) => sheet?.getCell(place).value ?? null;
  const tables = Object.fromEntries(
    tablesOf(new WorkbookPackage(host.bytes())).map(({ name, rect }) => [name, `${rect.top}-${rect.bottom}`]),
  );
  return { at, tables, sheet };
};
const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
  const error = await work.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Problem);
  return error as Problem;
};

describe('a table that grows', () => {
  it('takes blank rows and moves nothing, while one blank row is left', async () => {
    const { at, tables } = await seen(
      await change(
        await workbookWith((sheet) => {
          sheet.getCell('B9').value = '注';
          sheet.getCell('G6').value = '旁';
        }),
        { add: 2 },
      ),
    );
    expect(tables).toEqual({ T: '2-7' });
    expect([at('B7'), at('B9'), at('G6')]).toEqual(['tgt_1@1', '注', '旁']);
  });

  it('moves whole rows where something stands below, with merges, heights and the tables there', async () => {
    const bytes = await workbookWith(
      (sheet) => {
        sheet.mergeCells('B8:G8');
        sheet.getCell('B8').value = '合并';
        sheet.getRow(8).height = 40;
        sheet.getCell('H9').value = { formula: 'SUM(B10:B12)+B5', result: 0 };
      },
      [{ name: 'U', ref: 'B10:F12' }],
    );
    const host = await change(bytes, { add: 5 });
    const { at, tables, sheet } = await seen(host);
    expect(tables).toEqual({ T: '2-10', U: '15-17' });
    expect([at('B10'), at('B13'), at('B15')]).toEqual(['tgt_4@1', '合并', 'U列2']);
    expect(sheet?.getCell('G13').isMerged).toBe(true);
    expect(sheet?.getRow(13).height).toBe(40);
    expect(sheet?.getCell('H14').formula).toBe('SUM(B15:B17)+B5');
    expect(await validatorFindings(host.bytes())).toEqual(await validatorFindings(bytes));
  });

  it('moves the cells in its columns alone where a block or a table beside it would be torn apart', async () => {
    const bytes = await workbookWith(
      (sheet) => {
        sheet.getCell('B7').value = '注';
        sheet.getCell('A4').value = { formula: 'B7&F6', result: '' };
      },
      [{ name: 'U', ref: 'F2:G9' }],
    );
    const host = await change(bytes, { add: 4 });
    const { at, tables, sheet } = await seen(host);
    expect(tables).toEqual({ T: '2-9', U: '2-9' });
    expect([at('B11'), at('F9'), at('F6')]).toEqual(['注', 'U9.6', 'U6.6']);
    expect(sheet?.getCell('A4').formula).toBe('B11&F6');
    expect(await validatorFindings(host.bytes())).toEqual(await validatorFindings(bytes));
  });

  it('may have shown nothing but its header', async () => {
    const workbook = new WorkbookPackage(await workbookWith(() => undefined));
    workbook.edit('xl/tables/table1.xml', (text) => text.replaceAll('B2:D5', 'B2:D2'));
    workbook.edit('xl/worksheets/sheet1.xml', (text) => text.replaceAll(/<row r="[345]".*?<\/row>/g, ''));
    const { at, tables } = await seen(await change(workbook.save(), { add: 2 }));
    expect(tables).toEqual({ T: '2-4' });
    expect([at('B2'), at('B3'), at('B4')]).toEqual(['T列2', 'tgt_0@1', 'tgt_1@1']);
  });

  it('is refused where both are in the way, and the file stays as it was', async () => {
    const bytes = await workbookWith(
      () => undefined,
      [
        { name: 'U', ref: 'F2:G9' },
        { name: 'V', ref: 'C7:E9' },
      ],
    );
    const problem = await problemOf(change(bytes, { add: 4 }));
    expect(problem.code).toBe('workbook.table-blocked');
    expect(problem.what.en).toMatch(/“U”|“V”/);
  });

  it('is refused beyond the last row of a sheet', async () => {
    const bytes = await workbookWith(() => undefined, [{ name: 'L', ref: 'B1048574:D1048576' }]);
    const renamed = new WorkbookPackage(bytes);
    renamed.edit('xl/tables/table1.xml', (text) => text.replaceAll('"T"', '"X"'));
    renamed.edit('xl/tables/table2.xml', (text) => text.replaceAll('"L"', '"T"'));
    expect((await problemOf(change(renamed.save(), { add: 1 }))).code).toBe('workbook.too-many-rows');
  });

  it('is not even read where its range claims the whole sheet', async () => {
    const claiming = new WorkbookPackage(await workbookWith(() => undefined));
    claiming.edit('xl/tables/table1.xml', (text) => text.replaceAll('B2:D5', 'B2:XFD1048576'));
    expect((await problemOf(change(claiming.save(), { add: 1 }))).code).toBe('workbook.table-too-large');
  });
});

describe('a table that gives up rows', () => {
  it('closes up, and what stands beside it stays', async () => {
    const bytes = await workbookWith((sheet) => {
      sheet.getCell('F3').value = '旁3';
      sheet.getCell('F5').value = '旁5';
      sheet.getCell('G1').value = { formula: 'B5', result: 'T5.2' };
    });
    const { at, tables, sheet } = await seen(await change(bytes, { remove: [0, 1] }));
    expect(tables).toEqual({ T: '2-3' });
    expect([at('B3'), at('B4'), at('F3'), at('F5')]).toEqual(['T5.2', null, '旁3', '旁5']);
    expect(sheet?.getCell('G1').formula).toBe('B3');
  });

  it('lets what stands below follow where nothing beside it is lost', async () => {
    const bytes = await workbookWith((sheet) => {
      sheet.getCell('B7').value = '注';
      sheet.getCell('H7').value = '同行';
    });
    const { at, tables } = await seen(await change(bytes, { remove: [2] }));
    expect(tables).toEqual({ T: '2-4' });
    expect([at('B6'), at('H6')]).toEqual(['注', '同行']);
  });

  it('moves its own columns up where whole rows would take something with them', async () => {
    const bytes = await workbookWith((sheet) => {
      sheet.getCell('B7').value = '注';
      sheet.getCell('F5').value = '旁5';
    });
    const { at } = await seen(await change(bytes, { remove: [2] }));
    expect([at('B6'), at('B7'), at('F5')]).toEqual(['注', null, '旁5']);
  });

  it('keeps one blank row where every record left', async () => {
    const { at, tables } = await seen(
      await change(await workbookWith(() => undefined), { remove: [0, 1, 2] }),
    );
    expect(tables).toEqual({ T: '2-3' });
    expect([at('B3'), at('B4'), at('B5')]).toEqual([null, null, null]);
  });
});

describe('Excel’s three ways to take and give up rows', () => {
  const busy = () =>
    workbookWith((sheet) => {
      sheet.getCell('B8').value = '注';
      sheet.getCell('F4').value = '旁4';
      sheet.getCell('F8').value = '旁8';
    });
  const resized = async (growth: Growth, wanted: { add?: number; remove?: number[] }, bytes?: Uint8Array) => {
    const host = await change(bytes ?? (await busy()), wanted, { growth });
    return { ...(await seen(host)), host };
  };

  it('insertDelete moves the cells in its columns, down and up, and nothing beside them', async () => {
    const grown = await resized('insertDelete', { add: 1 });
    expect([grown.at('B9'), grown.at('F4'), grown.at('F8')]).toEqual(['注', '旁4', '旁8']);
    const shrunk = await resized('insertDelete', { remove: [0, 1] });
    expect([shrunk.at('B6'), shrunk.at('F4'), shrunk.at('F8')]).toEqual(['注', '旁4', '旁8']);
    expect(shrunk.tables).toEqual({ T: '2-3' });
  });

  it('insertClear inserts whole rows, and clears where it shrinks', async () => {
    const grown = await resized('insertClear', { add: 2 });
    expect([grown.at('B10'), grown.at('F10'), grown.at('F4')]).toEqual(['注', '旁8', '旁4']);
    const shrunk = await resized('insertClear', { remove: [0, 1] });
    expect([shrunk.at('B8'), shrunk.at('B4'), shrunk.at('F4'), shrunk.at('F8')]).toEqual([
      '注',
      null,
      '旁4',
      '旁8',
    ]);
  });

  it('overwriteClear takes free cells only, and is refused where something stands there', async () => {
    const grown = await resized('overwriteClear', { add: 2 });
    expect([grown.tables, grown.at('B8'), grown.at('F8')]).toEqual([{ T: '2-7' }, '注', '旁8']);
    expect((await problemOf(resized('overwriteClear', { add: 3 }))).code).toBe('workbook.table-blocked');
    const shrunk = await resized('overwriteClear', { remove: [0] });
    expect([shrunk.tables, shrunk.at('B5'), shrunk.at('B8')]).toEqual([{ T: '2-4' }, null, '注']);
  });

  it('never deletes what stands beside the table, whichever way', async () => {
    for (const growth of ['insertDelete', 'insertClear', 'overwriteClear'] as const) {
      const { at } = await resized(growth, { remove: [0, 1, 2] });
      expect([growth, at('F4'), at('F8')]).toEqual([growth, '旁4', '旁8']);
    }
  });

  it('follow the query table where nobody asks', async () => {
    const withQuery = async (type: string): Promise<Uint8Array> => {
      const workbook = new WorkbookPackage(await busy());
      workbook.add(
        'xl/queryTables/queryTable1.xml',
        `<queryTable xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" name="外部数据" connectionId="1"${type}/>`,
      );
      workbook.relate('xl/tables/table1.xml', 'queryTable', 'xl/queryTables/queryTable1.xml');
      return workbook.save();
    };
    const place = async (type: string) => {
      const { at } = await seen(await change(await withQuery(type), { add: 1 }));
      return [at('B8'), at('B9'), at('F8'), at('F9')];
    };
    expect(await place('')).toEqual([null, '注', '旁8', null]);
    expect(await place(' growShrinkType="insertClear"')).toEqual([null, '注', null, '旁8']);
    expect(await place(' growShrinkType="overwriteClear"')).toEqual(['注', null, '旁8', null]);
  });
});

describe('a workbook that its owner protected', () => {
  it('is refused where the sheet is locked, and stays as it was', async () => {
    const bytes = await workbookWith((sheet) => {
      sheet.getCell('A1').value = '锁';
    });
    const workbook = new WorkbookPackage(bytes);
    workbook.edit('xl/worksheets/sheet1.xml', (text) =>
      text.replace('</sheetData>', '</sheetData><sheetProtection sheet="1"/>'),
    );
    const problem = await problemOf(change(workbook.save(), { add: 1 }));
    expect([problem.code, problem.remedy.en]).toEqual([
      'workbook.protected',
      expect.stringContaining('Unprotect'),
    ]);
  });

  it('is refused where its structure is locked and a sheet would have to be added, as Excel does', async () => {
    const workbook = new WorkbookPackage(await workbookWith(() => undefined));
    workbook.edit('xl/workbook.xml', (text) =>
      text.replace('<sheets>', '<workbookProtection lockStructure="1"/><sheets>'),
    );
    expect((await problemOf(change(workbook.save(), { add: 1 }))).code).toBe('workbook.structure-locked');
    const bound = new WorkbookPackage(
      (await change(await workbookWith(() => undefined), { add: 1 })).bytes(),
    );
    bound.edit('xl/workbook.xml', (text) =>
      text.replace('<sheets>', '<workbookProtection lockStructure="1"/><sheets>'),
    );
    expect((await seen(await change(bound.save(), { add: 1 }))).tables).toEqual({ T: '2-7' });
  });
});
