import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newTableOf } from '../../../templates/refresh/bind.ts';
import { prepareRefresh, refreshTable, undoRefresh } from '../../../templates/refresh/refresh.ts';
import type { RefreshPlan, WorkbookHost } from '../../../templates/refresh/types.ts';
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
import { Packing, refuseTooLarge } from './google-pieces.ts';

const table = newTableOf({
  table: '目标',
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

const refresh = () => refreshTable(host, service, '目标', options);
const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
  const error = await work.then(
    () => new Error('it did not fail'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof Problem) return error;
  throw error;
};
const keys = () =>
  person
    .cells(person.sheet)
    .map((row) => String(row[0]?.value ?? ''))
    .filter((key) => key.startsWith('tgt_'));
const writes = () => emulator.requests.filter((request) => request.kind === 'write');
const seen = () => structuredClone([person.sheet.rows, book.namedRanges, person.sheet.basicFilter]);
const open = (timeout?: number) =>
  openGoogleWorkbook(book.id, {
    env: { GOOGLE_CREDENTIALS_JSON: credentialsJson, SHEETS_ROOT_URL: emulator.rootUrl },
    quota: noQuota,
    timeout,
    wait: async (milliseconds) => {
      waits.push(milliseconds);
    },
  });

beforeEach(async () => {
  emulator = await startEmulator();
  book = emulator.addBook('spreadsheet-0001', account);
  service = new FakeService();
  service.add('tgt_a', { indicator: '甲', value: 1 });
  service.add('tgt_b', { indicator: '乙', value: 2 });
  waits = [];
  host = await open();
  await host.insertTable(table);
  person = new Person(book, '目标');
  emulator.requests.length = 0;
});
afterEach(async () => {
  await emulator.close();
});

const busy = { code: 429, status: 'RESOURCE_EXHAUSTED' } as const;
const down = { code: 503, status: 'UNAVAILABLE' } as const;
const broken = { code: 500, status: 'INTERNAL' } as const;

describe('a write that meets trouble', () => {
  it.each([
    ['500', broken],
    ['503', down],
    ['409', { code: 409, status: 'ABORTED' }],
  ])('%s before and after it was applied: in either case it stands once', async (_, fault) => {
    emulator.faults.push({ on: 'write', ...fault }, { on: 'write', ...fault, applied: true });
    await refresh();
    expect(keys()).toEqual(['tgt_a@1', 'tgt_b@1']);
    expect(writes()).toHaveLength(2);
  });

  it.each([false, true])('a time-out, applied %s: it stands once', async (applied) => {
    host = await open(300);
    await host.readBindings();
    emulator.faults.push({ on: 'write', ...down, hangs: true, applied });
    await refresh();
    expect(keys()).toEqual(['tgt_a@1', 'tgt_b@1']);
    expect(writes()).toHaveLength(applied ? 1 : 2);
  });

  it('waits as long as Retry-After says, in seconds or as a date, and gives up where that is very long', async () => {
    emulator.faults.push({ on: 'read', ...busy, retryAfter: '30' });
    await refresh();
    expect(waits).toEqual([30_000]);
    waits.length = 0;
    const date = new Date(Date.now() + 50_000).toUTCString();
    emulator.faults.push({ on: 'write', ...busy, retryAfter: date });
    service.change('tgt_a', { value: 3 });
    await refresh();
    expect(waits[0]).toBeGreaterThan(40_000);
    emulator.faults.push({ on: 'read', ...busy, retryAfter: '3600' });
    const problem = await problemOf(refresh());
    expect(problem.code).toBe('google.quota');
    expect(problem.facts.retryAfter).toBe(3_600_000);
  });

  it('where Google falls silent after a write, it says that the outcome is not known, and the next refresh settles it', async () => {
    const { plan } = await prepareRefresh(host, service, '目标', options);
    emulator.on = (kind) => {
      if (kind !== 'write') return;
      for (let i = 0; i < 9; i++) emulator.faults.push({ on: 'read', ...down });
    };
    emulator.faults.push({ on: 'write', ...down, applied: true });
    expect((await problemOf(host.apply(plan))).code).toBe('google.unknown-outcome');
    emulator.on = undefined;
    emulator.faults.length = 0;
    await refresh();
    expect(keys()).toEqual(['tgt_a@1', 'tgt_b@1']);
  });

  it('a second editor who types between the lost answer and the second try voids the plan', async () => {
    await refresh();
    service.change('tgt_a', { value: 5 });
    emulator.on = (kind) => {
      if (kind !== 'write') return;
      emulator.on = undefined;
      queueMicrotask(() => person.type(1, 2, 77));
    };
    emulator.faults.push({ on: 'write', ...down });
    expect((await problemOf(refresh())).code).toBe('workbook.changed-since-plan');
    await refresh();
    expect(person.cells(person.sheet)[2]?.[2]?.value).toBe(5);
    expect(person.cells(person.sheet)[3]?.[2]?.value).toBe(77);
  });

  it('a sheet that is deleted while it is written', async () => {
    await refresh();
    service.change('tgt_a', { value: 5 });
    emulator.on = (kind) => {
      if (kind !== 'write') return;
      emulator.on = undefined;
      person.do({ deleteSheet: { sheetId: person.id } });
    };
    const problem = await problemOf(refresh());
    expect(problem.code).toBe('google.refused');
    expect((await problemOf(refresh())).code).toBe('workbook.table-missing');
  });
});

describe('a write larger than 2 MB', () => {
  const many = (count: number) => {
    for (let i = 0; i < count; i++) service.add(`tgt_n${i}`, { indicator: '长'.repeat(9000), value: i });
  };

  it('goes in several batches below 2 MB, and reads the place of the rows before each further one', async () => {
    many(300);
    await refresh();
    expect(writes().length).toBeGreaterThan(4);
    for (const { bytesIn } of writes()) expect(bytesIn).toBeLessThan(2_000_000);
    expect(keys()).toHaveLength(302);
    expect(person.bottom).toBe(304);
    const again = await refresh();
    expect([again.plan.updates, again.plan.additions]).toEqual([[], []]);
    await undoRefresh(host, '目标', options).catch(() => {});
  });

  it.each(['below the table stand notes', 'nothing stands below'])(
    'where a later batch fails, the earlier ones are taken back and the sheet is as before (%s)',
    async (below) => {
      await refresh();
      if (below.startsWith('below')) person.type(4, 1, '注：她的脚注');
      const before = seen();
      const trimmed = (state: unknown) =>
        JSON.parse(JSON.stringify(state).replaceAll(/(,?\[(\{\},?)*\])+\]/g, ']'));
      many(300);
      service.change('tgt_a', { value: 100 });
      emulator.on = (kind) => {
        if (kind === 'write' && writes().length === 4) {
          emulator.on = undefined;
          emulator.faults.push({
            on: 'write',
            code: 400,
            status: 'INVALID_ARGUMENT',
            message: 'You are trying to edit a protected cell or object.',
          });
        }
      };
      expect((await problemOf(refresh())).code).toBe('google.protected');
      expect(keys()).toEqual(['tgt_a@1', 'tgt_b@1']);
      expect(trimmed(seen())).toEqual(trimmed(before));
      await refresh();
      expect(keys()).toHaveLength(302);
    },
  );

  it('a second editor who sorts between two batches: what went in is told, and nothing lands in a wrong row', async () => {
    many(300);
    let sorted = false;
    emulator.on = (kind) => {
      if (kind !== 'read' || sorted || writes().length !== 2) return;
      sorted = true;
      person.do({
        sortRange: {
          range: {
            sheetId: person.id,
            startRowIndex: 2,
            endRowIndex: 60,
            startColumnIndex: 0,
            endColumnIndex: 5,
          },
          sortSpecs: [{ dimensionIndex: 2, sortOrder: 'DESCENDING' }],
        },
      });
    };
    const problem = await problemOf(refresh());
    expect(sorted).toBe(true);
    expect(problem.code).toBe('google.half-written');
    // Every row that is there is whole, and the next refresh goes on from it.
    await refresh();
    expect([...keys()].sort()).toEqual(
      service
        .ids()
        .map((id) => `${id}@1`)
        .sort(),
    );
    const rows = person.cells(person.sheet).filter((row) => String(row[0]?.value).startsWith('tgt_n'));
    for (const row of rows) expect(row[2]?.value).toBe(Number(/\d+/.exec(String(row[0]?.value))?.[0]));
  });

  it('what cannot be cut is refused beyond 9 MB before anything is written', () => {
    const text = 'x'.repeat(10 * 1024 * 1024);
    const packing = new Packing();
    packing.add({ requests: [{ updateCells: { fields: text } }], inverse: [], rekey: () => {} });
    expect(() => refuseTooLarge(packing.pieces())).toThrow(/must be written at once/);
  });

  it('batches hold whole steps in their order, and their inverse runs backwards', () => {
    const packing = new Packing(80);
    const step = (name: string): Parameters<Packing['add']>[0] => ({
      requests: [{ updateCells: { fields: name } }],
      inverse: [{ updateCells: { fields: `-${name}` } }],
      rekey: (list) => list.push(name),
    });
    for (const name of ['a', 'b', 'c', 'd']) packing.add(step(name));
    const pieces = packing.pieces();
    const fieldsOf = (
      list: RefreshPlan['updates'] | readonly { updateCells?: { fields?: string | null } }[],
    ) =>
      (list as readonly { updateCells?: { fields?: string | null } }[]).map((one) => one.updateCells?.fields);
    expect(pieces.flatMap((piece) => fieldsOf(piece.requests))).toEqual(['a', 'b', 'c', 'd']);
    expect(pieces.length).toBe(2);
    expect(fieldsOf(pieces[0]?.inverse ?? [])).toEqual(['-b', '-a']);
    const list: (string | number | boolean | null)[] = [];
    for (const piece of pieces) piece.rekey(list);
    expect(list).toEqual(['a', 'b', 'c', 'd']);
  });
});
