import { explainRecords } from '../extract/explain.ts';
import { maxFileBytes } from '../ingest/problems.ts';
import { extractEach, type HandedFile, type ReadDocument } from '../intake/intake.ts';
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

/** What of a document is printed: its records, or how they came about where that is asked; '' for nothing. */
const printed = (
  { document, clean, records }: ReadDocument,
  options: ExtractOptions,
  { language }: CommandContext,
): string => {
  if (!options.explain) return JSON.stringify({ ...document, ...records });
  const places = askedPlaces(clean.text, options);
  if (places?.length === 0) return '';
  const explanation = explainRecords({ id: document.id, text: clean.text, fields: clean.fields }, places);
  return options.json
    ? JSON.stringify({ id: document.id, title: document.title, ...explanation })
    : explanationText(document.title, explanation, language);
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
  const asData = !options.explain || options.json === true;
  let documents = 0;
  let records = 0;
  let told = 0;
  const failed = await extractEach(
    files,
    (read) => {
      documents++;
      for (const kind of kinds) records += read.records[collectionOf[kind]].length;
      const text = printed(read, options, context);
      if (text === '') return;
      if (asData) context.stdout(told === 0 ? '{"documents":[' : ',');
      context.stdout(text);
      told++;
    },
    progress.step,
  );
  progress.done();
  if (told === 0 && documents > 0) throw noSuchPlace({ at: options.at ?? '', find: options.find ?? '' });
  if (asData) context.stdout(told === 0 ? '{"documents":[]}\n' : ']}\n');
  tellFailures(context, failed);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  context.stderr(say('extracted', context.language, { documents, records, seconds }));
  return failed.length === 0 ? 0 : 1;
};
