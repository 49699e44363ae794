import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readContent } from '../../test/hosts/xlsx-analyst.ts';
import { runningOn } from '../http/running-service.ts';
import type { CommandContext } from './context.ts';
import { run } from './program.ts';
import { serve } from './serve.ts';

const fixture = new URL('../../test/fixtures/documents/yunshan-materials-plan.txt', import.meta.url).pathname;

let folder: string;
let stop: () => void;
let served: Promise<number>;
let printed = '';

const contextOn = (write: (text: string) => void, env: Record<string, string> = {}): CommandContext => ({
  language: 'en',
  env: { DATA_DIR: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'silent', ...env },
  stdout: write,
  stderr: (text) => write(`${text}\n`),
  interactive: false,
});
const cli = async (...args: string[]): Promise<{ code: number; text: string }> => {
  let text = '';
  const code = await run(
    ['node', 'policy-sheets', ...args],
    contextOn((part) => {
      text += part;
    }),
  );
  return { code, text };
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policy-sheets-serve-'));
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  await new Promise<void>((ready, failed) => {
    served = serve(
      contextOn(
        (text) => {
          printed += text;
          if (text.includes('Ctrl-C')) ready();
        },
        { PUBLIC_URL: 'https://policy.example' },
      ),
      stopped,
    );
    served.catch(failed);
  });
}, 90_000);
afterAll(async () => {
  stop?.();
  await served;
  await rm(folder, { recursive: true, force: true });
});

describe('the service and the command line on one data folder', () => {
  it('fills an empty store with the starter data and prints the token once, in the address to open', () => {
    expect(printed).toMatch(/starter data: facts and places from \d+ real policy documents/);
    const [, token] = /Access token .*: (\S+)/.exec(printed) ?? [];
    expect(printed).toContain(`/?token=${token}`);
  });

  it('takes files through the running service, which owns the store', async () => {
    const { code, text } = await cli('ingest', fixture);
    expect(text).toContain('going through http://localhost');
    expect(text).toContain('1 new, 0 changed');
    expect(code).toBe(0);
    expect((await cli('ingest', fixture)).text).toContain('0 new, 0 changed, 1 unchanged');
  });

  it('tells which file failed and why, as it does without a service', async () => {
    const empty = join(folder, 'empty.txt');
    await writeFile(empty, '');
    const { code, text } = await cli('ingest', empty);
    expect(code).toBe(1);
    expect(text).toContain('[file.empty]');
  });

  it('fills a workbook with the starter data', async () => {
    const { code, text } = await cli('refresh', join(folder, 'targets.xlsx'), '--template', 'targets');
    expect(text).toMatch(/tblTargets: \d{2,} added/);
    expect(code).toBe(0);
  });

  it('writes links that lead to the address that the service goes by, not to where the command reached it', async () => {
    const path = join(folder, 'linked.xlsx');
    await cli('refresh', path, '--template', 'funds');
    const { rows } = await readContent(await readFile(path), 'tblFunds');
    const links = rows.flat().filter(({ value }) => String(value).includes('/evidence/'));
    expect(links.length).toBeGreaterThan(10);
    for (const { value } of links) expect(value).toMatch(/^https:\/\/policy\.example\/evidence\//);
  });

  it('keeps the note for the command line to its owner, and takes it away when it stops', async () => {
    const running = await runningOn(join(folder, 'data'));
    expect(running).toMatchObject({ pid: process.pid });
    stop();
    expect(await served).toBe(0);
    expect(await runningOn(join(folder, 'data'))).toBeNull();
  });
});
