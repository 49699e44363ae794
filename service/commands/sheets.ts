import { resolve } from 'node:path';
import { summaryText } from '../../templates/refresh/summary.ts';
import { readSettings } from '../http/settings.ts';
import { Problem } from '../records/problem.ts';
import { type SheetReport, type SheetRun, spreadsheetIdSchema } from '../records/sheet-reports.ts';
import type { CommandContext } from './context.ts';
import { say } from './messages.ts';
import { whoami } from './refresh.ts';
import { openSheets, type SheetCommands } from './sheets-backend.ts';
import { sayOfSheets } from './sheets-messages.ts';

/** Options that every `sheets` command has. */
export interface SheetsOptions {
  dataDir?: string;
  json?: boolean;
}

/**
 * The id in a spreadsheet's address, or the text itself where it is an id.
 * @throws Problem `sheets.address-invalid`
 */
export const spreadsheetIdOf = (idOrAddress: string): string => {
  const id = spreadsheetIdSchema.safeParse(
    /\/spreadsheets\/d\/([\w-]+)/.exec(idOrAddress)?.[1] ?? idOrAddress,
  );
  if (id.success) return id.data;
  throw new Problem(
    'sheets.address-invalid',
    {
      zh: `这不是 Google 表格的地址或编号：${idOrAddress}。`,
      en: `This is no address or id of a Google Sheet: ${idOrAddress}.`,
    },
    {
      zh: '请从浏览器地址栏复制：https://docs.google.com/spreadsheets/d/…',
      en: 'Copy it from the browser: https://docs.google.com/spreadsheets/d/…',
    },
    { given: idOrAddress },
  );
};

const withSheets = async (
  context: CommandContext,
  options: SheetsOptions,
  work: (sheets: SheetCommands) => Promise<void>,
): Promise<number> => {
  const backend = await openSheets(context, options.dataDir);
  try {
    if (backend.through)
      context.stderr(say('throughService', context.language, { address: backend.through }));
    await work(backend.sheets);
    return 0;
  } finally {
    await backend.close();
  }
};

const minute = (iso: string): string => iso.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*$/, '$1 $2 UTC');

/** Prints a value as JSON, or as lines for people. */
const print = (
  context: CommandContext,
  options: SheetsOptions,
  value: unknown,
  lines: readonly string[],
): void => {
  context.stdout(options.json ? `${JSON.stringify(value)}\n` : lines.map((line) => `${line}\n`).join(''));
};

const runLines = (run: SheetRun, context: CommandContext): string[] =>
  (run.summaries ?? []).map((summary) =>
    summaryText({ ...summary, restored: 0, relinked: 0, corrections: 0 }, context.language),
  );

/**
 * `sheets refresh ID`: refreshes the bound tables of a Google Sheet; with a template, makes its tables where there are none.
 * @returns the exit code
 */
export const sheetsRefresh = (
  context: CommandContext,
  idOrAddress: string,
  options: SheetsOptions & { template?: string; table?: string },
): Promise<number> =>
  withSheets(context, options, async (sheets) => {
    const run = await sheets.refresh(spreadsheetIdOf(idOrAddress), {
      language: context.language,
      who: whoami(context),
      table: options.table,
      template: options.template,
    });
    print(context, options, run.summaries ?? [], runLines(run, context));
  });

/** Signs a person in by her browser on this machine. */
const signIn = async (
  context: CommandContext,
  options: SheetsOptions & { drive?: boolean },
): Promise<number> => {
  const { signInByLoopback } = await import('../publish/google/google-loopback.ts');
  const { savePerson } = await import('../publish/google/google-sign-in.ts');
  const { dataDir } = readSettings({
    ...context.env,
    ...(options.dataDir === undefined ? {} : { DATA_DIR: options.dataDir }),
  });
  const person = await signInByLoopback(
    { env: context.env, withDrive: options.drive ?? false },
    (url) => context.stderr(sayOfSheets('openUrl', context.language, { url })),
    AbortSignal.timeout(5 * 60_000),
  );
  await savePerson(resolve(dataDir), person);
  const account = person.email ?? 'Google';
  print(context, options, { account }, [sayOfSheets('signedIn', context.language, { account })]);
  return 0;
};

/**
 * `sheets connect [ID]`: signs in, or takes a spreadsheet into the list.
 * @returns the exit code
 */
export const sheetsConnect = (
  context: CommandContext,
  idOrAddress: string | undefined,
  options: SheetsOptions & { drive?: boolean },
): Promise<number> =>
  idOrAddress === undefined
    ? signIn(context, options)
    : withSheets(context, options, async (sheets) => {
        const report = await sheets.connect(spreadsheetIdOf(idOrAddress));
        print(context, options, report, [
          sayOfSheets('connected', context.language, { title: report.title, url: report.url }),
        ]);
      });

/** `sheets disconnect [ID]`: takes a spreadsheet off the list, or signs out. @returns the exit code */
export const sheetsDisconnect = async (
  context: CommandContext,
  idOrAddress: string | undefined,
  options: SheetsOptions,
): Promise<number> => {
  if (idOrAddress !== undefined)
    return withSheets(context, options, async (sheets) => {
      await sheets.disconnect(spreadsheetIdOf(idOrAddress));
      print(context, options, {}, [sayOfSheets('disconnected', context.language)]);
    });
  const { signOut } = await import('../publish/google/google-sign-in.ts');
  const { dataDir } = readSettings({
    ...context.env,
    ...(options.dataDir === undefined ? {} : { DATA_DIR: options.dataDir }),
  });
  const person = await signOut(resolve(dataDir), { env: context.env });
  const account = person?.email ?? 'Google';
  print(context, options, { account: person?.email ?? null }, [
    person
      ? sayOfSheets('signedOut', context.language, { account })
      : sayOfSheets('nobodySignedIn', context.language),
  ]);
  return 0;
};

/** `sheets create`: makes a report from a template. @returns the exit code */
export const sheetsCreate = (
  context: CommandContext,
  options: SheetsOptions & { template: string; title?: string; folder?: string; share?: string[] },
): Promise<number> =>
  withSheets(context, options, async (sheets) => {
    const { template, title, folder, share } = options;
    const report = await sheets.create({ template, language: context.language, title, folder, share });
    print(context, options, report, [
      sayOfSheets('created', context.language, { title: report.title, url: report.url }),
      ...(report.lastRun ? runLines(report.lastRun, context) : []),
    ]);
  });

/** `sheets schedule ID [CRON]`: sets the schedule of a report, or takes it away. @returns the exit code */
export const sheetsSchedule = (
  context: CommandContext,
  idOrAddress: string,
  cron: string | undefined,
  options: SheetsOptions & { timeZone: string; webhook?: string; off?: boolean },
): Promise<number> =>
  withSheets(context, options, async (sheets) => {
    const { language } = context;
    const isOff = options.off === true || cron === undefined;
    const report = await sheets.schedule(
      spreadsheetIdOf(idOrAddress),
      isOff ? null : { cron, timeZone: options.timeZone, webhook: options.webhook ?? null },
    );
    const { schedule } = report;
    print(context, options, report, [
      schedule
        ? sayOfSheets('scheduled', language, {
            cron: schedule.cron,
            zone: schedule.timeZone,
            next: minute(schedule.nextAt),
          })
        : sayOfSheets('unscheduled', language),
    ]);
  });

const reportLine = (report: SheetReport, { language }: CommandContext): string => {
  const { schedule, lastRun } = report;
  const parts = [
    schedule ? `${schedule.cron} (${schedule.timeZone})` : sayOfSheets('noSchedule', language),
    ...(schedule
      ? [sayOfSheets('next', language, { next: minute(schedule.retryAt ?? schedule.nextAt) })]
      : []),
    ...(schedule?.failingSince
      ? [sayOfSheets('failing', language, { since: minute(schedule.failingSince) })]
      : []),
    ...(lastRun ? [sayOfSheets(`outcome.${lastRun.outcome}`, language)] : []),
  ];
  return `${report.id}  ${report.title}  ${parts.join(' · ')}`;
};

/** `sheets list`. @returns the exit code */
export const sheetsList = (context: CommandContext, options: SheetsOptions): Promise<number> =>
  withSheets(context, options, async (sheets) => {
    const [reports, accounts] = [await sheets.list(), await sheets.accounts()];
    const lines = reports.map((report) => reportLine(report, context));
    if (!options.json && accounts.length > 0)
      context.stderr(sayOfSheets('shareWith', context.language, { accounts: accounts.join(', ') }));
    print(context, options, reports, lines.length > 0 ? lines : [sayOfSheets('none', context.language)]);
  });

/** `sheets history ID`. @returns the exit code */
export const sheetsHistory = (
  context: CommandContext,
  idOrAddress: string,
  options: SheetsOptions & { limit: string },
): Promise<number> =>
  withSheets(context, options, async (sheets) => {
    const { language } = context;
    const runs = await sheets.history(spreadsheetIdOf(idOrAddress), Math.max(1, Number(options.limit) || 20));
    print(
      context,
      options,
      runs,
      runs.map((run) =>
        [
          minute(run.startedAt),
          sayOfSheets(`trigger.${run.trigger}`, language),
          sayOfSheets(`outcome.${run.outcome}`, language),
          ...(run.attempts > 1 ? [`×${run.attempts}`] : []),
          ...runLines(run, context),
          ...(run.problem
            ? [`${language === 'en' ? run.problem.what.en : run.problem.what.zh} [${run.problem.code}]`]
            : []),
        ].join('  '),
      ),
    );
  });
