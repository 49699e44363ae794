import type {
  RunOutcome,
  RunProblem,
  ScheduleInput,
  SheetReport,
  SheetRun,
  TableSummary,
} from '../records/sheet-reports.ts';
import { spreadsheetUrl } from '../records/sheet-reports.ts';
import type { Db, Sql } from './db.ts';

/** What is known of a report when it is connected. */
export interface ConnectedReport {
  id: string;
  title: string;
  account: string;
  template: string | null;
}
/** A report that a process leased because its schedule is due. */
export interface DueReport {
  id: string;
  cron: string;
  timeZone: string;
  webhook: string | null;
  dueAt: string;
  failingSince: string | null;
}
/** How a run ended. */
export interface RunEnd {
  outcome: Exclude<RunOutcome, 'running'>;
  summaries: readonly TableSummary[] | null;
  problem: RunProblem | null;
}
/** What becomes of the schedule after a run. `cron` and `timeZone` are those that it ran by. */
export interface ScheduleAfter {
  cron: string;
  timeZone: string;
  nextAt: string;
  retryAt: string | null;
  failingSince: string | null;
}

/** Reports in Google Sheets: schedules, leases and runs. All instants are ISO in UTC. */
export interface SheetReportStore {
  /** Adds a report, or brings what is known of it up to date. */
  connect(report: ConnectedReport, now: string): Promise<void>;
  /** Forgets a report with its schedule and runs. @returns whether there was one */
  disconnect(id: string): Promise<boolean>;
  list(): Promise<SheetReport[]>;
  find(id: string): Promise<SheetReport | null>;
  /** Sets the schedule, or takes it away. */
  schedule(id: string, schedule: (ScheduleInput & { nextAt: string }) | null): Promise<void>;
  /** Leases reports that are due and that nobody else has. */
  claimDue(owner: string, now: string, until: string, limit: number): Promise<DueReport[]>;
  /** When the next report is due; null where none has a schedule. */
  nextDue(): Promise<string | null>;
  /** Leases one report. @returns false where somebody else has it */
  claim(id: string, owner: string, now: string, until: string): Promise<boolean>;
  /** Makes a lease longer. @returns false where it ran out and somebody else took it */
  renew(id: string, owner: string, until: string): Promise<boolean>;
  release(id: string, owner: string): Promise<void>;
  /** Begins a run, or one more try of a scheduled one. */
  begin(
    id: string,
    run: { trigger: SheetRun['trigger']; dueAt: string; who: string | null },
    now: string,
  ): Promise<{ run: number; attempts: number }>;
  /** Ends a run. Runs of schedules also say how the schedule goes on; only who holds the lease may. */
  end(
    run: number,
    end: RunEnd,
    now: string,
    schedule?: { id: string; owner: string; after: ScheduleAfter },
  ): Promise<void>;
  /** Runs of a report, the newest first. */
  history(id: string, limit: number): Promise<SheetRun[]>;
}

interface RunRow {
  id: number;
  trigger: SheetRun['trigger'];
  due_at: string;
  started_at: string;
  finished_at: string | null;
  attempts: number;
  outcome: RunOutcome;
  who: string | null;
  summaries: TableSummary[] | null;
  problem: RunProblem | null;
}
interface ReportRow extends ConnectedReport {
  connected_at: string;
  cron: string | null;
  time_zone: string | null;
  webhook: string | null;
  next_at: string | null;
  retry_at: string | null;
  failing_since: string | null;
}

const runOf = (row: RunRow): SheetRun => ({
  id: row.id,
  trigger: row.trigger,
  dueAt: row.due_at,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
  attempts: row.attempts,
  outcome: row.outcome,
  who: row.who,
  summaries: row.summaries,
  problem: row.problem,
});
const runColumns =
  'id, "trigger", due_at, started_at, finished_at, attempts, outcome, who, summaries, problem';

/** The host of a webhook's address: the rest of it is often the key itself. */
const hostOf = (address: string | null): string | null => (address === null ? null : new URL(address).host);

const reportOf = (row: ReportRow, lastRun: RunRow | undefined): SheetReport => ({
  id: row.id,
  title: row.title,
  url: spreadsheetUrl(row.id),
  account: row.account,
  template: row.template,
  connectedAt: row.connected_at,
  schedule:
    row.cron === null || row.time_zone === null || row.next_at === null
      ? null
      : {
          cron: row.cron,
          timeZone: row.time_zone,
          webhook: hostOf(row.webhook),
          nextAt: row.next_at,
          retryAt: row.retry_at,
          failingSince: row.failing_since,
        },
  lastRun: lastRun === undefined ? null : runOf(lastRun),
});

const readReports = async (db: Sql, id: string | null): Promise<SheetReport[]> => {
  const rows = await db.query<ReportRow>(
    `select id, title, account, template, connected_at, cron, time_zone, webhook, next_at, retry_at, failing_since
     from sheet_reports where $1::text is null or id = $1 order by connected_at, id`,
    [id],
  );
  const runs = await db.query<RunRow & { report_id: string }>(
    `select distinct on (report_id) report_id, ${runColumns} from sheet_runs
     where $1::text is null or report_id = $1 order by report_id, id desc`,
    [id],
  );
  const last = new Map(runs.map((run) => [run.report_id, run]));
  return rows.map((row) => reportOf(row, last.get(row.id)));
};

const beginRun = async (
  sql: Sql,
  id: string,
  run: { trigger: SheetRun['trigger']; dueAt: string; who: string | null },
  now: string,
): Promise<{ run: number; attempts: number }> => {
  // Whoever holds the lease now is alone: a run that still counts as running was left by a process that is gone.
  await sql.query(
    `update sheet_runs set outcome = 'interrupted', finished_at = $2
     where report_id = $1 and outcome = 'running' and not ("trigger" = 'schedule' and due_at = $3)`,
    [id, now, run.dueAt],
  );
  const [row] = await sql.query<{ id: number; attempts: number }>(
    `insert into sheet_runs (report_id, "trigger", due_at, started_at, outcome, who)
     values ($1, $2, $3, $4, 'running', $5)
     on conflict (report_id, due_at) where "trigger" = 'schedule'
     do update set attempts = sheet_runs.attempts + 1, outcome = 'running', finished_at = null
     returning id, attempts`,
    [id, run.trigger, run.dueAt, now, run.who],
  );
  if (!row) throw new Error('a run was not begun');
  return { run: row.id, attempts: row.attempts };
};

/** The reports of a database. */
export const sheetReportsOver = (db: Db): SheetReportStore => ({
  async connect({ id, title, account, template }, now) {
    await db.query(
      `insert into sheet_reports (id, title, account, template, connected_at) values ($1, $2, $3, $4, $5)
       on conflict (id) do update set title = excluded.title, account = excluded.account,
         template = coalesce(excluded.template, sheet_reports.template)`,
      [id, title, account, template, now],
    );
  },
  async disconnect(id) {
    return (await db.query('delete from sheet_reports where id = $1 returning id', [id])).length > 0;
  },
  list: () => readReports(db, null),
  async find(id) {
    return (await readReports(db, id))[0] ?? null;
  },
  async schedule(id, schedule) {
    await db.query(
      `update sheet_reports set cron = $2, time_zone = $3, webhook = $4, next_at = $5, retry_at = null,
         failing_since = case when $2::text is null then null else failing_since end
       where id = $1`,
      [
        id,
        schedule?.cron ?? null,
        schedule?.timeZone ?? null,
        schedule?.webhook ?? null,
        schedule?.nextAt ?? null,
      ],
    );
  },
  async claimDue(owner, now, until, limit) {
    const rows = await db.query<{
      id: string;
      cron: string;
      time_zone: string;
      webhook: string | null;
      next_at: string;
      failing_since: string | null;
    }>(
      `update sheet_reports set lease_owner = $1, lease_until = $3
       where id in (
         select id from sheet_reports
         where cron is not null and coalesce(retry_at, next_at) <= $2
           and (lease_until is null or lease_until <= $2)
         order by coalesce(retry_at, next_at), id limit $4 for update skip locked)
       returning id, cron, time_zone, webhook, next_at, failing_since`,
      [owner, now, until, limit],
    );
    return rows.map((row) => ({
      id: row.id,
      cron: row.cron,
      timeZone: row.time_zone,
      webhook: row.webhook,
      dueAt: row.next_at,
      failingSince: row.failing_since,
    }));
  },
  async nextDue() {
    const [row] = await db.query<{ at: string | null }>(
      'select min(coalesce(retry_at, next_at)) as at from sheet_reports where cron is not null',
    );
    return row?.at ?? null;
  },
  async claim(id, owner, now, until) {
    const rows = await db.query(
      `update sheet_reports set lease_owner = $2, lease_until = $4
       where id = $1 and (lease_until is null or lease_until <= $3 or lease_owner = $2) returning id`,
      [id, owner, now, until],
    );
    return rows.length > 0;
  },
  async renew(id, owner, until) {
    const rows = await db.query(
      'update sheet_reports set lease_until = $3 where id = $1 and lease_owner = $2 returning id',
      [id, owner, until],
    );
    return rows.length > 0;
  },
  async release(id, owner) {
    await db.query(
      'update sheet_reports set lease_owner = null, lease_until = null where id = $1 and lease_owner = $2',
      [id, owner],
    );
  },
  begin: (id, run, now) => db.tx((sql) => beginRun(sql, id, run, now)),
  async end(run, { outcome, summaries, problem }, now, schedule) {
    await db.tx(async (sql) => {
      await sql.query(
        `update sheet_runs set outcome = $2, finished_at = $3, summaries = $4::jsonb, problem = $5::jsonb
         where id = $1`,
        [
          run,
          outcome,
          now,
          summaries === null ? null : JSON.stringify(summaries),
          problem === null ? null : JSON.stringify(problem),
        ],
      );
      if (schedule === undefined) return;
      const { cron, timeZone, nextAt, retryAt, failingSince } = schedule.after;
      // Where the schedule was changed or taken away meanwhile, what it says now holds.
      await sql.query(
        `update sheet_reports set
           next_at = case when cron = $6 and time_zone = $7 then $3 else next_at end,
           retry_at = case when cron = $6 and time_zone = $7 then $4::timestamptz end,
           failing_since = case when cron is null then null else $5::timestamptz end,
           lease_owner = null, lease_until = null
         where id = $1 and lease_owner = $2`,
        [schedule.id, schedule.owner, nextAt, retryAt, failingSince, cron, timeZone],
      );
    });
  },
  async history(id, limit) {
    const rows = await db.query<RunRow>(
      `select ${runColumns} from sheet_runs where report_id = $1 order by id desc limit $2`,
      [id, limit],
    );
    return rows.map(runOf);
  },
});
