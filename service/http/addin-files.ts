import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { type RequestHandler } from 'express';
import { microsoftOfficeJs, type Settings } from './settings.ts';

/** What the folder of the built pane holds. */
export interface AddinFolder {
  /** The pane's page, under /addin/; null where the pane was not built. */
  page: string | null;
  manifests: readonly string[];
}

/** Looks into the folder of the built pane, which need not be there. */
export const addinFolderAt = (folder: string | undefined): AddinFolder => {
  const names = folder !== undefined && existsSync(folder) ? readdirSync(folder) : [];
  const pages = names.filter((name) => name.endsWith('.html'));
  return {
    page:
      ['index.html', 'pane.html', 'taskpane.html'].find((name) => pages.includes(name)) ?? pages[0] ?? null,
    manifests: names.filter((name) => /^manifest.*\.(xml|json)$/.test(name)).sort(),
  };
};

/**
 * Serves the add-in's pane.
 *
 * These files need no token: they are the program, the same for everybody, and hold no data; Office fetches page, icons
 * and manifests before anybody could sign in. All data stays behind the token, which the pane sends with each request.
 *
 * Where OFFICE_JS_URL names another place for Office.js than Microsoft's, pages are served with that address.
 */
export const addinFiles = (folder: string, settings: Settings): RequestHandler => {
  const files = express.Router();
  files.get(/^\/(?:[\w-]+\.html)?$/, async (request, response, next) => {
    const name = request.path === '/' ? addinFolderAt(folder).page : request.path.slice(1);
    const file = name === null ? null : join(folder, name);
    if (file === null || !existsSync(file)) return next();
    const page = (await readFile(file, 'utf8')).replaceAll(microsoftOfficeJs, settings.officeJsUrl);
    response.set('Cache-Control', 'no-cache').type('html').send(page);
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
