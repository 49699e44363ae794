import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { companionFiles, defaultAddress, manifestFiles } from './manifests/generate.ts';

const root = path.dirname(fileURLToPath(import.meta.url));

/** Puts the manifests for PUBLIC_URL (https), and what they name, beside the pane, so that the service can hand them out. */
const manifests = (): Plugin => ({
  name: 'manifests',
  generateBundle() {
    const wanted = process.env.PUBLIC_URL ?? '';
    const address = wanted.startsWith('https:') ? new URL(wanted).origin : defaultAddress;
    const files = { ...manifestFiles(address), ...companionFiles(address) };
    for (const [fileName, source] of Object.entries(files))
      this.emitFile({ type: 'asset', fileName, source });
    for (const fileName of ['color.png', 'outline.png'])
      this.emitFile({
        type: 'asset',
        fileName,
        source: readFileSync(path.join(root, 'manifests', fileName)),
      });
  },
});

/** The add-in's pane: addin/pane → dist/addin, which the service serves at /addin/. */
export default defineConfig({
  root: path.join(root, 'addin', 'pane'),
  base: './',
  plugins: [react(), manifests()],
  build: {
    outDir: process.env.POLICY_SHEETS_ADDIN_OUT ?? path.join(root, 'dist', 'addin'),
    emptyOutDir: true,
    // Edge WebView2 and Safari of the Office versions that have a shared runtime.
    target: ['es2022', 'edge100', 'safari15.4'],
    chunkSizeWarningLimit: 1200,
    // The page has no inline script (its security policy forbids it).
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // The add-in only manifest names the script, so that its name has no hash; the service lets nobody keep it unasked.
      output: { entryFileNames: 'pane.js' },
    },
  },
});
