import type { SnapshotCell } from '../../templates/refresh/types.ts';
import { MemoryHost } from '../hosts/memory-host.ts';
import type { MakeBindFixture } from './bind-contract.ts';
import type { MakeFactsFixture } from './facts-contract.ts';
import type { MakeFixture, Typed } from './refresh-fixture.ts';

const cellOf = (typed: Typed): SnapshotCell =>
  typed !== null && typeof typed === 'object' ? { value: 0, formula: typed.formula } : { value: typed };

/** The contract's workbook on the memory host. */
export const makeMemoryFixture: MakeFixture = async (newTable) => {
  let host = new MemoryHost();
  await host.insertTable(newTable);
  const name = newTable.binding.table;
  const table = () => host.table(name);
  const columnOf = (header: string): number => {
    const column = table().headers.indexOf(header);
    if (column < 0) throw new Error(`test: no column ${header}`);
    return column;
  };
  return {
    get host() {
      return host;
    },
    table: name,
    content: async () => structuredClone({ headers: table().headers, rows: table().rows }),
    outside: async () => [],
    archive: async () => structuredClone(host.archive),
    write: async (row, header, typed) => {
      const cells = table().rows[row];
      if (!cells) throw new Error(`test: no row ${row}`);
      cells[columnOf(header)] = cellOf(typed);
    },
    sortBy: async (header, descending = false) => {
      const column = columnOf(header);
      table().rows.sort((one, other) => {
        const [a, b] = [one, other].map((row) => row[column]?.value ?? '');
        const order = typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : 1;
        return descending ? -order : order;
      });
    },
    insertRow: async (before) => {
      table().rows.splice(
        before,
        0,
        table().headers.map(() => ({ value: null })),
      );
    },
    deleteRow: async (row) => {
      table().rows.splice(row, 1);
    },
    addColumn: async (header, at, values = []) => {
      table().headers.splice(at, 0, header);
      table().rows.forEach((row, index) => {
        row.splice(at, 0, cellOf(values[index] ?? null));
      });
    },
    moveColumn: async (header, to) => {
      const from = columnOf(header);
      for (const list of [table().headers, ...table().rows] as unknown[][]) {
        list.splice(to, 0, ...list.splice(from, 1));
      }
    },
    renameColumn: async (header, to) => {
      table().headers[columnOf(header)] = to;
    },
    deleteColumn: async (header) => {
      const column = columnOf(header);
      for (const list of [table().headers, ...table().rows] as unknown[][]) list.splice(column, 1);
    },
    failNextWrite: async () => {
      host.failing = true;
    },
    reopen: async () => {
      host = MemoryHost.open(host.save());
    },
  };
};

/** The workbook with a hand-made table on the memory host. */
export const makeMemoryBindFixture: MakeBindFixture = async (sheet, rows, merges) => {
  let host = new MemoryHost();
  host.addSheet(
    sheet,
    rows.map((row) => [...row]),
    [...merges],
  );
  return {
    get host() {
      return host;
    },
    reopen: async () => {
      host = MemoryHost.open(host.save());
    },
  };
};

/** The report sheet with named cells on the memory host. */
export const makeMemoryFactsFixture: MakeFactsFixture = async (sheet, rows, names) => {
  let host = new MemoryHost();
  host.addSheet(
    sheet,
    rows.map((row) => [...row]),
  );
  for (const [name, range] of Object.entries(names)) host.defineName(name, sheet, range);
  return {
    get host() {
      return host;
    },
    cells: async () => structuredClone(host.sheet(sheet).rows),
    type: async (row, column, value) => {
      const cells = host.sheet(sheet).rows[row];
      if (!cells) throw new Error(`test: no row ${row}`);
      cells[column] = cellOf(value);
    },
    reopen: async () => {
      host = MemoryHost.open(host.save());
    },
    failNextWrite: async () => {
      host.failing = true;
    },
  };
};
