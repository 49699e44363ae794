import { stat } from 'node:fs/promises';
import { templates } from '../../templates/catalog/catalog.ts';
import { isEmptyPlan, summaryText } from '../../templates/refresh/summary.ts';
import type { PlanSummary } from '../../templates/refresh/types.ts';
import {
  editNamed,
  planUndo,
  planWorkbook,
  runRefresh,
  runUndo,
  type WorkbookChoices,
  type WorkbookRun,
  type WorkbookRunOptions,
} from '../../templates/refresh/workbook-run.ts';
import { planView } from '../http/workbooks/plan-view.ts';
import type { Growth } from '../publish/xlsx/room.ts';
import type { Language } from '../records/catalogue.ts';
import { Problem } from '../records/problem.ts';
import { type Backend, openBackend, type WhenEmpty } from './backend.ts';
import type { CommandContext } from './context.ts';
import { tellFailure } from './failure.ts';
import { readUpTo, writeWhole } from './files.ts';
import { say } from './messages.ts';
import { planText } from './plan-text.ts';

/** Largest workbook that is opened, in bytes. */
export const maxWorkbookBytes = 100 * 1024 * 1024;

/** The tables' summaries, a line each. */
export const summaryLines = (summaries: readonly PlanSummary[], language: Language): string =>
  summaries.map((summary) => `${summaryText(summary, language)}\n`).join('');

/** The name under which a refresh is noted in the workbook: the person's login, as Excel notes its authors. */
export const whoami = (context: CommandContext): string | null =>
  context.env.USER ?? context.env.USERNAME ?? null;

/** Options of `refresh`, as commander reads them. */
export interface RefreshOptions {
  out?: string;
  template?: string;
  table?: string[];
  plan?: boolean;
  undo?: boolean;
  growth?: Growth;
  accept?: string[];
  take?: string[];
  send?: string[];
  dataDir?: string;
  json?: boolean;
}

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

const oneWorkbook = (): Problem =>
  new Problem(
    'refresh.one-workbook',
    {
      zh: '--out、--template、--accept、--take、--send 按名称时一次只能用于一个工作簿。',
      en: '--out, --template, and decisions by name are for one workbook at a time.',
    },
    {
      zh: '请分别运行；--accept all、--take all 可用于多个。',
      en: 'Run it for each; --accept all and --take all work for several.',
    },
  );

/** A template's workbook. ExcelJS is slow to import: only where a workbook is made. */
const newWorkbook = async (template: string, language: Language): Promise<Uint8Array> => {
  const { buildTemplate } = await import('../../templates/catalog/build.ts');
  return buildTemplate(template, language);
};

const named = (values: readonly string[] = []): readonly string[] =>
  values.flatMap((value) => value.split(',')).map((value) => value.trim());
const orAll = <T>(values: readonly string[] | undefined, read: (name: string) => T): 'all' | T[] =>
  named(values).includes('all') ? 'all' : named(values).map(read);

const choicesOf = ({ accept, take, send }: RefreshOptions): WorkbookChoices => ({
  accept: orAll(accept, (key) => key),
  take: orAll(take, editNamed),
  send: orAll(send, editNamed),
});

const byName = ({ accept, take, send }: WorkbookChoices): boolean =>
  [accept, take, send].some((choice) => choice !== undefined && choice !== 'all' && choice.length > 0);

/** @returns the exit code: 1 where the service refused one */
const sendCorrections = async (
  context: CommandContext,
  backend: Backend,
  run: WorkbookRun,
  path: string,
): Promise<number> => {
  const { language, stderr } = context;
  const by = whoami(context);
  if (run.corrections.length === 0) return 0;
  const outcomes = await backend.sendCorrections(
    run.corrections.map(({ record, revision, field, value, table }) => ({
      record,
      revision,
      field,
      value,
      from: `${path} › ${table}`.slice(-300),
      ...(by === null ? {} : { by }),
    })),
  );
  for (const outcome of outcomes)
    if (outcome.is === 'problem') stderr(`✗ ${outcome.detail} [${outcome.code}]`);
  const taken = outcomes.filter(({ is }) => is === 'taken').length;
  stderr(say('correctionsSent', language, { count: taken }));
  return taken === outcomes.length ? 0 : 1;
};

const told = (context: CommandContext, run: WorkbookRun, { json, plan }: RefreshOptions): void => {
  const { language, stdout } = context;
  if (json && plan) stdout(`${JSON.stringify(planView(run, Number.MAX_SAFE_INTEGER))}\n`);
  else if (json) stdout(`${JSON.stringify(run.tables.map(({ summary }) => summary))}\n`);
  else if (plan) stdout(planText(run, language));
  else {
    stdout(
      summaryLines(
        run.tables.map(({ summary }) => summary),
        language,
      ),
    );
    const { facts } = run;
    if (facts)
      stdout(`${say('factsWritten', language, { count: facts.writes.length, all: facts.facts.length })}\n`);
    for (const { name, detail, code } of facts?.failures ?? [])
      context.stderr(`✗ ${name}: ${detail} [${code}]`);
  }
};

/**
 * Refreshes, plans or takes back one workbook. The file is replaced whole or not at all.
 * @returns the exit code
 */
const refreshOne = async (
  context: CommandContext,
  path: string,
  options: RefreshOptions,
  backendOf: (whenEmpty: WhenEmpty) => Promise<Backend>,
): Promise<number> => {
  const { language, stderr } = context;
  const { openXlsxWorkbook } = await import('../publish/xlsx/xlsx-host.ts');
  const exists = (await stat(path).catch(() => null)) !== null;
  if (!exists && (options.template === undefined || options.undo)) {
    throw templateNeeded(
      path,
      templates.map(({ name }) => name),
    );
  }
  const bytes = exists
    ? await readUpTo(path, maxWorkbookBytes)
    : await newWorkbook(options.template ?? '', language);
  // The workbook is opened before the store, so that a broken one is told at once.
  const { growth } = options;
  const host = await openXlsxWorkbook(bytes, growth === undefined ? {} : { growth });
  const run: WorkbookRunOptions = {
    tables: options.table,
    choices: choicesOf(options),
    who: whoami(context),
    now: new Date().toISOString(),
    language,
  };
  if (options.undo) {
    const undone = options.plan ? await planUndo(host, run) : await runUndo(host, run);
    told(context, undone, options);
    if (options.plan) return 0;
    await writeWhole(options.out ?? path, host.bytes());
    stderr(say('undone', language, { file: options.out ?? path }));
    return 0;
  }
  const backend = await backendOf(exists ? 'refuse' : 'starter');
  if (options.plan) {
    const planned = await planWorkbook(host, backend, run);
    told(context, planned, options);
    const writes = planned.tables.some(({ plan }) => !isEmptyPlan(plan));
    stderr(writes || planned.facts?.writes.length ? say('planOnly', language) : say('planNothing', language));
    return 0;
  }
  if (!exists) stderr(say('created', language, { template: options.template ?? '' }));
  const done = await runRefresh(host, backend, run);
  const target = options.out ?? path;
  const writes = done.changed || !exists || options.out !== undefined;
  if (writes) await writeWhole(target, host.bytes());
  told(context, done, options);
  const code = await sendCorrections(context, backend, done, path);
  stderr(
    done.changed || !exists
      ? say('written', language, { file: target })
      : say('nothingChanged', language, { file: path }),
  );
  return code;
};

/**
 * `refresh WORKBOOK...`: fills or refreshes workbooks and prints the summary of what was done; with `plan` only what would
 * be done, with `undo` takes the last refresh back. A workbook that fails stays as it was, and the others go on.
 * @returns the exit code
 */
export const refresh = async (
  context: CommandContext,
  paths: readonly string[],
  options: RefreshOptions,
): Promise<number> => {
  const several = paths.length > 1;
  if (several && (options.out !== undefined || options.template !== undefined || byName(choicesOf(options))))
    throw oneWorkbook();
  let backend: Promise<Backend> | undefined;
  const backendOf = (whenEmpty: WhenEmpty): Promise<Backend> => {
    backend ??= openBackend(context, options.dataDir, whenEmpty).then((opened) => {
      if (opened.through)
        context.stderr(say('throughService', context.language, { address: opened.through }));
      return opened;
    });
    return backend;
  };
  let code = 0;
  try {
    for (const path of paths) {
      if (!several) code = await refreshOne(context, path, options, backendOf);
      else {
        try {
          if (!options.json) context.stdout(`${path}\n`);
          code = Math.max(code, await refreshOne(context, path, options, backendOf));
        } catch (error) {
          code = Math.max(code, tellFailure(context, error));
        }
      }
    }
    return code;
  } finally {
    await backend?.then(
      (opened) => opened.close(),
      () => undefined,
    );
  }
};
