import { stat } from 'node:fs/promises';
import { templates } from '../../templates/catalog/catalog.ts';
import { prepareRefresh } from '../../templates/refresh/refresh.ts';
import { isEmptyPlan, summaryText } from '../../templates/refresh/summary.ts';
import type { PlanSummary, WorkbookHost } from '../../templates/refresh/types.ts';
import type { Language } from '../records/catalogue.ts';
import { Problem } from '../records/problem.ts';
import { type Backend, openBackend } from './backend.ts';
import type { CommandContext } from './context.ts';
import { readUpTo, writeWhole } from './files.ts';
import { say } from './messages.ts';

/** Largest workbook that is opened, in bytes. */
export const maxWorkbookBytes = 100 * 1024 * 1024;

/**
 * Refreshes the bound tables of a workbook: plans all of them first, so that a table that cannot be refreshed stops
 * the run before anything is written.
 * @param table only this one; every bound table where none is named
 * @returns the summaries, and whether anything was written into a table
 */
export const refreshWorkbook = async (
  host: WorkbookHost,
  backend: Backend,
  options: { table?: string; who: string | null },
): Promise<{ summaries: PlanSummary[]; changed: boolean }> => {
  const bindings = await host.readBindings();
  const tables = options.table === undefined ? bindings.map((binding) => binding.table) : [options.table];
  if (tables.length === 0) {
    throw new Problem(
      'workbook.no-binding',
      { zh: '工作簿没有绑定任何表格。', en: 'The workbook has no bound table.' },
      {
        zh: '请用 --template 新建一个工作簿，或在 Excel 中用加载项插入表格。',
        en: 'Make a workbook with --template, or insert a table with the add-in in Excel.',
      },
    );
  }
  const now = new Date().toISOString();
  const prepare = (table: string) => prepareRefresh(host, backend, table, { now, who: options.who });
  // Where there are several, each is checked before the first is written; and planned anew, because writing one may move another.
  if (tables.length > 1) for (const table of tables) await prepare(table);
  const summaries: PlanSummary[] = [];
  let changed = false;
  for (const table of tables) {
    const { plan, summary } = await prepare(table);
    summaries.push(summary);
    if (isEmptyPlan(plan)) continue;
    await host.apply(plan);
    changed = true;
  }
  return { summaries, changed };
};

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
