import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict';
import { extractRecords } from '../../service/extract/extract.ts';
import { ingestFile } from '../../service/ingest/ingest.ts';
import { compare } from './measure.ts';
import { writtenDocument, writtenFields } from './written-documents.ts';

// How fast records are read out of clean text, against plain word segmentation of the same text: the yardstick that
// anybody who works with Chinese text can judge.
const jieba = Jieba.withDict(dict);
const corpus = new URL('../../../shared/corpus/seeds/', import.meta.url).pathname;

interface Measured {
  text: string;
  fields: typeof writtenFields;
}
const against = async (name: string, goal: number, documents: readonly Measured[]): Promise<void> => {
  const characters = documents.reduce((sum, { text }) => sum + text.length, 0);
  const { subject } = await compare(
    name,
    goal,
    {
      what: `extraction of ${documents.length} documents, ${characters} characters`,
      run: () => documents.map(({ text, fields }) => extractRecords({ id: 'doc_bench', text, fields })),
    },
    { what: 'word segmentation by @node-rs/jieba', run: () => documents.map(({ text }) => jieba.cut(text)) },
  );
  process.stdout.write(
    `  ${Math.round(characters / (subject / 1000)).toLocaleString('en')} characters a second\n`,
  );
};

const written = (length: number): Measured[] => [{ text: writtenDocument(length), fields: writtenFields }];
await against('extract written', 1, written(200_000));
if (existsSync(corpus)) {
  const read = await Promise.all(
    readdirSync(corpus).map((name) => ingestFile({ name, bytes: readFileSync(join(corpus, name)) })),
  );
  const documents = read.flat();
  await against('extract corpus', 1, documents);
} else process.stdout.write('extract corpus: skipped, ../shared/corpus is not there\n');

const times = (length: number, repeats: number) => {
  const [document] = written(length);
  return () => {
    for (let i = 0; i < repeats; i++)
      extractRecords({ id: 'doc_bench', text: document?.text ?? '', fields: writtenFields });
  };
};
/** Nanoseconds a character in texts of three lengths; each is read as often as makes a million characters. */
for (const length of [10_000, 100_000, 1_000_000]) {
  const run = times(length, 1_000_000 / length);
  run();
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 3; round++) {
    const started = performance.now();
    run();
    best = Math.min(best, performance.now() - started);
  }
  process.stdout.write(
    `  texts of ${length.toLocaleString('en')} characters: ${best.toFixed(0)} ns a character\n`,
  );
}
await compare(
  'extract linear',
  1.5,
  { what: 'one text of 1,000,000 characters', run: times(1_000_000, 1) },
  { what: 'a hundred of 10,000', run: times(10_000, 100) },
  3,
);
