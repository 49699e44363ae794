import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestServer, testServer } from '../../../test/hosts/postgres-server.ts';
import { Problem } from '../../records/problem.ts';
import { openStore } from '../../store/open-store.ts';
import type { Store } from '../../store/store.ts';
import { checkSchedule } from './cron.ts';
import {
  leaseMilliseconds,
  mostAttempts,
  retryDelay,
  type ScheduleNews,
  Scheduler,
  type SchedulerOptions,
} from './scheduler.ts';

const passing = new Problem('google.quota', { zh: '配额', en: 'quota' }, { zh: '等', en: 'wait' });
const lasting = new Problem(
  'google.not-shared',
  { zh: '未共享', en: 'not shared' },
  { zh: '共享', en: 'share' },
);
const summary = {
  table: '目标',
  added: 1,
  changed: 0,
  removed: 0,
  withdrawn: 0,
  localEdits: 0,
  conflicts: 0,
  unmatched: 0,
};

let server: TestServer | null = null;
const stores: Store[] = [];
beforeAll(async () => {
  server = await testServer();
  stores.push(await openStore({}));
  if (server) for (let i = 0; i < 2; i++) stores.push(await openStore({ databaseUrl: server.url }));
}, 60_000);
afterAll(async () => {
  for (const store of stores) await store.close();
  await server?.stop();
});

let clock: Date;
let news: ScheduleNews[];
let refreshed: string[];
const minutes = (count: number) => {
  clock = new Date(clock.getTime() + count * 60_000);
};
const scheduler = (store: Store, more: Partial<SchedulerOptions> = {}) =>
  new Scheduler({
    store: store.sheets,
    now: () => clock,
    refresh: async (id) => {
      refreshed.push(id);
      return { summaries: [summary], changed: true };
    },
    tell: async (one) => {
      news.push(one);
    },
    ...more,
  });
const round = async (...all: Scheduler[]) => {
  for (const one of all) while ((await one.look()) > 0) await one.idle();
};
const add = async (store: Store, id: string, cron = '0 * * * *', webhook: string | null = null) => {
  await store.sheets.connect({ id, title: id, account: 'a@x.example', template: null }, clock.toISOString());
  const nextAt = checkSchedule(cron, 'UTC', clock).toISOString();
  await store.sheets.schedule(id, { cron, timeZone: 'UTC', webhook, nextAt });
};
const empty = async (store: Store) => {
  for (const { id } of await store.sheets.list()) await store.sheets.disconnect(id);
};

beforeEach(() => {
  clock = new Date('2026-02-06T07:30:00Z');
  news = [];
  refreshed = [];
});

describe.each([
  ['the embedded database', 0],
  ['PostgreSQL (skipped where there is no server)', 1],
] as const)('schedules on %s', (_, at) => {
  let store: Store;
  beforeEach(async (context) => {
    const found = stores[at];
    if (!found) return context.skip();
    store = found;
    await empty(store);
  });

  it('refresh a report when it is due, once, and note the run', async () => {
    await add(store, 'report-0001');
    const one = scheduler(store);
    await round(one);
    expect(refreshed).toEqual([]);
    minutes(30);
    await round(one);
    await round(one);
    expect(refreshed).toEqual(['report-0001']);
    expect(await store.sheets.history('report-0001', 10)).toMatchObject([
      {
        trigger: 'schedule',
        dueAt: '2026-02-06T08:00:00.000Z',
        outcome: 'written',
        attempts: 1,
        summaries: [summary],
        problem: null,
      },
    ]);
    const [report] = await store.sheets.list();
    expect(report?.schedule).toMatchObject({ nextAt: '2026-02-06T09:00:00.000Z', retryAt: null });
    expect(report?.lastRun?.outcome).toBe('written');
  });

  it('make up for what was missed once, after hours without a service', async () => {
    await add(store, 'report-0001');
    minutes(60 * 12);
    await round(scheduler(store));
    expect(refreshed).toHaveLength(1);
    expect((await store.sheets.find('report-0001'))?.schedule?.nextAt).toBe('2026-02-06T20:00:00.000Z');
  });

  it('try again after growing waits where a failure may pass, then give up and tell people once', async () => {
    await add(store, 'report-0001', '0 */6 * * *', 'https://hooks.example/secret');
    const one = scheduler(store, { refresh: () => Promise.reject(passing) });
    minutes(270);
    for (let attempt = 1; attempt < mostAttempts; attempt++) {
      await round(one);
      const [run] = await store.sheets.history('report-0001', 10);
      expect(run).toMatchObject({ outcome: 'waiting', attempts: attempt, problem: { code: 'google.quota' } });
      minutes(retryDelay(attempt) / 60_000 - 0.1);
      expect(await one.look()).toBe(0);
      minutes(0.1);
    }
    expect(news).toEqual([]);
    await round(one);
    const [run, ...others] = await store.sheets.history('report-0001', 10);
    expect(run).toMatchObject({ outcome: 'gaveUp', attempts: mostAttempts });
    expect(others).toEqual([]);
    expect(news).toMatchObject([
      { is: 'failing', webhook: 'https://hooks.example/secret', nextAt: '2026-02-06T18:00:00.000Z' },
    ]);
    const found = await store.sheets.find('report-0001');
    expect(found?.schedule).toMatchObject({ webhook: 'hooks.example', retryAt: null });
    expect(found?.schedule?.failingSince).toMatch(/^2026-02-06T12:/);
  });

  it('give up at once where trying again helps nobody, tell it once, and tell when it works again', async () => {
    await add(store, 'report-0001');
    const failing = scheduler(store, { refresh: () => Promise.reject(lasting) });
    for (let hour = 0; hour < 3; hour++) {
      minutes(60);
      await round(failing);
    }
    expect(news.map((one) => one.is)).toEqual(['failing']);
    expect((await store.sheets.history('report-0001', 10)).map((run) => run.outcome)).toEqual([
      'gaveUp',
      'gaveUp',
      'gaveUp',
    ]);
    minutes(60);
    await round(scheduler(store));
    expect(news.map((one) => one.is)).toEqual(['failing', 'recovered']);
    expect((await store.sheets.find('report-0001'))?.schedule?.failingSince).toBeNull();
  });

  it('wait as long as Google says', async () => {
    await add(store, 'report-0001');
    const told = new Problem('google.quota', passing.what, passing.remedy, { retryAfter: 3_600_000 });
    minutes(30);
    await round(scheduler(store, { refresh: () => Promise.reject(told) }));
    expect((await store.sheets.find('report-0001'))?.schedule?.retryAt).toBe('2026-02-06T09:00:00.000Z');
  });

  it('an error of ours is kept as such and tells nothing of the inside', async () => {
    await add(store, 'report-0001');
    minutes(30);
    await round(scheduler(store, { refresh: () => Promise.reject(new Error('secret inside')) }));
    const [run] = await store.sheets.history('report-0001', 10);
    expect(run).toMatchObject({ outcome: 'gaveUp', problem: { code: 'service.failed' } });
    expect(JSON.stringify(run)).not.toContain('secret');
  });

  it('news that cannot be told change nothing', async () => {
    await add(store, 'report-0001');
    minutes(30);
    await round(
      scheduler(store, {
        refresh: () => Promise.reject(lasting),
        tell: () => Promise.reject(new Error('no network')),
      }),
    );
    expect((await store.sheets.history('report-0001', 1))[0]?.outcome).toBe('gaveUp');
  });

  it('a run whose process was killed is taken up by another once its lease ran out, and stays one run', async () => {
    await add(store, 'report-0001');
    minutes(30);
    const killed = scheduler(store, { refresh: () => new Promise(() => {}) });
    expect(await killed.look()).toBe(1);
    const other = scheduler(store);
    expect(await other.look()).toBe(0);
    clock = new Date(clock.getTime() + leaseMilliseconds);
    await round(other);
    expect(refreshed).toEqual(['report-0001']);
    expect(await store.sheets.history('report-0001', 10)).toMatchObject([
      { outcome: 'written', attempts: 2, dueAt: '2026-02-06T08:00:00.000Z' },
    ]);
  });

  it('a process that comes back after its lease was taken writes nothing', async () => {
    await add(store, 'report-0001');
    minutes(30);
    let wake = (): void => {};
    let wrote = false;
    const slept = scheduler(store, {
      refresh: async (_id, mayWrite) => {
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
        await mayWrite();
        wrote = true;
        return { summaries: [], changed: true };
      },
    });
    await slept.look();
    clock = new Date(clock.getTime() + leaseMilliseconds);
    const other = scheduler(store);
    await round(other);
    wake();
    await slept.idle();
    expect(wrote).toBe(false);
    expect((await store.sheets.history('report-0001', 10)).map((run) => run.outcome)).toEqual(['written']);
  });

  it('a schedule that was changed or taken away while it ran is what holds afterwards', async () => {
    await add(store, 'report-0001');
    await add(store, 'report-0002');
    minutes(30);
    const one = scheduler(store, {
      refresh: async (id) => {
        if (id === 'report-0001') await store.sheets.schedule(id, null);
        else await add(store, id, '15 3 * * *');
        return { summaries: [], changed: false };
      },
    });
    await round(one);
    expect((await store.sheets.find('report-0001'))?.schedule).toBeNull();
    expect((await store.sheets.find('report-0002'))?.schedule?.nextAt).toBe('2026-02-07T03:15:00.000Z');
    expect(await one.look()).toBe(0);
  });

  it('one person’s refresh and a scheduled one never meet on one report', async () => {
    await add(store, 'report-0001');
    minutes(30);
    const [at, until] = [clock.toISOString(), new Date(clock.getTime() + 60_000).toISOString()];
    expect(await store.sheets.claim('report-0001', 'person', at, until)).toBe(true);
    expect(await scheduler(store).look()).toBe(0);
    await store.sheets.release('report-0001', 'person');
    await round(scheduler(store));
    expect(refreshed).toHaveLength(1);
  });
});

describe('two processes on one PostgreSQL (skipped where there is no server)', () => {
  it('share fifty reports that are due at once: none lost, none doubled, never two on one', async (context) => {
    const [, first, second] = stores;
    if (!first || !second) return context.skip();
    await empty(first);
    for (let i = 0; i < 50; i++) await add(first, `report-${String(i).padStart(4, '0')}`);
    minutes(30);
    const open = new Set<string>();
    const who: Record<string, string> = {};
    const working = (store: Store, name: string) =>
      scheduler(store, {
        owner: name,
        parallel: 5,
        refresh: async (id, mayWrite) => {
          expect(open.has(id)).toBe(false);
          open.add(id);
          await new Promise((resolve) => setTimeout(resolve, 5));
          await mayWrite();
          refreshed.push(id);
          who[id] = name;
          open.delete(id);
          return { summaries: [summary], changed: true };
        },
      });
    await Promise.all([round(working(first, 'one')), round(working(second, 'two'))]);
    expect(refreshed).toHaveLength(50);
    expect(new Set(refreshed).size).toBe(50);
    expect(new Set(Object.values(who))).toEqual(new Set(['one', 'two']));
    for (const id of refreshed) expect(await second.sheets.history(id, 5)).toHaveLength(1);
  });
});
