import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FactAnswer, FactAsk, FactsRequest } from '../../service/records/facts.ts';
import { FactBatcher } from './fact-batcher.ts';
import { askKey, batchesOf } from './fact-batches.ts';

const count = (region: string): FactAsk => ({ ask: 'count', kind: 'target', query: { region } });
const answerTo = (ask: FactAsk): FactAnswer => ({ is: 'value', value: askKey(ask) });

/** A batcher with a clock and a source that the test moves. */
const make = (more: { cursor?: () => number; hold?: boolean; fail?: () => Error | null } = {}) => {
  const requests: FactsRequest[] = [];
  const aborted: number[] = [];
  const held: (() => void)[] = [];
  let due: (() => void)[] = [];
  let time = 0;
  const batcher = new FactBatcher({
    source: async (request, whenUnwanted) => {
      const number = requests.push(request) - 1;
      const failure = more.fail?.();
      if (failure) throw failure;
      if (more.hold)
        await new Promise<void>((resolve, reject) => {
          held.push(resolve);
          whenUnwanted(() => {
            aborted.push(number);
            reject(new Error('broken off'));
          });
        });
      return { cursor: more.cursor?.() ?? 1, asOf: '', answers: request.asks.map(answerTo) };
    },
    later: (work) => due.push(work),
    now: () => time,
    freshFor: 1000,
  });
  const tick = (): void => {
    const works = due;
    due = [];
    for (const work of works) work();
  };
  const pass = (ms: number): void => {
    time += ms;
  };
  return { batcher, requests, aborted, held, tick, pass };
};

describe('asks of many cells', () => {
  it('go in one request, and each cell gets its own answer', async () => {
    const { batcher, requests, tick } = make();
    const cells = Array.from({ length: 100 }, (_, i) => batcher.ask(count(`${i} 号市`)));
    tick();
    const answers = await Promise.all(cells);
    expect(requests).toHaveLength(1);
    expect(answers).toEqual(Array.from({ length: 100 }, (_, i) => answerTo(count(`${i} 号市`))));
  });

  it('that are the same go once, in whatever order their parts are', async () => {
    const { batcher, requests, tick } = make();
    const one = batcher.ask({ ask: 'count', kind: 'target', query: { region: '云山省', year: 2027 } });
    const other = batcher.ask({ ask: 'count', query: { year: 2027, region: '云山省' }, kind: 'target' });
    tick();
    expect(await one).toEqual(await other);
    expect(requests[0]?.asks).toHaveLength(1);
  });

  it('that come while a request is on its way join it where they are the same', async () => {
    const { batcher, requests, held, tick } = make({ hold: true });
    const one = batcher.ask(count('云山省'));
    tick();
    const same = batcher.ask(count('云山省'));
    const next = batcher.ask(count('临江市'));
    tick();
    for (const release of held) release();
    await Promise.all([one, same, next]);
    expect(requests.map(({ asks }) => asks.length)).toEqual([1, 1]);
  });

  it('are answered from memory until their time is up', async () => {
    const { batcher, requests, tick, pass } = make();
    const ask = async () => {
      const asked = batcher.ask(count('云山省'));
      tick();
      return asked;
    };
    await ask();
    pass(999);
    await ask();
    expect(requests).toHaveLength(1);
    pass(2);
    await ask();
    expect(requests).toHaveLength(2);
    batcher.clear();
    await ask();
    expect(requests).toHaveLength(3);
  });

  it('are asked again once any answer tells that the service has moved on', async () => {
    let cursor = 1;
    const { batcher, requests, tick } = make({ cursor: () => cursor });
    const ask = async (region: string) => {
      const asked = batcher.ask(count(region));
      tick();
      await asked;
    };
    await ask('甲');
    await ask('乙');
    cursor = 2;
    await ask('丙');
    await ask('甲');
    await ask('丙');
    expect(requests).toHaveLength(4);
  });

  it('fail together where the request fails, and are asked anew the next time', async () => {
    let failing = true;
    const { batcher, requests, tick } = make({ fail: () => (failing ? new Error('no network') : null) });
    const cells = ['甲', '乙'].map((region) => batcher.ask(count(region)));
    tick();
    const outcomes = await Promise.allSettled(cells);
    expect(outcomes.map((one) => one.status)).toEqual(['rejected', 'rejected']);
    failing = false;
    const again = batcher.ask(count('甲'));
    tick();
    expect(await again).toEqual(answerTo(count('甲')));
    expect(requests).toHaveLength(2);
  });

  it('fail where the service answers fewer than were asked: no cell shows the answer of another', async () => {
    let due = (): void => {};
    const batcher = new FactBatcher({
      source: async () => ({ cursor: 1, asOf: '', answers: [{ is: 'value', value: 1 }] }),
      later: (work) => {
        due = work;
      },
      now: () => 0,
      freshFor: 1,
    });
    const cells = ['甲', '乙'].map((region) => batcher.ask(count(region)));
    due();
    for (const outcome of await Promise.allSettled(cells)) expect(outcome.status).toBe('rejected');
  });
});

describe('a cell that is given up', () => {
  const stopped = async (asked: Promise<unknown>): Promise<string> =>
    asked.then(
      () => 'answered',
      (error: Error) => error.name,
    );

  it('before anything was sent, sends nothing', async () => {
    const { batcher, requests, tick } = make();
    const stop = new AbortController();
    const asked = stopped(batcher.ask(count('云山省'), stop.signal));
    stop.abort();
    tick();
    expect(await asked).toBe('AbortError');
    expect(requests).toEqual([]);
  });

  it('leaves the others of its request alone; the last one breaks the request off', async () => {
    const { batcher, aborted, tick } = make({ hold: true });
    const stops = [new AbortController(), new AbortController()];
    const cells = stops.map((stop, i) => stopped(batcher.ask(count(`${i}`), stop.signal)));
    tick();
    stops[0]?.abort();
    expect(aborted).toEqual([]);
    stops[1]?.abort();
    expect(await Promise.all(cells)).toEqual(['AbortError', 'AbortError']);
    expect(aborted).toEqual([0]);
  });

  it('does not take the answer from another cell that asks the same', async () => {
    const { batcher, held, aborted, tick } = make({ hold: true });
    const stop = new AbortController();
    const given = stopped(batcher.ask(count('云山省'), stop.signal));
    const wanted = batcher.ask(count('云山省'));
    tick();
    stop.abort();
    for (const release of held) release();
    expect(await wanted).toEqual(answerTo(count('云山省')));
    expect(await given).toBe('AbortError');
    expect(aborted).toEqual([]);
  });

  it('and asked again at once, is asked again', async () => {
    const { batcher, requests, held, tick } = make({ hold: true });
    const stop = new AbortController();
    const first = stopped(batcher.ask(count('云山省'), stop.signal));
    tick();
    stop.abort();
    const second = batcher.ask(count('云山省'));
    tick();
    for (const release of held) release();
    expect(await first).toBe('AbortError');
    expect(await second).toEqual(answerTo(count('云山省')));
    expect(requests).toHaveLength(2);
  });
});

describe('requests', () => {
  const list = (limit: number): FactAsk => ({ ask: 'list', kind: 'park', limit });

  it('hold what the service takes: 500 asks, lists of 20,000 rows together', () => {
    const asks = Array.from({ length: 1001 }, (_, i) => ({ ask: count(`${i}`) }));
    expect(batchesOf(asks).map((batch) => batch.length)).toEqual([500, 500, 1]);
    const lists = Array.from({ length: 5 }, () => ({ ask: list(5000) }));
    expect(batchesOf(lists).map((batch) => batch.length)).toEqual([4, 1]);
  });

  it('hold every ask once, in order, whatever is asked', () => {
    const asks = fc.array(
      fc.oneof(
        fc.nat(999).map((i) => count(`${i}`)),
        fc.integer({ min: 1, max: 5000 }).map(list),
      ),
      { maxLength: 1200 },
    );
    fc.assert(
      fc.property(asks, (given) => {
        const items = given.map((ask) => ({ ask }));
        const batches = batchesOf(items);
        expect(batches.flat()).toEqual(items);
        for (const batch of batches) {
          expect(batch.length).toBeLessThanOrEqual(500);
          const rows = batch.map(({ ask }) => (ask.ask === 'list' ? Number(ask.limit) : 0));
          expect(rows.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(20_000);
        }
      }),
    );
  });
});
