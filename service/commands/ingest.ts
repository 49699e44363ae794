import { openBackend } from './backend.ts';
import type { CommandContext } from './context.ts';
import { handedFiles, tellFailures } from './extract.ts';
import { say } from './messages.ts';
import { progressOf } from './progress.ts';

/**
 * `ingest PATH...`: reads files into the store and says what became of each.
 * @returns the exit code: 0, or 1 where a file failed (the others are stored all the same)
 */
export const ingest = async (
  context: CommandContext,
  paths: readonly string[],
  options: { dataDir?: string; json?: boolean },
): Promise<number> => {
  const { language, stdout, stderr } = context;
  const files = await handedFiles(paths, context);
  const backend = await openBackend(context, options.dataDir);
  try {
    if (backend.through) stderr(say('throughService', language, { address: backend.through }));
    const progress = progressOf(context, say('reading', language), files.length);
    const report = await backend.intake(files, progress.step);
    progress.done();
    const outcomes = { new: 0, changed: 0, unchanged: 0, duplicate: report.copies.length };
    const records = { added: 0, changed: 0, withdrawn: 0, unchanged: 0 };
    for (const { outcome, counts } of report.documents) {
      outcomes[outcome]++;
      records.added += counts.added;
      records.changed += counts.changed;
      records.withdrawn += counts.withdrawn;
      records.unchanged += counts.unchanged;
    }
    const failed = report.failed.map(({ name, problem }) => ({
      name,
      code: problem.code,
      reason: problem.in(language),
    }));
    if (options.json) {
      stdout(
        `${JSON.stringify({ ...outcomes, records, documents: report.documents, copies: report.copies, failed })}\n`,
      );
    } else {
      for (const { title, outcome, source } of report.documents)
        stdout(`${outcome.padEnd(9)} ${title}  (${source})\n`);
      for (const { title, source } of report.copies) stdout(`duplicate ${title}  (${source})\n`);
      stdout(`${say('summary', language, { ...outcomes, failed: failed.length })}\n`);
      stdout(`${say('recordSummary', language, records)}\n`);
    }
    tellFailures(context, report.failed);
    return failed.length === 0 ? 0 : 1;
  } finally {
    await backend.close();
  }
};
