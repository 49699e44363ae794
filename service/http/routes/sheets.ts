import { z } from 'zod';
import type { SheetService } from '../../publish/schedules/sheet-service.ts';
import {
  runSchema,
  scheduleInputSchema,
  sheetReportSchema,
  spreadsheetIdSchema,
} from '../../records/sheet-reports.ts';
import { viewOf } from '../pages/layout.ts';
import { sheetRunsPage, sheetsPage } from '../pages/sheets.ts';
import { routeNotFound } from '../problems.ts';
import { type Route, route, type Service } from '../route.ts';
import { languageSchema, nothing } from '../schemas.ts';

/** An id, or an address with the id in it. */
const spreadsheet = z
  .string()
  .max(500)
  .transform((text) => /\/spreadsheets\/d\/([\w-]+)/.exec(text)?.[1] ?? text)
  .pipe(spreadsheetIdSchema)
  .meta({ description: 'Id or address of a spreadsheet' });
const language = z.enum(['zh-CN', 'en']).default('zh-CN');
const path = z.object({ id: spreadsheetIdSchema });
const report = { 200: { description: 'The report', schema: sheetReportSchema } } as const;
const json = { tag: 'refresh', access: 'token', bodyType: 'application/json' } as const;

const sheetsOf = ({ sheets }: Service): SheetService => {
  if (!sheets) throw routeNotFound();
  return sheets;
};
const redirectUri = ({ settings }: Service, host: string | undefined): string =>
  `${settings.publicUrl ?? `http://${host ?? `localhost:${settings.port}`}`}/sheets/signed-in`;

/** Reports in Google Sheets: what the command line does, for programs and for the page. */
export const sheetRoutes: readonly Route[] = [
  route({
    id: 'listSheets',
    method: 'get',
    path: '/v1/sheets',
    tag: 'refresh',
    access: 'token',
    summary: 'Connected spreadsheets with their schedules and last runs',
    parameters: nothing,
    query: nothing,
    answers: {
      200: {
        description: 'The reports, and the Google accounts at hand to share spreadsheets with',
        schema: z
          .object({ items: z.array(sheetReportSchema), accounts: z.array(z.string()) })
          .meta({ id: 'SheetReports' }),
      },
    },
    problems: [404],
    handle: async (service) => {
      const sheets = sheetsOf(service);
      return { json: { items: await sheets.list(), accounts: await sheets.accounts() } };
    },
  }),
  route({
    ...json,
    id: 'connectSheet',
    method: 'post',
    path: '/v1/sheets',
    summary: 'Takes a spreadsheet into the list, once an account at hand can edit it',
    parameters: nothing,
    query: nothing,
    body: z.strictObject({ spreadsheet }),
    answers: report,
    problems: [404, 413, 415, 422],
    handle: async (service, { body }) => ({ json: await sheetsOf(service).connect(body.spreadsheet) }),
  }),
  route({
    ...json,
    id: 'createSheet',
    method: 'post',
    path: '/v1/sheets/create',
    summary: 'Makes a report from a template, with charts, fills it and shares it',
    parameters: nothing,
    query: nothing,
    body: z.strictObject({
      template: z.string().min(1).max(60),
      language,
      title: z.string().min(1).max(200).optional(),
      folder: z.string().min(1).max(500).optional().meta({ description: 'Folder or shared drive' }),
      share: z.array(z.email()).max(50).optional().meta({ description: 'Who may edit it' }),
    }),
    answers: report,
    problems: [404, 413, 415, 422],
    handle: async (service, { body }) => ({ json: await sheetsOf(service).create(body) }),
  }),
  route({
    ...json,
    id: 'signInToGoogle',
    method: 'post',
    path: '/v1/sheets/sign-in',
    summary: 'Begins a sign-in with a Google account; the browser then comes back to /sheets/signed-in',
    parameters: nothing,
    query: nothing,
    body: z.strictObject({
      drive: z.boolean().default(false).meta({ description: 'Ask for folders and shared drives as well' }),
    }),
    answers: {
      200: {
        description: 'Address at Google to open in a browser',
        schema: z.object({ url: z.string() }).meta({ id: 'GoogleSignIn' }),
      },
    },
    problems: [404, 413, 415, 422],
    handle: async (service, { body, request }) => ({
      json: {
        url: await sheetsOf(service).beginSignIn(redirectUri(service, request.get('host')), body.drive),
      },
    }),
  }),
  route({
    id: 'getSheet',
    method: 'get',
    path: '/v1/sheets/{id}',
    tag: 'refresh',
    access: 'token',
    summary: 'One connected spreadsheet',
    parameters: path,
    query: nothing,
    answers: report,
    problems: [404],
    handle: async (service, { path: { id } }) => ({ json: await sheetsOf(service).find(id) }),
  }),
  route({
    ...json,
    id: 'refreshSheet',
    method: 'post',
    path: '/v1/sheets/{id}/refresh',
    summary: 'Refreshes a spreadsheet now; with a template, makes its tables where there are none',
    parameters: path,
    query: nothing,
    body: z.strictObject({
      table: z.string().min(1).max(200).optional(),
      template: z.string().min(1).max(60).optional(),
      language,
      who: z.string().max(100).nullable().default(null),
    }),
    answers: { 200: { description: 'The run', schema: runSchema } },
    problems: [404, 413, 415, 422, 503],
    handle: async (service, { path: { id }, body }) => ({ json: await sheetsOf(service).refresh(id, body) }),
  }),
  route({
    ...json,
    id: 'scheduleSheet',
    method: 'post',
    path: '/v1/sheets/{id}/schedule',
    summary: 'Sets the schedule of a spreadsheet; null takes it away',
    parameters: path,
    query: nothing,
    body: z.strictObject({ schedule: scheduleInputSchema.nullable() }),
    answers: report,
    problems: [404, 413, 415, 422],
    handle: async (service, { path: { id }, body }) => ({
      json: await sheetsOf(service).schedule(id, body.schedule),
    }),
  }),
  route({
    ...json,
    id: 'disconnectSheet',
    method: 'post',
    path: '/v1/sheets/{id}/disconnect',
    summary:
      'Takes a spreadsheet off the list, with its schedule and history; the spreadsheet stays as it is',
    parameters: path,
    query: nothing,
    body: z.strictObject({}),
    answers: { 200: { description: 'It is gone', schema: z.object({}) } },
    problems: [404, 413, 415],
    handle: async (service, { path: { id } }) => {
      await sheetsOf(service).disconnect(id);
      return { json: {} };
    },
  }),
  route({
    id: 'listSheetRuns',
    method: 'get',
    path: '/v1/sheets/{id}/runs',
    tag: 'refresh',
    access: 'token',
    summary: 'What became of the refreshes of a spreadsheet, the newest first',
    parameters: path,
    query: z.strictObject({ limit: z.coerce.number().int().min(1).max(500).default(50) }),
    answers: {
      200: { description: 'Runs', schema: z.object({ items: z.array(runSchema) }).meta({ id: 'SheetRuns' }) },
    },
    problems: [404],
    handle: async (service, { path: { id }, query }) => ({
      json: { items: await sheetsOf(service).history(id, query.limit) },
    }),
  }),
  route({
    id: 'sheetsPage',
    method: 'get',
    path: '/sheets',
    tag: 'pages',
    access: 'token',
    page: true,
    summary: 'Reports in Google Sheets and how they fare',
    parameters: nothing,
    query: z.strictObject({ lang: languageSchema }),
    answers: { 200: { description: 'The page', type: 'text/html' } },
    problems: [404],
    handle: async (service, { request, language: shown }) => {
      const sheets = sheetsOf(service);
      return {
        html: sheetsPage(viewOf(request, shown), await sheets.list(), await sheets.accounts()),
      };
    },
  }),
  route({
    id: 'signedInToGoogle',
    method: 'get',
    path: '/sheets/signed-in',
    tag: 'pages',
    access: 'token',
    page: true,
    summary: 'Where Google sends the browser back to after a sign-in',
    parameters: nothing,
    // Google adds parameters of its own (scope, authuser, prompt, iss), and more at any time.
    query: z.looseObject({
      code: z.string().max(2000).optional(),
      state: z.string().max(200).optional(),
      error: z.string().max(200).optional(),
    }),
    answers: { 303: { description: 'Signed in; on to the page of reports' } },
    problems: [404, 422],
    handle: async (service, { query: { code, state, error } }) => {
      await sheetsOf(service).finishSignIn({ code, state, error });
      return { status: 303, headers: { Location: '/sheets', 'Cache-Control': 'no-store' } };
    },
  }),
  route({
    id: 'sheetRunsPage',
    method: 'get',
    path: '/sheets/{id}',
    tag: 'pages',
    access: 'token',
    page: true,
    summary: 'The runs of one report',
    parameters: path,
    query: z.strictObject({ lang: languageSchema }),
    answers: { 200: { description: 'The page', type: 'text/html' } },
    problems: [404],
    handle: async (service, { path: { id }, request, language: shown }) => {
      const sheets = sheetsOf(service);
      const found = await sheets.find(id);
      return { html: sheetRunsPage(viewOf(request, shown), found, await sheets.history(id, 100)) };
    },
  }),
];
