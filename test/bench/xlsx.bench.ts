import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import { openXlsxWorkbook } from '../../service/publish/xlsx/xlsx-host.ts';
import { ZipReader } from '../../service/publish/xlsx/zip.ts';
import { snapshotDigest } from '../../templates/refresh/digest.ts';
import type { RefreshPlan } from '../../templates/refresh/types.ts';
import { compare } from './measure.ts';
import type { Role } from './xlsx-role.ts';
import {
  analystColumns,
  emptyWorkbook,
  fillPlan,
  refreshPlan,
  rewritePlan,
  sheetPart,
  table,
} from './xlsx-rows.ts';

// How fast and in how much memory a workbook is filled, refreshed and read, against what nobody can avoid: deflating or
// inflating the finished sheet with zlib. ExcelJS, which loads the file, changes it and saves it, is the usual way.
// Memory is that of a process that does nothing else (xlsx-role.ts). With a number as its argument it measures so many rows.

const digestOf = async (bytes: Uint8Array): Promise<string> =>
  snapshotDigest(await (await openXlsxWorkbook(bytes)).readTable(table));

const apply = async (bytes: Uint8Array, plan: RefreshPlan): Promise<Uint8Array> => {
  const host = await openXlsxWorkbook(bytes);
  await host.apply(plan);
  return host.bytes();
};

const folder = mkdtempSync(join(tmpdir(), 'policy-sheets-bench-'));
// As the service itself runs: one bundle, no compiler beside it.
const bundle = join(folder, 'role.cjs');
buildSync({
  entryPoints: [fileURLToPath(new URL('xlsx-role.ts', import.meta.url))],
  bundle: true,
  platform: 'node',
  format: 'cjs',
  outfile: bundle,
});
/** Peak of a process that does one thing, in MB. */
const peak = (role: Role, file: Uint8Array, count: number, digest: string): number => {
  const path = join(folder, 'workbook.xlsx');
  writeFileSync(path, file);
  return Number(execFileSync('node', [bundle, role, String(count), path, digest], { encoding: 'utf8' }));
};
const say = (name: string, ratio: number, goal: number, what: string): void => {
  process.stdout.write(`${name}: ${ratio.toFixed(2)} (goal ${goal}) ${what}\n`);
};

const measure = async (count: number): Promise<void> => {
  const size = `${count / 1000} k rows`;
  const rounds = count > 50_000 ? 3 : 5;
  const empty = await emptyWorkbook();
  const emptyDigest = await digestOf(empty);
  const own = await emptyWorkbook(analystColumns);
  const filled = await apply(own, fillPlan(await digestOf(own), count, analystColumns));
  const filledDigest = await digestOf(filled);

  const floors = (bytes: Uint8Array) => {
    const zip = new ZipReader(bytes);
    const xml = zip.read(sheetPart);
    const packed = zip.entries.get(sheetPart)?.data ?? Buffer.alloc(0);
    const length = `${(xml.length / 1e6).toFixed(1)} MB`;
    return {
      deflate: { what: `deflating the finished sheet, ${length}`, run: () => deflateRawSync(xml) },
      inflate: { what: `inflating the sheet, ${length}`, run: () => inflateRawSync(packed) },
    };
  };
  const timed = async (name: string, goal: number, what: string, bytes: Uint8Array, plan: RefreshPlan) => {
    const finished = await apply(bytes, plan);
    const run = () => apply(bytes, plan);
    await compare(`xlsx ${name} ${size}`, goal, { what, run }, floors(finished).deflate, rounds);
  };
  await timed('fill', 2, 'filling an empty table', empty, fillPlan(emptyDigest, count));
  await timed('refresh', 4, 'a refresh of a full one', filled, refreshPlan(filledDigest, count));
  await timed('rewrite', 4, 'a refresh of every cell', filled, rewritePlan(filledDigest, count));
  await compare(
    `xlsx read ${size}`,
    4,
    {
      what: 'reading it back',
      run: async () => (await openXlsxWorkbook(filled)).readTable(table),
    },
    floors(filled).inflate,
    rounds,
  );

  const excel = peak('ExcelJS fill', empty, count, emptyDigest);
  const filling = peak('fill', empty, count, emptyDigest);
  const rest = peak('nothing', empty, count, emptyDigest);
  say(
    `xlsx fill memory ${size}`,
    filling / excel,
    0.125,
    `filling, ${filling.toFixed(0)} MB (Node and the rows alone ${rest.toFixed(0)} MB) ÷ ExcelJS, ${excel.toFixed(0)} MB`,
  );
  for (const role of ['refresh', 'rewrite', 'read', 'read and refresh'] as const) {
    const used = peak(role, filled, count, filledDigest);
    say(`xlsx ${role} memory ${size}`, used / 400, 1, `peak of ${used.toFixed(0)} MB ÷ 400 MB`);
  }
};

const asked = Number(process.argv[2] ?? 0);
try {
  for (const rows of asked > 0 ? [asked] : [10_000, 100_000]) await measure(rows);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
