import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractRecords } from '../../service/extract/extract.ts';
import { ingestFile } from '../../service/ingest/ingest.ts';
import { collectionOf, kinds, recordSetSchema } from '../../service/records/kinds.ts';
import { Problem } from '../../service/records/problem.ts';
import { inventedFields } from '../extract/invented-context.ts';
import { inventedNotice, inventedPlan } from '../extract/invented-documents.ts';

// Documents written for tests, cut, spliced and spoilt: whatever comes of it is read, refused with a Problem, and never
// takes long. RUNS=2000 npx vitest run test/fuzz tries harder.
const runs = (usual: number): number => Number(process.env.RUNS ?? usual);
const fixture = (name: string): Buffer => readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
const files = [
  'documents/yunshan-materials-plan.txt',
  ...['circular.txt', 'crawl-dump.txt', 'escaped.txt', 'one-line-copy.txt', 'page.html', 'printed.txt'].map(
    (name) => `ingest/${name}`,
  ),
  ...['traditional-with-readings.txt', 'two-documents.txt', 'excerpt.md'].map((name) => `ingest/${name}`),
];
const written: readonly { name: string; bytes: Buffer }[] = [
  ...files.map((name) => ({ name: name.replace(/^.*\//, ''), bytes: fixture(name) })),
  { name: 'plan.txt', bytes: Buffer.from(inventedPlan) },
  { name: 'notice.txt', bytes: Buffer.from(inventedNotice) },
];

/** Time that a busy machine may take over a text; a regular expression that runs away takes minutes. */
const patience = (characters: number): number => 2000 + characters * 0.5;

const scraps = fc.constantFrom(
  '，',
  '。',
  '\n',
  '（',
  '）',
  '“',
  '《',
  '〔',
  '、',
  '到2030年，',
  '分别达到5%、',
  '培育10家',
  '千亿级',
  '开发区',
  '基金和',
  '（牵头单位：省科技厅；责任单位：',
  '专栏1 ',
  '一、发展目标',
  '1.',
  '|',
  '<td>',
  '&nbsp;',
  '\\u300a',
  '　',
  '\u0000',
  '\ud800',
);
const place = fc.double({ min: 0, max: 1, noNaN: true });
type Edit = (text: string) => string;
const at = (text: string, share: number): number => Math.floor(share * text.length);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(place, place).map(
    ([a, b]): Edit =>
      (text) => {
        const [from, to] = [at(text, Math.min(a, b)), at(text, Math.max(a, b))];
        return text.slice(from, to);
      },
  ),
  fc.tuple(place, place).map(
    ([a, b]): Edit =>
      (text) => {
        const from = at(text, Math.min(a, b));
        return text.slice(0, from) + text.slice(at(text, Math.max(a, b)));
      },
  ),
  fc.tuple(place, scraps, fc.integer({ min: 1, max: 60 })).map(
    ([a, scrap, times]): Edit =>
      (text) =>
        text.slice(0, at(text, a)) + scrap.repeat(times) + text.slice(at(text, a)),
  ),
  fc.tuple(place, fc.constantFrom(...written), place, place).map(
    ([a, other, b, c]): Edit =>
      (text) => {
        const strange = other.bytes.toString('utf8');
        const piece = strange.slice(at(strange, Math.min(b, c)), at(strange, Math.max(b, c)));
        return text.slice(0, at(text, a)) + piece + text.slice(at(text, a));
      },
  ),
  fc.tuple(place, fc.string({ unit: 'binary', maxLength: 30 })).map(
    ([a, noise]): Edit =>
      (text) =>
        text.slice(0, at(text, a)) + noise + text.slice(at(text, a)),
  ),
);
const spoiltText = fc
  .tuple(fc.constantFrom(...written), fc.array(edit, { minLength: 1, maxLength: 6 }))
  .map(([{ name, bytes }, edits]) => ({
    name,
    text: edits.reduce((text, change) => change(text), bytes.toString('utf8')),
  }));
const byteNoise = fc.array(fc.tuple(place, fc.integer({ min: 0, max: 255 })), { maxLength: 40 });

/** What must hold of the records of any text whatever. */
const assertReadable = (text: string, fields: ReturnType<typeof inventedFields>): void => {
  const started = performance.now();
  const records = extractRecords({ id: 'doc_fuzz', text, fields });
  expect(performance.now() - started).toBeLessThan(patience(text.length));
  recordSetSchema.parse(records);
  const ids = new Set<string>();
  for (const kind of kinds) {
    for (const record of records[collectionOf[kind]]) {
      expect(ids.has(record.id)).toBe(false);
      ids.add(record.id);
      for (const { start, end, text: passage } of record.evidence) {
        expect(end).toBeGreaterThan(start);
        expect(text.slice(start, end)).toBe(passage);
      }
    }
  }
};

describe('whatever is handed in', () => {
  it('is read or refused with a Problem, in time, and every passage stands in the text', async () => {
    await fc.assert(
      fc.asyncProperty(spoiltText, byteNoise, async ({ name, text }, noise) => {
        const bytes = Buffer.from(text, 'utf8');
        for (const [share, value] of noise)
          if (bytes.length > 0) bytes[Math.floor(share * (bytes.length - 1))] = value;
        const started = performance.now();
        try {
          for (const document of await ingestFile({ name, bytes }))
            assertReadable(document.text, document.fields);
        } catch (error) {
          if (!(error instanceof Problem)) throw error;
        }
        expect(performance.now() - started).toBeLessThan(2 * patience(bytes.length));
      }),
      { numRuns: runs(80) },
    );
  }, 600_000);

  it('holds true of text that no ingestion has cleaned', () => {
    fc.assert(
      fc.property(spoiltText, ({ text }) => assertReadable(text, inventedFields())),
      { numRuns: runs(80) },
    );
  }, 600_000);
});

describe('text that repeats itself without end', () => {
  const pairs = [
    '开发区',
    '基金和',
    '产业园、',
    '专项资金和',
    '省科技厅、',
    '牵头',
    '由省',
    '（',
    '“',
    '、',
    '一',
    '1',
    '1.',
    '2025年',
    '到2025年',
    '5%',
    '3—',
    '百',
    '亿',
    '的',
    '建设',
    '各市',
    '等',
    '目标',
    '成员单位',
    '补贴',
    '|',
    ' ',
    '\n',
    '国家级新区',
    '单位：',
    '省',
    '第',
    '居全国前',
    '首台套、',
    '年均增长',
    '人工智能',
    '不低于',
  ];
  it.each(pairs)('%j is read in time', (scrap) => {
    for (const text of [
      `一、发展目标\n${scrap.repeat(Math.ceil(12_000 / scrap.length))}`,
      `一、发展目标\n${`建设${scrap}产业、`.repeat(1500)}`,
      `一、发展目标\n${`${scrap}\n`.repeat(3000)}`,
    ]) {
      const started = performance.now();
      assertReadable(text, inventedFields());
      expect(performance.now() - started).toBeLessThan(patience(text.length));
    }
  });
});
