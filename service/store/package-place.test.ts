import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { packageRoot, workerEntry } from './package-place.ts';

it('the package is found from its sources', () => {
  expect(packageRoot()).toBe(fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, ''));
});

it('the built thread is found from every place a bundler may put the code that starts it', () => {
  const root = mkdtempSync(join(tmpdir(), 'ps-place-'));
  try {
    writeFileSync(join(root, 'package.json'), '{"name":"policy-sheets"}');
    mkdirSync(join(root, 'dist', 'chunks'), { recursive: true });
    // A package.json of another package on the way up is not ours.
    writeFileSync(join(root, 'dist', 'package.json'), '{"type":"module"}');
    const worker = pathToFileURL(join(root, 'dist/service/store/embedded-worker.js')).href;
    for (const built of ['dist/service/main.js', 'dist/chunks/open-store-ABC.js'])
      expect(workerEntry(pathToFileURL(join(root, built)).href)).toEqual({
        entry: new URL(worker),
        eval: false,
      });
  } finally {
    rmSync(root, { recursive: true });
  }
});
