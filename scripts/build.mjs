// Builds dist/: the service and the command line by esbuild, the add-in's pane by Vite.
import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { build as buildPages } from 'vite';
import { writeSheetsAddon } from './build-sheets-addon.mjs';
import { root } from './ready.mjs';

process.chdir(root);
rmSync('dist', { recursive: true, force: true });

await build({
  // Each entry is a file that Node starts by itself: the two programs, and the threads that they start.
  entryPoints: [
    'service/main.ts',
    'service/cli.ts',
    'service/store/embedded-worker.ts',
    'service/ingest/packed/packed-worker.ts',
    'service/http/workbooks/workbook-worker.ts',
    'service/store/template.ts',
  ],
  outdir: 'dist',
  outbase: '.',
  bundle: true,
  splitting: true,
  chunkNames: 'chunks/[name]-[hash]',
  platform: 'node',
  target: 'node20',
  format: 'esm',
  packages: 'external',
  sourcemap: true,
  logLevel: 'warning',
});
await buildPages({ logLevel: 'warn' });
await buildPages({ logLevel: 'warn', configFile: 'addin/playground/vite.config.ts' });
await writeSheetsAddon('dist/addin-sheets');

// An empty database, made once for a PGlite version, spares every first start and every test its own.
const { makeTemplate } = await import('../dist/service/store/template.js');
await makeTemplate();
