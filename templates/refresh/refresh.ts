import { Problem } from '../../service/records/problem.ts';
import type { SyncAnswer, SyncRequest } from '../../service/records/sync.ts';
import { bindingSheetName, queryOf } from './binding-sheet.ts';
import { keysOf } from './keyed-rows.ts';
import { planRefresh } from './plan.ts';
import { summaryOf } from './summary.ts';
import type { Decisions, PlanSummary, RefreshPlan, TableBinding, WorkbookHost } from './types.ts';
import { undoPlan } from './undo.ts';

/** What a refresh asks of the service: the HTTP client of an add-in, or the store itself on the server. */
export interface RefreshClient {
  sync(request: SyncRequest): Promise<SyncAnswer>;
  /** Address of the service without a trailing slash, for evidence links. */
  evidenceBase: string;
}

export interface RefreshOptions {
  /** When the refresh runs, ISO date and time. */
  now: string;
  who?: string | null;
  decisions?: Decisions;
}

/** A refresh that was planned and not yet written. */
export interface PreparedRefresh {
  plan: RefreshPlan;
  summary: PlanSummary;
  /** The plan of the same state and the same answer with other decisions; nothing is read again. */
  decide(decisions: Decisions): PreparedRefresh;
}

/** The binding of a table. @throws Problem `workbook.no-binding`, `workbook.table-not-bound` */
export const bindingOf = (bindings: readonly TableBinding[], table: string): TableBinding => {
  const found = bindings.find((binding) => binding.table === table);
  if (found) return found;
  const names = bindings.map((binding) => binding.table);
  if (names.length === 0) {
    throw new Problem(
      'workbook.no-binding',
      {
        zh: `工作簿没有绑定任何表（缺少隐藏工作表 ${bindingSheetName} 或其内容为空）。`,
        en: `The workbook has no bound table (its hidden sheet ${bindingSheetName} is missing or empty).`,
      },
      { zh: '请先插入模板表或绑定已有的表。', en: 'Insert a template table or bind one of yours first.' },
    );
  }
  throw new Problem(
    'workbook.table-not-bound',
    { zh: `表“${table}”没有绑定。`, en: `The table "${table}" is not bound.` },
    { zh: `已绑定的表：${names.join('、')}。`, en: `Bound tables: ${names.join(', ')}.` },
    { table, bound: names },
  );
};

/**
 * Reads a bound table, asks the service once, and plans. Writes nothing.
 * @throws Problem of the host, the service, or the plan
 */
export const prepareRefresh = async (
  host: WorkbookHost,
  client: RefreshClient,
  table: string,
  options: RefreshOptions,
): Promise<PreparedRefresh> => {
  const binding = bindingOf(await host.readBindings(), table);
  const snapshot = await host.readTable(table);
  const answer = await client.sync({
    kind: binding.kind,
    query: queryOf(binding.query),
    keys: keysOf(snapshot, binding),
  });
  const context = { evidenceBase: client.evidenceBase, now: options.now, who: options.who ?? null };
  const prepared = (decisions: Decisions): PreparedRefresh => {
    const plan = planRefresh(snapshot, binding, answer, context, decisions);
    return { plan, summary: summaryOf(plan), decide: prepared };
  };
  return prepared(options.decisions ?? {});
};

/**
 * The whole flow for a host without a person in front of it: prepare, then write. Where somebody confirms, use
 * prepareRefresh and hand the plan she accepted to the host.
 * @returns the plan that was written and its summary
 */
export const refreshTable = async (
  host: WorkbookHost,
  client: RefreshClient,
  table: string,
  options: RefreshOptions,
): Promise<{ plan: RefreshPlan; summary: PlanSummary }> => {
  const { plan, summary } = await prepareRefresh(host, client, table, options);
  await host.apply(plan);
  return { plan, summary };
};

/**
 * Reads a bound table and plans the undo of its last refresh. Writes nothing and asks nothing of the service.
 * @throws Problem of the host, `refresh.nothing-to-undo`
 */
export const prepareUndo = async (
  host: WorkbookHost,
  table: string,
  options: Pick<RefreshOptions, 'now'>,
): Promise<{ plan: RefreshPlan; summary: PlanSummary }> => {
  const binding = bindingOf(await host.readBindings(), table);
  const plan = undoPlan(await host.readTable(table), binding, { now: options.now });
  return { plan, summary: summaryOf(plan) };
};

/**
 * Takes the last refresh of a table back.
 * @returns the plan that was written and its summary
 */
export const undoRefresh = async (
  host: WorkbookHost,
  table: string,
  options: Pick<RefreshOptions, 'now'>,
): Promise<{ plan: RefreshPlan; summary: PlanSummary }> => {
  const prepared = await prepareUndo(host, table, options);
  await host.apply(prepared.plan);
  return prepared;
};
