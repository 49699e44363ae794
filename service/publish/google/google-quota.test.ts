import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenBucket } from './google-quota.ts';

describe('the bucket of tokens', () => {
  it('never lets more than the quota through in any minute, wherever it begins, and serves in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 8 }),
        fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 40 }),
        async (perMinute, pauses) => {
          let clock = 0;
          const bucket = tokenBucket(
            {
              now: () => clock,
              wait: async (milliseconds) => {
                clock += milliseconds;
              },
            },
            perMinute,
          );
          const times: number[] = [];
          for (const pause of pauses) {
            clock += pause;
            await bucket.take('read');
            times.push(clock);
          }
          expect([...times].sort((a, b) => a - b)).toEqual(times);
          for (const from of times)
            expect(times.filter((time) => time >= from && time < from + 60_000).length).toBeLessThanOrEqual(
              perMinute,
            );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('counts reads and writes apart, and lets a burst within the quota through at once', async () => {
    let waited = 0;
    const bucket = tokenBucket(
      {
        now: () => waited,
        wait: async (milliseconds) => {
          waited += milliseconds;
        },
      },
      60,
    );
    await Promise.all(Array.from({ length: 60 }, () => bucket.take('read')));
    await Promise.all(Array.from({ length: 60 }, () => bucket.take('write')));
    expect(waited).toBe(0);
    await bucket.take('read');
    expect(waited).toBe(60_000);
  });
});
