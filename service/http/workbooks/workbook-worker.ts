import { parentPort } from 'node:worker_threads';
import {
  planUndo,
  planWorkbook,
  runRefresh,
  runUndo,
  type WorkbookClient,
  type WorkbookRun,
} from '../../../templates/refresh/workbook-run.ts';
import { openXlsxWorkbook } from '../../publish/xlsx/xlsx-host.ts';
import { defaultZipLimits, ZipReader } from '../../publish/xlsx/zip.ts';
import type { FactsAnswer } from '../../records/facts.ts';
import type { SyncAnswer } from '../../records/sync.ts';
import { packProblem, unpackProblem } from './travelling.ts';
import type { FromThread, ToThread, WorkbookTask } from './workbook-task.ts';

/**
 * The thread that works on uploaded workbooks: what they cost stays out of the service's own thread, and ends with this one.
 * It has no store; it asks the service for records.
 */

const port = parentPort;
if (!port) throw new Error('This file runs in a thread.');
const send = (message: FromThread, transfer: readonly ArrayBuffer[] = []): void =>
  port.postMessage(message, [...transfer]);

const waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
let lastCall = 0;
const ask = (method: 'sync' | 'facts', question: unknown): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const call = ++lastCall;
    waiting.set(call, { resolve, reject });
    send({ is: 'call', call, method, question });
  });

const clientOf = (evidenceBase: string): WorkbookClient => ({
  evidenceBase,
  sync: async (request) => (await ask('sync', request)) as SyncAnswer,
  facts: async (request) => (await ask('facts', request)) as FactsAnswer,
});

const work = async ({ work, bytes, options, growth, evidenceBase, limits }: WorkbookTask): Promise<void> => {
  const { entries, inflated, ratio } = limits;
  // Looks at the directory alone: what is too large is refused before anything is unpacked.
  new ZipReader(bytes, { ...defaultZipLimits, entries, inflated, entry: inflated, ratio });
  const host = await openXlsxWorkbook(bytes, growth === undefined ? {} : { growth });
  const client = clientOf(evidenceBase);
  const runs: Record<WorkbookTask['work'], () => Promise<WorkbookRun>> = {
    plan: () => planWorkbook(host, client, options),
    refresh: () => runRefresh(host, client, options),
    undo: () => runUndo(host, options),
    planUndo: () => planUndo(host, options),
  };
  const run = await runs[work]();
  const writes = work === 'refresh' || work === 'undo';
  // A copy of its own: the bytes may be a view of a larger buffer, which cannot be handed over.
  const result = writes ? Uint8Array.from(host.bytes()) : null;
  send({ is: 'done', run, bytes: result }, result ? [result.buffer] : []);
};

port.on('message', (message: ToThread) => {
  if (message.is === 'task') {
    work(message.task).catch((error: unknown) => {
      const problem = packProblem(error);
      if (problem) send({ is: 'problem', problem });
      else
        send({
          is: 'failure',
          message: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
    });
    return;
  }
  const caller = waiting.get(message.call);
  waiting.delete(message.call);
  if (message.is === 'answer') caller?.resolve(message.value);
  else
    caller?.reject(
      message.problem ? unpackProblem(message.problem) : new Error('The service could not answer.'),
    );
});
