import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import express, { type RequestHandler } from 'express';
import { microsoftOfficeJs, type Settings } from './settings.ts';

/** What the folder of the built pane holds. */
export interface AddinFolder {
  /** The pane's page, under /addin/; null where the pane was not built. */
  page: string | null;
  manifests: readonly string[];
  /** Whether the playground (addin/playground) was built into it. */
  hasPlayground: boolean;
}

/** Looks into the folder of the built pane, which need not be there. */
export const addinFolderAt = (folder: string | undefined): AddinFolder => {
  const names = folder !== undefined && existsSync(folder) ? readdirSync(folder) : [];
  const pages = names.filter((name) => name.endsWith('.html'));
  return {
    page:
      ['index.html', 'pane.html', 'taskpane.html'].find((name) => pages.includes(name)) ?? pages[0] ?? null,
    manifests: names.filter((name) => /^manifest.*\.(xml|json)$/.test(name)).sort(),
    hasPlayground: folder !== undefined && existsSync(join(folder, 'try', 'try.js')),
  };
};

/** Address that manifests/ are built for where no other is given at the build. */
const builtAddress = 'https://localhost:4310';

/** Microsoft's office.js as it was built in beside the pane, for the playground: it works without the network. */
const ownCopy = './office-js/office.js';

/**
 * Puts the address of a service into a page, a manifest or a file that one names, as it was built.
 * @param address https address without a path
 */
export const forAddress = (text: string, address: string): string =>
  // The list of domains in the unified manifest has the host alone.
  text
    .replaceAll(builtAddress, address)
    .replaceAll(JSON.stringify(new URL(builtAddress).host), JSON.stringify(new URL(address).host));

/** Puts the addresses of this service's settings into a page or a manifest as it was built. */
const forThisService = (text: string, { officeJsUrl, publicUrl }: Settings, ownOfficeJs: boolean): string => {
  const page = text.replaceAll(microsoftOfficeJs, ownOfficeJs ? ownCopy : officeJsUrl);
  // Office takes no add-in from plain http.
  return publicUrl?.startsWith('https:') ? forAddress(page, publicUrl) : page;
};

/**
 * Serves the add-in's pane.
 *
 * These files need no token: they are the program, the same for everybody, and hold no data; Office fetches page, icons
 * and manifests before anybody could sign in. All data stays behind the token, which the pane sends with each request.
 *
 * Pages load Office.js from OFFICE_JS_URL, and manifests name PUBLIC_URL, so that neither setting needs another build.
 */
export const addinFiles = (folder: string, settings: Settings): RequestHandler => {
  const files = express.Router();
  files.get(/^\/(?:[\w-]+(?:\.[\w-]+)*\.(?:html|xml|json))?$/, async (request, response, next) => {
    const name = request.path === '/' ? addinFolderAt(folder).page : request.path.slice(1);
    const file = name === null ? null : join(folder, name);
    if (file === null || !existsSync(file)) return next();
    const text = forThisService(await readFile(file, 'utf8'), settings, request.query.officeJs === 'own');
    response.set('Cache-Control', 'no-cache').type(extname(file)).send(text);
  });
  files.use(
    express.static(folder, {
      index: false,
      redirect: false,
      dotfiles: 'ignore',
      setHeaders: (response, path) => {
        // Vite puts a hash of the content into the names of what it builds.
        const hashed = /-[\w-]{8,}\.\w+$/.test(path);
        response.setHeader('Cache-Control', hashed ? 'public, max-age=31536000, immutable' : 'no-cache');
      },
    }),
  );
  return files;
};
