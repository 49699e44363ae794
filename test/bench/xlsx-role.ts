import { existsSync, readFileSync } from 'node:fs';
import { openXlsxWorkbook } from '../../service/publish/xlsx/xlsx-host.ts';
import type { RefreshPlan } from '../../templates/refresh/types.ts';
import { excelRows, fillPlan, refreshPlan, rewritePlan, table } from './xlsx-rows.ts';

// One of the processes whose memory xlsx.bench.ts measures: does one thing and prints its peak in MB. Arguments: the
// role, a number of rows, a workbook, the digest of its table.

const apply = async (bytes: Uint8Array, plan: RefreshPlan): Promise<Uint8Array> => {
  const host = await openXlsxWorkbook(bytes);
  await host.apply(plan);
  return host.bytes();
};
const withExcelJs = async (bytes: Uint8Array, rows: unknown[][]): Promise<unknown> => {
  const { default: ExcelJS } = await import('exceljs');
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes as unknown as import('exceljs').Buffer);
  workbook.getWorksheet('数据')?.addRows(rows);
  return workbook.xlsx.writeBuffer();
};

const roles = {
  nothing: async (_: Uint8Array, count: number, digest: string) => fillPlan(digest, count),
  fill: (file: Uint8Array, count: number, digest: string) => apply(file, fillPlan(digest, count)),
  refresh: (file: Uint8Array, count: number, digest: string) => apply(file, refreshPlan(digest, count)),
  rewrite: (file: Uint8Array, count: number, digest: string) => apply(file, rewritePlan(digest, count)),
  read: async (file: Uint8Array) => (await openXlsxWorkbook(file)).readTable(table),
  'read and refresh': async (file: Uint8Array, count: number, digest: string) => {
    const host = await openXlsxWorkbook(file);
    const snapshot = await host.readTable(table);
    await host.apply(refreshPlan(digest, count));
    return snapshot.rows.length;
  },
  'ExcelJS fill': (file: Uint8Array, count: number) => withExcelJs(file, excelRows(count)),
} satisfies Record<string, (file: Uint8Array, count: number, digest: string) => Promise<unknown>>;
export type Role = keyof typeof roles;

/**
 * Peak of this process. Linux keeps maxRSS over a fork, so that it would tell the parent's where that is larger; the
 * high-water mark of the address space begins with the program.
 */
const peakMegabytes = (): number => {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const mark = /VmHWM:\s+(\d+) kB/.exec(status)?.[1];
  return (mark === undefined ? process.resourceUsage().maxRSS : Number(mark)) / 1024;
};

const run = async (): Promise<void> => {
  const [role, count, path, digest] = process.argv.slice(2);
  await roles[role as Role](new Uint8Array(readFileSync(path ?? '')), Number(count), digest ?? '');
  process.stdout.write(String(peakMegabytes()));
};
void run();
