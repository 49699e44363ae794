import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';

const here = path.dirname(fileURLToPath(import.meta.url));
/** Where the built add-in lies; a test builds into a folder of its own. */
const dist = process.env.POLICY_SHEETS_ADDIN_OUT ?? path.join(here, '..', '..', 'dist', 'addin');

/**
 * Lays Microsoft's office.js, unchanged, beside the pane, for pages that stand outside Office: the playground, and
 * services without a way to Microsoft's CDN. Only the files that Excel on the web loads.
 */
const officeJs = (): Plugin => ({
  name: 'office-js',
  closeBundle() {
    const from = path.join(
      path.dirname(createRequire(import.meta.url).resolve('@microsoft/office-js/package.json')),
      'dist',
    );
    const to = path.join(dist, 'office-js');
    for (const file of [
      'office.js',
      'excel-web-16.00.js',
      'o15apptofilemappingtable.js',
      'zh-cn/office_strings.js',
      'en-us/office_strings.js',
    ]) {
      mkdirSync(path.dirname(path.join(to, file)), { recursive: true });
      copyFileSync(path.join(from, file), path.join(to, file));
    }
    // Where a page around the pane is none of Microsoft's, office.js asks this page whether the person trusts it. Here
    // the page around the pane is our own, of the same origin (frame-ancestors lets in no other but Microsoft's).
    mkdirSync(path.join(to, 'AgaveErrorUX'), { recursive: true });
    writeFileSync(
      path.join(to, 'AgaveErrorUX', 'index.html'),
      '<!doctype html><title>Policy Sheets</title><script src="trust.js"></script>\n',
    );
    copyFileSync(path.join(here, 'trust.js'), path.join(to, 'AgaveErrorUX', 'trust.js'));
  },
});

/** The playground: addin/playground → dist/addin/try, shown by the service at /try. */
export default defineConfig({
  root: here,
  base: '/addin/try/',
  plugins: [officeJs()],
  build: {
    outDir: path.join(dist, 'try'),
    emptyOutDir: true,
    target: ['es2022'],
    chunkSizeWarningLimit: 1500,
    modulePreload: { polyfill: false },
    rollupOptions: {
      input: path.join(here, 'main.ts'),
      output: {
        entryFileNames: 'try.js',
        assetFileNames: 'try[extname]',
        chunkFileNames: '[name]-[hash].js',
      },
    },
  },
});
