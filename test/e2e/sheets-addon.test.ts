import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildSheetsAddon } from '../../scripts/build-sheets-addon.mjs';
import { newTableOf } from '../../templates/refresh/bind.ts';
import { bindingSheetName, printBindings } from '../../templates/refresh/binding-sheet.ts';
import { type RunningAddon, startAddon } from '../hosts/apps-script/addon.ts';
import { hasChromium, startChromium } from '../hosts/excel-page.ts';
import { planInput, startTestService, type TestService } from '../hosts/http-service.ts';

/** The add-on's script as it is pushed to Google, under stand-ins of Apps Script's services, against the real service. */

const table = newTableOf({
  table: 'PolicyTargets',
  sheet: '目标',
  title: '目标',
  kind: 'target',
  language: 'zh-CN',
  query: { region: '云山省' },
  fields: ['region', 'indicator', 'comparator', 'value', 'unit', 'by', 'issuedOn', 'status'],
});
const headers = table.columns.map(({ header }) => header);
const column = (header: string): number => headers.indexOf(header);
const cells = (row: readonly string[]) => ({
  values: row.map((text) => (text === '' ? {} : { userEnteredValue: { stringValue: text } })),
});

describe('the add-on for Google Sheets', () => {
  let built: Awaited<ReturnType<typeof buildSheetsAddon>>;
  let service: TestService;
  let addon: RunningAddon;
  const rows = async (): Promise<unknown[][]> => (await addon.do('cells', '目标')).slice(1);
  const done = async <C extends Parameters<RunningAddon['ask']>[0]>(
    call: C,
    asks: Parameters<typeof addon.ask<C>>[1],
  ) => {
    const answer = await addon.ask(call, asks);
    if (answer.is === 'problem') throw new Error(`${answer.code}: ${answer.what}`);
    return answer.gets;
  };

  beforeAll(async () => {
    built = await buildSheetsAddon();
    service = await startTestService();
    addon = await startAddon(built.code);
    // A table as a conversion from .xlsx leaves it: headers and the hidden sheet, no marks of any host.
    await addon.do('person', [
      { addSheet: { properties: { sheetId: 5, title: '目标' } } },
      {
        updateCells: {
          start: { sheetId: 5, rowIndex: 0, columnIndex: 0 },
          rows: [cells(headers)],
          fields: 'userEnteredValue',
        },
      },
      { addSheet: { properties: { sheetId: 6, title: bindingSheetName, hidden: true } } },
      {
        updateCells: {
          start: { sheetId: 6, rowIndex: 0, columnIndex: 0 },
          rows: printBindings([table.binding]).map(cells),
          fields: 'userEnteredValue',
        },
      },
    ]);
  });
  afterAll(async () => {
    await addon?.close();
    await service?.close();
  });

  it('asks for three scopes and no more', () => {
    expect(JSON.parse(built.manifest).oauthScopes).toEqual([
      'https://www.googleapis.com/auth/spreadsheets.currentonly',
      'https://www.googleapis.com/auth/script.external_request',
      'https://www.googleapis.com/auth/script.container.ui',
    ]);
  });

  it('has nothing in it that Apps Script has not: no modules, no async functions, no schemas, no Node', () => {
    expect(built.code).not.toMatch(/\brequire\(|\bprocess\.(env|cwd|version)|ZodType/);
    const outside = built.code.replace(/<!doctype html>[\s\S]*<\\?\/html>/, '');
    expect(outside.length).toBeLessThan(built.code.length - 10_000);
    expect(outside).not.toMatch(/\basync\s*(function|\()|\bawait\b/);
  });

  it('makes its menu also before anything was granted, and every item is a function of the script', async () => {
    await addon.do('authorize', false);
    await addon.call('onOpen', { authMode: 'NONE' });
    await addon.do('authorize', true);
    const menu = await addon.do('menu', null);
    expect(menu.map(({ caption }) => caption)).toEqual([
      '打开面板',
      '刷新全部',
      '刷新此表',
      '原文依据',
      '检查',
    ]);
    for (const { name } of menu) await addon.call(name);
    expect(await addon.do('page', null)).toContain('"view":"check"');
  });

  it('says that it is not connected, where, and keeps no token that the service does not take', async () => {
    expect(await done('state', {})).toMatchObject({ address: null, tables: [{ table: 'PolicyTargets' }] });
    expect(await addon.ask('plan', { table: 'PolicyTargets' })).toMatchObject({
      code: 'addon.not-connected',
    });
    expect(await addon.ask('connect', { address: 'http://policy.example', token: 'x' })).toMatchObject({
      code: 'service.address-invalid',
    });
    const wrong = await addon.ask('connect', { address: service.address, token: 'wrong' });
    expect(wrong.is).toBe('problem');
    expect(await addon.do('properties', 'policy-sheets.token')).toBeNull();
    expect(await addon.ask('connect', { address: 'http://127.0.0.1:9', token: 'x' })).toMatchObject({
      code: 'service.unreachable',
      remedy: expect.stringContaining('Google'),
    });
  });

  it('connects, and gives the token to nobody', async () => {
    await done('connect', { address: `${service.address}/`, token: ` ${service.token} ` });
    const state = JSON.stringify(await done('state', {}));
    expect(state).toContain(service.address);
    await addon.call('openPane');
    expect(state + (await addon.do('page', null))).not.toContain(service.token);
  });

  it('shows the plan, and writes it when it is agreed to', async () => {
    const plan = await done('plan', { table: 'PolicyTargets' });
    expect(plan).toMatchObject({
      empty: false,
      added: { count: 3, names: ['数字经济核心产业产值', '国家级工业互联网平台', '人工智能产业规模'] },
    });
    expect(await rows()).toEqual([]);
    const { lines } = await done('write', { table: 'PolicyTargets', mark: plan.mark, decisions: {} });
    expect(lines).toEqual(['刷新完成。 PolicyTargets：新增 3']);
    const [first] = await rows();
    expect(first?.[column('目标值')]).toBe(3000);
    expect(first?.[column('完成时限')]).toBe('2027');
    // 5 March 2024 as a day of the sheet, whatever the zone.
    expect(first?.[column('成文日期')]).toBe(45_356);
    expect(await done('plan', { table: 'PolicyTargets' })).toMatchObject({ nothing: true });
    expect((await addon.do('counts', null)).locked).toBe(false);
  });

  it('shows old and new values and hers, takes and sends what she decides, and undoes it', async () => {
    await service.store.put(planInput(3500));
    await addon.do('person', [
      {
        updateCells: {
          start: { sheetId: 5, rowIndex: 2, columnIndex: column('目标值') },
          rows: [{ values: [{ userEnteredValue: { numberValue: 6 } }] }],
          fields: 'userEnteredValue',
        },
      },
    ]);
    const before = await rows();
    const plan = await done('plan', { table: 'PolicyTargets' });
    expect(plan.changed.rows).toMatchObject([
      { name: '云山省 · 数字经济核心产业产值', cells: [{ label: '目标值', old: '3000', new: '3500' }] },
    ]);
    expect(plan.edits).toMatchObject([
      { label: '目标值', base: '5', mine: '6', theirs: '5', sendable: true },
    ]);
    const [edit] = plan.edits;
    const decisions = { edits: { [edit?.key ?? '']: { [edit?.field ?? '']: 'send' as const } } };
    const { lines } = await done('write', { table: 'PolicyTargets', mark: plan.mark, decisions });
    expect(lines.at(-1)).toBe('已提交 1 条更正，等待采纳。');
    expect((await rows()).map((row) => row[column('目标值')])).toEqual([3500, 6, 800]);
    expect(await done('undo', { table: 'PolicyTargets' })).toEqual({ line: '已撤销上次刷新。' });
    expect(await rows()).toEqual(before);
  });

  it('refuses a plan that is no longer the one that was shown, and writes nothing', async () => {
    const plan = await done('plan', { table: 'PolicyTargets' });
    await service.store.put(planInput(3600));
    const before = await rows();
    expect(
      await addon.ask('write', { table: 'PolicyTargets', mark: plan.mark, decisions: {} }),
    ).toMatchObject({
      is: 'problem',
      code: 'refresh.plan-outdated',
    });
    expect(await rows()).toEqual(before);
  });

  it('shows the evidence of the selected row: its passage, where it stands, and how to cite it', async () => {
    await addon.do('select', { sheet: '目标', row: 2, column: 3 });
    const selected = await done('selection', {});
    if (selected.is !== 'record') throw new Error('no record is selected');
    const evidence = await done('evidence', { id: selected.id, revision: selected.revision });
    expect(evidence).toMatchObject({ title: '数字经济核心产业产值', status: '现行' });
    const marked = evidence.passages.flatMap(({ lines }) =>
      lines.flatMap(({ runs }) => runs.filter((run) => run.marked).map(({ text }) => text)),
    );
    expect(marked).toEqual(['数字经济核心产业产值达到3600亿元以上']);
    expect(evidence.facts.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['云山省数字经济发展行动方案', '云政办发〔2024〕8号', '2024-03-05', '一']),
    );
    expect(evidence.link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/evidence\//);
    expect(evidence.citations[0]?.text).toContain('云政办发〔2024〕8号');
    await addon.do('select', { sheet: '工作表1', row: 1, column: 1 });
    expect(await done('selection', {})).toEqual({ is: 'elsewhere' });
  });

  it('checks the spreadsheet and mends what it finds', async () => {
    const check = await done('check', {});
    expect(check.findings.map(({ is, count }) => [is, count])).toEqual([
      ['typedOver', 1],
      ['stale', 1],
    ]);
    expect(await done('mend', { is: 'typedOver', table: 'PolicyTargets' })).toEqual({
      line: '已处理 1 项，共 1 项。',
    });
    expect((await done('check', {})).findings).toEqual([]);
    expect((await rows()).map((row) => row[column('目标值')])).toEqual([3600, 5, 800]);
  });

  describe('its functions', () => {
    it('answer one cell, and a whole range with one request, which is not sent again', async () => {
      expect(await addon.call('POLICY_TARGET', '云山省', '数字经济核心产业产值', 2027)).toBe(3600);
      const before = addon.requests.length;
      const regions = [['云山省'], [''], ['云山省'], ['无此省']];
      const indicators = [['数字经济核心产业产值', '国家级工业互联网平台']];
      const answer = (await addon.call('POLICY_TARGET', regions, indicators, 2027)) as unknown[][];
      expect(answer.slice(0, 3)).toEqual([
        [3600, 5],
        ['', ''],
        [3600, 5],
      ]);
      expect(String(answer[3]?.[0])).toMatch(/^#VALUE! /);
      expect(addon.requests.length).toBe(before + 1);
      expect(await addon.call('POLICY_TARGET', regions, indicators, 2027)).toEqual(answer);
      expect(addon.requests.length).toBe(before + 1);
    });

    it('count for every cell of a range behind a filter, and for names and values in two columns', async () => {
      expect(await addon.call('POLICY_COUNT', '目标', '地区', '云山省')).toBe(3);
      expect(await addon.call('POLICY_COUNT', '目标', '地区', [['云山省'], ['临江市'], ['']])).toEqual([
        [3],
        [1],
        [''],
      ]);
      expect(
        await addon.call('POLICY_COUNT', '目标', [
          ['地区', '云山省'],
          ['年份', 2027],
        ]),
      ).toBe(3);
      expect(await addon.call('POLICY_COUNT', '目标', '截至', { date: '2099-12-30T16:00:00.000Z' })).toBe(3);
    });

    it('list records as rows, and cite', async () => {
      const list = await addon.call('POLICY_LIST', '目标', '地区', '云山省', '字段', '指标,目标值');
      expect(list).toEqual([
        ['指标', '目标值'],
        ['数字经济核心产业产值', 3600],
        ['国家级工业互联网平台', 5],
        ['人工智能产业规模', 800],
      ]);
      const key = (await rows())[0]?.[column('记录编号')];
      expect(await addon.call('POLICY_CITE', key)).toContain('云政办发〔2024〕8号');
    });

    it('say what is wrong with a formula', async () => {
      await expect(addon.call('POLICY_COUNT', '政策')).rejects.toThrow('没有“政策”这种记录');
      await expect(addon.call('POLICY_TARGET', '', '产值')).rejects.toThrow('缺少“地区”');
    });
  });

  it.skipIf(!hasChromium)(
    'has a sidebar that shows texts as texts and does all of this by hand (needs Chromium)',
    async () => {
      await service.store.put(planInput(3700));
      await service.store.put(planInput(41, '云山省<img src=x onerror=alert(1)>计划'));
      await addon.call('refreshAll');
      const browser = await startChromium();
      try {
        const page = await browser.newPage({ viewport: { width: 300, height: 900 } });
        page.setDefaultTimeout(12_000);
        const errors: string[] = [];
        page.on('pageerror', (error) => errors.push(error.message));
        page.on('dialog', (dialog) => errors.push(dialog.message()));
        await page.exposeFunction('sidebarCall', (text: string) => addon.call('sidebarCall', text));
        await page.addInitScript(`window.google = { script: { run: (() => {
        let done, failed;
        const run = {
          withSuccessHandler: (work) => { done = work; return run; },
          withFailureHandler: (work) => { failed = work; return run; },
          sidebarCall: (text) => { const [d, f] = [done, failed]; window.sidebarCall(text).then(d, f); },
        };
        return run;
      })() } };`);
        const html = await addon.do('page', null);
        await page.route('https://sidebar.example/', (route) =>
          route.fulfill({ contentType: 'text/html', body: html }),
        );
        await page.goto('https://sidebar.example/');
        const folder = path.join(import.meta.dirname, '..', 'output', 'sheets-addon');
        mkdirSync(folder, { recursive: true });
        await page.getByRole('heading', { name: '刷新计划' }).waitFor();
        await page.locator('ins').first().waitFor();
        expect(await page.locator('ins').allTextContents()).toContain('3700');
        await page.screenshot({ path: path.join(folder, 'plan.png') });
        await page.getByRole('button', { name: '写入', exact: false }).click();
        await page.getByText('刷新完成。').waitFor();
        expect((await rows()).map((row) => row[column('目标值')])).toContain(3700);
        await addon.do('select', { sheet: '目标', row: 2, column: 3 });
        await page.getByRole('tab', { name: '原文' }).click();
        await page.locator('mark').first().waitFor();
        expect(await page.locator('mark').first().textContent()).toContain('3700亿元');
        await page.screenshot({ path: path.join(folder, 'evidence.png') });
        const hostile = (await rows()).findIndex((row) => row[column('目标值')] === 41) + 2;
        await addon.do('select', { sheet: '目标', row: hostile, column: 3 });
        await page.getByText('云山省<img src=x').first().waitFor();
        expect(await page.locator('img').count()).toBe(0);
        await page.getByRole('tab', { name: '检查' }).click();
        await page.getByText('都没有问题').waitFor();
        expect(errors).toEqual([]);
      } finally {
        await browser.close();
      }
    },
    120_000,
  );

  it('forgets the connection, and its formulas say who has to connect', async () => {
    await done('disconnect', {});
    expect(await addon.do('properties', 'policy-sheets.token')).toBeNull();
    await expect(addon.call('POLICY_TARGET', '云山省', '数字经济核心产业产值', 2027)).rejects.toThrow(
      '所有者',
    );
  });
});
