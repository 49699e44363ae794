import { stat } from 'node:fs/promises';
import { templates } from '../../templates/catalog/catalog.ts';
import { refreshWorkbook } from '../../templates/refresh/refresh-workbook.ts';
import { summaryText } from '../../templates/refresh/summary.ts';
import type { PlanSummary } from '../../templates/refresh/types.ts';
import type { Language } from '../records/catalogue.ts';
import { Problem } from '../records/problem.ts';
import { openBackend } from './backend.ts';
import type { CommandContext } from './context.ts';
import { readUpTo, writeWhole } from './files.ts';
import { say } from './messages.ts';

/** Largest workbook that is opened, in bytes. */
export const maxWorkbookBytes = 100 * 1024 * 1024;

/** The tables' summaries, a line each. */
export const summaryLines = (summaries: readonly PlanSummary[], language: Language): string =>
  summaries.map((summary) => `${summaryText(summary, language)}\n`).join('');

/** The name under which a refresh is noted in the workbook: the person's login, as Excel notes its authors. */
export const whoami = (context: CommandContext): string | null =>
  context.env.USER ?? context.env.USERNAME ?? null;

const templateNeeded = (path: string, names: readonly string[]): Problem =>
  new Problem(
    'workbook.missing',
    { zh: `没有这个工作簿：${path}。`, en: `There is no workbook ${path}.` },
    {
      zh: `请检查路径，或用 --template 新建（可用：${names.join('、')}）。`,
      en: `Check the path, or make one with --template (${names.join(', ')}).`,
    },
    { path },
  );

/** A template's workbook. ExcelJS is slow to import: only where a workbook is made. */
const newWorkbook = async (template: string, language: Language): Promise<Uint8Array> => {
  const { buildTemplate } = await import('../../templates/catalog/build.ts');
  return buildTemplate(template, language);
};

/**
 * `refresh WORKBOOK`: fills or refreshes a workbook and prints the plan's summary. The file is replaced whole or not at all.
 * @returns the exit code
 */
export const refresh = async (
  context: CommandContext,
  path: string,
  options: { out?: string; template?: string; table?: string; dataDir?: string; json?: boolean },
): Promise<number> => {
  const { language, stdout, stderr } = context;
  const templateNames = templates.map((template) => template.name);
  const { openXlsxWorkbook } = await import('../publish/xlsx/xlsx-host.ts');
  const exists = (await stat(path).catch(() => null)) !== null;
  if (!exists && options.template === undefined) throw templateNeeded(path, templateNames);
  const bytes = exists
    ? await readUpTo(path, maxWorkbookBytes)
    : await newWorkbook(options.template as string, language);
  // The workbook is opened before the store, so that a broken one is told at once.
  const host = await openXlsxWorkbook(bytes);
  const backend = await openBackend(context, options.dataDir);
  try {
    if (backend.through) stderr(say('throughService', language, { address: backend.through }));
    if (!exists) stderr(say('created', language, { template: options.template as string }));
    const { summaries, changed } = await refreshWorkbook(host, backend, {
      who: whoami(context),
      now: new Date().toISOString(),
      ...(options.table === undefined ? {} : { table: options.table }),
    });
    const target = options.out ?? path;
    if (changed || !exists || options.out !== undefined) await writeWhole(target, await host.bytes());
    stdout(options.json ? `${JSON.stringify(summaries)}\n` : summaryLines(summaries, language));
    stderr(
      changed || !exists
        ? say('written', language, { file: target })
        : say('nothingChanged', language, { file: path }),
    );
    return 0;
  } finally {
    await backend.close();
  }
};
