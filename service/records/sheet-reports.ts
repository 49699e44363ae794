import { z } from 'zod';

/** Reports in Google Sheets that the service refreshes, their schedules, and what became of each run. */

const bothLanguages = z.object({ zh: z.string(), en: z.string() });
const instant = z.iso.datetime();

/** Id of a spreadsheet, as it stands in its address. */
export const spreadsheetIdSchema = z.string().regex(/^[\w-]{10,100}$/);

export const scheduleInputSchema = z
  .strictObject({
    cron: z
      .string()
      .trim()
      .min(1)
      .max(100)
      .meta({ description: 'Minute, hour, day, month, weekday', example: '0 8 * * 1-5' }),
    timeZone: z.string().min(1).max(60).meta({ description: 'IANA time zone', example: 'Asia/Shanghai' }),
    webhook: z
      .url({ protocol: /^https?$/ })
      .max(2000)
      .nullable()
      .default(null)
      .meta({ description: 'Address that is told when the report fails and when it works again' }),
  })
  .meta({ id: 'SheetScheduleInput' });
export type ScheduleInput = z.output<typeof scheduleInputSchema>;

export const scheduleSchema = z
  .object({
    cron: z.string(),
    timeZone: z.string(),
    webhook: z.string().nullable().meta({ description: 'Its host alone; the whole address may be a secret' }),
    nextAt: instant.meta({ description: 'When it is due next' }),
    retryAt: instant.nullable().meta({ description: 'When a run that failed is tried again' }),
    failingSince: instant.nullable(),
  })
  .meta({ id: 'SheetSchedule' });
export type Schedule = z.output<typeof scheduleSchema>;

export const tableSummarySchema = z
  .object({
    table: z.string(),
    added: z.int(),
    changed: z.int(),
    removed: z.int(),
    withdrawn: z.int(),
    localEdits: z.int(),
    conflicts: z.int(),
    unmatched: z.int(),
  })
  .meta({ id: 'SheetTableSummary' });
export type TableSummary = z.output<typeof tableSummarySchema>;

/** running: under way; waiting: it failed and is tried again; interrupted: the service stopped under it. */
export const runOutcomes = ['running', 'written', 'unchanged', 'waiting', 'gaveUp', 'interrupted'] as const;
export const runSchema = z
  .object({
    id: z.int(),
    trigger: z.enum(['schedule', 'person']),
    dueAt: instant,
    startedAt: instant,
    finishedAt: instant.nullable(),
    attempts: z.int(),
    outcome: z.enum(runOutcomes),
    who: z.string().nullable(),
    summaries: z.array(tableSummarySchema).nullable(),
    problem: z.object({ code: z.string(), what: bothLanguages, remedy: bothLanguages }).nullable(),
  })
  .meta({ id: 'SheetRun' });
export type SheetRun = z.output<typeof runSchema>;
export type RunOutcome = SheetRun['outcome'];
export type RunProblem = NonNullable<SheetRun['problem']>;

export const sheetReportSchema = z
  .object({
    id: spreadsheetIdSchema,
    title: z.string(),
    url: z.string(),
    account: z
      .string()
      .meta({ description: 'The Google account that refreshes it; share the sheet with it' }),
    template: z.string().nullable(),
    connectedAt: instant,
    schedule: scheduleSchema.nullable(),
    lastRun: runSchema.nullable(),
  })
  .meta({ id: 'SheetReport' });
export type SheetReport = z.output<typeof sheetReportSchema>;

/** Address under which people open a spreadsheet. */
export const spreadsheetUrl = (id: string): string => `https://docs.google.com/spreadsheets/d/${id}/edit`;
