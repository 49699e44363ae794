import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
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
 * Where an empty database lies that spares a first start its initdb (3 s of a core): a directory to be copied, and the
 * same as an archive, PATH.tar.gz, for databases in memory. It holds PostgreSQL's own catalogue and nothing of ours, so
 * that it depends on PGlite's version alone.
 */
export const templatePath = (): string =>
  join(packageRoot(), 'node_modules', '.cache', 'policy-sheets', `database-pglite-${pgliteVersion()}`);

/** Moves a finished thing into place; where another process was first, its one is as good. */
const place = (draft: string, final: string): void => {
  try {
    renameSync(draft, final);
  } catch (error) {
    if (!existsSync(final)) throw error;
  }
};

/**
 * Makes the empty database where it is missing. Two processes that do so at once both succeed.
 * @returns its path
 */
export const makeTemplate = async (path: string = templatePath()): Promise<string> => {
  const archive = `${path}.tar.gz`;
  if (existsSync(path) && existsSync(archive)) return path;
  mkdirSync(dirname(path), { recursive: true });
  const drafts = mkdtempSync(`${path}.`);
  try {
    const directory = join(drafts, 'database');
    const database = await openEmbedded({ directory });
    try {
      writeFileSync(join(drafts, 'archive'), await database.dump());
    } finally {
      await database.close();
    }
    place(directory, path);
    place(join(drafts, 'archive'), archive);
  } finally {
    rmSync(drafts, { recursive: true, force: true });
  }
  return path;
};
