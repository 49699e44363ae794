import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { neededExcelApi } from '../../addin/excel/excel-host.ts';
import { ExcelRequests } from '../../addin/playground/workbook/excel-request.ts';
import type { WorkbookModel } from '../../addin/playground/workbook/excel-workbook.ts';
import type { DocumentInput } from '../../service/store/store.ts';
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

/** The built pane, unmodified, in Chromium, with real Office.js, against the real service. */

const output = path.join(import.meta.dirname, '..', 'output', 'pane');

/** A plan with a second value, so that a table has rows that change and rows that do not. */
const edition = (value: number): DocumentInput => planInput(value);

// A busy machine takes its time to start a store and a page; what is waited for in a page has 20 s each.
vi.setConfig({ testTimeout: 120_000 });

describe.skipIf(!hasChromium)(
  `the pane in Chromium (needs ${chromiumPath}: apt-get install chromium)`,
  () => {
    let service: TestService;
    let chromium: Browser;
    let browser: PaneBrowser;
    let folder: string;
    let workbook: WorkbookModel;
    let requests: ExcelRequests;
    const panes: OpenPane[] = [];

    beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'policy-sheets-pane-'));
      mkdirSync(output, { recursive: true });
      await build({
        logLevel: 'error',
        configFile: path.join(import.meta.dirname, '..', '..', 'vite.config.ts'),
        build: { outDir: folder },
      });
      chromium = await startChromium();
    });
    afterAll(() => {
      rmSync(folder, { recursive: true, force: true });
    });
    beforeEach(async () => {
      service = await startTestService({
        addinDir: folder,
        inputs: [edition(3000), starterInput()],
        env: { PUBLIC_URL: paneOrigin },
      });
      browser = await freshBrowser(chromium, service.address);
      workbook = analystWorkbook();
      requests = new ExcelRequests(workbook);
    });
    afterEach(async () => {
      const { outside } = browser;
      const errors = panes.splice(0).flatMap((pane) => pane.errors);
      await browser.close();
      await service.close();
      // Nothing leaves the machine but what the page says it needs, and its security policy was never in its way.
      expect([...outside]).toEqual([]);
      expect(errors.filter((text) => !/status of 401/.test(text))).toEqual([]);
    });

    const open = async (options: Parameters<typeof openPane>[2] = {}): Promise<OpenPane> => {
      const pane = await openPane(browser, requests, options);
      panes.push(pane);
      return pane;
    };
    const fits = async (page: Page): Promise<void> => {
      const wide = (await page.evaluate(
        'document.documentElement.scrollWidth - document.documentElement.clientWidth',
      )) as number;
      expect(wide, 'the page scrolls sideways').toBeLessThanOrEqual(0);
    };
    /** Pictures of the pane at the two widths that it has in Excel, for people to look at. */
    const shoot = async (page: Page, name: string): Promise<void> => {
      for (const width of [420, 320]) {
        await page.setViewportSize({ width, height: 760 });
        await fits(page);
        await page.screenshot({ path: path.join(output, `${name}-${width}.png`), fullPage: true });
      }
    };
    const connect = async (page: Page, token = service.token): Promise<void> => {
      await page.locator('input[type=password]').fill(token);
      await page.getByRole('button', { name: /^(连接|Connect)$/ }).click();
    };
    const cellOf = (header: string, name: string): { row: number; column: number } => {
      const table = workbook.table('tblTargets');
      if (!table) throw new Error('no table');
      const headers = table.headers();
      const indicator = headers.findIndex((text) => text === '指标' || text === 'Indicator');
      for (let row = table.box.row + 1; row < table.box.row + table.box.rows; row++)
        if (table.sheet.valueAt(row, table.box.column + indicator) === name)
          return { row, column: table.box.column + headers.indexOf(header) };
      throw new Error(`no row ${name}`);
    };

    it('goes the whole way in Chinese: connect, insert, refresh by plan, see the passage', async () => {
      const { page, select } = await open();
      await page.getByRole('heading', { name: '连接政策数据服务' }).waitFor();
      expect(await page.getByLabel('服务地址').inputValue()).toBe(paneOrigin);
      await shoot(page, 'zh-1-connect');

      await connect(page, 'wrong-token');
      await page.locator('[data-code="access.token-wrong"]').waitFor();
      await shoot(page, 'zh-2-wrong-token');

      await connect(page);
      await page.getByTestId('count').filter({ hasText: '符合条件的记录：3 条' }).waitFor();
      await page.getByLabel('地区').selectOption({ label: '云山省临江市 (1)' });
      await page.getByTestId('count').filter({ hasText: '符合条件的记录：1 条' }).waitFor();
      await page.getByLabel('地区').selectOption({ label: '云山省 (3)' });
      await page.getByTestId('count').filter({ hasText: '符合条件的记录：3 条' }).waitFor();
      await page.getByLabel('包含字词').fill('平台');
      await page.getByTestId('count').filter({ hasText: '符合条件的记录：1 条' }).waitFor();
      await page.getByLabel('包含字词').fill('');
      await page.getByTestId('count').filter({ hasText: '符合条件的记录：3 条' }).waitFor();
      await shoot(page, 'zh-3-insert');
      await page.getByRole('button', { name: '插入并填入' }).click();
      await page.getByText('已插入工作表“目标”，共 3 条。').waitFor();
      await shoot(page, 'zh-4-inserted');

      const { sheet } = workbook.table('tblTargets') ?? {};
      expect(sheet?.name).toBe('目标');
      const value = cellOf('目标值', '数字经济核心产业产值');
      expect(sheet?.valueAt(value.row, value.column)).toBe(3000);
      expect(workbook.sheet('我的分析')?.valueAt(0, 0)).toBe('云山省数字经济专题');

      // A new edition changes one value; the analyst changes another cell of hers.
      await service.store.put(edition(3500));
      const unit = cellOf('单位', '国家级工业互联网平台');
      if (sheet) workbook.enter(sheet, unit.row, unit.column, '个');

      await page.getByRole('tab', { name: '刷新' }).click();
      await page.getByRole('button', { name: '查看刷新计划' }).click();
      const plan = page.getByRole('region', { name: '刷新计划' });
      await plan.waitFor();
      await plan.getByText('3000').first().waitFor();
      expect(await plan.locator('del').allInnerTexts()).toContain('3000');
      expect(await plan.locator('ins').allInnerTexts()).toContain('3500');
      await plan.getByRole('radio', { name: '保留我的' }).waitFor();
      await shoot(page, 'zh-5-plan');
      expect(sheet?.valueAt(value.row, value.column)).toBe(3000);

      await page.getByRole('button', { name: '写入工作簿' }).click();
      await page.getByText('刷新完成。').waitFor();
      await shoot(page, 'zh-6-written');
      expect(sheet?.valueAt(value.row, value.column)).toBe(3500);
      expect(sheet?.valueAt(unit.row, unit.column)).toBe('个');

      await page.getByRole('tab', { name: '原文' }).click();
      await select('我的分析', 0, 0);
      await page.getByText('选中表中的一行').waitFor();
      await select('目标', value.row, value.column);
      await page.getByText('数字经济核心产业产值达到3500亿元以上').waitFor();
      await page.getByText('云山省数字经济发展行动方案').waitFor();
      await page.getByText('云政办发〔2024〕8号').waitFor();
      await page.getByText('2024-03-05').waitFor();
      const link = page.getByRole('link', { name: '在文件中查看' });
      expect(await link.getAttribute('href')).toMatch(new RegExp(`^${paneOrigin}/evidence/tgt_`));
      await shoot(page, 'zh-7-evidence');
      await select('目标', cellOf('单位', '人工智能产业规模').row, 2);
      await page.getByText('入门数据只有出处，没有文字。导入原文件后即可看到原文。').waitFor();
      await page.getByText('二/(三)/8').waitFor();
    });

    it('goes the whole way in English, and remembers the connection', async () => {
      const { page } = await open({ locale: 'en-US', width: 420 });
      await page.getByRole('heading', { name: 'Connect to the policy data service' }).waitFor();
      await shoot(page, 'en-1-connect');
      await connect(page);
      await page.getByTestId('count').filter({ hasText: 'Matching records: 3' }).waitFor();
      await shoot(page, 'en-2-insert');
      await page.getByRole('button', { name: 'Insert and fill' }).click();
      await page.getByText('Sheet “Targets” was inserted with 3 records.').waitFor();

      const { sheet } = workbook.table('tblTargets') ?? {};
      const value = cellOf('Value', '数字经济核心产业产值');
      if (sheet) workbook.enter(sheet, value.row, value.column, 2800);
      await service.store.put(edition(3500));

      // Opened again, the pane is connected and begins with what this workbook is there for.
      const again = await open({ locale: 'en-US', width: 420, excelApi: neededExcelApi });
      // The library then refuses every member of a later set: all below works on the oldest Excel that is promised.
      await again.page.evaluate('OfficeExtension.CommonUtility._doApiNotSupportedCheck = true');
      await again.page.getByRole('button', { name: 'Show the plan' }).click();
      const plan = again.page.getByRole('region', { name: 'What a refresh will do' });
      await plan.getByText('Conflict: both changed it').waitFor();
      await shoot(again.page, 'en-3-conflict');
      await plan.getByRole('radio', { name: 'Use the service value' }).check();
      await again.page.getByRole('button', { name: 'Write to workbook' }).click();
      await again.page.getByText('Refreshed.').waitFor();
      expect(sheet?.valueAt(value.row, value.column)).toBe(3500);
      await again.page.getByRole('button', { name: 'Show the plan' }).click();
      await again.page.getByText('Up to date: there is nothing to write.').waitFor();

      await again.page.getByRole('tab', { name: 'Evidence' }).click();
      await again.select('Targets', value.row, value.column);
      await again.page.getByText('数字经济核心产业产值达到3500亿元以上').waitFor();
      await shoot(again.page, 'en-4-evidence');

      await again.page.getByRole('button', { name: /^Disconnect/ }).click();
      await again.page.getByRole('heading', { name: 'Connect to the policy data service' }).waitFor();
      const third = await open({ locale: 'en-US' });
      await third.page.getByRole('heading', { name: 'Connect to the policy data service' }).waitFor();
    });

    it('builds a query, fills several tables, refreshes them all with their plans, and takes one refresh back', async () => {
      const { page } = await open({ width: 420 });
      await connect(page);
      await page.getByTestId('count').filter({ hasText: '3 条' }).waitFor();
      await page.getByRole('button', { name: '更多条件' }).click();
      await page.getByLabel('年份').selectOption({ index: 1 });
      const year = await page.getByLabel('年份').inputValue();
      expect(year).toMatch(/^\d{4}$/);
      await page
        .getByTestId('count')
        .filter({ hasText: /符合条件的记录：\d+ 条/ })
        .waitFor();
      await shoot(page, 'zh-query');
      await page.getByLabel('年份').selectOption('');
      await page.getByLabel('模板').selectOption({ label: '政策台账' });
      await page.getByText('这个模板有 5 张表').waitFor();
      await page.getByRole('button', { name: '插入并填入' }).click();
      await page.getByText(/已插入工作表 “目标” “定性目标” “资金” “园区” “责任分工”/).waitFor();
      const value = cellOf('目标值', '数字经济核心产业产值');
      const sheet = workbook.table('tblTargets')?.sheet;

      await service.store.put(edition(3500));
      await page.getByRole('tab', { name: '刷新' }).click();
      await page.getByRole('checkbox', { name: '全部表' }).check();
      await page.getByRole('button', { name: '查看全部计划' }).click();
      await page.getByRole('region', { name: '刷新计划' }).getByText('3500').first().waitFor();
      await shoot(page, 'zh-all-plans');
      await page.getByRole('button', { name: '写入工作簿' }).click();
      await page.getByText('刷新完成。').first().waitFor();
      expect(sheet?.valueAt(value.row, value.column)).toBe(3500);

      await page.getByRole('checkbox', { name: '全部表' }).uncheck();
      await page.getByRole('button', { name: '撤销上次刷新' }).click();
      await page.getByText('已撤销上次刷新。').waitFor();
      expect(sheet?.valueAt(value.row, value.column)).toBe(3000);
      await shoot(page, 'zh-undone');
    });

    it('sends an edit as a correction from the plan, and another from the evidence; shows history and citation', async () => {
      const { page, select } = await open({ width: 420 });
      await connect(page);
      await page.getByRole('button', { name: '插入并填入' }).click();
      await page.getByText(/已插入工作表/).waitFor();
      const value = cellOf('目标值', '数字经济核心产业产值');
      const sheet = workbook.table('tblTargets')?.sheet;
      if (sheet) workbook.enter(sheet, value.row, value.column, 3100);
      await page.getByRole('tab', { name: '刷新' }).click();
      await page.getByRole('button', { name: '查看刷新计划' }).click();
      await page.getByRole('radio', { name: '保留并提交更正' }).check();
      await page.getByRole('button', { name: '写入工作簿' }).click();
      await page.getByText('已提交 1 条更正，等待采纳。').waitFor();
      expect(sheet?.valueAt(value.row, value.column)).toBe(3100);
      const { items } = await service.store.corrections({ status: 'open' }, { limit: 10 });
      expect(items.map(({ field, value: sent }) => [field, sent])).toEqual([['value', 3100]]);

      await service.store.put(edition(3500));
      await page.getByRole('tab', { name: '原文' }).click();
      await select('目标', value.row, value.column);
      await page.locator('blockquote mark').filter({ hasText: '3500亿元以上' }).first().waitFor();
      await page.getByRole('button', { name: '修订历史' }).click();
      await page.getByText('第 2 版').first().waitFor();
      await page.getByText('首次入库').waitFor();
      await page.getByRole('button', { name: '引用' }).click();
      await page.getByText(/云政办发〔2024〕8号\[A/).waitFor();
      await page.getByRole('button', { name: '提交更正' }).click();
      await page.getByLabel('字段').selectOption({ label: '单位' });
      await page.getByRole('button', { name: '提交', exact: true }).click();
      await page.getByText('请填写应有的值。').waitFor();
      await page.getByLabel('应为').fill('万元');
      await page.getByRole('button', { name: '提交', exact: true }).click();
      await page.getByText('已提交，等待采纳。').waitFor();
      await shoot(page, 'zh-evidence-whole');
    });

    it('binds a table that she drew herself: headers and rows matched, shown, then bound; the first plan shows what differs', async () => {
      const { page } = await open({ width: 420 });
      await connect(page);
      const sheet = workbook.addSheet('我的台账');
      const rows: readonly (string | number)[][] = [
        ['重点目标跟踪表（内部）'],
        [],
        ['序号', '地区', '指标名称', '目标值（亿元）', '年份', '我的看法'],
        [1, '云山省', '数字经济核心产业产值', 2900, 2027, '需要核对口径'],
        [2, '云山省', '与任何记录都不相像的一行', 12, 2024, '保留'],
      ];
      rows.forEach((row, r) => {
        row.forEach((value, c) => {
          workbook.enter(sheet, r + 1, c + 1, value);
        });
      });
      await page.getByRole('tab', { name: '绑定已有的表' }).click();
      await page.getByRole('button', { name: '查找工作簿中的表' }).click();
      await page
        .getByLabel('表', { exact: true })
        .selectOption({ label: '我的台账 · 重点目标跟踪表(内部)（2 行）' });
      expect(await page.getByLabel(/^指标名称/).inputValue()).toBe('indicator');
      expect(await page.getByLabel(/^目标值\(亿元\)/).inputValue()).toBe('value');
      expect(await page.getByLabel(/^我的看法/).inputValue()).toBe('');
      await page.getByRole('button', { name: '比对各行' }).click();
      const report = page.getByRole('region', { name: '比对结果' });
      await report.getByText('2900 ≠ 3000').waitFor();
      await shoot(page, 'zh-bind');
      const before = sheet.valueAt(4, 4);
      await report.getByRole('button', { name: '绑定', exact: true }).click();
      await page.getByText('已绑定“tblPolicy”。').waitFor();
      expect(sheet.valueAt(4, 4)).toBe(before);
      await page.getByRole('button', { name: '查看刷新计划' }).click();
      const plan = page.getByRole('region', { name: '刷新计划' });
      await plan.getByText('您改过的单元格').waitFor();
      await plan.getByText('2900').first().waitFor();
      await page.getByRole('button', { name: '写入工作簿' }).click();
      await page.getByText('刷新完成。').first().waitFor();
      expect(sheet.valueAt(4, 4)).toBe(2900);
      expect(sheet.valueAt(4, 6)).toBe('需要核对口径');
      expect(sheet.valueAt(5, 6)).toBe('保留');
    });

    it('checks the workbook’s health, mends what it finds, and makes a copy that stands for itself', async () => {
      const { page } = await open({ width: 420 });
      await connect(page);
      await page.getByRole('button', { name: '插入并填入' }).click();
      await page.getByText(/已插入工作表/).waitFor();
      await page.getByRole('tab', { name: '检查' }).click();
      await page.getByText('1 张表都没有问题。').waitFor();

      const value = cellOf('目标值', '数字经济核心产业产值');
      const key = cellOf('记录编号', '国家级工业互联网平台');
      const table = workbook.table('tblTargets');
      const sheet = table?.sheet;
      if (!table || !sheet) throw new Error('no table');
      const wasKey = sheet.valueAt(key.row, key.column);
      workbook.enter(sheet, value.row, value.column, 3100);
      workbook.enter(sheet, key.row, key.column, '坏了');
      await page.getByRole('button', { name: '检查工作簿' }).click();
      await page.locator('[data-finding="typedOver"]').getByText('表中 3100').waitFor();
      await page.locator('[data-finding="brokenKey"]').waitFor();
      await shoot(page, 'zh-check');
      await page.locator('[data-finding="brokenKey"] button').click();
      await page.getByText('已处理 1 项，共 1 项。').waitFor();
      expect(sheet.valueAt(key.row, key.column)).toBe(wasKey);
      await page.locator('[data-finding="typedOver"] button').click();
      await page.getByText('1 张表都没有问题。').waitFor();
      expect(sheet.valueAt(value.row, value.column)).toBe(3000);

      const before = structuredClone([...sheet.cells]);
      await page.getByRole('button', { name: '生成定稿副本' }).click();
      await page.getByText(/已生成工作表 “目标 \d{4}-\d\d-\d\d”。/).waitFor();
      const copy = workbook.sheets.find(({ name }) => /^目标 \d{4}/.test(name));
      if (!copy) throw new Error('no copy');
      expect([...sheet.cells]).toEqual(before);
      expect(copy.valueAt(value.row, value.column)).toBe(3000);
      expect(copy.valueAt(key.row, key.column)).toBe('');
      const texts = [...copy.cells.values()].map(({ value: text }) => String(text ?? ''));
      expect(texts.filter((text) => text.startsWith(paneOrigin))).toEqual([]);
      expect(texts.some((text) => /云政办发〔2024〕8号\[A/.test(text))).toBe(true);
      await shoot(page, 'zh-frozen');
    });

    it('can be used by keyboard alone', async () => {
      const { page } = await open({ query: '?lang=en', width: 420 });
      await page.getByLabel('Access token').focus();
      await page.keyboard.type(service.token);
      await page.keyboard.press('Enter');
      // Who comes by keyboard goes on from the tabs, not from nowhere.
      await page.locator('[role=tab]:focus').waitFor();
      await page.getByTestId('count').filter({ hasText: 'Matching records: 3' }).waitFor();
      const press = async (key: string, until: string): Promise<void> => {
        for (let i = 0; i < 30; i++) {
          await page.keyboard.press(key);
          const focused = await page.evaluate('document.activeElement?.textContent ?? ""');
          if (focused === until) return;
        }
        throw new Error(`${until} was never reached by ${key}`);
      };
      await press('Tab', 'Insert and fill');
      await page.keyboard.press('Enter');
      await page.getByText(/was inserted with 3 records/).waitFor();
      await press('Shift+Tab', 'Insert');
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('Enter');
      await page.getByRole('button', { name: 'Show the plan' }).waitFor();
    });

    it('is dark where the system is', async () => {
      const { page } = await open({ dark: true });
      await connect(page);
      await page.getByTestId('count').filter({ hasText: '3 条' }).waitFor();
      await shoot(page, 'zh-dark');
      const [red = 255] = (
        (await page.evaluate(
          'getComputedStyle(document.querySelector("header").parentElement).backgroundColor',
        )) as string
      )
        .match(/\d+/g)
        ?.map(Number) ?? [255];
      expect(red).toBeLessThan(80);
    });

    it('says what is wrong, in the user’s language: protected sheet, gone table, stopped service', async () => {
      const { page } = await open();
      await connect(page);
      await page.getByTestId('count').filter({ hasText: '3 条' }).waitFor();
      await page.route(`${paneOrigin}/v1/sync`, (route) => route.abort('connectionrefused'));
      await page.getByRole('button', { name: '插入并填入' }).click();
      await page.getByText(`连接不上服务 ${paneOrigin}。`).waitFor();
      expect(workbook.sheets.map((sheet) => sheet.name)).toEqual(['我的分析']);
      await page.unroute(`${paneOrigin}/v1/sync`);
      await page.getByRole('button', { name: '插入并填入' }).click();
      await page.getByText(/已插入工作表/).waitFor();
      await service.store.put(edition(3500));
      const table = workbook.table('tblTargets');
      if (!table) throw new Error('no table');
      table.sheet.isProtected = true;
      await page.getByRole('tab', { name: '刷新' }).click();
      await page.getByRole('button', { name: '查看刷新计划' }).click();
      await page.getByRole('button', { name: '写入工作簿' }).click();
      await page.getByText('工作表“目标”受保护，没有写入任何内容。').waitFor();
      await shoot(page, 'zh-protected');
      await page.getByRole('button', { name: '取消' }).click();

      table.name = '改名了';
      await page.getByRole('button', { name: '查看刷新计划' }).click();
      await page.getByText('工作簿中没有名为“tblTargets”的表。').waitFor();
      table.name = 'tblTargets';

      await page.route(`${paneOrigin}/v1/sync`, (route) => route.abort('connectionrefused'));
      await page.getByRole('button', { name: '查看刷新计划' }).click();
      await page.getByText(`连接不上服务 ${paneOrigin}。`).waitFor();
      panes.forEach((pane) => {
        pane.errors.splice(
          0,
          pane.errors.length,
          ...pane.errors.filter((e) => !/ERR_CONNECTION_REFUSED/.test(e)),
        );
      });
    });

    it('refuses a plan that the table has moved on from, and lets her make it again', async () => {
      const { page } = await open();
      await connect(page);
      await page.getByRole('button', { name: '插入并填入' }).click();
      await page.getByText(/已插入工作表/).waitFor();
      await service.store.put(edition(3500));
      await page.getByRole('tab', { name: '刷新' }).click();
      await page.getByRole('button', { name: '查看刷新计划' }).click();
      await page.getByRole('button', { name: '写入工作簿' }).waitFor();
      const { row, column } = cellOf('目标值', '数字经济核心产业产值');
      const sheet = workbook.table('tblTargets')?.sheet;
      if (sheet) workbook.enter(sheet, row, column, 1234);
      await page.getByRole('button', { name: '写入工作簿' }).click();
      await page.getByText(/在生成刷新计划之后被改动过，没有写入任何内容/).waitFor();
      expect(sheet?.valueAt(row, column)).toBe(1234);
      await page.getByRole('button', { name: '查看刷新计划' }).click();
      await page.getByText('冲突：双方都改过').waitFor();
    });

    it('says so where it is opened outside Excel, or cannot load Office.js', async () => {
      const outsideExcel = await open({ inExcel: false, query: '?lang=zh' });
      await outsideExcel.page.getByText('请在 Excel 中打开此面板').waitFor();
      const { page } = await open({ officeJs: false, query: '?lang=zh' });
      await page.getByText('未能载入 Office.js').waitFor();
      for (const pane of panes) pane.errors.length = 0;
    });

    it('tells a user of an older Excel what she needs', async () => {
      const { page } = await open({ excelApi: '1.8' });
      await connect(page);
      await page.getByText(/这个版本的 Excel 不支持所需功能/).waitFor();
    });
  },
);

describe.skipIf(hasChromium)('the pane in Chromium', () => {
  it.skip(`not run: there is no ${chromiumPath}; apt-get install chromium`, () => {});
});
