import { fileURLToPath } from 'node:url';
import ExcelJS from 'exceljs';
import { beforeAll, describe, expect, it } from 'vitest';
import * as SheetJs from 'xlsx';
import { openXlsxWorkbook, type XlsxHost } from '../../service/publish/xlsx/xlsx-host.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';
import { findTables } from '../../templates/refresh/find-tables.ts';
import { planBinding } from '../../templates/refresh/plan-binding.ts';
import { refreshTable } from '../../templates/refresh/refresh.ts';
import { FakeService } from '../hosts/fake-service.ts';
import {
  convertAllWithLibreOffice,
  convertWithLibreOffice,
  libreOffice,
  pythonWith,
  validatorFindings,
  writtenByPython,
} from '../hosts/office-programs.ts';
import { comparedParts, packageFindings } from '../hosts/package-check.ts';
import { openWithExcelJs } from '../hosts/xlsx-analyst.ts';

/** Workbooks written by others in this run: bound, then refreshed with changes, growth and shrinking. */

const sheetName = '目标';
const now = '2026-02-01T09:30:00.000Z';
const count = 12;
const indicatorOf = (i: number): string =>
  `第${'一二三四五六七八九十'[i % 10]}${i >= 10 ? '类' : '项'}产业产值`;
const rows: (string | number | null)[][] = [
  ['地区', '指标', '目标值', '年份', '我的备注'],
  ...Array.from({ length: count }, (_, i) => [
    '云山省',
    indicatorOf(i),
    100 + i * 10,
    2025,
    i % 4 === 0 ? `备注${i}` : null,
  ]),
];
const last = 3 + count;

const withExcelJs = async (finish?: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> => {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet(sheetName, { views: [{ state: 'frozen', ySplit: 3 }] });
  sheet.getCell('A1').value = '云山省目标一览';
  rows.forEach((row, r) => {
    row.forEach((value, c) => {
      sheet.getCell(3 + r, 1 + c).value = value;
    });
  });
  sheet.autoFilter = `A3:E${last}`;
  sheet.getCell(`A${last + 3}`).value = '注：数据来自公开文件';
  finish?.(sheet);
  workbook.addWorksheet('合计').getCell('A1').value = { formula: `SUM(目标!C4:C${last})`, result: 0 };
  workbook.definedNames.add(`'目标'!$C$4:$C$${last}`, '全部数值');
  return new Uint8Array(await workbook.xlsx.writeBuffer());
};
const withSheetJs = async (): Promise<Uint8Array> => {
  const book = SheetJs.utils.book_new();
  const sheet = SheetJs.utils.aoa_to_sheet([['云山省目标一览'], [], ...rows]);
  sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 4 } }];
  SheetJs.utils.book_append_sheet(book, sheet, sheetName);
  const total = SheetJs.utils.aoa_to_sheet([[0]]);
  total.A1 = { t: 'n', f: `SUM(目标!C4:C${last})` };
  SheetJs.utils.book_append_sheet(book, total, '合计');
  return new Uint8Array(SheetJs.write(book, { type: 'buffer', bookType: 'xlsx', bookSST: true }) as Buffer);
};
const script = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/writers/${name}.py`, import.meta.url));
const [openpyxl, xlsxWriter] = [pythonWith('openpyxl'), pythonWith('xlsxwriter')];

interface Writer {
  name: string;
  /** Why it is skipped, where it is. */
  lacking: string | null;
  write(): Promise<Uint8Array>;
}
const writers: Writer[] = [
  { name: 'ExcelJS', lacking: null, write: () => withExcelJs() },
  { name: 'SheetJS', lacking: null, write: withSheetJs },
  {
    name: 'LibreOffice',
    lacking: libreOffice === undefined ? 'without soffice' : null,
    write: async () => convertWithLibreOffice(await withExcelJs(), 'xlsx'),
  },
  {
    name: 'openpyxl',
    lacking: openpyxl === undefined ? 'without python3-openpyxl' : null,
    write: () => writtenByPython(openpyxl ?? '', script('openpyxl_workbook'), JSON.stringify(rows)),
  },
  {
    name: 'XlsxWriter',
    lacking: xlsxWriter === undefined ? 'without python3-xlsxwriter' : null,
    write: () => writtenByPython(xlsxWriter ?? '', script('xlsxwriter_workbook'), JSON.stringify(rows)),
  },
];

interface Stage {
  what: string;
  bytes: Uint8Array;
  sum: number;
  rows: number;
}

/** Binds the table of the sheet, the workbook's own or a region, and refreshes it three times. */
const stagesOf = async (bytes: Uint8Array): Promise<Stage[]> => {
  const service = new FakeService();
  for (let i = 0; i < count; i++) {
    service.add(`tgt_${i}`, { indicator: indicatorOf(i), value: 100 + i * 10, by: '2025' });
  }
  const host: XlsxHost = await openXlsxWorkbook(bytes);
  const grid = await host.readSheet(sheetName);
  const found = findTables(grid)[0];
  if (!found) throw new Error('test: no table found');
  const { records } = await service.sync({ kind: 'target', query: { region: '云山省' }, keys: [] });
  const { request } = await planBinding(
    grid,
    found,
    {
      name: '目标表',
      kind: 'target',
      language: 'zh-CN',
      query: { region: '云山省' },
      columns: found.matches.flatMap(({ column, field }) => (field === null ? [] : [{ column, field }])),
    },
    records,
    service,
  );
  await host.bindTable(request);
  const stages: Stage[] = [];
  const take = async (what: string): Promise<void> => {
    const snapshot = await host.readTable('目标表');
    const column = snapshot.headers.indexOf('目标值');
    const sum = snapshot.rows.reduce((total, row) => total + Number(row.cells[column]?.value ?? 0), 0);
    stages.push({ what, bytes: host.bytes(), sum, rows: snapshot.rows.length });
  };
  const refresh = () =>
    refreshTable(host, service, '目标表', { now, who: null, decisions: { removals: 'all' } });
  await take('bound');
  for (const i of [1, 4, 7]) service.change(`tgt_${i}`, { value: 1000 + i });
  await refresh();
  await take('changed');
  for (let i = count; i < count + 20; i++) {
    service.add(`tgt_${i}`, { indicator: `新增指标${i}`, value: i, by: '2026' });
  }
  await refresh();
  await take('grown');
  for (let i = 0; i < count + 20; i += 2) service.withdraw(`tgt_${i}`);
  await refresh();
  await take('shrunk');
  return stages;
};

const notes = (bytes: Uint8Array): Promise<CellValue[][]> =>
  openXlsxWorkbook(bytes)
    .then((host) => host.readTable('目标表'))
    .then(({ headers, rows: all }) => {
      const [indicator, note] = [headers.indexOf('指标'), headers.indexOf('我的备注')];
      return all.flatMap(({ cells }) =>
        cells[note]?.value ? [[cells[indicator]?.value ?? null, cells[note]?.value ?? null]] : [],
      );
    });

/** Parts that a refresh of this table owns or that look at it; every other one must stay byte for byte. */
const mayChange =
  /^(\[Content_Types\]\.xml|docProps\/app\.xml|xl\/workbook\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/styles\.xml|xl\/worksheets\/sheet[12]\.xml|xl\/worksheets\/_rels\/sheet1\.xml\.rels|xl\/tables\/table1\.xml|xl\/charts\/chart1\.xml|xl\/drawings\/(drawing|vmlDrawing)1\.(xml|vml)|xl\/comments\/?[^/]*\.xml|xl\/drawings\/commentsDrawing1\.vml|xl\/calcChain\.xml)$/;

describe.each(writers)('a workbook that $name wrote', ({ name, lacking, write }) => {
  let before: Uint8Array;
  let stages: Stage[];
  let found: string[];
  const sentence = lacking === null ? it : it.skip;
  const skipped = lacking === null ? '' : ` (skipped ${lacking})`;

  beforeAll(async () => {
    if (lacking !== null) return;
    before = await write();
    found = await validatorFindings(before);
    stages = await stagesOf(before);
  }, 120_000);

  sentence(`is bound, grows and shrinks, and keeps her notes with their records${skipped}`, async () => {
    expect(stages.map(({ what, rows: height }) => [what, height])).toEqual([
      ['bound', count],
      ['changed', count],
      ['grown', count + 20],
      ['shrunk', (count + 20) / 2],
    ]);
    const [bound, , grown] = stages;
    expect(await notes(grown?.bytes ?? before)).toEqual(await notes(bound?.bytes ?? before));
  });

  sentence(
    `gives Microsoft’s validator and the relationship check nothing new to find${skipped}`,
    async () => {
      const unsound = packageFindings(before);
      for (const { what, bytes } of stages) {
        const news = (await validatorFindings(bytes)).filter((line) => !found.includes(line));
        expect([what, news]).toEqual([what, []]);
        expect([what, packageFindings(bytes).filter((line) => !unsound.includes(line))]).toEqual([what, []]);
      }
    },
    120_000,
  );

  sentence(`keeps every part that the refresh does not own byte for byte${skipped}`, () => {
    for (const { what, bytes } of stages) {
      const { identical, changed, gone } = comparedParts(before, bytes);
      expect([what, changed.filter((part) => !mayChange.test(part))]).toEqual([what, []]);
      expect(gone.filter((part) => part !== 'xl/calcChain.xml')).toEqual([]);
      process.stdout.write(
        `  ${name}, ${what}: ${identical.length} of ${identical.length + changed.length + gone.length} parts identical; changed ${changed.map((part) => part.replace(/^.*\//, '')).join(', ')}\n`,
      );
    }
  });

  (libreOffice === undefined ? it.skip : sentence)(
    `is recalculated by LibreOffice to our own sums (skipped without soffice)${skipped}`,
    async () => {
      const calculated = await convertAllWithLibreOffice(
        stages.map(({ bytes }) => bytes),
        'xlsx',
      );
      for (const [i, { what, sum }] of stages.entries()) {
        const workbook = await openWithExcelJs(calculated[i] ?? new Uint8Array());
        expect([what, workbook.getWorksheet('合计')?.getCell('A1').result]).toEqual([what, sum]);
      }
    },
    120_000,
  );
});
