import { randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { TokenStore } from './tokens.ts';

/**
 * One process owns the embedded store. So that the command line works while the service runs, the service leaves a note in
 * the data folder: where it listens, and a key of its own for this run, readable by the folder's owner alone (mode 0600).
 * Whoever can read the note could read the store's files as well; the key gives nothing more, and ends with the process.
 */
export const runningSchema = z.object({
  pid: z.int().positive(),
  address: z.url({ protocol: /^http$/ }),
  /** Address that people use, without a trailing slash, for the evidence links that a command writes. */
  publicAddress: z.url({ protocol: /^https?$/ }),
  key: z.string().min(43),
});
export type Running = z.infer<typeof runningSchema>;

export const runningFileName = 'service.json';

/** A key for one run of the service: 256 random bits. */
export const newRunKey = (): string => randomBytes(32).toString('base64url');

/** Tokens that take the key of this run beside the service's token. */
export const withRunKey = (tokens: TokenStore, key: string): TokenStore => {
  const expected = Buffer.from(key);
  return {
    ...tokens,
    verify: (token) => {
      const given = Buffer.from(token);
      const isKey = given.length === expected.length && timingSafeEqual(given, expected);
      return tokens.verify(token) || isKey;
    },
  };
};

/** Leaves the note. */
export const noteRunning = (dataDir: string, running: Running): Promise<void> =>
  writeFile(join(dataDir, runningFileName), `${JSON.stringify(running)}\n`, { mode: 0o600 });

/** Takes the note away. */
export const forgetRunning = (dataDir: string): Promise<void> =>
  rm(join(dataDir, runningFileName), { force: true });

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};

/** The service that runs on a data folder; null where none does, or where a note was left by one that was killed. */
export const runningOn = async (dataDir: string): Promise<Running | null> => {
  const text = await readFile(join(dataDir, runningFileName), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const running = runningSchema.parse(JSON.parse(text));
    return alive(running.pid) ? running : null;
  } catch {
    return null;
  }
};
