import { maxFileBytes } from '../ingest/problems.ts';
import { extractFiles, type HandedFile } from '../intake/intake.ts';
import { collectionOf, kinds } from '../records/kinds.ts';
import { Problem } from '../records/problem.ts';
import type { CommandContext } from './context.ts';
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
        zh: '请给出 .txt、.md 或 .html 文件，或含有它们的文件夹。',
        en: 'Name .txt, .md or .html files, or a folder that holds some.',
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

/**
 * `extract PATH...`: prints documents and records as JSON; stores nothing.
 * @returns the exit code: 0, or 1 where a file failed
 */
export const extract = async (context: CommandContext, paths: readonly string[]): Promise<number> => {
  const started = performance.now();
  const files = await handedFiles(paths, context);
  const progress = progressOf(context, say('reading', context.language), files.length);
  const { documents, failed } = await extractFiles(files, progress.step);
  progress.done();
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
