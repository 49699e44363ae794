import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * The folder of this package: the nearest one above `here` with our package.json. Built code may lie in dist/ or in
 * dist/chunks/, so that no fixed number of steps up would be right.
 */
export const packageRoot = (here: string = import.meta.url): string => {
  let folder = dirname(fileURLToPath(here));
  for (;;) {
    const manifest = join(folder, 'package.json');
    if (existsSync(manifest)) {
      const { name } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string };
      if (name === 'policy-sheets') return folder;
    }
    const above = dirname(folder);
    if (above === folder) throw new Error(`No package.json of policy-sheets above ${fileURLToPath(here)}`);
    folder = above;
  }
};

/** What `new Worker` takes: the file, or with `eval` a line of code that loads it. */
export interface WorkerEntry {
  entry: URL | string;
  eval: boolean;
}

/**
 * Where a thread of ours starts: the TypeScript source through tsx when this file itself runs from source, the built file
 * otherwise. Node 20 does not hand --import's loader to a thread's first file, so that the source is loaded by a line of
 * JavaScript that registers tsx first.
 * @param file the thread's first file, from the root of the package and without its ending; one of those that
 *   scripts/build.mjs builds by themselves
 * @param here import.meta.url of a source of ours, or of the built chunk that holds it
 */
export const threadEntry = (file: string, here: string = import.meta.url): WorkerEntry => {
  if (here.endsWith('.ts')) {
    // By file name, because require.resolve finds tsx/esm/api in its CommonJS form only.
    const loader = join(dirname(createRequire(here).resolve('tsx/package.json')), 'dist/esm/api/index.mjs');
    const tsx = JSON.stringify(pathToFileURL(loader).href);
    const source = JSON.stringify(pathToFileURL(join(packageRoot(here), `${file}.ts`)).href);
    return {
      entry: `import(${tsx}).then(({ register }) => { register(); return import(${source}); })`,
      eval: true,
    };
  }
  return { entry: pathToFileURL(join(packageRoot(here), 'dist', `${file}.js`)), eval: false };
};

/** Where the thread of the embedded database starts. */
export const workerEntry = (here: string = import.meta.url): WorkerEntry =>
  threadEntry('service/store/embedded-worker', here);
