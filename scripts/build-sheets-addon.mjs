// Builds the Google Sheets add-on: one script for Apps Script, and its manifest.
//   node scripts/build-sheets-addon.mjs [--address https://policy.example.cn]
// Apps Script has no modules and sees only function declarations at the top of a script, so each export of addon.ts gets
// one. Its engine has no fetch, timers or URL, and no promise may be open when a function returns: engine.ts stands in
// for these within the bundle's own scope, and async functions become generators so that their promises are its too.
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const folder = resolve(import.meta.dirname, '../addin/sheets');
const manifests = resolve(import.meta.dirname, '../manifests');
/** What engine.ts gives the bundle, by the names that the shared code uses. */
const lent = ['Promise', 'toEnd', 'AbortController', 'setTimeout', 'clearTimeout', 'URLSearchParams'];

const bundle = async (file, options) => {
  const built = await build({
    entryPoints: [resolve(folder, file)],
    bundle: true,
    write: false,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
    ...options,
  });
  return built.outputFiles[0].text;
};
/** For Apps Script: no async functions, private members or operators that are younger than its engine may be. */
const script = (file, options) =>
  bundle(file, { format: 'iife', platform: 'neutral', target: 'es2016', minifySyntax: true, ...options });

/** The page of the sidebar, whole. Within its elements only </ could end a script or a style. */
const sidebarPage = async () => {
  const [code, style] = await Promise.all([
    bundle('sidebar/page.ts', { format: 'iife', target: 'es2020', minify: true }),
    bundle('sidebar/sidebar.css', { minify: true }),
  ]);
  return [
    '<!doctype html><html><head><meta charset="utf-8"><base target="_blank">',
    `<style>${style.replaceAll('</', '<\\/')}</style></head><body>`,
    '<script id="start" type="application/json">{"start":null}</script>',
    `<script>${code.replaceAll('</', '<\\/').replaceAll('<!--', '<\\!--')}</script></body></html>`,
  ].join('');
};

/** A module of ours, run here: what the script says of its functions comes from their declarations. */
const load = async (file) => {
  const code = await bundle(file, { format: 'esm', platform: 'neutral' });
  return import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
};

/** The comment from which Google Sheets takes the help of a function; one language for all, so it has both. */
const helpOf = ({ description, parameters, examples }) => {
  const both = ({ zh, en }) => `${zh} ${en}`.replaceAll('*/', '');
  return [
    '/**',
    ` * ${both(description)}`,
    ...examples.map(({ formula }) => ` * ${formula.zh.replaceAll('POLICY.', 'POLICY_')}`),
    ...parameters.map(({ name, description, optional, repeating }) => {
      const label = repeating ? `...${name.en}` : name.en;
      return ` * @param {any} ${optional ? `[${label}]` : label} ${both(description)}`;
    }),
    ' * @customfunction',
    ' */',
  ].join('\n');
};

/** @returns the script of the add-on, and its manifest as text */
export const buildSheetsAddon = async ({ address } = {}) => {
  const [page, { functionDeclarations }] = await Promise.all([
    sidebarPage(),
    load('../functions/declarations.ts'),
  ]);
  const [engine, main, source, manifestText] = await Promise.all([
    script('engine.ts', { globalName: 'engine' }),
    script('addon.ts', { globalName: 'addon', define: { sidebarPage: JSON.stringify(page) } }),
    readFile(resolve(folder, 'addon.ts'), 'utf8'),
    readFile(resolve(manifests, 'appsscript.json'), 'utf8'),
  ]);
  const names = [...source.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
  const help = new Map(functionDeclarations.map((one) => [`POLICY_${one.id}`, helpOf(one)]));
  const code = [
    '// Made by scripts/build-sheets-addon.mjs; do not edit.',
    'var PolicySheets = (function () {',
    engine,
    `return (function (${lent.join(', ')}) {`,
    main,
    'return addon;',
    `})(${lent.map((name) => `engine.${name}`).join(', ')});`,
    '})();',
    ...names.flatMap((name) => [
      ...(help.has(name) ? [help.get(name)] : []),
      `function ${name}() { return PolicySheets.${name}.apply(null, arguments); }`,
    ]),
    '',
  ].join('\n');
  const manifest = JSON.parse(manifestText);
  // With it the script can ask nobody but this service, whatever a page or a cell says.
  if (address) manifest.urlFetchWhitelist = [`${address.replace(/\/+$/, '')}/`];
  return { code, manifest: `${JSON.stringify(manifest, null, 2)}\n`, page };
};

/** Writes the add-on to a folder that clasp can push. */
export const writeSheetsAddon = async (outdir, options) => {
  const { code, manifest } = await buildSheetsAddon(options);
  await mkdir(outdir, { recursive: true });
  await writeFile(resolve(outdir, 'Code.js'), code);
  await writeFile(resolve(outdir, 'appsscript.json'), manifest);
  await cp(resolve(manifests, '.clasp.json.example'), resolve(outdir, '.clasp.json.example'));
  return code.length;
};

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
  const at = argv.indexOf('--address');
  const outdir = resolve(import.meta.dirname, '../dist/addin-sheets');
  const length = await writeSheetsAddon(outdir, at < 0 ? {} : { address: argv[at + 1] });
  console.log(`${outdir}: ${length} characters`);
}
