import { spawnSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';
import { valueReaders } from './db.ts';
import type { WorkerAnswer, WorkerError, WorkerRequest, WorkerStart } from './embedded-protocol.ts';

/**
 * The thread in which the embedded database runs: a query blocks its thread until it is done
 * (design/store-and-sheets.md, A4), so that thread must not be the one that serves people.
 */

/**
 * NodeFS whose fsync reaches the disk; Emscripten's is empty, so that a commit would survive a killed process but not
 * a power cut (electric-sql/pglite#1107).
 */
class SyncingFs extends NodeFS {
  override async init(...args: Parameters<NodeFS['init']>): ReturnType<NodeFS['init']> {
    const made = await super.init(...args);
    const preRun = made.emscriptenOpts.preRun;
    if (!Array.isArray(preRun))
      throw new Error('PGlite no longer offers preRun as a list; fsync cannot be set.');
    preRun.push((module: unknown) => {
      const { NODEFS } = module as {
        NODEFS: { stream_ops: { fsync?: (stream: { nfd?: number }) => number } };
      };
      NODEFS.stream_ops.fsync = (stream) => {
        if (stream.nfd !== undefined) fsyncSync(stream.nfd);
        return 0;
      };
    });
    return made;
  }
}

const memory = ['-c', 'shared_buffers=32MB'];
// Without -F (fsync off), and with fsync for the log too, because Emscripten's fdatasync is empty.
const durable = [
  ...PGlite.defaultStartParams.filter((parameter) => parameter !== '-F'),
  ...['-c', 'fsync=on', '-c', 'wal_sync_method=fsync'],
  ...memory,
];

const openDirectory = (directory: string): Promise<PGlite> =>
  PGlite.create({ fs: new SyncingFs(directory), startParams: durable, parsers: valueReaders });

const syncPath = (path: string): void => {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
};

/** Brings a new directory to the disk: at once by sync(1), of its file system alone where it can, or file by file. */
const syncTree = (directory: string): void => {
  for (const words of [['-f', directory], []]) if (spawnSync('sync', words).status === 0) return;
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) syncPath(join(entry.parentPath, entry.name));
};

/**
 * First start: built beside and renamed, so that an interrupted one leaves nothing half made in place. It is built
 * without fsync (initdb has none anyway) and brought to the disk in one go.
 */
const makeDirectory = async (directory: string, template: string | null): Promise<void> => {
  const fresh = `${directory}.new`;
  rmSync(fresh, { recursive: true, force: true });
  if (template !== null && existsSync(join(template, 'PG_VERSION'))) {
    cpSync(template, fresh, { recursive: true });
  } else {
    mkdirSync(fresh, { recursive: true });
    const database = await PGlite.create({ fs: new NodeFS(fresh) });
    await database.exec('checkpoint');
    await database.close();
  }
  syncTree(fresh);
  rmSync(directory, { recursive: true, force: true });
  renameSync(fresh, directory);
  if (process.platform !== 'win32') syncPath(dirname(directory));
};

const openMemory = (template: string | null): Promise<PGlite> => {
  const archive = `${template}.tar.gz`;
  return PGlite.create({
    startParams: [...PGlite.defaultStartParams, ...memory],
    parsers: valueReaders,
    ...(template !== null && existsSync(archive)
      ? { loadDataDir: new Blob([readFileSync(archive)], { type: 'application/x-gzip' }) }
      : {}),
  });
};

const open = async ({ directory, template }: WorkerStart): Promise<PGlite> => {
  if (directory === null) return openMemory(template);
  const place = resolve(directory);
  if (!existsSync(join(place, 'PG_VERSION'))) {
    if (existsSync(place) && readdirSync(place).length > 0) throw startError('not-a-database', place);
    await makeDirectory(place, template);
  }
  const version = readFileSync(join(place, 'PG_VERSION'), 'utf8').trim();
  // PGlite has no upgrade between PostgreSQL's major versions, and says only that it failed (A4).
  if (version !== postgresMajor) throw startError('other-version', version);
  return openDirectory(place);
};

/** Major version of the PostgreSQL inside the pinned PGlite. */
const postgresMajor = '18';

const startError = (code: string, message: string): Error => Object.assign(new Error(message), { code });

const describe = (error: unknown): WorkerError => {
  const known = error as { message?: unknown; code?: unknown; constraint?: unknown; stack?: unknown };
  return {
    message: String(known.message ?? error),
    code: typeof known.code === 'string' ? known.code : '',
    constraint: typeof known.constraint === 'string' ? known.constraint : null,
  };
};

const answer = async (database: PGlite, request: WorkerRequest): Promise<unknown> => {
  switch (request.task) {
    case 'query':
      return (await database.query(request.text, [...request.values])).rows;
    case 'script':
      await database.exec(request.text);
      return null;
    case 'dump':
      return new Uint8Array(await (await database.dumpDataDir('gzip')).arrayBuffer());
    case 'close':
      await database.close();
      return null;
  }
};

const port = parentPort;
if (!isMainThread && port) {
  const tell = (message: WorkerAnswer): void => port.postMessage(message);
  try {
    const database = await open(workerData as WorkerStart);
    port.on('message', async (request: WorkerRequest) => {
      try {
        tell({ id: request.id, value: await answer(database, request) });
      } catch (error) {
        tell({ id: request.id, error: describe(error) });
      }
      if (request.task === 'close') port.close();
    });
    tell({ id: 0, value: null });
  } catch (error) {
    tell({ id: 0, error: describe(error) });
    port.close();
  }
}
