// npm run bench [-- NAME]: runs test/bench/*.bench.ts, each in a process of its own so that one's memory and
// compiled code do not favour the next. Each prints lines `NAME: RATIO (goal GOAL) what ÷ what`.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, root } from './ready.mjs';

ensureInstalled();
ensureBuilt();
const wanted = process.argv.slice(2);
const names = readdirSync(join(root, 'test/bench'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length));
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  process.stderr.write(
    `没有这个基准 No such benchmark: ${unknown.join(', ')}. 可用 Available: ${names.join(', ')}\n`,
  );
  process.exit(2);
}
let failed = 0;
for (const name of wanted.length > 0 ? wanted : names) {
  const result = spawnSync('node', ['--expose-gc', '--import', 'tsx', `test/bench/${name}.bench.ts`], {
    cwd: root,
    stdio: 'inherit',
  });
  if (result.status !== 0) failed++;
}
process.exit(failed === 0 ? 0 : 1);
