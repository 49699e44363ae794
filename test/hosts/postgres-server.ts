import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL server for tests. */
export interface TestServer {
  url: string;
  stop(): Promise<void>;
}

const installed = '/usr/lib/postgresql';

/** Folder of the newest installed server's programs; null where none is installed where Debian puts it. */
const programs = (): string | null => {
  if (!existsSync(installed)) return null;
  const newest = readdirSync(installed)
    .map(Number)
    .filter((version) => version >= 15)
    .sort((a, b) => b - a)[0];
  return newest === undefined ? null : join(installed, String(newest), 'bin');
};

/** PostgreSQL refuses to run as root: then it runs as nobody. */
const nobody = 65_534;
const person = (): { uid: number; gid: number } | object =>
  process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};

const ended = (server: ChildProcess): Promise<void> =>
  new Promise((done) => {
    if (server.exitCode !== null) done();
    else server.once('exit', () => done());
  });

/**
 * A server for tests: that of DATABASE_TEST_URL, or one of our own in a temporary folder, reached through a socket in
 * that folder and through no port.
 * @returns null where there is neither
 */
export const testServer = async (): Promise<TestServer | null> => {
  const given = process.env.DATABASE_TEST_URL;
  if (given) return { url: given, stop: async () => undefined };
  const bin = programs();
  if (bin === null) return null;
  const folder = mkdtempSync(join(tmpdir(), 'ps-pg-'));
  if (process.getuid?.() === 0) chownSync(folder, nobody, nobody);
  const data = join(folder, 'data');
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N'],
    { ...person(), cwd: folder, stdio: 'ignore' },
  );
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off'],
    { ...person(), cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  // A test run that is interrupted must not leave a server behind.
  const killServer = (): void => void server.kill('SIGKILL');
  process.once('exit', killServer);
  await new Promise<void>((ready, fail) => {
    let log = '';
    server.stderr?.on('data', (part: Buffer) => {
      log += part.toString();
      if (log.includes('ready to accept connections')) ready();
    });
    server.once('exit', () => fail(new Error(`PostgreSQL did not start: ${log}`)));
  });
  return {
    url: `postgres://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`,
    stop: async () => {
      server.kill('SIGINT');
      await ended(server);
      process.off('exit', killServer);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
