// Makes service/intake/starter.json from a folder of policy files: npx tsx scripts/make-starter.ts ../shared/corpus/seeds
// Facts only; see service/intake/starter.ts.
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { filesAt } from '../service/commands/files.ts';
import { extractFiles } from '../service/intake/intake.ts';
import { factsOf, starterSchema } from '../service/intake/starter.ts';

const [folder] = process.argv.slice(2);
if (!folder) {
  process.stderr.write('usage: npx tsx scripts/make-starter.ts FOLDER\n');
  process.exit(2);
}
const paths = await filesAt([folder]);
const sources = await Promise.all(
  paths.map(async (path) => {
    const bytes = await readFile(path);
    return {
      name: basename(path),
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes: bytes.length,
    };
  }),
);
const { documents, failed } = await extractFiles(
  paths.map((path) => ({ name: basename(path), read: () => readFile(path) })),
);
for (const { name, problem } of failed) process.stderr.write(`${name}: ${problem.message}\n`);
const starter = starterSchema.parse({
  sources,
  documents: documents.map(({ document, records, clean }) => ({
    ...factsOf({ ...document, ...records }),
    source: sources.findIndex((source) => source.sha256 === clean.source.sha256),
  })),
});
// One record a line: small, and a change to it can be read in a diff.
const lines = starter.documents.map((document) => `    ${JSON.stringify(document)}`);
await writeFile(
  new URL('../service/intake/starter.json', import.meta.url),
  `{\n  "sources": ${JSON.stringify(starter.sources)},\n  "documents": [\n${lines.join(',\n')}\n  ]\n}\n`,
);
process.stderr.write(`${starter.documents.length} documents\n`);
