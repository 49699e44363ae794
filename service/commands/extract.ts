import { explainRecords } from '../extract/explain.ts';
import { maxFileBytes } from '../ingest/problems.ts';
import { extractFiles, type HandedFile, type ReadDocument } from '../intake/intake.ts';
import { collectionOf, kinds } from '../records/kinds.ts';
import { Problem } from '../records/problem.ts';
import type { CommandContext } from './context.ts';
import { explanationText } from './explanation.ts';
import { filesAt, readUpTo } from './files.ts';
import { say } from './messages.ts';
import { progressOf } from './progress.ts';

/** Files to hand in; none is read beyond what ingestion takes, however large it is. */
export const handedFiles = async (
  paths: readonly string[],
  context: CommandContext,
): Promise<HandedFile[]> => {
  const found = await filesAt(paths);
  if (found.length === 0) {
    throw new Problem(
      'file.none',
      { zh: say('noFiles', 'zh-CN'), en: say('noFiles', 'en') },
      {
        zh: '请给出 .txt、.md、.html、.docx 或 .pdf 文件，或含有它们的文件夹。',
        en: 'Name .txt, .md, .html, .docx or .pdf files, or a folder that holds some.',
      },
      { paths: [...paths], language: context.language },
    );
  }
  return found.map((name) => ({ name, read: () => readUpTo(name, maxFileBytes) }));
};

/** Tells which files failed, on stderr. */
export const tellFailures = (
  context: CommandContext,
  failed: readonly { name: string; problem: Problem }[],
): void => {
  for (const { name, problem } of failed) {
    const reason = `${problem.in(context.language)} [${problem.code}]`;
    context.stderr(say('failed', context.language, { name, reason }));
  }
};

/** What `extract` may be asked for beside the records. */
export interface ExtractOptions {
  explain?: boolean;
  /** Offset into the clean text, as written. */
  at?: string;
  find?: string;
  /** With `explain`, print data; without it JSON is printed anyway. */
  json?: boolean;
}

const noSuchPlace = (details: Readonly<Record<string, string>>): Problem =>
  new Problem(
    'explain.no-place',
    { zh: say('explainNoPlace', 'zh-CN'), en: say('explainNoPlace', 'en') },
    { zh: say('explainWhere', 'zh-CN'), en: say('explainWhere', 'en') },
    details,
  );

/** Every place at which a text holds some words; words that overlap themselves count once. */
const placesOf = (text: string, words: string): number[] => {
  const places: number[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) places.push(at);
  return places;
};

const askedPlaces = (text: string, { at, find }: ExtractOptions): number[] | undefined => {
  if (at === undefined && find === undefined) return undefined;
  const places = find === undefined || find === '' ? [] : placesOf(text, find);
  if (at !== undefined && Number(at) < text.length) places.push(Number(at));
  return places;
};

/** Prints how the records of every document came about, or what the rules made of the passages asked for. */
const explain = (
  context: CommandContext,
  documents: readonly ReadDocument[],
  options: ExtractOptions,
): void => {
  let told = 0;
  const data: unknown[] = [];
  for (const { document, clean } of documents) {
    const places = askedPlaces(clean.text, options);
    if (places?.length === 0) continue;
    told++;
    const explanation = explainRecords({ id: document.id, text: clean.text, fields: clean.fields }, places);
    if (options.json) data.push({ id: document.id, title: document.title, ...explanation });
    else context.stdout(explanationText(document.title, explanation, context.language));
  }
  if (told === 0 && documents.length > 0)
    throw noSuchPlace({ at: options.at ?? '', find: options.find ?? '' });
  if (options.json) context.stdout(`${JSON.stringify({ documents: data })}\n`);
};

/**
 * `extract PATH...`: prints documents and records as JSON; stores nothing. With `explain`, tells how the records came
 * about instead.
 * @returns the exit code: 0, or 1 where a file failed
 * @throws Problem explain.no-place where no document holds the place that `at` or `find` ask for
 */
export const extract = async (
  context: CommandContext,
  paths: readonly string[],
  options: ExtractOptions = {},
): Promise<number> => {
  const asksPlace = options.at !== undefined || options.find !== undefined;
  if ((asksPlace && !options.explain) || (options.at !== undefined && !/^\d+$/.test(options.at)))
    throw noSuchPlace({ at: options.at ?? '', find: options.find ?? '' });
  const started = performance.now();
  const files = await handedFiles(paths, context);
  const progress = progressOf(context, say('reading', context.language), files.length);
  const { documents, failed } = await extractFiles(files, progress.step);
  progress.done();
  if (options.explain) explain(context, documents, options);
  else
    context.stdout(
      `${JSON.stringify({ documents: documents.map(({ document, records }) => ({ ...document, ...records })) })}\n`,
    );
  tellFailures(context, failed);
  const records = documents.reduce(
    (sum, document) => sum + kinds.reduce((n, kind) => n + document.records[collectionOf[kind]].length, 0),
    0,
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  context.stderr(say('extracted', context.language, { documents: documents.length, records, seconds }));
  return failed.length === 0 ? 0 : 1;
};
