import { resolve } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { build } from 'esbuild';
import type { FetchRequest } from '../../../addin/sheets/services.ts';
import type { SidebarAnswer, SidebarCall, SidebarCalls } from '../../../addin/sheets/sidebar-protocol.ts';
import type { AddonWork } from './addon-worker.ts';

/** The add-on as it was built, running beside the test; see addon-worker.ts. */
export interface RunningAddon {
  do<W extends keyof AddonWork>(work: W, asks: AddonWork[W]['asks']): Promise<AddonWork[W]['gets']>;
  /** Calls a function of the script. */
  call(name: string, ...given: unknown[]): Promise<unknown>;
  /** What google.script.run would do for the sidebar. */
  ask<C extends SidebarCall>(call: C, asks: SidebarCalls[C]['asks']): Promise<SidebarAnswer<C>>;
  /** Requests that the script sent, in their order. */
  requests: FetchRequest[];
  close(): Promise<void>;
}

/** The real network for UrlFetchApp: of what a fetch may do only what the script was told. */
const answerOf = async ({ url, method, headers, contentType, payload, followRedirects }: FetchRequest) => {
  try {
    const response = await fetch(url, {
      method,
      headers: { ...headers, ...(contentType ? { 'content-type': contentType } : {}) },
      redirect: followRedirects ? 'follow' : 'manual',
      ...(payload === undefined ? {} : { body: payload }),
    });
    const text = await response.text();
    return { status: response.status, text, headers: Object.fromEntries(response.headers) };
  } catch {
    return { status: 0, text: '', headers: {}, failed: url };
  }
};

/**
 * Starts the add-on on an empty spreadsheet.
 * @param code the script, unmodified
 */
export const startAddon = async (code: string, locale = 'zh_CN'): Promise<RunningAddon> => {
  const built = await build({
    entryPoints: [resolve(import.meta.dirname, 'addon-worker.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    write: false,
    logLevel: 'warning',
  });
  const { port1, port2 } = new MessageChannel();
  const wake = new SharedArrayBuffer(4);
  const worker = new Worker(built.outputFiles[0]?.text ?? '', {
    eval: true,
    workerData: { code, locale, wake, fetches: port2 },
    transferList: [port2],
  });
  const requests: FetchRequest[] = [];
  port1.on('message', async (asked: FetchRequest[]) => {
    requests.push(...asked);
    port1.postMessage(await Promise.all(asked.map(answerOf)));
    Atomics.store(new Int32Array(wake), 0, 1);
    Atomics.notify(new Int32Array(wake), 0);
  });
  const waiting = new Map<number, { resolve: (gets: never) => void; reject: (reason: Error) => void }>();
  worker.on('message', ({ id, gets, failed }: { id: number; gets: never; failed?: string }) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (failed === undefined) one?.resolve(gets);
    else one?.reject(new Error(failed));
  });
  worker.on('error', (error) => {
    for (const { reject } of waiting.values()) reject(error as Error);
    waiting.clear();
  });
  let next = 0;
  const work: RunningAddon['do'] = (name, asks) =>
    new Promise((resolve, reject) => {
      const id = next++;
      waiting.set(id, { resolve, reject });
      worker.postMessage({ id, work: name, asks });
    });
  return {
    do: work,
    call: (name, ...given) => work('call', { name, given }),
    ask: async (call, asks) =>
      JSON.parse(
        String(await work('call', { name: 'sidebarCall', given: [JSON.stringify({ call, asks })] })),
      ),
    requests,
    close: async () => {
      port1.close();
      await worker.terminate();
    },
  };
};
