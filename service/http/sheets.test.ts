import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { account } from '../../test/contract/google-fixture.ts';
import { closeStore, type SheetsUnderTest, startSheets } from '../../test/contract/sheets-fixture.ts';
import { startTestService, type TestService } from '../../test/hosts/http-service.ts';
import { runSchema, sheetReportSchema } from '../records/sheet-reports.ts';

let test: SheetsUnderTest;
let service: TestService;
beforeEach(async () => {
  test = await startSheets();
  service = await startTestService({ store: test.store, inputs: [], sheets: test.sheets });
});
afterEach(async () => {
  await service.close();
  await test.close();
});
afterAll(closeStore);

const call = async (method: string, path: string, body?: unknown) => {
  const answer = await fetch(`${service.address}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      authorization: `Bearer ${service.token}`,
      'accept-language': 'en',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: answer.status,
    location: answer.headers.get('location'),
    text,
    json: isJson ? JSON.parse(text) : null,
  };
};

describe('/v1/sheets', () => {
  it('connects by address, refreshes, schedules, lists, tells the runs, and forgets', async () => {
    test.emulator.addBook('spreadsheet-0001', account);
    const address = 'https://docs.google.com/spreadsheets/d/spreadsheet-0001/edit#gid=0';
    const connected = await call('POST', '/v1/sheets', { spreadsheet: address });
    expect([connected.status, sheetReportSchema.parse(connected.json).id]).toEqual([200, 'spreadsheet-0001']);
    const run = await call('POST', '/v1/sheets/spreadsheet-0001/refresh', {
      template: 'targets',
      who: '王分析',
    });
    expect(runSchema.parse(run.json)).toMatchObject({ outcome: 'written', who: '王分析' });
    const schedule = { cron: '0 8 * * *', timeZone: 'Asia/Shanghai' };
    const set = await call('POST', '/v1/sheets/spreadsheet-0001/schedule', { schedule });
    expect(set.json.schedule).toMatchObject(schedule);
    const list = await call('GET', '/v1/sheets');
    expect([list.json.items.length, list.json.accounts]).toEqual([1, [account]]);
    expect((await call('GET', '/v1/sheets/spreadsheet-0001/runs?limit=5')).json.items).toHaveLength(1);
    const page = await call('GET', '/sheets?lang=en');
    expect(page.text).toContain('政策工作簿');
    expect(page.text).toContain(account);
    const runs = await call('GET', '/sheets/spreadsheet-0001?lang=en');
    expect(runs.text).toContain('added');
    expect((await call('POST', '/v1/sheets/spreadsheet-0001/disconnect', {})).status).toBe(200);
    expect((await call('GET', '/v1/sheets/spreadsheet-0001')).json).toMatchObject({
      status: 404,
      code: 'sheets.not-found',
    });
  });

  it('says what is wrong: an id that is none, a sheet that is not shared, a schedule that is none', async () => {
    expect((await call('POST', '/v1/sheets', { spreadsheet: '../x' })).status).toBe(400);
    test.emulator.addBook('spreadsheet-0002');
    const refused = await call('POST', '/v1/sheets', { spreadsheet: 'spreadsheet-0002' });
    expect([refused.status, refused.json.code]).toEqual([422, 'google.not-shared']);
    expect(refused.json.remedy).toContain(account);
    test.emulator.addBook('spreadsheet-0001', account);
    await call('POST', '/v1/sheets', { spreadsheet: 'spreadsheet-0001' });
    const schedule = { cron: '* * * * *', timeZone: 'UTC' };
    const often = await call('POST', '/v1/sheets/spreadsheet-0001/schedule', { schedule });
    expect(often.json.code).toBe('schedule.too-often');
  });

  it('signs a person in through the browser', async () => {
    test.emulator.consents = { email: 'analyst@people.example' };
    const { json } = await call('POST', '/v1/sheets/sign-in', {});
    const google = await fetch(json.url, { redirect: 'manual' });
    const back = new URL(google.headers.get('location') ?? '');
    expect(back.origin).toBe(service.address);
    const done = await call('GET', `${back.pathname}${back.search}&scope=openid&authuser=0`);
    expect([done.status, done.location]).toEqual([303, '/sheets']);
    expect((await call('GET', '/v1/sheets')).json.accounts).toContain('analyst@people.example');
    // The same answer a second time is worth nothing.
    expect((await call('GET', `${back.pathname}${back.search}`)).json.code).toBe('google.sign-in-failed');
  });
});
