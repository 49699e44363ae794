import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { factsOf } from '../../service/facts/answer-facts.ts';
import { type SheetService, sheetService } from '../../service/publish/schedules/sheet-service.ts';
import { openStore } from '../../service/store/open-store.ts';
import type { Store } from '../../service/store/store.ts';
import { googleReportOf } from '../../templates/catalog/google-report.ts';
import { tablesOfTemplate } from '../../templates/catalog/new-table.ts';
import type { GoogleSheetsEmulator } from '../hosts/google-sheets-emulator.ts';
import { planInput } from '../hosts/http-service.ts';
import { credentialsJson, noQuota, oauthClientJson, startEmulator } from './google-fixture.ts';

/** The reports of an embedded store on the emulator of Google, for tests. */
export interface SheetsUnderTest {
  emulator: GoogleSheetsEmulator & { minutes: number };
  store: Store;
  sheets: SheetService;
  dataDir: string;
  env: Record<string, string>;
  close(): Promise<void>;
}

/** One store a test file: to open one takes seconds. It ends with the file's process. */
let opened: Promise<Store> | undefined;
/** Closes the store of a test file. */
export const closeStore = async (): Promise<void> => (await opened)?.close();

export const startSheets = async (
  more: {
    env?: Record<string, string>;
    now?: () => Date;
    google?: Parameters<typeof sheetService>[0]['google'];
    perMinute?: number;
  } = {},
): Promise<SheetsUnderTest> => {
  const emulator = await startEmulator(more.perMinute);
  opened ??= openStore({});
  const store = await opened;
  for (const { id } of await store.sheets.list()) await store.sheets.disconnect(id);
  if ((await store.cursor()) === 0) await store.put(planInput());
  const dataDir = await mkdtemp(join(tmpdir(), 'ps-sheets-'));
  const env = {
    GOOGLE_CREDENTIALS_JSON: credentialsJson,
    GOOGLE_OAUTH_CLIENT_JSON: oauthClientJson,
    SHEETS_ROOT_URL: emulator.rootUrl,
    ...more.env,
  };
  const evidenceBase = 'http://localhost:4310';
  const facts = factsOf(store);
  const sheets = sheetService({
    store: store.sheets,
    client: {
      evidenceBase,
      sync: (request) => store.sync(request),
      facts: ({ asks }) =>
        facts.answer(asks, undefined, { language: 'zh-CN', evidenceBase, now: new Date() }),
    },
    catalog: { report: googleReportOf, tables: tablesOfTemplate },
    env,
    dataDir,
    ...(more.now ? { now: more.now } : {}),
    google: more.google ?? { quota: noQuota, wait: async () => {} },
  });
  return {
    emulator,
    store,
    sheets,
    dataDir,
    env,
    close: async () => {
      await emulator.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
