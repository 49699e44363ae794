import { keyField } from '../../service/records/catalogue.ts';
import type { RecordView } from '../../service/records/record-view.ts';
import { locateColumns } from './columns.ts';
import { snapshotDigest } from './digest.ts';
import { readKeys } from './keyed-rows.ts';
import { printKey } from './keys.ts';
import { matchRows } from './match-rows.ts';
import { shownValues } from './shown-values.ts';
import { summaryOf } from './summary.ts';
import type { LocalEdit, PlanSummary, RefreshPlan, RowUpdate, TableBinding, TableSnapshot } from './types.ts';

/**
 * The health check of a workbook: what keeps its tables from being what they seem to be, each with what mends it. It looks
 * at the same plan that a refresh would carry out, so that check and refresh never disagree.
 */

/** Something that is not in order; rows are counted from 0 at the first body row. */
export type Finding =
  /** Bound cells that somebody typed over. Mended by taking the service's values. */
  | { is: 'typedOver'; table: string; edits: readonly LocalEdit[] }
  /** The service has moved on since the last refresh, or there was none. Mended by a refresh. */
  | { is: 'stale'; table: string; asOf: string | null; summary: PlanSummary }
  /** Rows of records that are withdrawn or no longer match. Mended by accepting their removal. */
  | { is: 'gone'; table: string; rows: readonly number[] }
  /** Rows whose key cannot be read, or is gone. Mended by matching them to records by their values. */
  | { is: 'brokenKey'; table: string; rows: readonly number[] }
  /** Rows that show a record that another row shows too. Mended by letting the first one keep the key. */
  | { is: 'duplicateKey'; table: string; rows: readonly number[] }
  /** Rows with a number in a bound column and no record behind it. Mended as broken keys are. */
  | { is: 'noSource'; table: string; rows: readonly number[] }
  /** Tables that show different states of the service. Mended by refreshing all. */
  | { is: 'mixedAsOf'; tables: readonly { table: string; asOf: string }[] };
export type FindingName = Finding['is'];

/** A table as it was read, and the plan of its refresh. */
export interface CheckedTable {
  snapshot: TableSnapshot;
  binding: TableBinding;
  plan: RefreshPlan;
}

/** Whether a row without a key shows a number where the service's numbers stand. */
const numberWithoutSource = ({ snapshot, binding }: CheckedTable) => {
  const { bound } = locateColumns(snapshot, binding);
  const numbers = bound.filter(({ field }) => field.type === 'number').map(({ column }) => column);
  return (row: number): boolean =>
    numbers.some((column) => typeof snapshot.rows[row]?.cells[column]?.value === 'number');
};

/** What is not in order in one table. @throws Problem as locateColumns */
export const checkTable = (checked: CheckedTable): Finding[] => {
  const { plan, binding } = checked;
  const { table } = binding;
  const findings: Finding[] = [];
  if (plan.edits.length > 0) findings.push({ is: 'typedOver', table, edits: plan.edits });
  const goneRows = new Set(plan.gone.map(({ row }) => row));
  const isNew =
    plan.additions.length > 0 || plan.updates.some((update) => !goneRows.has(update.row) || update.fills);
  if (binding.asOf === null || isNew)
    findings.push({ is: 'stale', table, asOf: binding.asOf, summary: summaryOf(plan) });
  if (plan.gone.length > 0) findings.push({ is: 'gone', table, rows: plan.gone.map(({ row }) => row) });

  const hasNumber = numberWithoutSource(checked);
  const rowsOf = (wanted: (row: RefreshPlan['unmatched'][number]) => boolean): number[] =>
    plan.unmatched.filter(wanted).map(({ row }) => row);
  const broken = rowsOf(({ reason }) => reason === 'brokenKey');
  const twice = rowsOf(({ reason }) => reason === 'duplicateKey');
  const sourceless = rowsOf(({ row, reason }) => reason === 'noKey' && hasNumber(row));
  if (broken.length > 0) findings.push({ is: 'brokenKey', table, rows: broken });
  if (twice.length > 0) findings.push({ is: 'duplicateKey', table, rows: twice });
  if (sourceless.length > 0) findings.push({ is: 'noSource', table, rows: sourceless });
  return findings;
};

/** What is not in order in a workbook: its tables, and how they stand to each other. */
export const checkWorkbook = (tables: readonly CheckedTable[]): Finding[] => {
  const shown = tables.flatMap(({ binding: { table, asOf } }) => (asOf === null ? [] : [{ table, asOf }]));
  const days = new Set(shown.map(({ asOf }) => asOf.slice(0, 10)));
  return [
    ...tables.flatMap(checkTable),
    ...(days.size > 1 ? [{ is: 'mixedAsOf' as const, tables: shown }] : []),
  ];
};

/** A plan that writes nothing but keys. */
const keyPlan = (checked: CheckedTable, keys: ReadonlyMap<number, string | null>): RefreshPlan => {
  const { snapshot, binding, plan } = checked;
  const { key: column } = locateColumns(snapshot, binding);
  const updates: RowUpdate[] = [...keys].map(([row, value]) => ({
    row,
    key: value ?? '',
    cells: [{ column, value, type: keyField.type }],
  }));
  return {
    ...plan,
    snapshot: snapshotDigest(snapshot),
    updates,
    additions: [],
    removals: [],
    restorations: [],
    unarchive: null,
    changes: [],
    edits: [],
    corrections: [],
    gone: [],
    unmatched: [],
    // Of another refresh there is nothing to be taken back any more: its rows have other keys now.
    binding: { ...binding, undo: null },
  };
};

/**
 * Gives rows without a usable key the key of the record that they show, told by their values; a row that is like several
 * records or like none stays as it is.
 * @param records what the table's query picks now
 * @returns the plan for the host, and the rows that were matched; the plan is empty where none was
 */
export const rekeyPlan = (
  checked: CheckedTable,
  records: readonly RecordView[],
  context: { evidenceBase: string },
): { plan: RefreshPlan; rows: readonly number[] } => {
  const { snapshot, binding, plan } = checked;
  const columns = locateColumns(snapshot, binding);
  const shown = readKeys(snapshot, columns.key).taken;
  const lost = plan.unmatched.filter(({ reason }) => reason !== 'duplicateKey').map(({ row }) => row);
  const candidates = records
    .filter((record) => !shown.has(record.id))
    .map((record) => ({
      key: printKey(record),
      values: shownValues(record, binding.language, context.evidenceBase),
    }));
  const { matched } = matchRows(
    lost.map((row) => ({
      cells: (snapshot.rows[row]?.cells ?? []).map((cell, column) =>
        column === columns.key ? { value: null } : cell,
      ),
    })),
    binding.kind,
    columns.bound.map(({ column, field }) => ({ column, field: field.id })),
    candidates,
    { implied: {}, date1904: snapshot.date1904 ?? false },
  );
  const keys = new Map(matched.map(({ row, key }) => [lost[row] ?? -1, key]));
  return { plan: keyPlan(checked, keys), rows: [...keys.keys()] };
};

/** Lets the first of several rows that show one record keep it; the others become rows of hers, with all that they say. */
export const releaseDuplicates = (checked: CheckedTable): RefreshPlan => {
  const { snapshot, binding, plan } = checked;
  const { key: column } = locateColumns(snapshot, binding);
  const seen = new Set<string>();
  const keys = new Map<number, null>();
  for (const { row, reason } of plan.unmatched) {
    if (reason !== 'duplicateKey') continue;
    const id = String(snapshot.rows[row]?.cells[column]?.value ?? '').split('@')[0] ?? '';
    if (seen.has(id)) keys.set(row, null);
    seen.add(id);
  }
  return keyPlan(checked, keys);
};
