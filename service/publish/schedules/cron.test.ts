import { describe, expect, it } from 'vitest';
import { Problem } from '../../records/problem.ts';
import { checkSchedule, nextDue } from './cron.ts';

const next = (cron: string, zone: string, after: string) =>
  nextDue(cron, zone, new Date(after)).toISOString();
const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    if (error instanceof Problem) return error.code;
    throw error;
  }
  return 'none';
};

describe('when a schedule is due', () => {
  it('eight o’clock on working days, in Shanghai', () => {
    expect(next('0 8 * * 1-5', 'Asia/Shanghai', '2026-02-06T01:00:00Z')).toBe('2026-02-09T00:00:00.000Z');
    expect(next('0 8 * * 1-5', 'Asia/Shanghai', '2026-02-05T23:59:59Z')).toBe('2026-02-06T00:00:00.000Z');
  });

  it('never at the very instant that it comes after, so that a run is not due again at once', () => {
    expect(next('0 8 * * *', 'UTC', '2026-02-06T08:00:00Z')).toBe('2026-02-07T08:00:00.000Z');
  });

  it('the skipped hour and the doubled hour of summer time: once a day each', () => {
    const berlin = (after: string) => next('30 2 * * *', 'Europe/Berlin', after);
    const skipped = berlin('2026-03-28T12:00:00Z');
    expect(skipped.startsWith('2026-03-29T01')).toBe(true);
    expect(berlin(skipped).startsWith('2026-03-30T00:30')).toBe(true);
    const doubled = berlin('2026-10-24T12:00:00Z');
    expect(doubled.startsWith('2026-10-25')).toBe(true);
    expect(berlin(doubled).startsWith('2026-10-26T01:30')).toBe(true);
  });

  it('what is no schedule is refused, with an example', () => {
    const at = new Date('2026-02-06T08:00:00Z');
    for (const cron of ['', 'x', '* *', '61 * * * *', '0 0 30 2 *', '* * * * * *'])
      expect(codeOf(() => checkSchedule(cron, 'UTC', at))).toBe('schedule.cron-invalid');
    expect(codeOf(() => checkSchedule('0 8 * * *', 'Mars/Olympus', at))).toBe('schedule.time-zone-invalid');
    expect(codeOf(() => checkSchedule('*/2 * * * *', 'UTC', at))).toBe('schedule.too-often');
    expect(codeOf(() => checkSchedule('*/5 * * * *', 'UTC', at))).toBe('none');
  });
});
