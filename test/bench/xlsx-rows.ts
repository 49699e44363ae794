import { WorkbookPackage } from '../../service/publish/xlsx/parts.ts';
import { addTable, tableRect } from '../../service/publish/xlsx/table-part.ts';
import type { FieldType } from '../../service/records/catalogue.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';
import type {
  CellWrite,
  RefreshPlan,
  RowAddition,
  RowRemoval,
  RowUpdate,
  TableBinding,
} from '../../templates/refresh/types.ts';

/** Rows, an empty workbook for them, and plans, for measuring the .xlsx host: 15 columns of Chinese text, numbers and days. */

export const table = 'Measured';
export const sheetPart = 'xl/worksheets/sheet1.xml';
const columns: readonly { header: string; type: FieldType; width: number; format?: string }[] = [
  { header: '记录编号', type: 'text', width: 20 },
  { header: '地区', type: 'text', width: 12 },
  { header: '指标', type: 'text', width: 36 },
  { header: '单位', type: 'text', width: 8 },
  { header: '牵头单位', type: 'text', width: 30 },
  { header: '文件标题', type: 'text', width: 50 },
  { header: '文号', type: 'text', width: 24 },
  { header: '成文日期', type: 'date', width: 12, format: 'yyyy-mm-dd' },
  { header: '施行日期', type: 'date', width: 12, format: 'yyyy-mm-dd' },
  { header: '目标值', type: 'number', width: 12, format: '#,##0.00' },
  { header: '基期值', type: 'number', width: 12, format: '#,##0.00' },
  { header: '占比', type: 'number', width: 10, format: '0.0%' },
  { header: '年份', type: 'number', width: 8 },
  { header: '金额', type: 'number', width: 14, format: '#,##0.00' },
  { header: '条号', type: 'number', width: 8 },
];

// Words that come in another order in every row: text that repeats itself would make the yardstick look faster than it is.
const words =
  '数字 经济 核心 产业 增加 企业 研发 投入 强度 平台 中心 示范 项目 智能 制造 装备 软件 信息 服务 收入 规模 占比 覆盖 园区 创新 技术 成果 转化 人才 绿色 能耗 用水 效率 数据 开放 共享 应用 场景 试点 标准 专利 集群 龙头 培育 供应 基地'.split(
    ' ',
  );
const random = (seed: number) => {
  let state = seed;
  return (most: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >> 8) % most;
  };
};

/** Values of a row; another `turn` gives other values for the same record. */
export const valuesOf = (row: number, turn = 0): CellValue[] => {
  const pick = random(row * 7919 + turn * 104_729 + 1);
  // Joined in one go: a text that is put together from others keeps them in memory, which no text from a service does.
  const phrase = (length: number, ...ending: string[]): string =>
    [...Array.from({ length }, () => words[pick(words.length)]), ...ending].join('');
  const two = (number: number): string => String(number).padStart(2, '0');
  const day = (): string => ['20', 10 + pick(15), '-', two(1 + pick(12)), '-', two(1 + pick(28))].join('');
  return [
    ['tgt_', row.toString(36).padStart(8, '0'), '@', turn + 1].join(''),
    phrase(1, '市'),
    phrase(4 + pick(6)),
    pick(2) === 0 ? '亿元' : '家',
    phrase(2, '局'),
    phrase(8 + pick(6), '行动计划'),
    ['云政发〔20', 10 + pick(15), '〕', row, '号'].join(''),
    day(),
    day(),
    pick(100_000_000) / 100,
    pick(100_000_000) / 100,
    pick(1000) / 1000,
    2015 + pick(20),
    pick(1_000_000_000) / 100,
    pick(80),
  ];
};
const writesOf = (values: readonly CellValue[], only?: readonly number[]): CellWrite[] =>
  (only ?? columns.map((_, i) => i)).map((column) => ({
    column,
    value: values[column] ?? null,
    type: columns[column]?.type ?? 'text',
  }));

const binding: TableBinding = {
  table,
  kind: 'target',
  query: {},
  language: 'zh-CN',
  columns: [{ header: '记录编号', field: 'key' }],
  asOf: null,
  cursor: null,
  refreshedAt: null,
  refreshedBy: null,
  undo: null,
};
/** Headers of the table, with the analyst's own columns where it has them. */
const headersOf = (own: readonly string[]): string[] => [...columns.map((column) => column.header), ...own];
export const analystColumns = ['我的备注', '评分'];

/** A workbook with the empty table, formatted, with a rule over it and a sheet that adds it up. */
export const emptyWorkbook = async (own: readonly string[] = []): Promise<Uint8Array> => {
  // Loaded here, so that a process that never asks for it does not carry it.
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('数据', { views: [{ state: 'frozen', ySplit: 1 }] });
  const headers = headersOf(own);
  headers.forEach((header, i) => {
    sheet.getCell(1, i + 1).value = header;
    sheet.getCell(2, i + 1).border = { bottom: { style: 'hair' } };
    const format = columns[i]?.format;
    if (format) sheet.getCell(2, i + 1).numFmt = format;
    sheet.getColumn(i + 1).width = columns[i]?.width ?? 20;
  });
  sheet.addConditionalFormatting({
    ref: 'J2:J2',
    rules: [{ type: 'expression', priority: 1, formulae: ['J2>999999'], style: { font: { bold: true } } }],
  });
  workbook.addWorksheet('合计').getCell('A1').value = { formula: `SUM(${table}[目标值])`, result: 0 };
  const packaged = new WorkbookPackage(new Uint8Array(await workbook.xlsx.writeBuffer()));
  addTable(packaged, sheetPart, {
    name: table,
    rect: tableRect(1, 1, headers.length, 1),
    columns: headers.map((name) => ({ name })),
    style: 'TableStyleMedium2',
  });
  return packaged.save();
};

const planOf = (
  digest: string,
  own: readonly string[],
  wanted: Partial<Pick<RefreshPlan, 'updates' | 'additions' | 'removals'>>,
): RefreshPlan => ({
  table,
  sheet: '数据',
  snapshot: digest,
  headers: headersOf(own),
  updates: [],
  additions: [],
  removals: [],
  restorations: [],
  unarchive: null,
  archivedAt: '2026-02-01T09:30:00.000Z',
  changes: [],
  edits: [],
  corrections: [],
  gone: [],
  unmatched: [],
  binding,
  ...wanted,
});

/** Fills the empty table with so many rows. With `own` columns, those hold an analyst's notes and marks. */
export const fillPlan = (digest: string, count: number, own: readonly string[] = []): RefreshPlan => {
  const row = (i: number): RowAddition => {
    const values = valuesOf(i);
    const cells = writesOf(values);
    if (own.length > 0 && i % 3 === 0) {
      cells.push({ column: columns.length, value: ['备注 ', i, '：', values[2]].join(''), type: 'text' });
      cells.push({ column: columns.length + 1, value: i % 100, type: 'number' });
    }
    return { key: String(values[0]), cells };
  };
  const first = row(0);
  return planOf(digest, own, {
    updates: [{ row: 0, key: first.key, cells: first.cells, fills: true }],
    additions: Array.from({ length: count - 1 }, (_, i) => row(i + 1)),
  });
};

/** A refresh of the filled table: one row of ten changes in three cells, one of a hundred goes, as many come. */
export const refreshPlan = (digest: string, count: number): RefreshPlan => {
  const updates: RowUpdate[] = [];
  const removals: RowRemoval[] = [];
  const additions: RowAddition[] = [];
  for (let row = 0; row < count; row++) {
    const key = String(valuesOf(row)[0]);
    if (row % 100 === 50) {
      removals.push({ row, key, reason: 'withdrawn', archive: false });
      const values = valuesOf(count + row);
      additions.push({ key: String(values[0]), cells: writesOf(values) });
    } else if (row % 10 === 0) updates.push({ row, key, cells: writesOf(valuesOf(row, 1), [0, 2, 9]) });
  }
  return planOf(digest, analystColumns, { updates, removals, additions });
};

/** A refresh that writes every cell of every row anew, as where a whole field of the service was put right. */
export const rewritePlan = (digest: string, count: number): RefreshPlan =>
  planOf(digest, analystColumns, {
    updates: Array.from({ length: count }, (_, row) => ({
      row,
      key: String(valuesOf(row)[0]),
      cells: writesOf(valuesOf(row, 1)),
    })),
  });

/** The rows as ExcelJS takes them. */
export const excelRows = (count: number): unknown[][] =>
  Array.from({ length: count }, (_, i) =>
    valuesOf(i).map((value, column) =>
      columns[column]?.type === 'date' ? new Date(`${value}T00:00:00Z`) : value,
    ),
  );
