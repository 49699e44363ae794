import { type Language, labelIn } from '../../service/records/catalogue.ts';
import { templateNamed } from '../../templates/catalog/catalog.ts';
import type { TableSheet } from '../../templates/catalog/declaration.ts';
import { newTableOf } from '../../templates/refresh/bind.ts';
import { queryOf } from '../../templates/refresh/binding-sheet.ts';
import { correctionInputs } from '../../templates/refresh/corrections.ts';
import { type PreparedRefresh, prepareRefresh, undoRefresh } from '../../templates/refresh/refresh.ts';
import type {
  NewTable,
  RefreshPlan,
  TableBinding,
  TableQuery,
  TableSnapshot,
} from '../../templates/refresh/types.ts';
import type { PolicyClient } from '../client.ts';
import { ExcelHost } from '../excel/excel-host.ts';
import { nameField, rowNames } from '../row-names.ts';

/** The pane's two jobs on a workbook, without anything of how they look. */

export { nameField };

/** Corrections that the service takes in one request (corrections.ts there, which brings its schemas with it). */
const mostInOneRequest = 500;

/** A plan with what is needed to show it and to write it. */
export interface OpenRefresh {
  binding: TableBinding;
  prepared: PreparedRefresh;
  /** What a row of the table is called, by its index. */
  nameOf(row: number): string;
  apply(prepared: PreparedRefresh, onProgress: (done: number, total: number) => void): Promise<void>;
}

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

/**
 * Takes the last refresh of a table back.
 * @returns how many cells were kept, because somebody changed them since
 */
export const undoLastRefresh = async (table: string, now: Date): Promise<number> => {
  const { plan } = await undoRefresh(new ExcelHost({ readAhead: table }), table, { now: now.toISOString() });
  return plan.edits.length;
};

/** Sends the edits of a written plan that she chose to send; what the service refuses is told in its own words. */
export const sendPlannedCorrections = async (
  client: PolicyClient,
  plan: RefreshPlan,
): Promise<{ taken: number; refused: readonly string[] }> => {
  const inputs = correctionInputs(plan);
  let taken = 0;
  const refused: string[] = [];
  for (let from = 0; from < inputs.length; from += mostInOneRequest)
    for (const outcome of await client.sendCorrections(inputs.slice(from, from + mostInOneRequest))) {
      if (outcome.is === 'taken') taken++;
      else refused.push(outcome.title);
    }
  return { taken, refused };
};

/** A table that was inserted: the names it and its sheet got, and how many records it shows. */
export interface InsertedTable {
  table: string;
  sheet: string;
  count: number;
}

/** A template's table as it is inserted into an open workbook, under free names. */
const templateTable = (
  declared: TableSheet,
  language: Language,
  query: TableQuery,
  names: { table: string; sheet: string },
): NewTable => {
  const { title, kind, fields, widths = {} } = declared;
  const table = newTableOf({ ...names, title: labelIn(title, language), kind, language, query, fields });
  return {
    ...table,
    columns: table.columns.map((column) => ({ ...column, width: widths[column.field] ?? column.width })),
  };
};

/**
 * Inserts the tables of a template, each on a sheet of its own, and fills them; gives each once it is filled.
 * @param onProgress called with the share of all cells that are written, 0 to 1
 */
export async function* insertTemplate(
  client: PolicyClient,
  name: string,
  language: Language,
  query: TableQuery,
  onProgress: (share: number) => void,
): AsyncGenerator<InsertedTable> {
  const { tables } = templateNamed(name);
  // Asked before anything is made: a service that does not answer leaves no empty table behind. The refreshes below ask
  // the same again, and get no records sent a second time (304).
  for (const { kind } of tables) await client.sync({ kind, query: queryOf(query), keys: [] });
  for (const [at, declared] of tables.entries()) {
    const names = await new ExcelHost().freeNames({
      table: declared.table,
      sheet: labelIn(declared.name, language),
    });
    const made = templateTable(declared, language, query, names);
    await new ExcelHost().insertTable(made);
    const open = await openRefresh(client, made.binding, new Date());
    await open.apply(open.prepared, (done, total) =>
      onProgress((at + (total > 0 ? done / total : 1)) / tables.length),
    );
    yield { ...names, count: open.prepared.summary.added };
  }
}
