import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { binaryKindOf } from '../decoding/binary.ts';
import {
  brokenFile,
  emptyFile,
  encryptedFile,
  inflatedTooLarge,
  maxFileBytes,
  notWhatItIsNamed,
  scannedFile,
  slowFile,
  tooLargeFile,
  tooManyPages,
} from '../problems.ts';
import { type PackedLimits, packedLimits } from './limits.ts';
import type { PackedRefusal } from './outcome.ts';

/** Kinds of files whose text has to be unpacked. */
export type PackedKind = 'docx' | 'pdf';

/** What the thread is asked, and what it answers. */
export interface PackedTask {
  id: number;
  kind: PackedKind;
  bytes: Uint8Array;
  limits: PackedLimits;
}
export type PackedAnswer = { id: number; text: string } | { id: number; refusal: PackedRefusal };

/** The kind of a packed file by its extension, in lower case with the dot; null for a text file. */
export const packedKindOf = (extension: string): PackedKind | null =>
  extension === '.docx' ? 'docx' : extension === '.pdf' ? 'pdf' : null;

const here = import.meta.url;

/**
 * Starts the thread: from source through tsx, which a thread must load itself (Node 20 does not hand --import down),
 * else from the built file, which lies below dist/ however the code that calls it was put together.
 */
const startThread = (limits: PackedLimits): Worker => {
  const options = { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes } };
  if (here.endsWith('.ts')) {
    const loader = join(dirname(createRequire(here).resolve('tsx/package.json')), 'dist/esm/api/index.mjs');
    const tsx = JSON.stringify(pathToFileURL(loader).href);
    const source = JSON.stringify(new URL('./packed-worker.ts', here).href);
    const code = `import(${tsx}).then(({ register }) => { register(); return import(${source}); })`;
    return new Worker(code, { ...options, eval: true });
  }
  const below = join('service', 'ingest', 'packed', 'packed-worker.js');
  let folder = dirname(fileURLToPath(here));
  while (!existsSync(join(folder, below)) && dirname(folder) !== folder) folder = dirname(folder);
  return new Worker(pathToFileURL(join(folder, below)), options);
};

/** The thread that waits for the next file; it does not keep the process alive. */
let idle: Worker | null = null;
let lastId = 0;

const ask = (thread: Worker, task: PackedTask): Promise<PackedAnswer | 'slow' | 'dead'> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => settle('slow'), task.limits.milliseconds);
    const settle = (answer: PackedAnswer | 'slow' | 'dead'): void => {
      clearTimeout(timer);
      thread.off('message', settle);
      thread.off('error', onEnd);
      thread.off('exit', onEnd);
      resolve(answer);
    };
    const onEnd = (): void => settle('dead');
    thread.on('message', settle);
    thread.on('error', onEnd);
    thread.on('exit', onEnd);
    thread.postMessage(task);
  });

const problemOf = (name: string, refusal: PackedRefusal): Error => {
  switch (refusal.why) {
    case 'scanned':
      return scannedFile(name, refusal.pages);
    case 'encrypted':
      return encryptedFile(name);
    case 'broken':
      return brokenFile(name, refusal.detail);
    case 'pages':
      return tooManyPages(name, refusal.pages, refusal.limit);
    default:
      return inflatedTooLarge(name);
  }
};

/** Bytes as they stand in an encrypted .docx: the name of its stream in UTF-16. */
const encryptedPackage = Buffer.from('EncryptedPackage', 'utf16le');

const assertKind = (name: string, kind: PackedKind, bytes: Uint8Array): void => {
  if (bytes.length === 0) throw emptyFile(name);
  if (bytes.length > maxFileBytes) throw tooLargeFile(name, bytes.length);
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 1024));
  if (kind === 'pdf' ? head.includes('%PDF-') : head.subarray(0, 2).toString('latin1') === 'PK') return;
  if (kind === 'docx' && Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(encryptedPackage))
    throw encryptedFile(name);
  throw notWhatItIsNamed(name, kind, binaryKindOf(bytes));
};

/**
 * The text of a packed file. It is read in a thread of its own, which is ended where a file takes too long.
 * @returns HTML of a .docx; of a .pdf text set in lines as on its pages
 * @throws Problem file.empty, file.too-large, file.kind, file.encrypted, file.scanned, file.broken, file.slow
 */
export const unpack = async (
  name: string,
  kind: PackedKind,
  bytes: Uint8Array,
  limits: PackedLimits = packedLimits,
): Promise<string> => {
  assertKind(name, kind, bytes);
  const thread = idle ?? startThread(limits);
  idle = null;
  thread.ref();
  // Copied, because the bytes move to the thread and the caller still counts and hashes its own.
  const answer = await ask(thread, { id: ++lastId, kind, bytes: Uint8Array.from(bytes), limits });
  if (answer === 'slow' || answer === 'dead') {
    await thread.terminate();
    throw answer === 'slow' ? slowFile(name, limits.milliseconds) : inflatedTooLarge(name);
  }
  if (idle) void thread.terminate();
  else {
    thread.unref();
    idle = thread;
  }
  if ('refusal' in answer) throw problemOf(name, answer.refusal);
  return answer.text;
};
