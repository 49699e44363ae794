import { queryOf } from '../../templates/refresh/binding-sheet.ts';
import {
  type CheckedTable,
  checkWorkbook,
  type Finding,
  rekeyPlan,
  releaseDuplicates,
} from '../../templates/refresh/check.ts';
import { type PreparedRefresh, prepareRefresh } from '../../templates/refresh/refresh.ts';
import { isEmptyPlan } from '../../templates/refresh/summary.ts';
import type { TableBinding, TableSnapshot } from '../../templates/refresh/types.ts';
import type { PolicyClient } from '../client.ts';
import { ExcelHost } from '../excel/excel-host.ts';

/** The health check of the open workbook and its mends, without anything of how they look. */

/** A table that could be looked at, with what its mends need. */
interface Looked extends CheckedTable {
  prepared: PreparedRefresh;
}
export interface Checked {
  findings: readonly Finding[];
  tables: ReadonlyMap<string, Looked>;
  /** Tables that could not be read, and why. */
  failed: readonly { table: string; thrown: unknown }[];
}

const look = async (client: PolicyClient, binding: TableBinding, now: Date): Promise<Looked> => {
  const host = new ExcelHost({ readAhead: binding.table });
  let snapshot: TableSnapshot | null = null;
  const reading = {
    readBindings: () => host.readBindings(),
    readTable: async (name: string) => {
      snapshot = await host.readTable(name);
      return snapshot;
    },
    apply: host.apply.bind(host),
    insertTable: host.insertTable.bind(host),
  };
  const prepared = await prepareRefresh(reading, client, binding.table, { now: now.toISOString() });
  if (!snapshot) throw new Error('the plan was made without reading the table');
  return { snapshot, binding, plan: prepared.plan, prepared };
};

/** Looks at every bound table; one that cannot be read does not keep the others from being looked at. */
export const checkHealth = async (
  client: PolicyClient,
  bindings: readonly TableBinding[],
  now: Date,
): Promise<Checked> => {
  const tables = new Map<string, Looked>();
  const failed: { table: string; thrown: unknown }[] = [];
  for (const binding of bindings)
    try {
      tables.set(binding.table, await look(client, binding, now));
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
export const mend = async (client: PolicyClient, checked: Checked, finding: Finding): Promise<Mended> => {
  const host = new ExcelHost();
  const table = 'table' in finding ? checked.tables.get(finding.table) : undefined;
  if (!table || finding.is === 'mixedAsOf' || finding.is === 'stale') return { done: 0, of: 0 };
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
