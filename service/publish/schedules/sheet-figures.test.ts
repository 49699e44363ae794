import { writeFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { newTableOf } from '../../../templates/refresh/bind.ts';
import { runRefresh } from '../../../templates/refresh/workbook-run.ts';
import { account, credentialsJson, noQuota, startEmulator } from '../../../test/contract/google-fixture.ts';
import { closeStore, startSheets } from '../../../test/contract/sheets-fixture.ts';
import { FakeService } from '../../../test/hosts/fake-service.ts';
import { planInput } from '../../../test/hosts/http-service.ts';
import { openGoogleWorkbook } from '../google/google-host.ts';
import { tokenBucket } from '../google/google-quota.ts';
import { Scheduler } from './scheduler.ts';

afterAll(closeStore);

/** Keeps a figure where the documentation can be written from it. */
const note = async (name: string, figures: unknown): Promise<void> => {
  const path = process.env.GOOGLE_FIGURES;
  if (path) await writeFile(path, `${name} ${JSON.stringify(figures)}\n`, { flag: 'a' });
};

describe('what a refresh costs', () => {
  it('of 5,000 rows and 15 columns with 1 % changes: two reads and one write below 2 MB', async () => {
    const emulator = await startEmulator();
    try {
      const book = emulator.addBook('spreadsheet-0001', account);
      const service = new FakeService();
      for (let i = 0; i < 5000; i++) service.add(`tgt_${i}`, { indicator: `第 ${i} 项指标产值`, value: i });
      const open = () =>
        openGoogleWorkbook(book.id, {
          env: { GOOGLE_CREDENTIALS_JSON: credentialsJson, SHEETS_ROOT_URL: emulator.rootUrl },
          quota: noQuota,
          oneRun: true,
        });
      const fields = [
        'region',
        'indicator',
        'change',
        'comparator',
        'value',
        'valueHigh',
        'unit',
        'by',
        'perYear',
        'documentTitle',
        'docNumber',
        'issuedOn',
        'evidenceUrl',
        'status',
      ];
      await (await open()).insertTable(
        newTableOf({
          table: '目标',
          sheet: '目标',
          title: '目标',
          kind: 'target',
          language: 'zh-CN',
          fields,
        }),
      );
      const run = async (name: string) => {
        emulator.requests.length = 0;
        const client = {
          evidenceBase: service.evidenceBase,
          sync: (request: Parameters<FakeService['sync']>[0]) => service.sync(request),
          facts: async () => ({ answers: [] }),
        };
        const done = await runRefresh(await open(), client, {
          who: null,
          now: '2026-02-01T09:30:00.000Z',
          language: 'zh-CN',
        });
        const [summary] = done.tables.map((table) => table.summary);
        const kinds = emulator.requests.map(({ kind }) => kind);
        const bytes = (kind: string, way: 'bytesIn' | 'bytesOut') =>
          emulator.requests.filter((one) => one.kind === kind).map((one) => one[way]);
        await note(name, { kinds, read: bytes('read', 'bytesOut'), written: bytes('write', 'bytesIn') });
        return { summary, kinds, written: bytes('write', 'bytesIn') };
      };
      const first = await run('first filling, 5,000 x 15');
      expect(first.summary?.added).toBe(5000);
      for (const bytes of first.written) expect(bytes).toBeLessThan(2_000_000);
      for (let i = 0; i < 5000; i += 100) service.change(`tgt_${i}`, { value: i + 1 });
      const second = await run('1 % changed');
      expect(second.summary?.changed).toBe(50);
      expect(second.kinds).toEqual(['read', 'read', 'write']);
      expect(second.written[0]).toBeLessThan(2_000_000);
      const third = await run('nothing changed');
      expect(third.kinds).toEqual(['read']);
    } finally {
      await emulator.close();
    }
  }, 60_000);
});

describe('fifty reports that are due in the same minute', () => {
  it('within 60 reads and 60 writes a minute: none lost, none doubled, and Google never has to refuse', async () => {
    let clock = new Date('2026-02-06T07:59:00Z').getTime();
    // One who waits lets the time of all pass: the bucket, the emulator and the schedules share one clock.
    const wait = async (milliseconds: number) => {
      clock += milliseconds;
    };
    const test = await startSheets({
      perMinute: 60,
      now: () => new Date(clock),
      google: { wait, quota: tokenBucket({ now: () => clock, wait }) },
    });
    try {
      const { emulator, store, sheets } = test;
      emulator.clock = () => clock;
      for (let i = 0; i < 50; i++) {
        const id = `report-${String(i).padStart(4, '0')}`;
        emulator.addBook(id, account);
        await sheets.refresh(id, { template: 'targets', language: 'zh-CN', who: null });
      }
      for (const { id } of await sheets.list())
        await sheets.schedule(id, { cron: '0 * * * *', timeZone: 'UTC', webhook: null });
      await store.put(planInput(4321));
      // All are due at the next full hour, and all have something to write.
      clock = Math.ceil(clock / 3_600_000) * 3_600_000;
      const due = new Date(clock).toISOString();
      const began = clock;
      emulator.requests.length = 0;
      const scheduler = new Scheduler({
        store: store.sheets,
        refresh: (id, mayWrite) => sheets.run(id, mayWrite),
        tell: (news) => sheets.tell(news),
        now: () => new Date(clock),
      });
      while ((await scheduler.look()) > 0) await scheduler.idle();
      const runs = await Promise.all(
        (await sheets.list()).map(async ({ id }) =>
          (await sheets.history(id, 10)).filter((run) => run.trigger === 'schedule'),
        ),
      );
      expect(runs).toHaveLength(50);
      for (const [run, ...more] of runs) {
        expect(more).toEqual([]);
        expect(run).toMatchObject({ dueAt: due, attempts: 1, problem: null });
        expect(run?.outcome).toBe('written');
      }
      expect(emulator.refusals).toBe(0);
      await note('fifty reports', {
        reads: emulator.requests.filter(({ kind }) => kind === 'read').length,
        writes: emulator.requests.filter(({ kind }) => kind === 'write').length,
        seconds: (clock - began) / 1000,
      });
    } finally {
      await test.close();
    }
  }, 120_000);
});
