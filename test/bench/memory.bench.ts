import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { extractEach } from '../../service/intake/intake.ts';
import { writtenDocument } from './written-documents.ts';

// How much memory reading takes at most, by the number of files: each run is a process of its own, whose largest
// resident set the system tells. The files are written as they are read, each a document of its own. The heap is bounded
// so that what is measured is what must be held: with room to spare the engine lets garbage lie, the more the longer it runs.
const heap = 64;
const few = 50;
const many = 500;
/** Characters of each file. */
const length = 10_000;

const count = Number(process.argv[2] ?? 0);
if (count > 0) {
  const files = Array.from({ length: count }, (_, i) => ({
    name: `计划${i}.txt`,
    read: async () => {
      const lines = writtenDocument(length).split('\n');
      const title = `云山省第${i}号园区材料产业发展行动计划`;
      // Other figures and another order of its paragraphs: no copy of the file before.
      const body = lines
        .slice(1)
        .map(
          (line, n) => `${line.replace(/\d+/g, (d) => String(Number(d) + i))}${(n * 31 + i * 17) % 9973}。`,
        );
      return Buffer.from([title, `云政发〔2024〕${i}号`, ...body].join('\n'));
    },
  }));
  let documents = 0;
  const failed = await extractEach(files, () => void documents++);
  if (documents !== count || failed.length > 0)
    throw new Error(`${documents} of ${count} files are documents, ${failed.length} failed`);
  process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
} else {
  const peak = (files: number): number => {
    const run = spawnSync(
      'node',
      [`--max-old-space-size=${heap}`, '--import', 'tsx', fileURLToPath(import.meta.url), String(files)],
      { encoding: 'utf8' },
    );
    if (run.status !== 0) throw new Error(run.stderr);
    return Number(run.stdout);
  };
  const [small, large] = [peak(few), peak(many)];
  process.stdout.write(
    `memory files: ${(large / small).toFixed(2)} (goal 1.2) peak of ${many} files, ${large.toFixed(0)} MB ÷ peak of ${few} files, ${small.toFixed(0)} MB (heap bounded at ${heap} MB)\n`,
  );
}
