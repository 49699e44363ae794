import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openXlsxWorkbook } from '../../service/publish/xlsx/xlsx-host.ts';
import { packageRoot } from '../../service/store/package-place.ts';
import { chromiumPath, hasChromium, startChromium } from '../hosts/excel-page.ts';
import { planInput, startTestService, type TestService } from '../hosts/http-service.ts';
import { officeValidator, validatorFindings } from '../hosts/office-programs.ts';

/** /try in a real browser: the built page and the built, unmodified pane, over plain http as `npm start` serves them. */

const root = packageRoot();
const output = path.join(root, 'test', 'output', 'playground');

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

describe.skipIf(!hasChromium)(`the playground in Chromium (needs ${chromiumPath})`, () => {
  let folder: string;
  let service: TestService;
  let chromium: Browser;
  let context: BrowserContext;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'policy-sheets-playground-'));
    mkdirSync(output, { recursive: true });
    process.env.POLICY_SHEETS_ADDIN_OUT = folder;
    for (const configFile of ['vite.config.ts', 'addin/playground/vite.config.ts'])
      await build({ logLevel: 'error', configFile: path.join(root, configFile) });
    chromium = await startChromium();
  });
  afterAll(async () => {
    delete process.env.POLICY_SHEETS_ADDIN_OUT;
    await chromium?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    service = await startTestService({ addinDir: folder, inputs: [planInput(3000)] });
    context = await chromium.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 760 } });
    context.setDefaultTimeout(20_000);
    page = await context.newPage();
    complaints = [];
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && origin !== service.address) complaints.push(request.url());
    });
  });
  afterEach(async () => {
    await context.close();
    await service.close();
    // No script of the page failed, its security policy was never in its way, and nothing was asked for elsewhere.
    expect(complaints).toEqual([]);
  });

  const open = () => page.goto(`${service.address}/try?token=${service.token}`);
  const pane = () => page.frameLocator('#pane');
  const insert = async (): Promise<void> => {
    await open();
    await pane().getByRole('button', { name: '插入并填入' }).click();
    await pane().getByText('已插入').first().waitFor();
  };
  const cell = (text: string | RegExp) => page.locator('revogr-data .cell').filter({ hasText: text }).first();
  const steps = () =>
    page.locator('#steps li').evaluateAll((all) => all.map((one) => one.classList.contains('done')));

  it('asks who has not signed in for the token, and shows no pane', async () => {
    await page.goto(`${service.address}/try`);
    expect(await page.locator('input[name="token"]').count()).toBe(1);
    expect(await page.locator('#pane').count()).toBe(0);
    complaints = complaints.filter((text) => !/401/.test(text));
  });

  it('is connected as soon as it opens, and a table is in the sheet one click later', async () => {
    await insert();
    await cell('3000').waitFor();
    expect(await page.locator('#sheet-tabs button[aria-selected="true"]').textContent()).toBe('目标');
    expect((await steps())[0]).toBe(true);
    expect((await steps()).slice(1, 2)).toEqual([false]);
    await page.screenshot({ path: path.join(output, 'inserted.png') });
  });

  it('shows the evidence of the row that is selected in the sheet', async () => {
    await insert();
    // The sheet is drawn again while the pane settles; a click in between is the reader's to repeat.
    await vi.waitFor(
      async () => {
        await cell('3000').click();
        expect(await page.locator('#cell-content').inputValue()).toBe('3000');
      },
      { timeout: 10_000 },
    );
    await pane().getByRole('tab', { name: '原文' }).click();
    await pane().locator('blockquote').first().waitFor();
    expect((await steps())[2]).toBe(true);
    await page.screenshot({ path: path.join(output, 'evidence.png') });
  });

  it('lists a number that was typed over as a local edit, and leaves it', async () => {
    await insert();
    await cell('3000').dblclick();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('3100');
    await page.keyboard.press('Enter');
    await cell('3100').waitFor();
    await pane().getByRole('tab', { name: '刷新' }).click();
    await pane().getByRole('button', { name: '查看刷新计划' }).click();
    await pane().getByText('您改过的单元格').waitFor();
    await cell('3100').waitFor();
    await vi.waitFor(async () => expect(await steps()).toEqual([true, true, true, true]));
    await page.screenshot({ path: path.join(output, 'local-edit.png') });
  });

  it('sorts the table by the selected column, rows with their keys', async () => {
    await insert();
    await cell('3000').click();
    const first = async () =>
      page.locator('revogr-data .cell[data-rgrow="3"][data-rgcol="4"]').first().textContent();
    const before = await first();
    await page.getByRole('button', { name: '按本列排序' }).click();
    await vi.waitFor(async () => expect(await first()).not.toBe(before));
    await pane().getByRole('tab', { name: '刷新' }).click();
    await pane().getByRole('button', { name: '查看刷新计划' }).click();
    await pane().getByText('已是最新').waitFor();
  });

  it('gives the workbook as a file that is bound and that Microsoft’s validator has nothing against', async () => {
    await insert();
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载工作簿' }).click();
    const file = path.join(folder, 'download.xlsx');
    await (await coming).saveAs(file);
    const bytes = new Uint8Array(readFileSync(file));
    const host = await openXlsxWorkbook(bytes);
    const [binding] = await host.readBindings();
    expect(binding?.kind).toBe('target');
    expect((await host.readTable(binding?.table ?? '')).rows.length).toBeGreaterThan(1);
    if (officeValidator !== undefined) expect(await validatorFindings(bytes)).toEqual([]);
  });

  it('is built with office.js as Microsoft made it', () => {
    const own = path.join(folder, 'office-js', 'excel-web-16.00.js');
    const theirs = path.join(root, 'node_modules', '@microsoft', 'office-js', 'dist', 'excel-web-16.00.js');
    expect(existsSync(own)).toBe(true);
    expect(readFileSync(own).equals(readFileSync(theirs))).toBe(true);
  });
});
