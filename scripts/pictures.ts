// Makes the README's pictures from the starter data: npm run build && npx tsx scripts/pictures.ts
// Needs LibreOffice (soffice), pdftoppm and Chromium, which nothing else of the project needs.
import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { run } from '../service/commands/program.ts';
import { serve } from '../service/commands/serve.ts';
import { takePlaygroundPictures } from './playground-pictures.ts';

const images = new URL('../docs/images/', import.meta.url).pathname;
const folder = await mkdtemp(join(tmpdir(), 'policy-sheets-pictures-'));
const must = (command: string, args: string[]): void => {
  const { status, error } = spawnSync(command, args, { cwd: folder, stdio: 'ignore' });
  if (status !== 0) throw error ?? new Error(`${command} ended with ${status}`);
};

let printed = '';
let stop = (): void => {};
const context = {
  language: 'zh-CN' as const,
  env: { DATA_DIR: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'silent' },
  stdout: (text: string) => {
    printed += text;
  },
  stderr: () => {},
  interactive: false,
};
const stopped = new Promise<void>((resolve) => {
  stop = resolve;
});
const served = serve(context, stopped);
while (!printed.includes('Ctrl-C')) await new Promise((resolve) => setTimeout(resolve, 200));

await mkdir(images, { recursive: true });
await run(
  [
    'node',
    'policy-sheets',
    '--lang',
    'zh-CN',
    'refresh',
    join(folder, 'targets.xlsx'),
    '--template',
    'targets',
  ],
  context,
);
must('soffice', ['--headless', '--convert-to', 'pdf', 'targets.xlsx']);
must('pdftoppm', ['-r', '110', '-png', 'targets.pdf', 'page']);
// The comparison is the last page but one; the last is about the workbook.
const comparison = (await readdir(folder))
  .filter((name) => /^page-\d+\.png$/.test(name))
  .sort()
  .at(-2);
if (comparison === undefined) throw new Error('LibreOffice gave no pages');
await copyFile(join(folder, comparison), join(images, 'workbook.png'));

// The evidence is shown on a document of our own: real sentences do not go into the repository.
const written = new URL('../test/fixtures/documents/yunshan-materials-plan.txt', import.meta.url).pathname;
await run(['node', 'policy-sheets', '--lang', 'zh-CN', 'ingest', written], context);

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1200, height: 760 }, locale: 'zh-CN' });
  const [address] = /http:\S+\?token=\S+/.exec(printed) ?? [];
  if (address === undefined) throw new Error('the service printed no address');
  await page.goto(address);
  await page.screenshot({ path: join(images, 'home.png') });
  const origin = new URL(address).origin;
  const found = await page.request.get(`${origin}/v1/targets?region=${encodeURIComponent('云山省')}&limit=1`);
  const { items } = (await found.json()) as { items: { id: string }[] };
  await page.goto(`${origin}/evidence/${items[0]?.id}`);
  await page.screenshot({ path: join(images, 'evidence.png') });
  await takePlaygroundPictures(browser, origin, new URL(address).searchParams.get('token') ?? '', images);
} finally {
  await browser.close();
}
stop();
await served;
await rm(folder, { recursive: true, force: true });
