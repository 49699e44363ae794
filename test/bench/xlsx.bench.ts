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

// Words that come in another order in every row: text that repeats itself would make the yardstick look faster than it is.
const words =
  '数字 经济 核心 产业 增加 企业 研发 投入 强度 平台 中心 示范 项目 智能 制造 装备 软件 信息 服务 收入 规模 占比 覆盖 园区 创新 技术 成果 转化 人才 绿色 能耗 用水 效率 数据 开放 共享 应用 场景 试点 标准 专利 集群 龙头 培育 供应 基地'.split(
    ' ',
  );
let seed = 20260201;
const pick = (most: number): number => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
  return (seed >> 8) % most;
};
const phrase = (length: number): string => Array.from({ length }, () => words[pick(words.length)]).join('');

const service = new FakeService();
for (let i = 0; i < count; i++) {
  service.add(`tgt_${phrase(2)}${i}`, {
    indicator: phrase(4 + pick(8)),
    value: pick(1_000_000) / 100,
    region: `${phrase(1)}市`,
    title: phrase(10 + pick(6)),
    qualifier: i % 2 === 0 ? phrase(5) : null,
  });
}
const template = await buildTemplate('targets', 'zh-CN');
const empty = await openXlsxWorkbook(template);
const fill = (await prepareRefresh(empty, service, table, { now })).plan;
await empty.apply(fill);
const filled = empty.bytes();
service.ids().forEach((id, i) => {
  if (i % 10 === 0) service.change(id, { value: i });
});
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
