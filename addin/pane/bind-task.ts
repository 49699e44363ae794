import type { Language } from '../../service/records/catalogue.ts';
import type { Kind } from '../../service/records/kinds.ts';
import { queryOf } from '../../templates/refresh/binding-sheet.ts';
import { type FoundTable, findTables } from '../../templates/refresh/find-tables.ts';
import type { SheetGrid } from '../../templates/refresh/grid-types.ts';
import { type PlannedBinding, planBinding } from '../../templates/refresh/plan-binding.ts';
import type { TableBinding, TableQuery } from '../../templates/refresh/types.ts';
import type { PolicyClient } from '../client.ts';
import { ExcelHost } from '../excel/excel-host.ts';

/** Binding a table that the analyst has, without anything of how it looks. */

/** A table on a sheet of the workbook that could be bound. */
export interface Candidate {
  grid: SheetGrid;
  table: FoundTable;
}

const overlaps = (binding: TableBinding, { table }: Candidate): boolean => table.name === binding.table;

/** The tables of all visible sheets that are not bound yet, in the order of the sheets. */
export const findCandidates = async (bindings: readonly TableBinding[]): Promise<Candidate[]> => {
  const host = new ExcelHost();
  const found: Candidate[] = [];
  for (const sheet of await host.sheetNames()) {
    const grid = await host.readSheet(sheet);
    for (const table of findTables(grid)) {
      const candidate = { grid, table };
      if (!bindings.some((binding) => overlaps(binding, candidate))) found.push(candidate);
    }
  }
  return found;
};

/** What the same region shows as a table of another kind: its headers matched to the fields of that kind. */
export const asKind = ({ grid, table }: Candidate, kind: Kind): Candidate => ({
  grid,
  table:
    findTables(grid, kind).find(
      (one) => one.range.top === table.range.top && one.range.left === table.range.left,
    ) ?? table,
});

/** Field by column, as the headers say. */
export const matchedFields = ({ table }: Candidate): ReadonlyMap<number, string> =>
  new Map(table.matches.flatMap(({ column, field }) => (field === null ? [] : [[column, field] as const])));

/** Plans to bind; nothing is written. */
export const planBind = async (
  client: PolicyClient,
  { grid, table }: Candidate,
  choice: { kind: Kind; language: Language; query: TableQuery; fields: ReadonlyMap<number, string> },
): Promise<PlannedBinding> => {
  const host = new ExcelHost();
  const name = table.name ?? (await host.freeNames({ table: 'tblPolicy', sheet: table.sheet })).table;
  const { records } = await client.sync({ kind: choice.kind, query: queryOf(choice.query), keys: [] });
  return planBinding(
    grid,
    table,
    {
      name,
      kind: choice.kind,
      language: choice.language,
      query: choice.query,
      columns: [...choice.fields].map(([column, field]) => ({ column, field })),
    },
    records,
    { evidenceBase: client.evidenceBase },
  );
};

/** Makes the region a bound table. */
export const bindAsPlanned = (planned: PlannedBinding): Promise<void> =>
  new ExcelHost().bindTable(planned.request);
