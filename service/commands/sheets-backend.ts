import { resolve } from 'node:path';
import { pino } from 'pino';
import { googleReportOf } from '../../templates/catalog/google-report.ts';
import { tablesOfTemplate } from '../../templates/catalog/new-table.ts';
import { factsOf } from '../facts/answer-facts.ts';
import { type Running, runningOn } from '../http/running-service.ts';
import { readSettings, type Settings } from '../http/settings.ts';
import { type SheetService, sheetService } from '../publish/schedules/sheet-service.ts';
import type { Language } from '../records/catalogue.ts';
import type { ScheduleInput, SheetReport, SheetRun } from '../records/sheet-reports.ts';
import { openStore } from '../store/open-store.ts';
import type { Store } from '../store/store.ts';
import { answered } from './backend.ts';
import type { CommandContext } from './context.ts';

/** What the `sheets` commands do, here or in the service that runs on the same data folder. */
export type SheetCommands = Pick<
  SheetService,
  'connect' | 'disconnect' | 'create' | 'refresh' | 'schedule' | 'list' | 'history' | 'accounts'
>;
export interface SheetBackend {
  sheets: SheetCommands;
  /** Address of the running service; null where the command opened the store itself. */
  through: string | null;
  close(): Promise<void>;
}

/** The reports of a store, with this program's templates. */
export const sheetsOver = (
  store: Store,
  env: CommandContext['env'],
  settings: Pick<Settings, 'dataDir' | 'publicUrl' | 'port'>,
): SheetService => {
  const evidenceBase = settings.publicUrl ?? `http://localhost:${settings.port}`;
  const facts = factsOf(store);
  return sheetService({
    store: store.sheets,
    client: {
      evidenceBase,
      sync: (request) => store.sync(request),
      // Figures in named cells of a report are read by whoever opens it: in the language of most readers.
      facts: ({ asks }) =>
        facts.answer(asks, undefined, { language: 'zh-CN', evidenceBase, now: new Date() }),
    },
    catalog: { report: googleReportOf, tables: tablesOfTemplate },
    env,
    dataDir: resolve(settings.dataDir),
  });
};

/** The same through the API. */
const remote = ({ address, key }: Running, language: Language): SheetCommands => {
  const call = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${address}/v1/sheets${path}`, {
      method,
      headers: {
        authorization: `Bearer ${key}`,
        'accept-language': language,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw await answered(response);
    return response.json();
  };
  const report = async (path: string, body: unknown) => (await call('POST', path, body)) as SheetReport;
  const all = async () => (await call('GET', '')) as { items: SheetReport[]; accounts: string[] };
  return {
    connect: (id) => report('', { spreadsheet: id }),
    create: (asked) => report('/create', asked),
    schedule: (id, schedule: ScheduleInput | null) => report(`/${id}/schedule`, { schedule }),
    refresh: async (id, asked) => (await call('POST', `/${id}/refresh`, asked)) as SheetRun,
    disconnect: async (id) => void (await call('POST', `/${id}/disconnect`, {})),
    list: async () => (await all()).items,
    accounts: async () => (await all()).accounts,
    history: async (id, limit) =>
      ((await call('GET', `/${id}/runs?limit=${limit}`)) as { items: SheetRun[] }).items,
  };
};

/**
 * Opens the reports of the data folder, or goes through the service where one is running on it.
 * @throws Problem of the settings or of the store
 */
export const openSheets = async (context: CommandContext, dataDir?: string): Promise<SheetBackend> => {
  const settings = readSettings({ ...context.env, ...(dataDir === undefined ? {} : { DATA_DIR: dataDir }) });
  const folder = resolve(settings.dataDir);
  const running = await runningOn(folder);
  if (running)
    return {
      sheets: remote(running, context.language),
      through: running.address,
      close: async () => {},
    };
  const store = await openStore({
    dataDir: folder,
    ...(settings.databaseUrl === null ? {} : { databaseUrl: settings.databaseUrl }),
    logger: pino({ level: 'silent' }),
  });
  return { sheets: sheetsOver(store, context.env, settings), through: null, close: () => store.close() };
};
