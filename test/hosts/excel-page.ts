import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { ExcelRequests } from '../../addin/playground/workbook/excel-request.ts';
import type { Box } from '../../addin/playground/workbook/excel-workbook.ts';
import { officeJsFolder } from './load-office-js.ts';

/**
 * The add-in's page in headless Chromium with a test workbook behind it. The page is served by the real service; only the
 * address is made https (office.js insists), and Microsoft's address of Office.js is answered from the npm package.
 */

export const chromiumPath = '/usr/bin/chromium';
export const hasChromium = existsSync(chromiumPath);

const cdn = 'https://appsforoffice.microsoft.com/lib/1/hosted/';
export const paneOrigin = 'https://pane.test';
const selectionChanged = 14;

export interface PaneBrowser {
  context: BrowserContext;
  /** Addresses that were asked for and that are neither the service's nor Office.js. */
  outside: Set<string>;
  close(): Promise<void>;
}

/** Starts Chromium. It is slow to start, so that one serves all tests of a file. */
export const startChromium = (): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
    ],
  });

/**
 * A browser without any memory; `service` is the address that pages and their requests reach as `paneOrigin`.
 */
export const freshBrowser = async (started: Browser, service: string): Promise<PaneBrowser> => {
  const context = await started.newContext();
  context.setDefaultTimeout(20_000);
  const outside = new Set<string>();
  await context.route(/^https?:/, async (route) => {
    const { origin, href, pathname, search } = new URL(route.request().url());
    if (origin === paneOrigin) {
      // A page that was closed meanwhile has no use for its answer.
      return route
        .fetch({ url: `${service}${pathname}${search}`, maxRedirects: 0 })
        .then((response) => route.fulfill({ response }))
        .catch(() => {});
    }
    const file = path.join(officeJsFolder, pathname.slice('/lib/1/hosted/'.length));
    if (href.startsWith(cdn) && file.startsWith(officeJsFolder) && existsSync(file))
      return route.fulfill({
        body: readFileSync(file),
        contentType: 'text/javascript',
        headers: { 'access-control-allow-origin': '*' },
      });
    outside.add(href);
    return route.abort();
  });
  return {
    context,
    outside,
    close: () => context.close(),
  };
};

export interface OpenPane {
  page: Page;
  /** Errors that the page threw or wrote to the console. */
  errors: string[];
  /** Calls functions as one recalculation does: name and arguments of each; blocks for arguments that may be ranges. */
  calculate(calls: readonly { id: number; name: string; given: unknown[] }[]): Promise<void>;
  /** Gives calls up, as Excel does when their cells are edited or recalculated. */
  cancel(ids: readonly number[]): Promise<void>;
  /** Runs a command, as a click on its button or its keyboard shortcut does. */
  command(id: string): Promise<void>;
  /** Moves the selection of the workbook, as a click in a cell does. */
  select(sheet: string, row: number, column: number): Promise<void>;
}

export interface PaneOptions {
  /** Display language of Office. */
  locale?: string;
  query?: string;
  width?: number;
  /** The requirement set that this Excel has. */
  excelApi?: string;
  dark?: boolean;
  /** False for a browser without Excel around the page. */
  inExcel?: boolean;
  /** False where Office.js cannot be loaded. */
  officeJs?: boolean;
}

/** Opens the pane beside a workbook. */
export const openPane = async (
  { context }: PaneBrowser,
  requests: ExcelRequests,
  options: PaneOptions = {},
): Promise<OpenPane> => {
  const { locale = 'zh-CN', query = '', width = 320, excelApi = '1.14', dark = false } = options;
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text());
  });
  await page.setViewportSize({ width, height: 760 });
  await page.emulateMedia({ colorScheme: dark ? 'dark' : 'light', reducedMotion: 'reduce' });
  await page.exposeFunction('__excelExecute', (body: string) => requests.execute(body));
  const start = {
    locale,
    requirements: { ExcelApi: excelApi, RichApiRuntime: '1.1', DialogApi: '1.2', SharedRuntime: '1.1' },
  };
  await page.addInitScript({ content: `window.__excelPage = ${JSON.stringify(start)};` });
  if (options.inExcel !== false)
    await page.addInitScript({
      path: path.join(path.dirname(fileURLToPath(import.meta.url)), 'excel-page-inject.js'),
    });
  if (options.officeJs === false) await page.route(`${cdn}**`, (route) => route.abort());
  await page.goto(`${paneOrigin}/addin/index.html${query}`);
  const send = (category: number, messages: readonly (readonly [number, unknown])[]): Promise<void> =>
    page.evaluate(`window.__excelSend(${category}, ${JSON.stringify(messages)})`);
  return {
    page,
    errors,
    // Flag 1: the function can be given up.
    calculate: (calls) =>
      send(
        1,
        calls.map(({ id, name, given }) => [1000, [id, name, given, null, 1]]),
      ),
    cancel: (ids) =>
      send(
        1,
        ids.map((invocationId) => [1001, { invocationId }]),
      ),
    command: (id) => send(2, [[1000, [id, null]]]),
    select: async (sheet, row, column) => {
      const { workbook } = requests;
      const model = workbook.sheet(sheet);
      if (!model) throw new Error(`test: no sheet ${sheet}`);
      const box: Box = { row, column, rows: 1, columns: 1 };
      workbook.active = model;
      workbook.selection = { sheet: model, box };
      const payload = { address: '', worksheetId: model.id };
      await page.evaluate(`window.__excelRaise(${selectionChanged}, 'Workbook', ${JSON.stringify(payload)})`);
    },
  };
};
