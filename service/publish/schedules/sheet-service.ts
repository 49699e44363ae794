import { randomUUID } from 'node:crypto';
import type { FactHost } from '../../../templates/refresh/fact-types.ts';
import type { PlanSummary, WorkbookHost } from '../../../templates/refresh/types.ts';
import {
  runRefresh,
  type WorkbookClient,
  type WorkbookRun,
} from '../../../templates/refresh/workbook-run.ts';
import type { Language } from '../../records/catalogue.ts';
import { Problem } from '../../records/problem.ts';
import {
  type ScheduleInput,
  type SheetReport,
  type SheetRun,
  spreadsheetUrl,
  type TableSummary,
} from '../../records/sheet-reports.ts';
import type { SheetReportStore } from '../../store/sheet-reports.ts';
import { type GoogleAccess, type GoogleAccessOptions, openGoogleAccess } from '../google/google-access.ts';
import {
  allGoogleCredentials,
  type GoogleCredentials,
  readGoogleCredentials,
} from '../google/google-credentials.ts';
import { type GoogleWorkbook, openGoogleWorkbook, type StatusLine } from '../google/google-host.ts';
import { createReport } from '../google/google-report.ts';
import { beginSignIn, type SignIn, savePerson, signOut } from '../google/google-sign-in.ts';
import { checkSchedule } from './cron.ts';
import type { ReportCatalog } from './report-catalog.ts';
import { keptProblem, leaseLost, leaseMilliseconds, type ScheduleNews } from './scheduler.ts';
import { allowedWebhooks, checkWebhook, postWebhook } from './webhook.ts';

export interface NewSheetReport {
  template: string;
  language: Language;
  title?: string | undefined;
  /** Folder or shared drive. */
  folder?: string | undefined;
  /** People who may edit it. */
  share?: readonly string[] | undefined;
}
export interface SheetRefresh {
  table?: string | undefined;
  /** Makes this template's tables where the spreadsheet has none. */
  template?: string | undefined;
  language: Language;
  who: string | null;
}

export interface SignInAnswer {
  code?: string | undefined;
  state?: string | undefined;
  error?: string | undefined;
}

/** Reports in Google Sheets, for the command line and the API. */
export interface SheetService {
  /** Takes a spreadsheet up into the list, once it is proved that the account may edit it. */
  connect(id: string): Promise<SheetReport>;
  disconnect(id: string): Promise<void>;
  create(report: NewSheetReport): Promise<SheetReport>;
  refresh(id: string, options: SheetRefresh): Promise<SheetRun>;
  /** Sets the schedule of a report; null takes it away. */
  schedule(id: string, schedule: ScheduleInput | null): Promise<SheetReport>;
  list(): Promise<SheetReport[]>;
  find(id: string): Promise<SheetReport>;
  history(id: string, limit: number): Promise<SheetRun[]>;
  /** Addresses of the accounts at hand, to share spreadsheets with. */
  accounts(): Promise<string[]>;
  /**
   * Begins a sign-in in the browser. @returns the address at Google that it leads to
   * @throws Problem `google.no-oauth-client`
   */
  beginSignIn(redirectUri: string, withDrive: boolean): Promise<string>;
  /** Takes Google's answer and keeps who signed in. @returns her address */
  finishSignIn(answer: SignInAnswer): Promise<string>;
  /** Forgets who signed in. @returns her address; null where nobody was */
  signOut(): Promise<string | null>;
  /** For the scheduler. */
  run(
    id: string,
    mayWrite: () => Promise<void>,
  ): Promise<{ summaries: readonly TableSummary[]; changed: boolean }>;
  tell(news: ScheduleNews): Promise<void>;
}

export interface SheetServiceOptions {
  store: SheetReportStore;
  client: WorkbookClient;
  catalog: ReportCatalog;
  env: Readonly<Record<string, string | undefined>>;
  dataDir: string;
  now?: () => Date;
  /** For tests: how Google is reached. */
  google?: Pick<GoogleAccessOptions, 'wait' | 'fetch' | 'quota' | 'timeout'>;
}

const unknownReport = (id: string): Problem =>
  new Problem(
    'sheets.not-found',
    { zh: '列表中没有这个 Google 表格。', en: 'The list has no such spreadsheet.' },
    {
      zh: '请先用 sheets connect 连接它，或用 sheets create 新建。',
      en: 'Connect it with sheets connect first, or make one with sheets create.',
    },
    { id },
  );

const summaryOf = (summary: PlanSummary): TableSummary => ({
  table: summary.table,
  added: summary.added,
  changed: summary.changed,
  removed: summary.removed,
  withdrawn: summary.withdrawn,
  localEdits: summary.localEdits,
  conflicts: summary.conflicts,
  unmatched: summary.unmatched,
});

const summariesOf = (run: WorkbookRun): TableSummary[] => run.tables.map(({ summary }) => summaryOf(summary));

/** A host that asks before each writing. */
const guarded = (host: GoogleWorkbook, mayWrite: () => Promise<void>): WorkbookHost & FactHost => ({
  readFacts: () => host.readFacts(),
  readNamed: (names) => host.readNamed(names),
  async applyFacts(plan) {
    await mayWrite();
    await host.applyFacts(plan);
  },
  readBindings: () => host.readBindings(),
  readTable: (table) => host.readTable(table),
  async apply(plan) {
    await mayWrite();
    await host.apply(plan);
  },
  insertTable: (table) => host.insertTable(table),
});

const minute = (iso: string): string => iso.replace(/:\d\d\.\d+Z$/, ' UTC').replace('T', ' ');

/** What the hidden sheet says of a schedule that fails. */
const statusLines = (news: ScheduleNews): StatusLine[] =>
  news.is === 'recovered'
    ? [
        ['定时刷新 schedule', '正常 works'],
        ['自 since', minute(news.at)],
        ['下次 next', minute(news.nextAt)],
      ]
    : [
        ['定时刷新 schedule', '失败 failing'],
        ['自 since', minute(news.at)],
        ['原因', `${news.problem?.what.zh ?? ''}${news.problem?.remedy.zh ?? ''}`],
        ['reason', `${news.problem?.what.en ?? ''} ${news.problem?.remedy.en ?? ''}`],
        ['下次 next', minute(news.nextAt)],
      ];

class Sheets implements SheetService {
  readonly #options: SheetServiceOptions;
  readonly #now: () => Date;
  /** Opened access by account, so that a token is fetched once and not for every report. */
  readonly #open = new Map<string, Promise<GoogleAccess>>();

  constructor(options: SheetServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** Sign-ins under way by their state; each is good for one answer within ten minutes. */
  readonly #signIns = new Map<string, { signIn: SignIn; until: number }>();

  async beginSignIn(redirectUri: string, withDrive: boolean): Promise<string> {
    const now = this.#now().getTime();
    for (const [state, { until }] of this.#signIns) if (until < now) this.#signIns.delete(state);
    const signIn = await beginSignIn({ env: this.#options.env, redirectUri, withDrive });
    this.#signIns.set(signIn.state, { signIn, until: now + 10 * 60_000 });
    return signIn.url;
  }

  async finishSignIn(answer: SignInAnswer): Promise<string> {
    const found = this.#signIns.get(answer.state ?? '');
    this.#signIns.delete(answer.state ?? '');
    if (!found || found.until < this.#now().getTime()) {
      throw new Problem(
        'google.sign-in-failed',
        { zh: '没有登录成功：这次登录已过期。', en: 'The sign-in did not succeed: it has expired.' },
        { zh: '请重新登录一次。', en: 'Sign in once more.' },
      );
    }
    const person = await found.signIn.finish(answer);
    await savePerson(this.#options.dataDir, person);
    return person.email ?? 'Google';
  }

  async signOut(): Promise<string | null> {
    const person = await signOut(this.#options.dataDir, { env: this.#options.env });
    this.#open.clear();
    return person && (person.email ?? 'Google');
  }

  #access(credentials: GoogleCredentials): Promise<GoogleAccess> {
    const key = JSON.stringify(credentials);
    const { env, google } = this.#options;
    const found = this.#open.get(key) ?? openGoogleAccess({ env, credentials, ...google });
    this.#open.set(key, found);
    found.catch(() => this.#open.delete(key));
    return found;
  }

  async #credentials(): Promise<GoogleCredentials[]> {
    const { env, dataDir } = this.#options;
    // With none at all this says what to do.
    const first = await readGoogleCredentials(env, dataDir);
    const all = await allGoogleCredentials(env, dataDir);
    return [first, ...all.slice(1)];
  }

  async accounts(): Promise<string[]> {
    const { env, dataDir } = this.#options;
    return (await allGoogleCredentials(env, dataDir)).map((one) => one.email ?? 'Google');
  }

  /** The account that a report was connected with, else the first at hand. */
  async #accessFor(account: string | null): Promise<GoogleAccess> {
    const all = await this.#credentials();
    const [first] = all;
    const own = all.find((one) => account !== null && one.email === account) ?? first;
    if (!own) throw new Error('no credentials');
    return this.#access(own);
  }

  async #workbook(id: string): Promise<GoogleWorkbook> {
    const report = await this.#options.store.find(id);
    const access = await this.#accessFor(report?.account ?? null);
    return openGoogleWorkbook(id, { env: this.#options.env, access, oneRun: true });
  }

  async find(id: string): Promise<SheetReport> {
    const found = await this.#options.store.find(id);
    if (!found) throw unknownReport(id);
    return found;
  }

  async connect(id: string): Promise<SheetReport> {
    let refusal: unknown;
    for (const credentials of await this.#credentials()) {
      const access = await this.#access(credentials);
      try {
        const host = await openGoogleWorkbook(id, { env: this.#options.env, access });
        const title = await host.title();
        await host.checkWritable();
        await this.#note(id, title, access.account, null);
        return await this.find(id);
      } catch (error) {
        // Shared with the other account, perhaps; the first one's refusal says with whom to share it.
        refusal ??= error;
      }
    }
    throw refusal;
  }

  async #note(id: string, title: string, account: string, template: string | null): Promise<void> {
    const now = this.#now().toISOString();
    await this.#options.store.connect({ id, title, account, template }, now);
  }

  async disconnect(id: string): Promise<void> {
    if (!(await this.#options.store.disconnect(id))) throw unknownReport(id);
  }

  async create(report: NewSheetReport): Promise<SheetReport> {
    const all = await this.#credentials();
    // A person owns what is made; a service account can only where a shared drive does.
    const owner = all.find((one) => one.type === 'person') ?? all[0];
    if (!owner) throw new Error('no credentials');
    const access = await this.#access(owner);
    const others = all.filter((one) => one !== owner && one.email !== null).map((one) => one.email as string);
    const made = this.#options.catalog.report(report.template, report.language);
    const title = report.title ?? made.title;
    const id = await createReport(
      access,
      { ...made, title },
      { folder: report.folder, share: [...(report.share ?? []), ...others] },
    );
    await this.#note(id, title, access.account, report.template);
    await this.refresh(id, { language: report.language, who: null });
    return this.find(id);
  }

  async refresh(id: string, { table, template, language, who }: SheetRefresh): Promise<SheetRun> {
    const { store, client, catalog } = this.#options;
    if (!(await store.find(id))) await this.connect(id);
    const owner = randomUUID();
    const now = this.#now();
    const until = (from: Date) => new Date(from.getTime() + leaseMilliseconds).toISOString();
    if (!(await store.claim(id, owner, now.toISOString(), until(now)))) throw leaseLost(id);
    try {
      const at = now.toISOString();
      const { run } = await store.begin(id, { trigger: 'person', dueAt: at, who }, at);
      try {
        const host = await this.#workbook(id);
        if (template !== undefined && (await host.readBindings()).length === 0)
          for (const one of catalog.tables(template, language)) await host.insertTable(one);
        const mayWrite = async (): Promise<void> => {
          if (!(await store.renew(id, owner, until(this.#now())))) throw leaseLost(id);
        };
        const done = await runRefresh(guarded(host, mayWrite), client, {
          who,
          now: at,
          language,
          tables: table === undefined ? undefined : [table],
        });
        await store.end(
          run,
          { outcome: done.changed ? 'written' : 'unchanged', summaries: summariesOf(done), problem: null },
          this.#now().toISOString(),
        );
      } catch (error) {
        const end = { outcome: 'gaveUp', summaries: null, problem: keptProblem(error) } as const;
        await store.end(run, end, this.#now().toISOString());
        throw error;
      }
    } finally {
      await store.release(id, owner);
    }
    const [last] = await store.history(id, 1);
    if (!last) throw new Error('the run was not kept');
    return last;
  }

  async run(
    id: string,
    mayWrite: () => Promise<void>,
  ): Promise<{ summaries: readonly TableSummary[]; changed: boolean }> {
    const host = await this.#workbook(id);
    const done = await runRefresh(guarded(host, mayWrite), this.#options.client, {
      who: '定时刷新 schedule',
      now: this.#now().toISOString(),
      language: 'zh-CN',
    });
    return { summaries: summariesOf(done), changed: done.changed };
  }

  async schedule(id: string, schedule: ScheduleInput | null): Promise<SheetReport> {
    const { store, env } = this.#options;
    await this.find(id);
    if (schedule?.webhook) checkWebhook(schedule.webhook, allowedWebhooks(env));
    await store.schedule(
      id,
      schedule && {
        ...schedule,
        nextAt: checkSchedule(schedule.cron, schedule.timeZone, this.#now()).toISOString(),
      },
    );
    return this.find(id);
  }

  list(): Promise<SheetReport[]> {
    return this.#options.store.list();
  }

  async history(id: string, limit: number): Promise<SheetRun[]> {
    await this.find(id);
    return this.#options.store.history(id, limit);
  }

  async tell(news: ScheduleNews): Promise<void> {
    const report = await this.find(news.id);
    const failures: unknown[] = [];
    const attempt = (work: Promise<void>): Promise<void> =>
      work.catch((error: unknown) => {
        failures.push(error);
      });
    const inSheet = async (): Promise<void> => {
      const host = await this.#workbook(news.id);
      await host.writeStatus(statusLines(news));
    };
    // Most failures that are told are of a sheet that cannot be written; then only the others hear of it.
    await attempt(inSheet());
    if (news.webhook !== null) {
      const url = spreadsheetUrl(news.id);
      const reason = news.problem ? `${news.problem.what.zh}${news.problem.remedy.zh}` : '';
      const text =
        news.is === 'failing'
          ? `政策表格：“${report.title}”定时刷新失败。${reason}\n${news.problem?.what.en ?? ''}\n${url}`
          : `政策表格：“${report.title}”恢复定时刷新。 The schedule works again.\n${url}`;
      const { is, at, nextAt } = news;
      const facts = {
        event: is,
        report: report.id,
        title: report.title,
        url,
        at,
        nextAt,
        code: news.problem?.code,
      };
      await attempt(postWebhook(news.webhook, text, facts, { allow: allowedWebhooks(this.#options.env) }));
    }
    if (failures.length > 0) throw failures[0];
  }
}

/** The reports of one data folder. Nothing of Google is loaded before it is needed. */
export const sheetService = (options: SheetServiceOptions): SheetService => new Sheets(options);
