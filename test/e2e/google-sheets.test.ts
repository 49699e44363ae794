import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../service/commands/program.ts';
import { bindingSheetName } from '../../templates/refresh/binding-sheet.ts';
import {
  account,
  credentialsJson,
  oauthClientJson,
  Person,
  startEmulator,
} from '../contract/google-fixture.ts';
import type { GoogleBook } from '../hosts/google-book.ts';

/** From a policy file to a Google Sheet, by the command line, the embedded store and the real googleapis client. */
describe('cli sheets refresh', () => {
  const policy = new URL('../fixtures/documents/yunshan-materials-plan.txt', import.meta.url).pathname;
  let folder: string;
  let emulator: Awaited<ReturnType<typeof startEmulator>>;
  let book: GoogleBook;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'policy-sheets-google-'));
    emulator = await startEmulator();
    book = emulator.addBook('spreadsheet-from-cli', account);
  });
  afterAll(async () => {
    await emulator.close();
    await rm(folder, { recursive: true, force: true });
  });

  const cli = async (env: Record<string, string>, ...args: string[]) => {
    const printed = { out: '', err: '' };
    const code = await run(['node', 'policy-sheets', ...args], {
      language: 'en',
      env: { DATA_DIR: join(folder, 'data'), USER: 'analyst', ...env },
      stdout: (text) => {
        printed.out += text;
      },
      stderr: (text) => {
        printed.err += `${text}\n`;
      },
      interactive: false,
    });
    return { code, ...printed };
  };
  const google = () => ({ GOOGLE_CREDENTIALS_JSON: credentialsJson, SHEETS_ROOT_URL: emulator.rootUrl });

  it('makes the template’s table, fills it with the records, and keeps what the analyst adds', async () => {
    expect((await cli({}, 'ingest', policy)).code).toBe(0);
    const first = await cli(google(), 'sheets', 'refresh', book.id, '--template', 'targets');
    expect(first).toMatchObject({ code: 0 });
    expect(first.out).toMatch(/: \d+ added/);

    const title = book.sheets
      .map((sheet) => sheet.properties.title)
      .find((name) => !['工作表1', bindingSheetName].includes(name));
    const person = new Person(book, title ?? '');
    const keys = person.cells(person.sheet).map((row) => String(row[0]?.value ?? ''));
    const rows = keys.filter((key) => /^tgt_\w+@1$/.test(key)).length;
    expect(rows).toBeGreaterThan(3);
    expect(first.out).toContain(`${rows} added`);

    const column = person.headers.length;
    person.type(-1, column, '我的备注');
    person.type(1, column, '已核对');
    person.do({
      sortRange: {
        range: { sheetId: person.id, startRowIndex: 2, endRowIndex: person.bottom, startColumnIndex: 0 },
        sortSpecs: [{ dimensionIndex: 0, sortOrder: 'DESCENDING' }],
      },
    });
    const noted = (): string | undefined =>
      person
        .cells(person.sheet)
        .filter((row) => row[column]?.value === '已核对')
        .map((row) => String(row[0]?.value))
        .at(0);
    const key = noted();
    expect(key).toBe(keys[3]);
    const address = `https://docs.google.com/spreadsheets/d/${book.id}/edit#gid=0`;
    const second = await cli(google(), 'sheets', 'refresh', address);
    expect(second.code).toBe(0);
    expect(second.out).toContain('up to date');
    expect(noted()).toBe(key);
  });

  it('connects, schedules, lists and tells the history, all of it in the store', async () => {
    const connected = await cli(google(), 'sheets', 'connect', book.id);
    expect(connected).toMatchObject({ code: 0 });
    expect(connected.out).toContain(`https://docs.google.com/spreadsheets/d/${book.id}/edit`);
    const wrong = await cli(google(), 'sheets', 'schedule', book.id, 'x');
    expect([wrong.code, wrong.err]).toEqual([1, expect.stringContaining('schedule.cron-invalid')]);
    const set = await cli(
      google(),
      'sheets',
      'schedule',
      book.id,
      '0 8 * * 1-5',
      '--time-zone',
      'Asia/Shanghai',
    );
    expect(set.out).toMatch(/^set: 0 8 \* \* 1-5 \(Asia\/Shanghai\), next \d{4}-\d\d-\d\d 00:00 UTC\n$/);
    const listed = await cli(google(), 'sheets', 'list');
    expect(listed.out).toContain('0 8 * * 1-5');
    expect(listed.err).toContain(account);
    const history = await cli(google(), 'sheets', 'history', book.id, '--json');
    expect(JSON.parse(history.out)).toMatchObject([
      { trigger: 'person', outcome: 'unchanged', who: 'analyst' },
      { trigger: 'person', outcome: 'written', who: 'analyst' },
    ]);
    expect((await cli(google(), 'sheets', 'schedule', book.id, '--off')).out).toContain('taken away');
  });

  it('makes a report in a shared drive, saves it as a workbook, and uploads that again', async () => {
    emulator.drive.folders.set('shared-drive-1', { shared: true, writers: [account] });
    const made = await cli(
      google(),
      'sheets',
      'create',
      ...['--template', 'targets', '--folder', 'shared-drive-1', '--share', 'a@x.example'],
      '--json',
    );
    expect(made).toMatchObject({ code: 0 });
    const { id } = JSON.parse(made.out);
    expect(emulator.books.get(id)?.access.get('a@x.example')).toBe('writer');
    const path = join(folder, 'saved.xlsx');
    expect((await cli(google(), 'sheets', 'export', id, path)).code).toBe(0);
    expect((await cli({}, 'refresh', path)).code).toBe(0);
    const uploaded = await cli(google(), 'sheets', 'import', path, '--folder', 'shared-drive-1', '--json');
    expect(uploaded.code).toBe(0);
    const refreshed = await cli(google(), 'sheets', 'refresh', JSON.parse(uploaded.out).id);
    expect(refreshed.out).toContain('up to date');
  });

  it('signs a person in by her browser, and out again', async () => {
    emulator.consents = { email: 'analyst@people.example' };
    const env = { GOOGLE_OAUTH_CLIENT_JSON: oauthClientJson, SHEETS_ROOT_URL: emulator.rootUrl };
    const printed = { out: '', err: '' };
    const code = await run(['node', 'policy-sheets', 'sheets', 'connect'], {
      language: 'en',
      env: { DATA_DIR: join(folder, 'data'), ...env },
      stdout: (text) => {
        printed.out += text;
      },
      stderr: (text) => {
        printed.err += text;
        const url = /http:\S+/.exec(text)?.[0];
        // Her browser: to Google, and back with the answer.
        if (url) void fetch(url);
      },
      interactive: false,
    });
    expect([code, printed.out]).toEqual([0, 'signed in: analyst@people.example\n']);
    expect((await cli(env, 'sheets', 'disconnect')).out).toBe('signed out: analyst@people.example\n');
  });

  it('says what to do without credentials, with exit code 1', async () => {
    const { code, err } = await cli({}, 'sheets', 'refresh', book.id);
    expect(code).toBe(1);
    expect(err).toContain('GOOGLE_APPLICATION_CREDENTIALS');
  });
});
