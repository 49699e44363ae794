// npx tsx scripts/calibrate.ts [--write] [--keep FILE] [--add FILE] [--check FILE] DOCUMENTS=GOLD ...: how often records are right, by rule and signal.
//
// DOCUMENTS is a folder of policy documents, GOLD one of annotations by careful readers (JSON: doc, metadata, targets,
// goals, funds, parks, assignments, as records name them). A record is right where a gold record says the same in every
// field that counts. Prints the calibration: what the figures promise, and what holds for documents that were left out
// when the figures were made. --keep writes what was found, record by record, for a later run with --add: so figures can
// rest on what the rules did before anybody tuned them on a document: such records weigh more than three of the others.
// --check holds the figures against records that had no part in them. --write keeps the figures in service/extract/confidences.ts.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { shareRight, signalsOf, type Weights } from '../service/extract/confidence.ts';
import { contextOf, readKind } from '../service/extract/extract.ts';
import { extractFiles } from '../service/intake/intake.ts';
import { type AnyRecord, collectionOf, type Kind, kinds } from '../service/records/kinds.ts';

type Fields = Readonly<Record<string, unknown>>;
interface Gold {
  doc: string;
  metadata: { title?: string | null; noticeTitle?: string | null };
  [collection: string]: unknown;
}

/** One record of ours, and whether a careful reader says the same. */
interface Sample {
  kind: Kind;
  document: string;
  signals: string[];
  right: boolean;
  /** The rules had not been tuned on the document when they read it. */
  unseen?: boolean;
}

// What two honest copies of a text share, and how much of it two texts have in common.
const plain = (text: unknown): string =>
  String(text ?? '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]/gu, '');
const pairsOf = (text: unknown): Map<string, number> => {
  const bare = plain(text);
  const pairs = new Map<string, number>();
  const last = Math.max(bare.length - 1, Math.min(bare.length, 1));
  for (let i = 0; i < last; i++) {
    const pair = bare.slice(i, i + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
};
const overlap = (a: unknown, b: unknown): { shared: number; less: number; sum: number } => {
  const [x, y] = [pairsOf(a), pairsOf(b)];
  const total = (pairs: Map<string, number>) => [...pairs.values()].reduce((sum, n) => sum + n, 0);
  let shared = 0;
  for (const [pair, n] of x) shared += Math.min(n, y.get(pair) ?? 0);
  return { shared, less: Math.min(total(x), total(y)), sum: total(x) + total(y) };
};
/** Likeness of two texts, 0 to 1. */
const alike = (a: unknown, b: unknown): number => {
  const { shared, sum } = overlap(a, b);
  return sum === 0 ? 0 : (2 * shared) / sum;
};
/** Share of the shorter text that the longer one holds. */
const within = (a: unknown, b: unknown): number => {
  const { shared, less } = overlap(a, b);
  return less === 0 ? 0 : shared / less;
};
const passagesOf = (record: Fields): string[] =>
  [...((record.evidence as unknown[]) ?? []), ...((record.evidenceClean as unknown[]) ?? [])].map(
    (passage) =>
      typeof passage === 'string' ? passage : ((passage as { text?: string; quote?: string }).text ?? ''),
  );
const sameClause = (a: Fields, b: Fields): number =>
  Math.max(0, ...passagesOf(a).flatMap((x) => passagesOf(b).map((y) => within(x, y))));
const sameNumber = (a: unknown, b: unknown): boolean => {
  const [x, y] = [a ?? null, b ?? null];
  if (x === null || y === null) return x === y;
  return Math.abs(Number(x) - Number(y)) <= 1e-9 * Math.max(1, Math.abs(Number(x)));
};
const countUnit = /^(?:[个家项条种处户台套座名人所件款支场类批]|台套)$/u;
const unitOf = (unit: unknown): string => {
  const bare = plain(unit).replace(/^个百分点$/u, '百分点');
  return countUnit.test(bare) ? '#' : bare;
};
const equal = (a: Fields, b: Fields, ...fields: string[]): boolean =>
  fields.every((field) => String(a[field] ?? '') === String(b[field] ?? ''));
const listed = (value: unknown): string => ((value as string[] | undefined) ?? []).join();

/** How near a gold record is to one of ours (0 where they cannot be the same), the least that counts, and when it is right. */
const matching: Record<
  Kind,
  { near(gold: Fields, ours: Fields): number; least: number; right(gold: Fields, ours: Fields): boolean }
> = {
  target: {
    near: (g, o) =>
      sameNumber(g.value, o.value) && sameNumber(g.valueHigh, o.valueHigh)
        ? Math.max(
            alike(g.indicator, o.indicator),
            0.9 * sameClause(g, o) * (0.5 + 0.5 * within(g.indicator, o.indicator)),
          )
        : 0,
    least: 0.4,
    right: (g, o) =>
      Math.max(alike(g.indicator, o.indicator), 0.8 * within(g.indicator, o.indicator)) >= 0.6 &&
      unitOf(g.unit) === unitOf(o.unit) &&
      equal(g, o, 'comparator', 'by', 'change'),
  },
  goal: {
    near: (g, o) =>
      Math.max(alike(g.statement, o.statement), sameClause(g, o) * alike(passagesOf(g)[0], passagesOf(o)[0])),
    least: 0.5,
    right: (g, o) => equal(g, o, 'by'),
  },
  fund: {
    near: (g, o) =>
      Math.max(alike(g.name, o.name), sameClause(g, o) > 0.6 ? 0.7 * within(g.name, o.name) : 0),
    least: 0.6,
    right: (g, o) => equal(g, o, 'type', 'action') && sameNumber(g.amount, o.amount),
  },
  park: {
    near: (g, o) =>
      Math.max(alike(g.name, o.name), sameClause(g, o) > 0.6 ? 0.8 * within(g.name, o.name) : 0),
    least: 0.65,
    right: (g, o) =>
      equal(g, o, 'type', 'action') &&
      (alike(listed(g.industries), listed(o.industries)) >= 0.6 ||
        listed(g.industries) === listed(o.industries)),
  },
  assignment: {
    near: (g, o) =>
      plain(g.agency) === plain(o.agency)
        ? 0.5 +
          0.5 *
            Math.max(
              alike(g.task, o.task),
              sameClause(g, o) * (plain(g.section) === plain(o.section) ? 1 : 0.8),
            )
        : 0,
    least: 0.7,
    right: (g, o) => equal(g, o, 'role'),
  },
};

/** Which of our records are right: each is paired with one gold record at most, the nearest pairs first. */
const rightAmong = (kind: Kind, gold: readonly Fields[], ours: readonly Fields[]): boolean[] => {
  const { near, least, right } = matching[kind];
  const pairs = gold
    .flatMap((g, i) => ours.map((o, j) => ({ i, j, nearness: near(g, o) })))
    .filter(({ nearness }) => nearness >= least)
    .sort((a, b) => b.nearness - a.nearness);
  const taken = new Set<number>();
  const found = ours.map(() => false);
  const paired = new Set<number>();
  for (const { i, j } of pairs) {
    if (taken.has(i) || paired.has(j)) continue;
    taken.add(i);
    paired.add(j);
    found[j] = right(gold[i] as Fields, ours[j] as Fields);
  }
  return found;
};

const samplesOf = async (documents: string, goldFolder: string): Promise<Sample[]> => {
  const files = readdirSync(documents).map((name) => ({
    name: join(documents, name),
    read: async () => readFileSync(join(documents, name)),
  }));
  const { documents: read } = await extractFiles(files);
  const samples: Sample[] = [];
  for (const file of readdirSync(goldFolder).filter((name) => name.endsWith('.json'))) {
    const gold = JSON.parse(readFileSync(join(goldFolder, file), 'utf8')) as Gold;
    const titles = [gold.metadata.title, gold.metadata.noticeTitle].filter(Boolean);
    const byName = read.find(({ clean }) => basename(clean.source.name).startsWith(`${gold.doc}.`));
    const nearness = ({ document }: (typeof read)[number]) =>
      Math.max(0, ...titles.flatMap((t) => [alike(t, document.title), alike(t, document.noticeTitle)]));
    const best = byName ?? [...read].sort((a, b) => nearness(b) - nearness(a))[0];
    if (!best || (!byName && nearness(best) < 0.5)) {
      process.stderr.write(`no document for ${gold.doc}\n`);
      continue;
    }
    const input = { id: best.document.id, text: best.clean.text, fields: best.clean.fields };
    const context = contextOf(input);
    for (const kind of kinds) {
      const { records, drafts } = readKind(kind, context, input.id);
      const right = rightAmong(
        kind,
        (gold[collectionOf[kind]] ?? []) as Fields[],
        records as unknown as Fields[],
      );
      records.forEach((record: AnyRecord, i) => {
        const clause = drafts[i]?.clause;
        if (clause)
          samples.push({
            kind,
            document: gold.doc,
            signals: signalsOf(record, clause),
            right: right[i] === true,
          });
      });
    }
  }
  return samples;
};

/** Logistic regression, each weight drawn towards none: few records move a figure little. */
const weightsOf = (samples: readonly Sample[]): Weights => {
  const names = [...new Set(samples.flatMap(({ signals }) => signals))].sort();
  const weights: Record<string, number> = Object.fromEntries(names.map((name) => [name, 0]));
  let base = 0;
  const weigh = ({ unseen }: Sample): number => (unseen ? 1 : ofTuned);
  const rate =
    4 /
    Math.max(
      samples.reduce((sum, sample) => sum + weigh(sample), 0),
      1,
    );
  for (let round = 0; round < 1500; round++) {
    // Two records, one right and one wrong, are held to have been seen before any other.
    let ofBase = 1 - 2 / (1 + Math.exp(-base));
    const slope: Record<string, number> = {};
    for (const sample of samples) {
      const { signals, right } = sample;
      const odds = signals.reduce((sum, signal) => sum + (weights[signal] ?? 0), base);
      const off = weigh(sample) * ((right ? 1 : 0) - 1 / (1 + Math.exp(-odds)));
      ofBase += off;
      for (const signal of signals) slope[signal] = (slope[signal] ?? 0) + off;
    }
    base += (rate / 4) * ofBase;
    for (const name of names)
      weights[name] = (weights[name] ?? 0) + (rate / 4) * ((slope[name] ?? 0) - drawn * (weights[name] ?? 0));
  }
  const rounded = Object.entries(weights)
    .map(([name, weight]): [string, number] => [name, Math.round(weight * 100) / 100])
    .filter(([, weight]) => weight !== 0);
  return { base: Math.round(base * 100) / 100, weights: Object.fromEntries(rounded) };
};
const drawn = 1;
/** What a record counts of a document on which the rules were tuned: they are better there than elsewhere. */
const ofTuned = 0.3;

const bins: readonly [string, number, number][] = [
  ['< 0.5', 0, 0.5],
  ['0.5–0.7', 0.5, 0.7],
  ['0.7–0.8', 0.7, 0.8],
  ['0.8–0.9', 0.8, 0.9],
  ['≥ 0.9', 0.9, 1.01],
];
const binned = (title: string, samples: readonly (Sample & { confidence: number })[]): void => {
  const cell = (kind: Kind | null, from: number, to: number): string => {
    const here = samples.filter(
      (s) => (kind === null || s.kind === kind) && s.confidence >= from && s.confidence < to,
    );
    const right = here.filter((s) => s.right).length;
    return here.length === 0 ? '—' : `${right}/${here.length} ${Math.round((100 * right) / here.length)}%`;
  };
  process.stdout.write(
    `\n${title}\n| confidence | all | ${kinds.join(' | ')} |\n|---|---|${kinds.map(() => '---|').join('')}\n`,
  );
  for (const [name, from, to] of bins)
    process.stdout.write(
      `| ${name} | ${cell(null, from, to)} | ${kinds.map((kind) => cell(kind, from, to)).join(' | ')} |\n`,
    );
};

const args = process.argv.slice(2);
const valuesOf = (option: string): string[] =>
  args.flatMap((arg, i) => (arg === option ? [args[i + 1] ?? ''] : []));
const pairs = args.filter((arg) => arg.includes('=')).map((arg) => arg.split('=') as [string, string]);
if (pairs.length === 0 && valuesOf('--add').length === 0) {
  process.stderr.write('npx tsx scripts/calibrate.ts [--write] DOCUMENTS=GOLD ...\n');
  process.exit(2);
}
const samples: Sample[] = [];
for (const [documents, gold] of pairs) samples.push(...(await samplesOf(documents, gold)));
for (const file of valuesOf('--keep')) writeFileSync(file, JSON.stringify(samples));
const read = (file: string): Sample[] =>
  (JSON.parse(readFileSync(file, 'utf8')) as Sample[]).map((sample) => ({ ...sample, unseen: true }));
const now = [...samples];
for (const file of valuesOf('--add')) samples.push(...read(file));
const ofKind = (kind: Kind, all: readonly Sample[] = samples) => all.filter((sample) => sample.kind === kind);
const figures = Object.fromEntries(kinds.map((kind) => [kind, weightsOf(ofKind(kind))])) as Record<
  Kind,
  Weights
>;
binned(
  'Documents that the rules were tuned on and the figures made from',
  now.map((s) => ({ ...s, confidence: shareRight(figures[s.kind], s.signals) })),
);
const leftOut = [...new Set(samples.map((s) => s.document))].flatMap((document) => {
  const others = samples.filter((s) => s.document !== document);
  const here = samples.filter((s) => s.document === document);
  const byKind = new Map(
    kinds.map((kind) => [kind, here.some((s) => s.kind === kind) ? weightsOf(ofKind(kind, others)) : null]),
  );
  return here.map((s) => ({
    ...s,
    confidence: shareRight(byKind.get(s.kind) ?? figures[s.kind], s.signals),
  }));
});
binned(
  'Unseen: each document by the figures of all others',
  leftOut.filter(({ unseen }) => unseen),
);
binned(
  'Unseen, and without part in the figures',
  valuesOf('--check')
    .flatMap(read)
    .map((s) => ({ ...s, confidence: shareRight(figures[s.kind], s.signals) })),
);
process.stdout.write('\n| rule or signal | records | right |\n|---|---|---|\n');
for (const kind of kinds) {
  const names = [...new Set(ofKind(kind).flatMap((s) => s.signals))];
  const rows = names
    .map((name) => ({ name, with: ofKind(kind).filter((s) => s.signals.includes(name)) }))
    .sort((a, b) => b.with.length - a.with.length);
  for (const { name, with: those } of rows)
    process.stdout.write(
      `| ${kind}: ${name} | ${those.length} | ${Math.round((100 * those.filter((s) => s.right).length) / those.length)}% |\n`,
    );
}
if (args.includes('--write')) {
  const file = new URL('../service/extract/confidences.ts', import.meta.url);
  const head = readFileSync(file, 'utf8').split('> = ')[0];
  writeFileSync(file, `${head}> = ${JSON.stringify(figures, null, 2)};\n`);
}
