// npm test: installs what the checks need, then runs every check: format, lint, types, layers, build, tests.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root, run } from './ready.mjs';

const say = (text) => process.stdout.write(`${text}\n`);
const has = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0;

/**
 * Chromium drives the pane's tests. It comes from Debian's packages, because browsers that npm packages download for
 * themselves are not to be had behind a firewall. Where it cannot be installed those tests skip and say so.
 */
const ensureChromium = () => {
  if (has('chromium') || process.env.CHROMIUM_PATH) return;
  if (!has('apt-get') || process.getuid?.() !== 0) {
    say(
      '! 没有 Chromium，浏览器测试将跳过。 No Chromium: the browser tests will skip. Install it (Debian: apt-get install chromium fonts-noto-cjk) or set CHROMIUM_PATH.',
    );
    return;
  }
  say('▸ 安装 Chromium Installing Chromium from Debian …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = () =>
    spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
      env,
      stdio: ['ignore', 'ignore', 'ignore'],
      timeout: 420_000,
    });
  if (install().status !== 0) {
    spawnSync('apt-get', ['update'], { env, stdio: 'ignore', timeout: 120_000 });
    install();
  }
  if (!has('chromium'))
    say(
      '! Chromium 未能安装，浏览器测试将跳过。 Chromium could not be installed: the browser tests will skip.',
    );
};

/** Two Python packages write workbooks that the tests refresh. Where they cannot be installed those tests skip and say so. */
const ensurePythonWriters = () => {
  const there = ['python3', '/usr/bin/python3'].some(
    (python) => spawnSync(python, ['-c', 'import openpyxl, xlsxwriter'], { stdio: 'ignore' }).status === 0,
  );
  if (there || !has('apt-get') || process.getuid?.() !== 0) return;
  spawnSync(
    'apt-get',
    ['install', '-y', '--no-install-recommends', 'python3-openpyxl', 'python3-xlsxwriter'],
    {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: 'ignore',
      timeout: 180_000,
    },
  );
};

const step = (title, command, args) => {
  const started = Date.now();
  say(`▸ ${title} …`);
  run(command, args);
  say(`  ✓ ${((Date.now() - started) / 1000).toFixed(1)} s`);
};

ensureInstalled();
ensureChromium();
ensurePythonWriters();
step('格式与规范 Format and lint', 'npx', ['biome', 'check', '.']);
step('类型 Types', 'npx', ['tsc', '-p', 'tsconfig.json']);
step('类型 Types (add-in)', 'npx', ['tsc', '-p', 'tsconfig.addin.json']);
step('类型 Types (add-in tests)', 'npx', ['tsc', '-p', 'tsconfig.addin-tests.json']);
step('分层 Layers', 'npx', [
  'depcruise',
  '--config',
  '.dependency-cruiser.cjs',
  'service',
  'templates',
  'addin',
  'manifests',
]);
ensureBuilt();
say('▸ 测试 Tests …');
const report = join(root, 'test', 'output', 'report.json');
mkdirSync(join(root, 'test', 'output'), { recursive: true });
const tests = spawnSync(
  'npx',
  [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: ['ignore', 'inherit', 'inherit'] },
);
if (existsSync(report)) {
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  // The plain closing line that continuous integration reads.
  say(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests + numTodoTests} skipped`);
}
process.exit(tests.status ?? 1);
