import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newTableOf } from '../../../templates/refresh/bind.ts';
import { bindingSheetName } from '../../../templates/refresh/binding-sheet.ts';
import { prepareRefresh, refreshTable } from '../../../templates/refresh/refresh.ts';
import type { WorkbookHost } from '../../../templates/refresh/types.ts';
import {
  account,
  credentialsJson,
  noQuota,
  Person,
  startEmulator,
} from '../../../test/contract/google-fixture.ts';
import { FakeService } from '../../../test/hosts/fake-service.ts';
import type { GoogleBook } from '../../../test/hosts/google-book.ts';
import { Problem } from '../../records/problem.ts';
import { openGoogleWorkbook } from './google-host.ts';
import { rangeNameOf } from './google-table.ts';
import { backoff } from './google-tries.ts';

const table = newTableOf({
  table: '目标 1',
  sheet: '目标',
  title: '目标对照表',
  kind: 'target',
  language: 'zh-CN',
  fields: ['indicator', 'value', 'issuedOn', 'status'],
});
const options = { now: '2026-02-01T09:30:00.000Z', who: null };

let emulator: Awaited<ReturnType<typeof startEmulator>>;
let book: GoogleBook;
let service: FakeService;
let host: WorkbookHost;
let waits: number[];
let person: Person;

const open = (env: Record<string, string> = {}) =>
  openGoogleWorkbook(book.id, {
    env: { GOOGLE_CREDENTIALS_JSON: credentialsJson, SHEETS_ROOT_URL: emulator.rootUrl, ...env },
    quota: noQuota,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
    },
  });
const refresh = () => refreshTable(host, service, '目标 1', options);
const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
  const error = await work.then(
    () => new Error('it did not fail'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof Problem) return error;
  throw error;
};
const sheetTitles = () => book.sheets.map((sheet) => sheet.properties.title);
const keys = () => person.cells(person.sheet).map((row) => String(row[0]?.value ?? ''));

beforeEach(async () => {
  emulator = await startEmulator(60);
  book = emulator.addBook('spreadsheet-0001', account);
  service = new FakeService();
  service.add('tgt_a', { indicator: '甲', value: 1 });
  service.add('tgt_b', { indicator: '乙', value: 2 });
  waits = [];
  host = await open();
  person = new Person(book, '目标');
});
afterEach(async () => {
  await emulator.close();
});

describe('making a table in a Google Sheet', () => {
  it('lays it out in one atomic batch: header, hidden key column, frozen rows, filter, hidden binding sheet', async () => {
    await host.insertTable(table);
    expect(emulator.requests.filter((request) => request.kind === 'write')).toHaveLength(1);
    expect(person.headers).toEqual(['记录编号', '指标', '目标值', '成文日期', '状态']);
    expect(person.sheet.columns[0]).toMatchObject({ hiddenByUser: true });
    expect(person.sheet.columns[1]).toMatchObject({ hiddenByUser: false, pixelSize: 256 });
    expect(person.sheet.properties.gridProperties.frozenRowCount).toBe(2);
    expect(person.sheet.basicFilter?.range).toMatchObject({ startRowIndex: 1, endColumnIndex: 5 });
    const hidden = book.sheets.find((sheet) => sheet.properties.title === bindingSheetName);
    expect(hidden?.properties.hidden).toBe(true);
    expect(await host.readBindings()).toEqual([table.binding]);
  });

  it('refuses a name that is taken, and leaves the spreadsheet as it was', async () => {
    await host.insertTable(table);
    expect((await problemOf(host.insertTable(table))).code).toBe('workbook.sheet-exists');
    const again = { ...table, sheet: '别的' };
    expect((await problemOf(host.insertTable(again))).code).toBe('workbook.table-exists');
    expect(sheetTitles()).toEqual(['工作表1', '目标', bindingSheetName]);
  });

  it('a second table has its own sheet and shares the hidden one', async () => {
    await host.insertTable(table);
    const other = { ...table, sheet: '目标 2', binding: { ...table.binding, table: '目标 2' } };
    await host.insertTable(other);
    await refresh();
    await refreshTable(host, service, '目标 2', options);
    expect((await host.readBindings()).map((binding) => [binding.table, binding.cursor])).toEqual([
      ['目标 1', 2],
      ['目标 2', 2],
    ]);
    expect(keys().slice(2, 4)).toEqual(['tgt_a@1', 'tgt_b@1']);
  });

  it('a table name of any letters gives a range name that the API takes, a different one each', () => {
    const names = ['目标 1', '目标_1', 'a_b', 'a b', 'A1', '😀'].map(rangeNameOf);
    for (const name of names) expect(name).toMatch(/^[A-Za-z_]\w*$/);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a refresh of a Google Sheet', () => {
  beforeEach(() => host.insertTable(table));

  it('reads once to plan, once to check, and writes one batch', async () => {
    emulator.requests.length = 0;
    await refresh();
    expect(emulator.requests.map((request) => request.kind)).toEqual(['read', 'read', 'write']);
    service.change('tgt_a', { value: 5 });
    await refresh();
    expect(emulator.requests.map((request) => request.kind)).toEqual([
      'read',
      'read',
      'write',
      'read',
      'read',
      'write',
    ]);
  });

  it('writes typed values, never text to be interpreted, and leaves formats of existing cells', async () => {
    service.add('tgt_c', { indicator: '=IMPORTXML("http://x.example")', value: 3 });
    await refresh();
    const cells = person.sheet.rows[4];
    expect(cells?.[1]?.userEnteredValue).toEqual({ stringValue: '=IMPORTXML("http://x.example")' });
    expect(cells?.[2]?.userEnteredValue).toEqual({ numberValue: 3 });
    expect(cells?.[3]).toMatchObject({
      userEnteredValue: { numberValue: 44260 },
      userEnteredFormat: { numberFormat: { type: 'DATE' } },
    });
    const range = {
      sheetId: person.id,
      startRowIndex: 4,
      endRowIndex: 5,
      startColumnIndex: 2,
      endColumnIndex: 3,
    };
    const bold = { userEnteredFormat: { textFormat: { bold: true } }, note: '看这里' };
    person.do({ repeatCell: { range, cell: bold, fields: 'userEnteredFormat,note' } });
    service.change('tgt_c', { value: 4 });
    await refresh();
    expect(person.sheet.rows[4]?.[2]).toEqual({ userEnteredValue: { numberValue: 4 }, ...bold });
  });

  it('grows the grid and the filter when the sheet is too short', async () => {
    for (let i = 0; i < 400; i++) service.add(`tgt_n${i}`, { value: i });
    await refresh();
    expect(keys().at(-1)).toBe('tgt_n399@1');
    expect(person.sheet.properties.gridProperties.rowCount).toBe(404);
    expect(person.sheet.basicFilter?.range?.endRowIndex).toBe(404);
  });

  it('finds the table where the sheet was renamed, rows were put above it, or its name was deleted', async () => {
    await refresh();
    person.do(
      { insertDimension: { range: { sheetId: person.id, dimension: 'ROWS', startIndex: 0, endIndex: 3 } } },
      {
        updateSheetProperties: { properties: { sheetId: person.id, title: '改名' }, fields: 'title' },
      },
    );
    person = new Person(book, '改名');
    service.change('tgt_b', { value: 20 });
    await refresh();
    expect(person.cells(person.sheet)[6]?.[2]?.value).toBe(20);

    person.do({ deleteNamedRange: { namedRangeId: book.namedRanges[0]?.namedRangeId ?? '' } });
    service.change('tgt_b', { value: 21 });
    service.add('tgt_c');
    await refresh();
    expect(person.cells(person.sheet)[6]?.[2]?.value).toBe(21);
    expect(keys()[7]).toBe('tgt_c@1');
    expect(book.namedRanges).toHaveLength(1);

    // The name was put on other cells: the table is found by its headers, and takes its name back.
    const [named] = book.namedRanges;
    const range = {
      sheetId: person.id,
      startRowIndex: 0,
      endRowIndex: 1,
      startColumnIndex: 0,
      endColumnIndex: 1,
    };
    person.do({ updateNamedRange: { namedRange: { ...named, range }, fields: 'range' } });
    service.change('tgt_b', { value: 22 });
    await refresh();
    expect(person.cells(person.sheet)[6]?.[2]?.value).toBe(22);
    expect(book.namedRanges[0]?.range).toMatchObject({ startRowIndex: 4, endRowIndex: 8 });
  });

  it('a sheet renamed between plan and writing voids the plan', async () => {
    const prepared = await prepareRefresh(host, service, '目标 1', options);
    person.do({
      updateSheetProperties: { properties: { sheetId: person.id, title: '改名' }, fields: 'title' },
    });
    expect((await problemOf(host.apply(prepared.plan))).code).toBe('workbook.changed-since-plan');
  });

  it('does not remove rows where something stands beside them, and says so', async () => {
    await refresh();
    person.type(1, 7, '旁边的内容');
    service.withdraw('tgt_a');
    const work = refreshTable(host, service, '目标 1', { ...options, decisions: { removals: 'all' } });
    expect((await problemOf(work)).code).toBe('table.content-beside');
    expect(keys().slice(2, 4)).toEqual(['tgt_a@1', 'tgt_b@1']);
  });

  it('names a table that is nowhere, and a hidden sheet that is broken', async () => {
    await refresh();
    person.do({ deleteSheet: { sheetId: person.id } });
    expect((await problemOf(refresh())).code).toBe('workbook.table-missing');
    const hidden = new Person(book, bindingSheetName);
    hidden.type(2, 1, '坏了');
    expect((await problemOf(refresh())).code).toBe('binding.broken');
  });

  it('a spreadsheet without bindings has none', async () => {
    const empty = emulator.addBook('spreadsheet-0002', account);
    const other = await openGoogleWorkbook(empty.id, {
      env: { GOOGLE_CREDENTIALS_JSON: credentialsJson, SHEETS_ROOT_URL: emulator.rootUrl },
      quota: noQuota,
    });
    expect(await other.readBindings()).toEqual([]);
    expect((await problemOf(other.readTable('目标 1'))).code).toBe('workbook.no-binding');
  });
});

describe('tries and quotas', () => {
  beforeEach(() => host.insertTable(table));
  const busy = { code: 429, status: 'RESOURCE_EXHAUSTED' } as const;
  const down = { code: 503, status: 'UNAVAILABLE' } as const;

  it('a refused read and a refused write are tried again after growing waits', async () => {
    emulator.faults.push({ on: 'read', ...busy }, { on: 'read', ...down }, { on: 'write', ...busy });
    await refresh();
    expect(keys().slice(2, 4)).toEqual(['tgt_a@1', 'tgt_b@1']);
    expect(waits).toHaveLength(3);
    expect(waits[0]).toBeLessThanOrEqual(1000);
    expect(waits[1]).toBeGreaterThanOrEqual(1000);
  });

  it('a write whose answer is lost is not done twice', async () => {
    emulator.faults.push({ on: 'write', ...down, applied: true });
    await refresh();
    expect(keys().slice(2)).toEqual(['tgt_a@1', 'tgt_b@1', ...keys().slice(4)]);
    expect(keys().filter((key) => key.startsWith('tgt_'))).toHaveLength(2);
    expect(emulator.requests.filter((request) => request.kind === 'write')).toHaveLength(2);
  });

  it('a write that did not arrive is sent again', async () => {
    emulator.faults.push({ on: 'write', ...down }, { on: 'write', ...down });
    await refresh();
    expect(keys().filter((key) => key.startsWith('tgt_'))).toHaveLength(2);
  });

  it('the quota of a minute: after several tries a Problem that says when, and the next minute it works', async () => {
    for (let i = 0; i < 60; i++) await host.readBindings().catch(() => {});
    waits.length = 0;
    const problem = await problemOf(refresh());
    expect(problem.code).toBe('google.quota');
    expect(waits).toHaveLength(6);
    emulator.minutes++;
    await refresh();
    expect(keys().slice(2, 4)).toEqual(['tgt_a@1', 'tgt_b@1']);
  });

  it('waits grow to a minute in all, with jitter', () => {
    expect([0, 1, 5, 9].map((attempt) => backoff(attempt, () => 0))).toEqual([500, 1000, 16_000, 32_000]);
    expect([0, 1, 5, 9].map((attempt) => backoff(attempt, () => 1))).toEqual([1000, 2000, 32_000, 64_000]);
  });
});

describe('what can go wrong with Google is named, with what to do', () => {
  const codes = async (work: Promise<unknown>, code: string, mentions = ''): Promise<void> => {
    const problem = await problemOf(work);
    expect(problem.code).toBe(code);
    expect(problem.in('zh-CN')).toMatch(/\p{Script=Han}/u);
    expect(problem.in('en')).toContain(mentions);
    expect(JSON.stringify([problem.facts, problem.message])).not.toContain('PRIVATE KEY');
  };

  it('no credentials, a file that is not there, text that is no key', async () => {
    const none = { GOOGLE_CREDENTIALS_JSON: '' };
    await codes(open(none), 'google.no-credentials', 'GOOGLE_APPLICATION_CREDENTIALS');
    await codes(
      open({ ...none, GOOGLE_APPLICATION_CREDENTIALS: '/nowhere.json' }),
      'google.credentials-unreadable',
      'ENOENT',
    );
    await codes(open({ GOOGLE_CREDENTIALS_JSON: '{' }), 'google.credentials-unreadable');
    const user = JSON.stringify({ type: 'authorized_user', refresh_token: 'geheim' });
    const problem = await problemOf(open({ GOOGLE_CREDENTIALS_JSON: user }));
    expect(JSON.stringify([problem.facts, problem.message])).not.toContain('geheim');
  });

  it('reads the key from a file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'google-key-'));
    const path = join(folder, 'key.json');
    await writeFile(path, credentialsJson);
    const other = await open({ GOOGLE_CREDENTIALS_JSON: '', GOOGLE_APPLICATION_CREDENTIALS: path });
    expect(await other.readBindings()).toEqual([]);
    await rm(folder, { recursive: true });
  });

  it('an address that is not this machine is refused, so a key never goes to a stranger', async () => {
    for (const url of ['https://sheets.example/', 'http://10.0.0.1:80/', 'http://localhost.example/', 'x']) {
      await codes(open({ SHEETS_ROOT_URL: url }), 'google.root-url');
    }
  });

  it('a wrong id, a key that Google does not know, a spreadsheet that is not there or not shared', async () => {
    await codes(openGoogleWorkbook('../x', { env: {} }), 'google.bad-id');
    const stranger = JSON.stringify({
      ...JSON.parse(credentialsJson),
      client_email: 'x@other.iam.gserviceaccount.com',
    });
    await codes(
      (await open({ GOOGLE_CREDENTIALS_JSON: stranger })).readBindings(),
      'google.credentials-refused',
    );
    emulator.books.delete(book.id);
    await codes(host.readBindings(), 'google.spreadsheet-missing');
    book = emulator.addBook('spreadsheet-0003');
    await codes((await open()).readBindings(), 'google.not-shared', account);
  });

  it('shared for viewing only, a protected range, full storage, an API that is not enabled, a server that is down', async () => {
    await host.insertTable(table);
    book.access.set(account, 'reader');
    await codes(refresh(), 'google.read-only', account);
    book.access.set(account, 'writer');
    person.do({ addProtectedRange: { protectedRange: { range: { sheetId: person.id } } } });
    const before = keys();
    await codes(refresh(), 'google.protected', account);
    expect(keys()).toEqual(before);
    const forbidden = { on: 'write', code: 403, status: 'PERMISSION_DENIED' } as const;
    emulator.faults.push({ ...forbidden, reason: 'storageQuotaExceeded' });
    await codes(refresh(), 'google.storage-quota', account);
    emulator.faults.push({
      ...forbidden,
      on: 'read',
      message: 'Google Sheets API has not been used in project 1 before or it is disabled.',
    });
    await codes(refresh(), 'google.api-disabled');
    await emulator.close();
    await codes(host.readBindings(), 'google.unavailable');
  });

  it('with Google itself the signed claim is exchanged for a token first', async () => {
    const urls: string[] = [];
    const toEmulator: typeof fetch = (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input);
      urls.push(`${url.origin}${url.pathname}`);
      return fetch(new URL(url.pathname + url.search, emulator.rootUrl), init);
    };
    const other = await openGoogleWorkbook(book.id, {
      env: { GOOGLE_CREDENTIALS_JSON: credentialsJson },
      fetch: toEmulator,
    });
    expect(await other.readBindings()).toEqual([]);
    expect(urls).toEqual([
      'https://oauth2.googleapis.com/token',
      'https://sheets.googleapis.com/v4/spreadsheets/spreadsheet-0001:getByDataFilter',
      'https://sheets.googleapis.com/v4/spreadsheets/spreadsheet-0001',
    ]);
  });
});
