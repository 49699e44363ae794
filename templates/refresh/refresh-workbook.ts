import { Problem } from '../../service/records/problem.ts';
import { prepareRefresh, type RefreshClient } from './refresh.ts';
import { isEmptyPlan } from './summary.ts';
import type { PlanSummary, RefreshPlan, WorkbookHost } from './types.ts';

export interface WorkbookRefreshOptions {
  /** Only this table; every bound one where none is named. */
  table?: string;
  who: string | null;
  /** When the refresh runs, ISO date and time. */
  now: string;
  /** Asked right before a plan is written; a refusal it throws leaves the workbook as it is. */
  mayWrite?: (plan: RefreshPlan) => Promise<void>;
}

/**
 * Refreshes the bound tables of a workbook without a person in front of it: checks all of them first, so that a table that
 * cannot be refreshed stops the run before anything is written.
 * @returns the summaries, and whether anything was written into a table
 * @throws Problem `workbook.no-binding`, and those of the host, the service and the plan
 */
export const refreshWorkbook = async (
  host: WorkbookHost,
  client: RefreshClient,
  options: WorkbookRefreshOptions,
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
  const prepare = (table: string) =>
    prepareRefresh(host, client, table, { now: options.now, who: options.who });
  // Where there are several, each is checked before the first is written; and planned anew, because writing one may move another.
  if (tables.length > 1) for (const table of tables) await prepare(table);
  const summaries: PlanSummary[] = [];
  let changed = false;
  for (const table of tables) {
    const { plan, summary } = await prepare(table);
    summaries.push(summary);
    if (isEmptyPlan(plan)) continue;
    await options.mayWrite?.(plan);
    await host.apply(plan);
    changed = true;
  }
  return { summaries, changed };
};
