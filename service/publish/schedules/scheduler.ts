import { randomUUID } from 'node:crypto';
import { Problem } from '../../records/problem.ts';
import type { RunProblem, TableSummary } from '../../records/sheet-reports.ts';
import type { DueReport, ScheduleAfter, SheetReportStore } from '../../store/sheet-reports.ts';
import { mayPass } from '../google/google-problems.ts';
import { nextDue } from './cron.ts';

/** What people are told: that a report stopped being refreshed, and that it is refreshed again. */
export interface ScheduleNews {
  id: string;
  webhook: string | null;
  is: 'failing' | 'recovered';
  /** ISO instants. */
  at: string;
  nextAt: string;
  problem: RunProblem | null;
}

export interface SchedulerOptions {
  store: SheetReportStore;
  /**
   * Refreshes one report.
   * @param mayWrite asked right before anything is written; throws where the lease was lost
   */
  refresh(
    id: string,
    mayWrite: () => Promise<void>,
  ): Promise<{ summaries: readonly TableSummary[]; changed: boolean }>;
  /** Tells people. What it throws is logged and changes nothing. */
  tell(news: ScheduleNews): Promise<void>;
  now?: () => Date;
  /** Name of this process among those that share the database. */
  owner?: string;
  /** Reports refreshed at once. */
  parallel?: number;
  logger?: { info(facts: object, message: string): void; warn(facts: object, message: string): void };
}

/** How long a report stays leased without a sign of life of the process that refreshes it. */
export const leaseMilliseconds = 10 * 60_000;
const signOfLife = 60_000;
/** Tries of one due run, with waits of 1, 2, 4, 8 and 16 minutes between them. */
export const mostAttempts = 6;
/** How often the scheduler looks; a cron expression counts minutes. */
const lookMilliseconds = 15_000;

/** Wait before the next try of a run, in milliseconds. */
export const retryDelay = (attempts: number, retryAfter = 0): number =>
  Math.max(retryAfter, 60_000 * 2 ** (attempts - 1));

export const leaseLost = (id: string): Problem =>
  new Problem(
    'sheets.busy',
    {
      zh: '这个表格正在由另一次运行刷新。',
      en: 'Another run is refreshing this spreadsheet at the moment.',
    },
    { zh: '请等它完成后再试。', en: 'Try again once it has finished.' },
    { id },
  );

const unexpected = (): RunProblem => ({
  code: 'service.failed',
  what: { zh: '服务内部出错。', en: 'The service failed.' },
  remedy: { zh: '请查看服务日志。', en: "See the service's log." },
});
/** A failure as it is kept: nothing but its code and its sentences. */
export const keptProblem = (error: unknown): RunProblem =>
  error instanceof Problem ? { code: error.code, what: error.what, remedy: error.remedy } : unexpected();

/**
 * Refreshes the reports whose schedules are due. All that it must remember stands in the database: it survives a restart, and several
 * processes may run one each on the same database, since a report is leased before it is refreshed. A run that was missed
 * (the service was down) is made up for once, not once for every time.
 */
export class Scheduler {
  readonly #options: SchedulerOptions;
  readonly #owner: string;
  readonly #now: () => Date;
  readonly #parallel: number;
  readonly #running = new Map<string, Promise<void>>();
  #timer: NodeJS.Timeout | null = null;
  #looking: Promise<unknown> = Promise.resolve();

  constructor(options: SchedulerOptions) {
    this.#options = options;
    this.#owner = options.owner ?? randomUUID();
    this.#now = options.now ?? (() => new Date());
    this.#parallel = options.parallel ?? 4;
  }

  /** Looks now and then until it is stopped. */
  start(): void {
    const look = (): void => {
      this.#looking = this.look()
        .catch((error: unknown) => {
          this.#options.logger?.warn({ error: String(error) }, 'schedules could not be read');
        })
        .then(() => {
          if (this.#timer === null) return;
          this.#timer = setTimeout(look, lookMilliseconds);
          this.#timer.unref();
        });
    };
    this.#timer = setTimeout(look, 0);
  }

  /**
   * Begins nothing new, and waits some time for what is under way. A run that takes longer is broken off with the
   * process; its lease runs out, and it is taken up again.
   */
  async stop(graceMilliseconds = 20_000): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    await this.#looking;
    let grace: NodeJS.Timeout | undefined;
    const passed = new Promise<void>((resolve) => {
      grace = setTimeout(resolve, graceMilliseconds);
    });
    await Promise.race([this.idle(), passed]);
    clearTimeout(grace);
  }

  /** Waits for what is under way. */
  async idle(): Promise<void> {
    await Promise.all(this.#running.values());
  }

  /** Takes on as many due reports as it has room for. @returns how many it took */
  async look(): Promise<number> {
    const room = this.#parallel - this.#running.size;
    if (room <= 0) return 0;
    const now = this.#now();
    const due = await this.#options.store.claimDue(this.#owner, now.toISOString(), this.#until(now), room);
    for (const report of due) {
      const run = this.#run(report)
        .catch((error: unknown) => {
          // The database failed under a run: its lease runs out, and it is taken up again.
          this.#options.logger?.warn(
            { report: report.id, error: String(error) },
            'a scheduled run broke off',
          );
        })
        .finally(() => this.#running.delete(report.id));
      this.#running.set(report.id, run);
    }
    return due.length;
  }

  #until(now: Date): string {
    return new Date(now.getTime() + leaseMilliseconds).toISOString();
  }

  async #renew(id: string): Promise<void> {
    if (!(await this.#options.store.renew(id, this.#owner, this.#until(this.#now())))) throw leaseLost(id);
  }

  async #run(report: DueReport): Promise<void> {
    const { store, refresh, logger } = this.#options;
    const begun = { trigger: 'schedule', dueAt: report.dueAt, who: null } as const;
    const { run, attempts } = await store.begin(report.id, begun, this.#now().toISOString());
    const alive = setInterval(() => void this.#renew(report.id).catch(() => {}), signOfLife);
    alive.unref();
    try {
      const { summaries, changed } = await refresh(report.id, () => this.#renew(report.id));
      await this.#end(report, run, {
        end: { outcome: changed ? 'written' : 'unchanged', summaries, problem: null },
        retryAt: null,
        failingSince: null,
      });
      if (report.failingSince !== null) await this.#tell(report, 'recovered', null);
    } catch (error) {
      // Somebody else has the report now and writes down how the run ends.
      if (error instanceof Problem && error.code === 'sheets.busy') return;
      if (!(error instanceof Problem))
        logger?.warn({ report: report.id, error: String(error) }, 'a scheduled run failed unexpectedly');
      await this.#failed(report, run, attempts, error);
    } finally {
      clearInterval(alive);
    }
  }

  async #failed(report: DueReport, run: number, attempts: number, error: unknown): Promise<void> {
    const problem = keptProblem(error);
    this.#options.logger?.info({ report: report.id, code: problem.code, attempts }, 'a scheduled run failed');
    const passes = error instanceof Problem && mayPass(error);
    const now = this.#now();
    if (passes && attempts < mostAttempts) {
      const told = Number((error as Problem).facts.retryAfter ?? 0);
      await this.#end(report, run, {
        end: { outcome: 'waiting', summaries: null, problem },
        retryAt: new Date(now.getTime() + retryDelay(attempts, told)).toISOString(),
        failingSince: report.failingSince,
      });
      return;
    }
    await this.#end(report, run, {
      end: { outcome: 'gaveUp', summaries: null, problem },
      retryAt: null,
      failingSince: report.failingSince ?? now.toISOString(),
    });
    // Told once, when it begins; the page and the history show every run.
    if (report.failingSince === null) await this.#tell(report, 'failing', problem);
  }

  async #end(
    report: DueReport,
    run: number,
    {
      end,
      ...after
    }: { end: Parameters<SheetReportStore['end']>[1] } & Pick<ScheduleAfter, 'retryAt' | 'failingSince'>,
  ): Promise<void> {
    const now = this.#now();
    const { cron, timeZone } = report;
    const nextAt = after.retryAt === null ? nextDue(cron, timeZone, now).toISOString() : report.dueAt;
    await this.#options.store.end(run, end, now.toISOString(), {
      id: report.id,
      owner: this.#owner,
      after: { cron, timeZone, nextAt, ...after },
    });
  }

  async #tell(report: DueReport, is: ScheduleNews['is'], problem: RunProblem | null): Promise<void> {
    const now = this.#now();
    const news: ScheduleNews = {
      id: report.id,
      webhook: report.webhook,
      is,
      at: now.toISOString(),
      nextAt: nextDue(report.cron, report.timeZone, now).toISOString(),
      problem,
    };
    await this.#options.tell(news).catch((error: unknown) => {
      const code = error instanceof Problem ? error.code : String(error);
      this.#options.logger?.warn({ report: report.id, code }, 'people could not be told of a schedule');
    });
  }
}
