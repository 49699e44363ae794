import { Problem } from '../records/problem.ts';
import { changeLock } from './change-writer.ts';
import type { Db, Sql } from './db.ts';

/** A state of the store: everything up to one number of the change sequence. */
export interface Moment {
  change: number;
  /** The instant that the state stands for, ISO date and time in UTC. */
  instant: string;
}

const shape = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * The instant that a user's `asOf` means: a date means the end of that day, a time without a zone is UTC.
 * @throws Problem `query.as-of`
 */
export const instantOf = (asOf: string): string => {
  let text = asOf;
  if (asOf.length === 10) text = `${asOf}T23:59:59.999Z`;
  else if (!/(Z|[+-]\d{2}:\d{2})$/.test(asOf)) text = `${asOf}Z`;
  const instant = shape.test(asOf) ? new Date(text) : new Date(Number.NaN);
  // 2024-02-30 would silently become March the first.
  const day = new Date(`${asOf.slice(0, 10)}T00:00:00Z`);
  const realDay = !Number.isNaN(day.getTime()) && day.toISOString().startsWith(asOf.slice(0, 10));
  if (Number.isNaN(instant.getTime()) || !realDay)
    throw new Problem(
      'query.as-of',
      { zh: `“${asOf}”不是有效的日期或时间。`, en: `“${asOf}” is no date or time.` },
      {
        zh: '请使用 2026-03-31 或 2026-03-31T08:00:00Z 这样的写法。',
        en: 'Write it like 2026-03-31 or 2026-03-31T08:00:00Z.',
      },
    );
  return instant.toISOString();
};

/** The state of the store as of an instant, or now where none is given or it lies ahead. */
export const momentOf = async (sql: Sql, asOf?: string | undefined): Promise<Moment> => {
  const [now] = await sql.query<Moment>(
    `select change, greatest(date_trunc('milliseconds', clock_timestamp()), recorded_at) as instant
     from change_clock`,
  );
  if (!now) throw new Error('The change clock is missing.');
  if (asOf === undefined) return now;
  const instant = instantOf(asOf);
  if (instant >= now.instant) return now;
  const [commit] = await sql.query<{ change: number }>(
    `select last_change as change from commits where recorded_at <= $1::timestamptz
     order by recorded_at desc, last_change desc limit 1`,
    [instant],
  );
  return { change: commit?.change ?? 0, instant };
};

/**
 * The state of the store now, with an instant that will always mean this state: no document is being put meanwhile
 * that would be recorded before it.
 */
export const settledMoment = (db: Db): Promise<Moment> =>
  db.tx(async (sql) => {
    await sql.query('select pg_advisory_xact_lock_shared($1)', [changeLock]);
    return momentOf(sql);
  });
