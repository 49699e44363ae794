import { existsSync, mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { openEmbedded } from './embedded.ts';
import { packageRoot } from './package-place.ts';

const pgliteVersion = (): string => {
  const { dependencies } = createRequire(import.meta.url)(join(packageRoot(), 'package.json')) as {
    dependencies: Record<string, string>;
  };
  return dependencies['@electric-sql/pglite'] ?? 'unknown';
};

/**
 * Where the archive of an empty database lies that spares a first start its initdb (some 4 s of a quiet core, 10 s of
 * a busy one). It holds PostgreSQL's own catalogue and nothing of ours, so that it depends on PGlite's version alone.
 */
export const templateFile = (): string =>
  join(packageRoot(), 'node_modules', '.cache', 'policy-sheets', `database-pglite-${pgliteVersion()}.tar.gz`);

/**
 * Makes the archive where it is missing. Two processes that do so at once both succeed: the file appears whole.
 * @returns its path
 */
export const makeTemplate = async (file: string = templateFile()): Promise<string> => {
  if (existsSync(file)) return file;
  const database = await openEmbedded({ directory: null });
  try {
    await database.script('checkpoint');
    const archive = await database.dump();
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, archive);
    renameSync(draft, file);
  } finally {
    await database.close();
  }
  return file;
};
