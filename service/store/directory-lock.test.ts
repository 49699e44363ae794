import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockDirectory } from './directory-lock.ts';

let folder: string;
let directory: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ps-lock-'));
  directory = join(folder, 'database');
});
afterEach(() => rmSync(folder, { recursive: true }));

it('a lock keeps others out until it is released, and leaves nothing behind', () => {
  const release = lockDirectory(directory);
  expect(() => lockDirectory(directory)).toThrow(expect.objectContaining({ code: 'store.locked' }));
  expect(readdirSync(folder)).toEqual(['database.lock']);
  release();
  release();
  expect(readdirSync(folder)).toEqual([]);
  lockDirectory(directory)();
});

it('the lock of a process that is gone is taken over', () => {
  writeFileSync(`${directory}.lock`, JSON.stringify({ pid: 2 ** 22 + 1, start: '1' }));
  const release = lockDirectory(directory);
  expect(readdirSync(folder)).toEqual(['database.lock']);
  release();
});

it.skipIf(process.platform !== 'linux')(
  'the lock of a process whose number another one has by now is taken over',
  () => {
    writeFileSync(`${directory}.lock`, JSON.stringify({ pid: process.pid, start: '1' }));
    lockDirectory(directory)();
    expect(readdirSync(folder)).toEqual([]);
  },
);

it('a lock file that nobody can read is taken over', () => {
  writeFileSync(`${directory}.lock`, 'half a');
  lockDirectory(directory)();
  expect(readdirSync(folder)).toEqual([]);
});

it('a release does not take the lock of the process that took over', () => {
  const release = lockDirectory(directory);
  const other = JSON.stringify({ pid: process.ppid, start: 'later' });
  writeFileSync(`${directory}.lock`, other);
  release();
  expect(readdirSync(folder)).toEqual(['database.lock']);
});
