import { deflateRawSync, inflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { openXlsxWorkbook } from '../../service/publish/xlsx/xlsx-host.ts';
import { ZipReader } from '../../service/publish/xlsx/zip.ts';
import { buildTemplate } from '../../templates/catalog/build.ts';
import { prepareRefresh } from '../../templates/refresh/refresh.ts';
import { FakeService } from '../hosts/fake-service.ts';
import { compare } from './measure.ts';

// How fast a workbook is filled, refreshed and read, against what nobody can avoid: deflating or inflating the sheet.
// ExcelJS reading and writing the same file is the yardstick of the usual way, which loses charts and pivots besides.
const count = 5_000;
const table = 'tblTargets';
const sheetPart = 'xl/worksheets/sheet1.xml';
const now = '2026-02-01T09:30:00.000Z';

const service = new FakeService();
for (let i = 0; i < count; i++) {
  service.add(`tgt_${i}`, {
    indicator: `第${i}项重点产业规模指标`,
    value: i * 1.5,
    region: `云山省第${i % 20}市`,
    qualifier: i % 3 === 0 ? '规模以上' : null,
  });
}
const template = await buildTemplate('targets', 'zh-CN');
const empty = await openXlsxWorkbook(template);
const fill = (await prepareRefresh(empty, service, table, { now })).plan;
await empty.apply(fill);
const filled = empty.bytes();
for (let i = 0; i < count; i += 10) service.change(`tgt_${i}`, { value: i });
const update = (await prepareRefresh(empty, service, table, { now })).plan;

const zip = new ZipReader(filled);
const xml = zip.read(sheetPart);
const packed = zip.entries.get(sheetPart)?.data ?? Buffer.alloc(0);
const deflating = {
  what: `deflating its sheet, ${(xml.length / 1e6).toFixed(1)} MB`,
  run: () => deflateRawSync(xml),
};

await compare(
  'xlsx fill',
  4,
  {
    what: `filling the template with ${count} records`,
    run: async () => (await openXlsxWorkbook(template)).apply(fill),
  },
  deflating,
);
await compare(
  'xlsx refresh',
  6,
  {
    what: `a refresh that changes ${update.updates.length} of ${count} rows`,
    run: async () => (await openXlsxWorkbook(filled)).apply(update),
  },
  deflating,
);
await compare(
  'xlsx read',
  12,
  {
    what: `reading a table of ${count} rows`,
    run: async () => (await openXlsxWorkbook(filled)).readTable(table),
  },
  { what: 'inflating its sheet', run: () => inflateRawSync(packed) },
);
await compare(
  'xlsx against ExcelJS',
  0.5,
  {
    what: 'that refresh',
    run: async () => (await openXlsxWorkbook(filled)).apply(update),
  },
  {
    what: 'ExcelJS reading and writing the same file',
    run: async () => {
      const workbook = new ExcelJS.Workbook();
      await workbook.xlsx.load(filled as unknown as ExcelJS.Buffer);
      return workbook.xlsx.writeBuffer();
    },
  },
  3,
);
