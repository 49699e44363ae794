import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { readSettings } from '../http/settings.ts';
import { exportStore, importStore } from '../store/backup.ts';
import type { StoreOptions } from '../store/open-store.ts';
import type { CommandContext } from './context.ts';
import { fileMissing } from './files.ts';
import { say } from './messages.ts';

const storeOf = (context: CommandContext, dataDir?: string): StoreOptions => {
  const settings = readSettings({ ...context.env, ...(dataDir === undefined ? {} : { DATA_DIR: dataDir }) });
  return {
    dataDir: resolve(settings.dataDir),
    ...(settings.databaseUrl === null ? {} : { databaseUrl: settings.databaseUrl }),
  };
};

/**
 * `backup FILE`: writes the whole store with all revisions as JSON Lines. The file stands only when it is complete.
 * The service must not run on an embedded store meanwhile.
 * @returns the exit code
 */
export const backup = async (
  context: CommandContext,
  file: string,
  options: { dataDir?: string },
): Promise<number> => {
  const draft = `${file}.${process.pid}.part`;
  const stream = createWriteStream(draft, { mode: 0o600 });
  try {
    const rows = await exportStore(storeOf(context, options.dataDir), async (line) => {
      if (!stream.write(`${line}\n`)) await once(stream, 'drain');
    });
    stream.end();
    await finished(stream);
    await rename(draft, file);
    context.stdout(`${say('backedUp', context.language, { rows, file })}\n`);
    return 0;
  } catch (error) {
    stream.destroy();
    await rm(draft, { force: true });
    throw error;
  }
};

/** Lines of a file. It is opened at the first one: readline drops lines that come before somebody asks for them. */
async function* linesOf(file: string): AsyncGenerator<string> {
  yield* createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
}

/**
 * `restore FILE`: fills an empty store from a backup.
 * @returns the exit code
 * @throws Problem where the file is no whole backup or the store is not empty; the store is then as it was
 */
export const restore = async (
  context: CommandContext,
  file: string,
  options: { dataDir?: string },
): Promise<number> => {
  if (!(await stat(file).catch(() => null))?.isFile()) throw fileMissing(file);
  const rows = await importStore(storeOf(context, options.dataDir), linesOf(file));
  context.stdout(`${say('restored', context.language, { rows, file })}\n`);
  return 0;
};
