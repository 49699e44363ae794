import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { commandIds } from '../../addin/commands/commands.ts';
import { ExcelRequests } from '../../addin/playground/workbook/excel-request.ts';
import { type FunctionResult, showResult } from '../../addin/playground/workbook/excel-services.ts';
import type { WorkbookModel } from '../../addin/playground/workbook/excel-workbook.ts';
import { analystWorkbook } from '../contract/excel-fixture.ts';
import {
  chromiumPath,
  freshBrowser,
  hasChromium,
  type OpenPane,
  openPane,
  type PaneBrowser,
  paneOrigin,
  startChromium,
} from '../hosts/excel-page.ts';
import { planInput, starterInput, startTestService, type TestService } from '../hosts/http-service.ts';

/**
 * Ribbon commands and functions of the built add-in, unmodified, in Chromium: real office.js takes the calls of Excel and
 * hands the results back; the service is the real one.
 */

vi.setConfig({ testTimeout: 120_000 });

describe.skipIf(!hasChromium)(
  `commands and functions in Chromium (needs ${chromiumPath}: apt-get install chromium)`,
  () => {
    let service: TestService;
    let chromium: Browser;
    let browser: PaneBrowser;
    let folder: string;
    let workbook: WorkbookModel;
    let requests: ExcelRequests;
    let pane: OpenPane;
    /** Bodies of the requests for facts. */
    let asked: { asks: unknown[] }[];

    beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'policy-sheets-addin-'));
      await build({
        logLevel: 'error',
        configFile: path.join(import.meta.dirname, '..', '..', 'vite.config.ts'),
        build: { outDir: folder },
      });
      chromium = await startChromium();
    });
    afterAll(async () => {
      await chromium?.close();
      rmSync(folder, { recursive: true, force: true });
    });
    beforeEach(async () => {
      service = await startTestService({
        addinDir: folder,
        inputs: [planInput(), starterInput()],
        env: { PUBLIC_URL: paneOrigin },
      });
      browser = await freshBrowser(chromium, service.address);
      workbook = analystWorkbook();
      requests = new ExcelRequests(workbook);
      asked = [];
    });
    afterEach(async () => {
      const { outside } = browser;
      await browser.close();
      await service.close();
      expect([...outside]).toEqual([]);
      // No error of the page, and its security policy was never in its way.
      expect(pane.errors).toEqual([]);
    });

    const open = async (options: Parameters<typeof openPane>[2] & { connected?: boolean } = {}) => {
      if (options.connected !== false)
        await browser.context.addInitScript(
          `localStorage.setItem('policy-sheets.connection', ${JSON.stringify(
            JSON.stringify({ address: paneOrigin, token: service.token }),
          )})`,
        );
      pane = await openPane(browser, requests, options);
      pane.page.on('request', (request) => {
        if (new URL(request.url()).pathname === '/v1/facts') asked.push(request.postDataJSON());
      });
      await pane.page.locator('header').waitFor();
      await expect.poll(() => requests.services.takesCalls, { timeout: 20_000 }).toBe(true);
      return pane;
    };
    const resultOf = async (id: number): Promise<FunctionResult> => {
      await expect.poll(() => requests.services.results.has(id), { timeout: 20_000 }).toBe(true);
      return requests.services.results.get(id) as FunctionResult;
    };
    const calculate = async (name: string, ...given: unknown[]): Promise<FunctionResult> => {
      const id = requests.services.results.size + 1000;
      await pane.calculate([{ id, name, given }]);
      return resultOf(id);
    };

    describe('functions', () => {
      it('answer a hundred cells of one recalculation with one request, each its own', async () => {
        await open();
        const regions = ['云山省', '云山省临江市'];
        const calls = Array.from({ length: 100 }, (_, id) =>
          id % 2 === 0
            ? { id, name: 'COUNT', given: ['目标', [[['地区']], [[regions[(id / 2) % 2]]]]] }
            : {
                id,
                name: 'TARGET',
                given: ['云山省', '数字经济核心产业产值', null, id % 4 === 1 ? null : '单位'],
              },
        );
        await pane.calculate(calls);
        await resultOf(99);
        expect(asked).toHaveLength(1);
        // Four different questions among a hundred cells.
        expect(asked[0]?.asks).toHaveLength(4);
        for (const { id } of calls) {
          const wanted = id % 2 === 0 ? ((id / 2) % 2 === 0 ? 3 : 1) : id % 4 === 1 ? 3000 : '亿元';
          expect((await resultOf(id)).value, `cell ${id}`).toBe(wanted);
        }
        // A second recalculation is answered from memory.
        await pane.calculate(calls.map((call) => ({ ...call, id: call.id + 200 })));
        expect((await resultOf(201)).value).toBe(3000);
        expect(asked).toHaveLength(1);
      });

      it('ask a hundred different questions in one request too', async () => {
        await open();
        await pane.calculate(
          Array.from({ length: 100 }, (_, id) => ({
            id,
            name: 'COUNT',
            given: ['目标', [[['关键词']], [[`第 ${id} 个词`]]]],
          })),
        );
        for (let id = 0; id < 100; id++) expect((await resultOf(id)).value).toBe(0);
        expect(asked.map(({ asks }) => asks.length)).toEqual([100]);
      });

      it('LIST spills records under their headers; text of documents stays text', async () => {
        await open();
        const filters = [[['地区', '云山省']], [['字段', '指标,目标值,单位,发文字号']]];
        const list = await calculate('LIST', '目标', filters);
        const [notes] = workbook.sheets;
        if (!notes) throw new Error('no sheet');
        showResult(notes, 20, 0, list);
        expect([0, 1, 2, 3].map((column) => notes.valueAt(20, column))).toEqual([
          '指标',
          '目标值',
          '单位',
          '发文字号',
        ]);
        const lines = [21, 22, 23].map((row) => [0, 1, 2].map((column) => notes.valueAt(row, column)));
        expect(lines).toContainEqual(['数字经济核心产业产值', 3000, '亿元']);
        expect(lines).toContainEqual(['人工智能产业规模', 800, '亿元']);
        for (let row = 20; row < 24; row++)
          for (let column = 0; column < 4; column++) expect(notes.cell(row, column)?.formula).toBeUndefined();
      });

      it('CITE gives the citation of a key that a row carries', async () => {
        await open();
        const { items } = (await service.json('/v1/targets?region=云山省&limit=1')) as {
          items: { id: string; revision: number }[];
        };
        const key = `${items[0]?.id}@${items[0]?.revision}`;
        const cited = await calculate('CITE', key, null);
        expect(cited.failed).not.toBe(true);
        expect(String(cited.value)).toContain('云山省数字经济发展行动方案');
      });

      it('have Excel’s own errors, with the reason in the language of Office', async () => {
        await open();
        expect(await calculate('COUNT', '政策', null)).toMatchObject({
          failed: true,
          errorCode: 7,
          value: '没有“政策”这种记录。 种类有：目标、定性目标、资金、园区、责任分工。',
        });
        const none = await calculate('TARGET', '云山省', '没有这个指标', 2027, null);
        expect(none).toMatchObject({ failed: true, errorCode: 1 });
        expect(String(none.value)).toMatch(/\p{Script=Han}/u);
        expect(await calculate('LIST', '目标', [[['关键词', '不存在的词']]])).toMatchObject({
          failed: true,
          errorCode: 1,
          value: '没有符合条件的记录，请放宽条件。',
        });
      });

      it('say in English what to do where nothing is connected, and answer once something is', async () => {
        await open({ connected: false, locale: 'en-US' });
        const before = await calculate('COUNT', 'targets', null);
        expect(before).toMatchObject({ failed: true, errorCode: 1 });
        expect(before.value).toContain('The add-in is not connected to a policy data service.');
        await pane.page.locator('input[type=password]').fill(service.token);
        await pane.page.getByRole('button', { name: 'Connect' }).click();
        await pane.page.getByRole('tab').first().waitFor();
        // Excel is asked to calculate anew, so that the cells above get their answers.
        await expect
          .poll(() => requests.log.some(({ body }) => body.includes('"Calculate"')), { timeout: 10_000 })
          .toBe(true);
        expect((await calculate('COUNT', 'targets', null)).value).toBe(3);
      });

      it('that are given up before their answer came break the request off', async () => {
        await open();
        const failed: string[] = [];
        pane.page.on('requestfailed', (request) => failed.push(request.failure()?.errorText ?? ''));
        await pane.page.route(`${paneOrigin}/v1/facts`, () => {
          // Never answered.
        });
        await pane.calculate([
          { id: 1, name: 'COUNT', given: ['目标', null] },
          { id: 2, name: 'COUNT', given: ['园区', null] },
        ]);
        await expect.poll(() => asked.length).toBe(1);
        await pane.cancel([1]);
        await new Promise((resolve) => setTimeout(resolve, 200));
        expect(failed).toEqual([]);
        await pane.cancel([2]);
        await expect.poll(() => failed).toEqual(['net::ERR_ABORTED']);
        // The same cells ask again afterwards, and get their answer.
        await pane.page.unroute(`${paneOrigin}/v1/facts`);
        expect((await calculate('COUNT', '目标', null)).value).toBe(3);
      });

      it('tell that the service is away, and recover by themselves', async () => {
        await open();
        await pane.page.route(`${paneOrigin}/v1/facts`, (route) => route.abort('connectionrefused'));
        const away = await calculate('COUNT', '目标', null);
        expect(away).toMatchObject({ failed: true, errorCode: 1 });
        expect(away.value).toContain(`连接不上服务 ${paneOrigin}。`);
        await pane.page.unroute(`${paneOrigin}/v1/facts`);
        expect((await calculate('COUNT', '目标', null)).value).toBe(3);
        pane.errors.splice(
          0,
          pane.errors.length,
          ...pane.errors.filter((text) => !/ERR_CONNECTION_REFUSED/.test(text)),
        );
      });
    });

    describe('commands', () => {
      const insert = async (): Promise<{ row: number; column: number }> => {
        await pane.page.getByTestId('count').filter({ hasText: '3 条' }).waitFor();
        await pane.page.getByRole('button', { name: '插入并填入' }).click();
        await pane.page.getByText(/已插入工作表/).waitFor();
        const table = workbook.tables.find(({ name }) => name !== '我的表');
        if (!table) throw new Error('no table');
        return { row: table.box.row + 1, column: table.box.column + 2 };
      };
      const selectedTab = () => pane.page.locator('[id^=tab-][aria-selected=true]').getAttribute('id');

      it('are known to Office by the ids of the manifests as soon as the page has loaded', async () => {
        await open();
        const known = await pane.page.evaluate('Object.keys(Office.actions._association.mappings)');
        expect(known).toEqual(expect.arrayContaining(commandIds.map((id) => id.toUpperCase())));
        expect(requests.services.paneShown).toBe(false);
        await pane.command('OpenPane');
        await expect.poll(() => requests.services.paneShown).toBe(true);
      });

      it('Refresh table and Refresh all show the plan of the table at once, and write nothing', async () => {
        await open();
        const at = await insert();
        await service.store.put(planInput(3500));
        const writes = () => requests.log.flatMap((entry) => entry.writes).length;
        for (const command of ['RefreshTable', 'RefreshAll']) {
          await pane.select('目标', at.row, at.column);
          await pane.page.locator('#tab-insert').click();
          const before = writes();
          await pane.command(command);
          await expect.poll(() => requests.services.paneShown).toBe(true);
          await expect.poll(selectedTab).toBe('tab-refresh');
          await pane.page.getByText('3500').first().waitFor();
          expect(writes()).toBe(before);
          await pane.page.getByRole('button', { name: '取消' }).first().click();
        }
      });

      it('Evidence shows the passage of the row in which the active cell stands', async () => {
        await open();
        const at = await insert();
        await pane.select('目标', at.row, at.column);
        await pane.command('ShowEvidence');
        await expect.poll(() => requests.services.paneShown).toBe(true);
        await pane.page.getByText('云山省数字经济发展行动方案').first().waitFor();
        expect(await selectedTab()).toBe('tab-evidence');
      });

      it('Check opens the health check', async () => {
        await open();
        await insert();
        await pane.command('CheckWorkbook');
        await expect.poll(() => requests.services.paneShown).toBe(true);
        await expect.poll(selectedTab).toBe('tab-check');
      });

      it('wait for a connection, and then go to their place', async () => {
        await open({ connected: false });
        await pane.page.locator('input[type=password]').waitFor();
        await pane.command('ShowEvidence');
        await pane.page.locator('input[type=password]').fill(service.token);
        await pane.page.getByRole('button', { name: '连接' }).click();
        await pane.page.locator('#tab-evidence').waitFor();
        await expect.poll(selectedTab).toBe('tab-evidence');
      });
    });

    it('the service hands out what the manifests name, for its own address', async () => {
      await open();
      const manifest = await (await fetch(`${service.address}/addin/manifest.xml`)).text();
      const named = [
        ...new Set([...manifest.matchAll(/https:\/\/pane\.test\/addin\/[\w./-]+/g)].map(([text]) => text)),
      ];
      expect(named.length).toBeGreaterThan(40);
      for (const address of named) {
        const response = await fetch(`${service.address}${new URL(address).pathname}`);
        expect(response.status, address).toBe(200);
        expect(response.headers.get('content-security-policy'), address).toContain("default-src 'none'");
      }
      const unified = (await (await fetch(`${service.address}/addin/manifest.json`)).json()) as {
        validDomains: string[];
      };
      expect(unified.validDomains).toEqual(['pane.test']);
      const functions = await (await fetch(`${service.address}/addin/functions.zh-cn.json`)).json();
      expect(JSON.stringify(functions)).not.toContain('localhost');
    });
  },
);

describe.skipIf(hasChromium)('commands and functions in Chromium', () => {
  it.skip(`not run: there is no ${chromiumPath}; apt-get install chromium`, () => {});
});
