import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { templates } from '../../../templates/catalog/catalog.ts';
import { bindingSheetName } from '../../../templates/refresh/binding-sheet.ts';
import { account, Person } from '../../../test/contract/google-fixture.ts';
import { closeStore, type SheetsUnderTest, startSheets } from '../../../test/contract/sheets-fixture.ts';
import { planInput } from '../../../test/hosts/http-service.ts';
import { Problem } from '../../records/problem.ts';
import { personFileName } from '../google/google-credentials.ts';
import { Scheduler } from './scheduler.ts';

let test: SheetsUnderTest;
afterEach(() => test.close());
afterAll(closeStore);

const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
  const error = await work.then(
    () => new Error('it did not fail'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof Problem) return error;
  throw error;
};
const person = 'analyst@people.example';
/** Signs a person in as her browser does: the address at Google, and back with the answer. */
const signIn = async (withDrive = false): Promise<string> => {
  const url = await test.sheets.beginSignIn('http://localhost:4310/sheets/signed-in', withDrive);
  const answer = await fetch(url, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '');
  const text = (name: string) => back.searchParams.get(name) ?? undefined;
  return test.sheets.finishSignIn({ code: text('code'), state: text('state'), error: text('error') });
};

describe('connecting a spreadsheet', () => {
  beforeEach(async () => {
    test = await startSheets();
  });

  it('takes one that is shared into the list, and says with whom to share one that is not', async () => {
    test.emulator.addBook('spreadsheet-0001', account);
    expect(await test.sheets.connect('spreadsheet-0001')).toMatchObject({
      id: 'spreadsheet-0001',
      title: '政策工作簿',
      account,
      schedule: null,
      lastRun: null,
    });
    test.emulator.addBook('spreadsheet-0002');
    const refused = await problemOf(test.sheets.connect('spreadsheet-0002'));
    expect(refused.code).toBe('google.not-shared');
    expect(refused.in('zh-CN')).toContain(account);
    const viewed = test.emulator.addBook('spreadsheet-0003');
    viewed.access.set(account, 'reader');
    expect((await problemOf(test.sheets.connect('spreadsheet-0003'))).code).toBe('google.read-only');
    expect((await test.sheets.list()).map(({ id }) => id)).toEqual(['spreadsheet-0001']);
    await test.sheets.disconnect('spreadsheet-0001');
    expect(await test.sheets.list()).toEqual([]);
    expect((await problemOf(test.sheets.disconnect('spreadsheet-0001'))).code).toBe('sheets.not-found');
  });

  it('refreshes with a template, keeps the run, and keeps a refusal as a run too', async () => {
    const book = test.emulator.addBook('spreadsheet-0001', account);
    const run = await test.sheets.refresh('spreadsheet-0001', {
      template: 'targets',
      language: 'zh-CN',
      who: '王分析',
    });
    expect(run).toMatchObject({ trigger: 'person', outcome: 'written', who: '王分析', problem: null });
    expect(run.summaries?.[0]?.added).toBeGreaterThan(0);
    book.access.set(account, 'reader');
    await test.store.put(planInput(4000));
    await problemOf(test.sheets.refresh('spreadsheet-0001', { language: 'en', who: null }));
    expect((await test.sheets.history('spreadsheet-0001', 5)).map((one) => one.outcome)).toEqual([
      'gaveUp',
      'written',
    ]);
  });

  it('refuses a second refresh of the same spreadsheet at the same time', async () => {
    test.emulator.addBook('spreadsheet-0001', account);
    await test.sheets.connect('spreadsheet-0001');
    const ask = () =>
      test.sheets.refresh('spreadsheet-0001', { template: 'targets', language: 'en', who: null });
    const both = await Promise.allSettled([ask(), ask()]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = both.find(({ status }) => status === 'rejected') as PromiseRejectedResult;
    expect(refused.reason).toMatchObject({ code: 'sheets.busy' });
  });
});

describe('signing in with a Google account', () => {
  beforeEach(async () => {
    test = await startSheets({ env: { GOOGLE_CREDENTIALS_JSON: '' } });
    test.emulator.consents = { email: person };
  });

  it('keeps the token in the data folder for its owner alone, and uses it', async () => {
    expect(await signIn()).toBe(person);
    const path = join(test.dataDir, personFileName);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({
      type: 'authorized_user',
      email: person,
    });
    expect(await test.sheets.accounts()).toEqual([person]);
    test.emulator.addBook('spreadsheet-0001', person);
    expect((await test.sheets.connect('spreadsheet-0001')).account).toBe(person);
  });

  it('an access token that ends before its time is replaced; a sign-in that was revoked says to sign in again', async () => {
    await signIn();
    test.emulator.addBook('spreadsheet-0001', person);
    await test.sheets.connect('spreadsheet-0001');
    test.emulator.endTokens();
    await test.sheets.refresh('spreadsheet-0001', { template: 'targets', language: 'en', who: null });
    test.emulator.endTokens();
    test.emulator.signedIn.clear();
    const ended = await problemOf(test.sheets.refresh('spreadsheet-0001', { language: 'en', who: null }));
    expect(ended.code).toBe('google.signed-out');
    expect(ended.in('en')).toContain(person);
  });

  it('a refusal, a forged answer, an answer that comes twice or late, and rights that were not granted', async () => {
    const redirect = 'http://localhost:4310/sheets/signed-in';
    const finish = async (change: (back: URLSearchParams) => void): Promise<string> => {
      const url = await test.sheets.beginSignIn(redirect, false);
      const back = new URL((await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '')
        .searchParams;
      change(back);
      const text = (name: string) => back.get(name) ?? undefined;
      return (
        await problemOf(
          test.sheets.finishSignIn({ code: text('code'), state: text('state'), error: text('error') }),
        )
      ).code;
    };
    expect(await finish((back) => back.set('state', 'x'))).toBe('google.sign-in-failed');
    expect(await finish((back) => back.set('code', 'code-1'))).toBe('google.signed-out');
    test.emulator.consents = null;
    expect(await finish(() => {})).toBe('google.sign-in-failed');
    test.emulator.consents = { email: person, scopes: ['openid', 'email'] };
    expect(await finish(() => {})).toBe('google.scope-missing');
    expect(await test.sheets.accounts()).toEqual([]);
  });

  it('signing out takes the token back at Google and forgets it', async () => {
    await signIn();
    expect(test.emulator.signedIn.size).toBe(1);
    expect(await test.sheets.signOut()).toBe(person);
    expect(test.emulator.signedIn.size).toBe(0);
    expect(await test.sheets.accounts()).toEqual([]);
    expect(await test.sheets.signOut()).toBeNull();
  });

  it('without an OAuth client it says how to get one', async () => {
    const env = { ...test.env, GOOGLE_OAUTH_CLIENT_JSON: '' };
    await test.close();
    test = await startSheets({ env: { ...env, SHEETS_ROOT_URL: 'http://127.0.0.1:1' } });
    expect((await problemOf(test.sheets.beginSignIn('http://localhost/', false))).code).toBe(
      'google.no-oauth-client',
    );
  });
});

describe('making a report from a template', () => {
  it.each(templates.map(({ name }) => name))(
    '%s: bound tables, formulas, native charts',
    async (template) => {
      test = await startSheets({ env: { GOOGLE_CREDENTIALS_JSON: '' } });
      test.emulator.consents = { email: person };
      await signIn();
      const report = await test.sheets.create({
        template,
        language: 'zh-CN',
        title: '我的报表',
        share: ['b@x.example'],
      });
      expect(report).toMatchObject({ title: '我的报表', template, account: person });
      expect(report.lastRun?.outcome).toBe('written');
      const book = test.emulator.books.get(report.id);
      if (!book) throw new Error('no book');
      expect(book.access.get('b@x.example')).toBe('writer');
      const titles = book.sheets.map((sheet) => sheet.properties.title);
      expect(titles).not.toContain('工作表1');
      const charts = book.sheets.flatMap((sheet) => sheet.charts);
      expect(charts.length).toBeGreaterThanOrEqual(template === 'ledger' ? 0 : 1);
      // Every formula names sheets and columns that are there.
      const formulas = book.sheets.flatMap((sheet) =>
        sheet.rows.flatMap((row) => row.flatMap((cell) => cell.userEnteredValue?.formulaValue ?? [])),
      );
      expect(formulas.length).toBeGreaterThan(10);
      for (const formula of formulas)
        for (const [range] of formula.matchAll(/(?:'[^']+'|[\p{L}\d_]+)!\$[A-Z]+\$\d+:\$[A-Z]+/gu))
          expect(() => book.resolve(range.replaceAll('$', ''))).not.toThrow();
    },
  );

  it('in English, with the analyst’s columns and their lists', async () => {
    test = await startSheets({ env: { GOOGLE_CREDENTIALS_JSON: '' } });
    test.emulator.consents = { email: person };
    await signIn();
    const { id } = await test.sheets.create({ template: 'targets', language: 'en' });
    const book = test.emulator.books.get(id);
    const sheet = new Person(book as NonNullable<typeof book>, 'Targets');
    expect(sheet.headers.slice(-2)).toEqual([expect.any(String), 'Rating']);
    const rating = sheet.sheet.rows[2]?.[sheet.column('Rating')];
    expect(rating?.dataValidation).toMatchObject({ condition: { type: 'ONE_OF_LIST' }, strict: false });
    expect(book?.properties.locale).toBe('en_US');
  });

  it('a service account owns nothing: refused with what to do, and in a shared drive it works', async () => {
    test = await startSheets();
    const refused = await problemOf(test.sheets.create({ template: 'targets', language: 'en' }));
    expect(refused.code).toBe('google.storage-quota');
    test.emulator.drive.folders.set('shared-drive-1', { shared: true, writers: [account] });
    const report = await test.sheets.create({
      template: 'targets',
      language: 'en',
      folder: 'https://drive.google.com/drive/folders/shared-drive-1',
    });
    expect(test.emulator.drive.files.get(report.id)?.parents).toEqual(['shared-drive-1']);
  });

  it('where an address belongs to nobody, nothing of the report is left', async () => {
    test = await startSheets({ env: { GOOGLE_CREDENTIALS_JSON: '' } });
    test.emulator.consents = { email: person };
    await signIn();
    test.emulator.drive.nobody.add('nobody@x.example');
    const work = test.sheets.create({ template: 'targets', language: 'en', share: ['nobody@x.example'] });
    expect((await problemOf(work)).code).toBe('google.refused');
    expect(test.emulator.drive.files.size).toBe(0);
    expect(await test.sheets.list()).toEqual([]);
  });

  it('an answer that is lost does not make it twice', async () => {
    test = await startSheets({ env: { GOOGLE_CREDENTIALS_JSON: '' } });
    test.emulator.consents = { email: person };
    await signIn();
    test.emulator.faults.push({ on: 'drive', code: 503, status: 'UNAVAILABLE', applied: true });
    await test.sheets.create({ template: 'targets', language: 'en' });
    expect(test.emulator.drive.files.size).toBe(1);
  });

  it('shares what a person owns with the service account that is to refresh it', async () => {
    test = await startSheets();
    test.emulator.consents = { email: person };
    await signIn();
    const { id } = await test.sheets.create({ template: 'targets', language: 'en' });
    expect(test.emulator.books.get(id)?.access.get(account)).toBe('writer');
  });
});

describe('a schedule', () => {
  it('that fails is told in the hidden sheet and by a webhook, and again when it works', async () => {
    const bodies: { event: string; text: string }[] = [];
    const server = createServer((request, response) => {
      let body = '';
      request.on('data', (part) => {
        body += String(part);
      });
      request.on('end', () => {
        bodies.push(JSON.parse(body));
        response.end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    let clock = new Date('2026-02-06T07:30:00Z');
    test = await startSheets({ env: { WEBHOOK_ALLOW: host }, now: () => clock });
    const book = test.emulator.addBook('spreadsheet-0001', account);
    await test.sheets.refresh('spreadsheet-0001', { template: 'targets', language: 'zh-CN', who: null });
    await test.sheets.schedule('spreadsheet-0001', {
      cron: '0 * * * *',
      timeZone: 'UTC',
      webhook: `http://${host}/hook/secret`,
    });
    const scheduler = new Scheduler({
      store: test.store.sheets,
      refresh: (id, mayWrite) => test.sheets.run(id, mayWrite),
      tell: (news) => test.sheets.tell(news),
      now: () => clock,
    });
    const hour = async () => {
      clock = new Date(clock.getTime() + 3_600_000);
      await scheduler.look();
      await scheduler.idle();
    };
    const hidden = new Person(book, bindingSheetName);
    const status = () => hidden.cells(hidden.sheet).map((row) => row.slice(5, 7).map((cell) => cell.value));
    const before = book.sheets.find((sheet) => sheet.properties.title === '目标')?.properties.sheetId ?? 0;
    book.batchUpdate(
      [{ updateSheetProperties: { properties: { sheetId: before, title: '目标' }, fields: 'title' } }],
      'owner',
    );
    // Somebody removes the key column: the table cannot be refreshed until she puts it back.
    const sheet = new Person(book, '目标');
    const [headers, count] = [sheet.headers[0] ?? '', bodies.length];
    sheet.type(-1, 0, '改掉了');
    await hour();
    expect(bodies.length).toBe(count + 1);
    expect(bodies[0]).toMatchObject({ event: 'failing' });
    expect(bodies[0]?.text).toContain('政策工作簿');
    expect(status()[0]).toEqual(['定时刷新 schedule', '失败 failing']);
    await hour();
    expect(bodies).toHaveLength(1);
    sheet.type(-1, 0, headers);
    await hour();
    expect(bodies.map(({ event }) => event)).toEqual(['failing', 'recovered']);
    expect(status()[0]).toEqual(['定时刷新 schedule', '正常 works']);
    // The status stands beside the bindings and does not disturb them.
    await test.sheets.refresh('spreadsheet-0001', { language: 'zh-CN', who: null });
    expect(JSON.stringify(await test.sheets.list())).not.toContain('secret');
    server.closeAllConnections();
    server.close();
  });

  it('with a webhook into the network, or a wrong expression, is refused when it is set', async () => {
    test = await startSheets();
    test.emulator.addBook('spreadsheet-0001', account);
    await test.sheets.connect('spreadsheet-0001');
    const set = (more: object) =>
      test.sheets.schedule('spreadsheet-0001', {
        cron: '0 8 * * *',
        timeZone: 'UTC',
        webhook: null,
        ...more,
      });
    expect((await problemOf(set({ webhook: 'https://169.254.169.254/latest' }))).code).toBe(
      'webhook.refused',
    );
    expect((await problemOf(set({ cron: 'x' }))).code).toBe('schedule.cron-invalid');
    expect((await problemOf(test.sheets.schedule('spreadsheet-9999', null))).code).toBe('sheets.not-found');
    expect((await set({})).schedule?.cron).toBe('0 8 * * *');
    expect((await test.sheets.schedule('spreadsheet-0001', null)).schedule).toBeNull();
  });
});
