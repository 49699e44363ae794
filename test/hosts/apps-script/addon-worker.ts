import { createContext, runInContext } from 'node:vm';
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { FetchRequest, FetchResponse } from '../../../addin/sheets/services.ts';
import { GoogleBook } from '../google-book.ts';
import { hostServices } from './services.ts';
import { ScriptBook } from './spreadsheet.ts';

/**
 * Runs the add-on's script, as it was built, in an engine that has nothing but JavaScript and the stand-ins of Apps
 * Script's services. It is a thread of its own because UrlFetchApp answers before it returns: the thread sleeps until the
 * test's thread, in which the service runs, has fetched.
 */

const { code, locale, wake, fetches } = workerData as {
  code: string;
  locale: string;
  wake: SharedArrayBuffer;
  fetches: MessagePort;
};
const bell = new Int32Array(wake);
const exception = (message: string): Error => Object.assign(new Error(message), { name: 'Exception' });

const book = new GoogleBook('addon-spreadsheet', '测试');
const script = new ScriptBook(book, { user: 'analyst@example.com' });
const host = hostServices(script);
const menu: { caption: string; name: string }[] = [];
let page = '';
let isAuthorized = true;
const granted = <T>(work: () => T): T => {
  if (!isAuthorized) throw exception('You do not have permission to call this service.');
  return work();
};

const store = () => {
  const kept = new Map<string, string>();
  return {
    getProperty: (name: string) => kept.get(name) ?? null,
    setProperty: (name: string, value: string) => {
      if (Buffer.byteLength(value) > 9 * 1024) throw exception('Argument too large: value');
      kept.set(name, value);
    },
    deleteProperty: (name: string) => kept.delete(name),
  };
};
const user = store();
const cached = new Map<string, string>();
const cache = {
  getAll: (keys: string[]) =>
    Object.fromEntries(keys.flatMap((key) => (cached.has(key) ? [[key, cached.get(key)]] : []))),
  putAll: (values: Record<string, string>, seconds: number) => {
    if (!(seconds > 0 && seconds <= 21_600)) throw exception('Invalid argument: expirationInSeconds');
    for (const [key, value] of Object.entries(values)) {
      if (key.length > 250) throw exception('Argument too large: key');
      if (Buffer.byteLength(value) > 100_000) throw exception('Argument too large: value');
      cached.set(key, value);
    }
  },
};

const fetchAll = (requests: FetchRequest[]): FetchResponse[] => {
  for (const { headers } of requests)
    if (Object.keys(headers).some((name) => /^content-type$/i.test(name)))
      throw exception('Attribute provided with invalid value: Header:content-type');
  Atomics.store(bell, 0, 0);
  fetches.postMessage(JSON.parse(JSON.stringify(requests)));
  Atomics.wait(bell, 0, 0);
  const answers = (receiveMessageOnPort(fetches)?.message ?? []) as {
    status: number;
    text: string;
    headers: object;
    failed?: string;
  }[];
  return answers.map(({ status, text, headers, failed }) => {
    if (failed !== undefined) throw exception(`Address unavailable: ${failed}`);
    return { getResponseCode: () => status, getContentText: () => text, getHeaders: () => headers };
  });
};

const menuOf = () => {
  const made = {
    addItem: (caption: string, name: string) => {
      menu.push({ caption, name });
      return made;
    },
    addSeparator: () => made,
    addToUi: () => {},
  };
  return made;
};
const output = (html: string) => {
  const made = {
    html,
    setTitle: () => made,
  };
  return made;
};
const context = createContext(
  Object.assign(Object.create(null), {
    SpreadsheetApp: {
      ...host.SpreadsheetApp,
      getActiveSpreadsheet: () => granted(() => script),
      getUi: () => ({
        createAddonMenu: menuOf,
        showSidebar: (shown: ReturnType<typeof output>) => {
          page = shown.html;
        },
      }),
    },
    HtmlService: { createHtmlOutput: output },
    UrlFetchApp: { fetchAll: (requests: FetchRequest[]) => granted(() => fetchAll(requests)) },
    PropertiesService: { getUserProperties: () => granted(() => user) },
    CacheService: { getDocumentCache: () => granted(() => cache) },
    LockService: host.LockService,
    Session: { getActiveUserLocale: () => locale },
    Utilities: { ...host.Utilities, DigestAlgorithm: { SHA_256: 'SHA_256' } },
  }),
);
// An engine that is older than this one.
runInContext(
  'delete Array.prototype.at; delete String.prototype.at; delete String.prototype.replaceAll;',
  context,
);
const lacking = runInContext(
  '[typeof fetch, typeof setTimeout, typeof URL, typeof require, typeof process, typeof AbortController].join()',
  context,
);
if (lacking !== Array(6).fill('undefined').join())
  throw new Error(`test: the engine has too much: ${lacking}`);
runInContext(code, context);

/** What a test may let the thread do. */
export interface AddonWork {
  /** Calls a function of the script; `{ date }` among the arguments is a Date there. */
  call: { asks: { name: string; given: unknown[] }; gets: unknown };
  page: { asks: null; gets: string };
  menu: { asks: null; gets: { caption: string; name: string }[] };
  person: { asks: sheets_v4.Schema$Request[]; gets: null };
  select: { asks: { sheet: string; row: number; column: number }; gets: null };
  cells: { asks: string; gets: unknown[][] };
  properties: { asks: string; gets: string | null };
  counts: { asks: null; gets: { reads: number; writes: number; locked: boolean } };
  authorize: { asks: boolean; gets: null };
}
const works: { [W in keyof AddonWork]: (asks: AddonWork[W]['asks']) => AddonWork[W]['gets'] } = {
  call: ({ name, given }) => {
    const revive =
      '(key, value) => value && typeof value === "object" && "date" in value ? new Date(value.date) : value';
    const text = runInContext(
      `JSON.stringify([${name}.apply(null, JSON.parse(${JSON.stringify(JSON.stringify(given))}, ${revive}))])`,
      context,
    );
    return JSON.parse(text)[0];
  },
  page: () => page,
  menu: () => menu,
  person: (requests) => {
    book.batchUpdate(requests, 'owner');
    return null;
  },
  select: ({ sheet, row, column }) => {
    const found = book.sheets.find((one) => one.properties.title === sheet);
    script.active = { sheet: found?.properties.sheetId ?? -1, row, column };
    return null;
  },
  cells: (title) => {
    const sheet = book.sheets.find((one) => one.properties.title === title);
    return (sheet?.rows ?? []).map((row) =>
      row.map(({ userEnteredValue: value }) =>
        value?.formulaValue
          ? { formula: value.formulaValue }
          : (value?.stringValue ?? value?.numberValue ?? value?.boolValue ?? null),
      ),
    );
  },
  properties: (name) => user.getProperty(name),
  counts: () => {
    const lock = host.LockService.getDocumentLock();
    const locked = !lock?.tryLock(0);
    if (!locked) lock?.releaseLock();
    return { reads: script.reads, writes: script.writes, locked };
  },
  authorize: (is) => {
    isAuthorized = is;
    return null;
  },
};

parentPort?.on('message', ({ id, work, asks }: { id: number; work: keyof AddonWork; asks: never }) => {
  try {
    parentPort?.postMessage({ id, gets: works[work](asks) });
  } catch (thrown) {
    parentPort?.postMessage({ id, failed: (thrown as Error).message });
  }
});
