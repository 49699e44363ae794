// What every command needs before it can run: the packages of the lock file, and a build no older than its sources.
// Plain JavaScript on Node's own modules, because it runs before anything is installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of package.json. */
export const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamps = {
  packages: join(root, 'node_modules', '.policy-sheets-stamp'),
  build: join(root, 'dist', '.stamp'),
};

const say = (text) => process.stderr.write(`${text}\n`);
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : '');
const hashOf = (...texts) => createHash('sha256').update(texts.join('\0')).digest('hex');

/**
 * Runs a command in the project's folder with its output on stderr, and ends this process with its exit code if it fails.
 * Standard output stays free for what the caller prints.
 */
export const run = (command, args, { quiet = false, env = {} } = {}) => {
  const result = spawnSync(command, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2],
    encoding: 'utf8',
  });
  if (result.status === 0) return;
  if (quiet) say(`${result.stdout ?? ''}${result.stderr ?? ''}`);
  say(`✗ ${command} ${args.join(' ')} (${result.error?.message ?? `exit code ${result.status}`})`);
  process.exit(result.status ?? 1);
};

const requireNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  say(
    `需要 Node.js 20.19 或更高版本，当前为 ${process.versions.node}。 Node.js 20.19 or newer is needed; this is ${process.versions.node}.`,
  );
  process.exit(1);
};

/** Installs the packages of the lock file where they are missing or older than it. */
export const ensureInstalled = () => {
  requireNode();
  const wanted = hashOf(read(join(root, 'package-lock.json')), process.version.split('.')[0]);
  if (read(stamps.packages) === wanted) return;
  say('▸ 安装依赖 Installing packages (npm ci) …');
  // The lock file names every package; --include=dev because the build needs the compilers even where NODE_ENV is production.
  run('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamps.packages, wanted);
};

const sourceFiles = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourceFiles(path);
    return /\.test\.tsx?$/.test(entry.name) ? [] : [path];
  });

const sourcesHash = () => {
  const folders = ['addin', 'service', 'templates', 'manifests', 'scripts']
    .map((name) => join(root, name))
    .filter(existsSync);
  const files = [
    ...folders.flatMap(sourceFiles),
    join(root, 'package-lock.json'),
    join(root, 'vite.config.ts'),
  ]
    .filter(existsSync)
    .sort();
  return hashOf(
    ...files.map((file) => `${relative(root, file)}\0${statSync(file).size}\0${hashOf(read(file))}`),
  );
};

/** Builds dist/ where a source has changed since the last build. */
export const ensureBuilt = () => {
  const wanted = sourcesHash();
  if (read(stamps.build) === wanted) return;
  say('▸ 构建 Building …');
  run('node', ['scripts/build.mjs'], { quiet: true });
  mkdirSync(dirname(stamps.build), { recursive: true });
  writeFileSync(stamps.build, wanted);
};
