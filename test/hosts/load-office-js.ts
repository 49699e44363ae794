/// <reference types="office-js" />
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import type { ExcelRequests } from '../../addin/playground/workbook/excel-request.ts';

/**
 * Loads Microsoft's own object model (npm @microsoft/office-js, loaded from node_modules, never copied) into this Node
 * process and puts a test workbook behind it. Everything above the one transport function is Microsoft's code: proxies,
 * load and sync, batching, errors. The names of that seam are internal to the library, so they stand in this file only
 * and the version is pinned.
 */

export const officeJsFolder = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@microsoft/office-js/package.json')),
  'dist',
);

interface TransportAnswer {
  status: 'succeeded' | 'failed';
  value?: { data: [number, unknown[], string] };
  error?: { code: number; message: string };
}
type Transport = (message: unknown[], callback: (answer: TransportAnswer) => void) => void;

let loaded = false;
const load = (): void => {
  if (loaded) return;
  loaded = true;
  // The few browser names that the file touches while it loads.
  const browser: Record<string, unknown> = {
    window: globalThis,
    location: new URL('https://localhost/'),
    document: {
      getElementsByTagName: () => [],
      createElement: () => ({ style: {}, setAttribute() {}, appendChild() {} }),
      addEventListener() {},
      domain: 'localhost',
    },
    navigator: { userAgent: 'node' },
    addEventListener() {},
    removeEventListener() {},
  };
  for (const [name, value] of Object.entries(browser))
    if (!(name in globalThis))
      Object.defineProperty(globalThis, name, { value, configurable: true, writable: true });
  const file = path.join(officeJsFolder, 'excel-web-16.00.js');
  vm.runInThisContext(readFileSync(file, 'utf8'), { filename: file });
};

/**
 * Makes `Excel.run` of this process work on a test workbook.
 * @param requests the workbook's interpreter; the last one connected answers
 */
export const connectOfficeJs = (requests: ExcelRequests): void => {
  load();
  const office = globalThis as unknown as {
    OSF: { DDA?: { RichApi?: { executeRichApiRequestAsync?: Transport } } };
    Office: Record<string, unknown>;
  };
  office.OSF.DDA ??= {};
  office.OSF.DDA.RichApi ??= {};
  office.OSF.DDA.RichApi.executeRichApiRequestAsync = (message, callback) => {
    setImmediate(() => {
      const answer = requests.execute(String(message[4]));
      callback(
        answer.ok
          ? { status: 'succeeded', value: { data: [200, [], answer.body] } }
          : { status: 'failed', error: { code: answer.code, message: answer.message } },
      );
    });
  };
};

let library: object | undefined;
/**
 * Makes this Excel offer ExcelApi up to a version, as an older one does: the library then refuses every later member, and
 * the add-in can ask. Null is an Excel outside an add-in that has everything.
 */
export const offerExcelApi = (version: string | null): void => {
  load();
  const globals = globalThis as unknown as {
    Office: object;
    OfficeExtension: { CommonUtility: { _doApiNotSupportedCheck: boolean } };
  };
  globals.OfficeExtension.CommonUtility._doApiNotSupportedCheck = version !== null;
  const minor = Number(version?.split('.')[1]);
  library ??= globals.Office;
  const requirements = {
    isSetSupported: (set: string, wanted = '1.1') =>
      set === 'ExcelApi' && Number(wanted.split('.')[1]) <= minor,
  };
  // The library's own context cannot be replaced, so that a copy stands before it.
  globals.Office =
    version === null ? library : Object.create(library, { context: { value: { requirements } } });
};
