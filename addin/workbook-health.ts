import { queryOf } from '../templates/refresh/binding-sheet.ts';
import {
  type CheckedTable,
  checkWorkbook,
  type Finding,
  rekeyPlan,
  releaseDuplicates,
} from '../templates/refresh/check.ts';
import { type PreparedRefresh, prepareRefresh, type RefreshClient } from '../templates/refresh/refresh.ts';
import { isEmptyPlan } from '../templates/refresh/summary.ts';
import type { TableBinding, TableSnapshot, WorkbookHost } from '../templates/refresh/types.ts';

/** Planning a table with the state that it was planned from, the health check of a workbook and its mends, for any host. */

/** Opens the workbook; a host may read a table ahead that is named. */
export type OpenHost = (table?: string) => WorkbookHost;

/** A table that could be looked at, with what its mends need. */
export interface LookedTable extends CheckedTable {
  prepared: PreparedRefresh;
}
export interface CheckedWorkbook {
  findings: readonly Finding[];
  tables: ReadonlyMap<string, LookedTable>;
  /** Tables that could not be read, and why. */
  failed: readonly { table: string; thrown: unknown }[];
}

/** Reads a table and plans its refresh; nothing is written. */
export const lookAt = async (
  open: OpenHost,
  client: RefreshClient,
  binding: TableBinding,
  now: Date,
): Promise<LookedTable> => {
  const host = open(binding.table);
  let snapshot: TableSnapshot | null = null;
  const reading: WorkbookHost = {
    readBindings: () => host.readBindings(),
    readTable: async (name) => {
      snapshot = await host.readTable(name);
      return snapshot;
    },
    apply: (plan) => host.apply(plan),
    insertTable: (table) => host.insertTable(table),
  };
  const prepared = await prepareRefresh(reading, client, binding.table, { now: now.toISOString() });
  if (!snapshot) throw new Error('the plan was made without reading the table');
  return { snapshot, binding, plan: prepared.plan, prepared };
};

/** Looks at every bound table; one that cannot be read does not keep the others from being looked at. */
export const checkTables = async (
  open: OpenHost,
  client: RefreshClient,
  bindings: readonly TableBinding[],
  now: Date,
): Promise<CheckedWorkbook> => {
  const tables = new Map<string, LookedTable>();
  const failed: { table: string; thrown: unknown }[] = [];
  for (const binding of bindings)
    try {
      tables.set(binding.table, await lookAt(open, client, binding, now));
    } catch (thrown) {
      failed.push({ table: binding.table, thrown });
    }
  return { findings: checkWorkbook([...tables.values()]), tables, failed };
};

/** What a mend did: rows or cells that were put in order, of how many. */
export interface Mended {
  done: number;
  of: number;
}

/** Mends one finding. Findings that a refresh mends are left to the refresh, which shows its plan first. */
export const mendFinding = async (
  open: OpenHost,
  client: RefreshClient,
  checked: CheckedWorkbook,
  finding: Finding,
): Promise<Mended> => {
  const table = 'table' in finding ? checked.tables.get(finding.table) : undefined;
  if (!table || finding.is === 'mixedAsOf' || finding.is === 'stale') return { done: 0, of: 0 };
  const host = open();
  switch (finding.is) {
    case 'typedOver': {
      const edits: Record<string, Record<string, 'take'>> = {};
      for (const { key, field } of finding.edits) edits[key] = { ...edits[key], [field]: 'take' };
      await host.apply(table.prepared.decide({ edits }).plan);
      return { done: finding.edits.length, of: finding.edits.length };
    }
    case 'gone':
      await host.apply(table.prepared.decide({ removals: 'all' }).plan);
      return { done: finding.rows.length, of: finding.rows.length };
    case 'duplicateKey': {
      const plan = releaseDuplicates(table);
      await host.apply(plan);
      return { done: plan.updates.length, of: plan.updates.length };
    }
    case 'brokenKey':
    case 'noSource': {
      const { kind, query } = table.binding;
      const { records } = await client.sync({ kind, query: queryOf(query), keys: [] });
      const { plan, rows } = rekeyPlan(table, records, client);
      if (!isEmptyPlan(plan)) await host.apply(plan);
      return { done: finding.rows.filter((row) => rows.includes(row)).length, of: finding.rows.length };
    }
  }
};
