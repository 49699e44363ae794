import { Cron } from 'croner';
import { Problem } from '../../records/problem.ts';

/** Shortest time between two runs, in minutes: reports of one account share 60 reads and writes a minute. */
const shortestInterval = 5;

const invalid = (code: string, zh: [string, string], en: [string, string]): Problem =>
  new Problem(code, { zh: zh[0], en: en[0] }, { zh: zh[1], en: en[1] });

/** Whether Node knows a time zone of the IANA data base. */
const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

/**
 * When a schedule is due after an instant. A time that the change to summer time skips falls right after it, one that
 * comes twice falls once.
 * @param cron five fields: minute, hour, day, month, weekday
 * @throws Problem `schedule.cron-invalid`, `schedule.time-zone-invalid`
 */
export const nextDue = (cron: string, timeZone: string, after: Date): Date => {
  if (!isTimeZone(timeZone))
    throw invalid(
      'schedule.time-zone-invalid',
      [`没有时区“${timeZone}”。`, '请使用 IANA 时区名称，例如 Asia/Shanghai。'],
      [`There is no time zone "${timeZone}".`, 'Use a name of the IANA data base, such as Asia/Shanghai.'],
    );
  let next: Date | null = null;
  try {
    next = new Cron(cron, { timezone: timeZone, mode: '5-part', paused: true }).nextRun(after);
  } catch {
    next = null;
  }
  if (next) return next;
  throw invalid(
    'schedule.cron-invalid',
    [
      `“${cron}”不是有效的定时表达式，或者永远不会到期。`,
      '请写五段：分 时 日 月 星期，例如工作日早八点：0 8 * * 1-5。',
    ],
    [
      `"${cron}" is no valid cron expression, or is never due.`,
      'Write five fields: minute hour day month weekday; 0 8 * * 1-5 is eight o’clock on working days.',
    ],
  );
};

/**
 * Checks a schedule that somebody sets.
 * @returns when it is due first
 * @throws Problem `schedule.cron-invalid`, `schedule.time-zone-invalid`, `schedule.too-often`
 */
export const checkSchedule = (cron: string, timeZone: string, now: Date): Date => {
  const first = nextDue(cron, timeZone, now);
  let [at, least] = [first, Number.POSITIVE_INFINITY];
  for (let i = 0; i < 20; i++) {
    const next = nextDue(cron, timeZone, at);
    least = Math.min(least, next.getTime() - at.getTime());
    at = next;
  }
  if (least >= shortestInterval * 60_000) return first;
  throw invalid(
    'schedule.too-often',
    [`定时刷新过于频繁。`, `两次刷新至少相隔 ${shortestInterval} 分钟。`],
    ['The schedule is due too often.', `Leave at least ${shortestInterval} minutes between two runs.`],
  );
};
