import { type Language, labelIn } from '../../service/records/catalogue.ts';
import type { Kind } from '../../service/records/kinds.ts';
import { targetsTemplate } from '../../templates/catalog/targets.ts';
import { newTableOf } from '../../templates/refresh/bind.ts';
import { queryOf } from '../../templates/refresh/binding-sheet.ts';
import { type PreparedRefresh, prepareRefresh } from '../../templates/refresh/refresh.ts';
import type { NewTable, TableBinding, TableQuery, TableSnapshot } from '../../templates/refresh/types.ts';
import type { PolicyClient } from '../client.ts';
import { ExcelHost } from '../excel/excel-host.ts';

/** The pane's two jobs on a workbook, without anything of how they look. */

/** The field by which a person knows a record of a kind. */
export const nameField: Readonly<Record<Kind, string>> = {
  target: 'indicator',
  goal: 'statement',
  fund: 'name',
  park: 'name',
  assignment: 'task',
};

/** A plan with what is needed to show it and to write it. */
export interface OpenRefresh {
  binding: TableBinding;
  prepared: PreparedRefresh;
  /** What a row of the table is called, by its index. */
  nameOf(row: number): string;
  apply(prepared: PreparedRefresh, onProgress: (done: number, total: number) => void): Promise<void>;
}

const rowNames = (binding: TableBinding, snapshot: TableSnapshot): ((row: number) => string) => {
  const columns = ['region', nameField[binding.kind]].map((field) =>
    snapshot.headers.indexOf(binding.columns.find((column) => column.field === field)?.header ?? ''),
  );
  return (row) =>
    columns
      .map((column) => snapshot.rows[row]?.cells[column]?.value ?? '')
      .filter((part) => part !== '')
      .join(' · ');
};

/** Reads a bound table and plans its refresh; nothing is written. */
export const openRefresh = async (
  client: PolicyClient,
  binding: TableBinding,
  now: Date,
): Promise<OpenRefresh> => {
  const { table } = binding;
  const host = new ExcelHost({ readAhead: table });
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
  const prepared = await prepareRefresh(reading, client, table, { now: now.toISOString() });
  const names = snapshot ? rowNames(binding, snapshot) : () => '';
  return {
    binding,
    prepared,
    nameOf: names,
    apply: (decided, onProgress) => new ExcelHost({ onProgress }).apply(decided.plan),
  };
};

/** The targets template's table, as it is inserted into an open workbook. */
const templateTable = (
  language: Language,
  query: TableQuery,
  names: { table: string; sheet: string },
): NewTable => {
  const { title, kind, fields, widths = {} } = targetsTemplate.tables[0];
  const table = newTableOf({ ...names, title: labelIn(title, language), kind, language, query, fields });
  return {
    ...table,
    columns: table.columns.map((column) => ({ ...column, width: widths[column.field] ?? column.width })),
  };
};

/**
 * Inserts the targets template's table on a sheet of its own and fills it.
 * @returns the names that the table and the sheet got, and how many records they show
 */
export const insertTargets = async (
  client: PolicyClient,
  language: Language,
  query: TableQuery,
  now: Date,
  onProgress: (done: number, total: number) => void,
): Promise<{ table: string; sheet: string; count: number }> => {
  const [declared] = targetsTemplate.tables;
  const names = await new ExcelHost().freeNames({
    table: declared.table,
    sheet: labelIn(declared.name, language),
  });
  const newTable = templateTable(language, query, names);
  // Asked before anything is made: a service that does not answer leaves no empty table behind. The refresh below asks
  // the same again, and gets no records sent a second time (304).
  await client.sync({ kind: declared.kind, query: queryOf(query), keys: [] });
  await new ExcelHost().insertTable(newTable);
  const open = await openRefresh(client, newTable.binding, now);
  await open.apply(open.prepared, onProgress);
  return { ...names, count: open.prepared.summary.added };
};
