import { Problem } from '../../service/records/problem.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';
import { archiveLines, keptArchiveLines } from '../../templates/refresh/archive.ts';
import { parseBindings, printBindings, withBinding } from '../../templates/refresh/binding-sheet.ts';
import { serialOfIso } from '../../templates/refresh/dates.ts';
import { changedSincePlan, gridDigest, refuseIfChanged } from '../../templates/refresh/digest.ts';
import { parseFacts } from '../../templates/refresh/fact-lines.ts';
import type { FactBinding, FactHost, FactPlan, NamedCells } from '../../templates/refresh/fact-types.ts';
import type { BindingHost, BindRequest, GridRange, SheetGrid } from '../../templates/refresh/grid-types.ts';
import { factsDigest } from '../../templates/refresh/plan-facts.ts';
import type {
  CellWrite,
  NewTable,
  RefreshPlan,
  SnapshotCell,
  TableBinding,
  TableSnapshot,
} from '../../templates/refresh/types.ts';

interface MemoryTable {
  sheet: string;
  headers: string[];
  rows: SnapshotCell[][];
  /** First cell of its header row, where it stands on a sheet with other content. */
  place: { top: number; left: number } | null;
}
/** A plain sheet around its tables, whose cells it does not hold. */
interface MemorySheet {
  rows: SnapshotCell[][];
  merges: GridRange[];
  hiddenColumns: number[];
}
interface State {
  names: Map<string, { sheet: string; range: GridRange }>;
  sheets: Map<string, MemorySheet>;
  tables: Map<string, MemoryTable>;
  bindingRows: CellValue[][];
  archive: CellValue[][];
}

/** The hidden sheet with a table's binding in it; what stands there of named cells stays. */
const withTable = (rows: CellValue[][], binding: TableBinding): CellValue[][] =>
  printBindings(withBinding(parseBindings(rows), binding), parseFacts(rows));

/** A workbook in memory that keeps dates as serial numbers, as real ones do. The simplest host there can be. */
export class MemoryHost implements BindingHost, FactHost {
  #state: State = { names: new Map(), sheets: new Map(), tables: new Map(), bindingRows: [], archive: [] };
  /** The next apply fails after it began to write. */
  failing = false;

  table(name: string): MemoryTable {
    const table = this.#state.tables.get(name);
    if (table) return table;
    throw new Problem(
      'workbook.table-missing',
      { zh: `工作簿中没有表“${name}”。`, en: `The workbook has no table "${name}".` },
      { zh: '请恢复该表或重新绑定。', en: 'Restore the table or bind it again.' },
    );
  }

  get archive(): CellValue[][] {
    return this.#state.archive;
  }
  get bindingRows(): CellValue[][] {
    return this.#state.bindingRows;
  }

  async readBindings(): Promise<TableBinding[]> {
    return parseBindings(this.#state.bindingRows);
  }

  async readTable(name: string): Promise<TableSnapshot> {
    const { sheet, headers, rows } = this.table(name);
    return structuredClone({ table: name, sheet, headers, rows: rows.map((cells) => ({ cells })) });
  }

  async apply(plan: RefreshPlan): Promise<void> {
    const now = await this.readTable(plan.table);
    refuseIfChanged(plan, now);
    const next = structuredClone(this.#state);
    const table = next.tables.get(plan.table);
    if (!table) return;
    const put = (row: SnapshotCell[], cells: readonly CellWrite[]): void => {
      for (const cell of cells) {
        const { value } = cell;
        row[cell.column] = {
          value: cell.type === 'date' && typeof value === 'string' ? serialOfIso(value) : value,
          ...(cell.formula === undefined ? {} : { formula: cell.formula }),
        };
      }
    };
    for (const update of plan.updates) put(table.rows[update.row] ?? [], update.cells);
    this.#failHere();
    next.archive = [...keptArchiveLines(plan, next.archive), ...archiveLines(plan, now)];
    const removed = new Set(plan.removals.map((removal) => removal.row));
    table.rows = table.rows.filter((_, index) => !removed.has(index));
    const made = (cells: readonly CellWrite[]): SnapshotCell[] => {
      const row: SnapshotCell[] = table.headers.map(() => ({ value: null }));
      put(row, cells);
      return row;
    };
    for (const restored of plan.restorations) table.rows.splice(restored.index, 0, made(restored.cells));
    for (const addition of plan.additions) table.rows.push(made(addition.cells));
    next.bindingRows = withTable(next.bindingRows, plan.binding);
    this.#state = next;
  }

  async insertTable(table: NewTable): Promise<void> {
    const headers = table.columns.map((column) => column.header);
    this.#state.tables.set(table.binding.table, {
      sheet: table.sheet,
      headers,
      rows: [headers.map(() => ({ value: null }))],
      place: null,
    });
    this.#state.bindingRows = withTable(this.#state.bindingRows, table.binding);
  }

  /** Puts a plain sheet into the workbook. */
  addSheet(name: string, rows: SnapshotCell[][], merges: GridRange[] = []): void {
    this.#state.sheets.set(name, structuredClone({ rows, merges, hiddenColumns: [] }));
  }
  sheet(name: string): MemorySheet {
    const sheet = this.#state.sheets.get(name);
    if (sheet) return sheet;
    throw new Problem(
      'workbook.sheet-missing',
      { zh: `工作簿中没有工作表“${name}”。`, en: `The workbook has no sheet "${name}".` },
      { zh: '请检查名称。', en: 'Check the name.' },
    );
  }

  async sheetNames(): Promise<string[]> {
    return [...this.#state.sheets.keys()];
  }

  async readSheet(name: string): Promise<SheetGrid> {
    const { rows, merges } = structuredClone(this.sheet(name));
    const tables: SheetGrid['tables'][number][] = [];
    for (const [table, { sheet, headers, rows: body, place }] of this.#state.tables) {
      if (sheet !== name || !place) continue;
      const { top, left } = place;
      const lines = [headers.map((header): SnapshotCell => ({ value: header })), ...body];
      lines.forEach((cells, i) => {
        const row = rows[top + i] ?? [];
        rows[top + i] = row;
        cells.forEach((cell, j) => {
          row[left + j] = structuredClone(cell);
        });
      });
      const range = { top, left, bottom: top + lines.length, right: left + headers.length };
      tables.push({ name: table, range, totals: false });
    }
    return {
      sheet: name,
      rows: Array.from(rows, (row) => Array.from(row ?? [], (cell) => cell ?? { value: null })),
      merges,
      tables,
    };
  }

  async bindTable(request: BindRequest): Promise<void> {
    const { binding, range, key } = request;
    const grid = await this.readSheet(request.sheet);
    if (gridDigest(grid, range) !== request.digest) throw changedSincePlan(binding.table);
    if (request.existing === null && this.#state.tables.has(binding.table))
      throw new Problem(
        'workbook.table-exists',
        {
          zh: `工作簿中已有表“${binding.table}”。`,
          en: `The workbook already has a table "${binding.table}".`,
        },
        { zh: '请换一个名称。', en: 'Choose another name.' },
      );
    const next = structuredClone(this.#state);
    const sheet = next.sheets.get(request.sheet);
    if (!sheet) return;
    const lines = grid.rows.map((row) => [...row]);
    const at = (row: number): SnapshotCell[] => {
      const cells = lines[row] ?? [];
      lines[row] = cells;
      return cells;
    };
    const put = (row: number, column: number, cell: SnapshotCell): void => {
      const cells = at(row);
      while (cells.length < column) cells.push({ value: null });
      cells[column] = cell;
    };
    if (key.insert)
      for (let row = range.top; row < range.bottom; row++)
        if (at(row).length > key.column) at(row).splice(key.column, 0, { value: null });
    const unmerge = new Set(request.unmerge.map((merge) => JSON.stringify(merge)));
    sheet.merges = sheet.merges.filter((merge) => !unmerge.has(JSON.stringify(merge)));
    for (const { row, column, value } of request.writes) put(row, column, { value });
    put(range.top, key.column, { value: key.header });
    key.keys.forEach((value, i) => {
      put(range.top + 1 + i, key.column, { value });
    });
    const cut = (row: number): SnapshotCell[] =>
      Array.from({ length: range.right - range.left }, (_, i) => {
        const cell = lines[row]?.[range.left + i] ?? { value: null };
        put(row, range.left + i, { value: null });
        return cell;
      });
    const headers = cut(range.top).map((cell) => String(cell.value ?? ''));
    const rows = Array.from({ length: range.bottom - range.top - 1 }, (_, i) => cut(range.top + 1 + i));
    next.tables.set(binding.table, {
      sheet: request.sheet,
      headers,
      rows,
      place: { top: range.top, left: range.left },
    });
    // Cells of other tables were only shown on the grid; they stay theirs.
    for (const other of grid.tables)
      for (let row = other.range.top; row < other.range.bottom; row++)
        for (let column = other.range.left; column < other.range.right; column++)
          if (lines[row]?.[column]) put(row, column, { value: null });
    sheet.rows = lines;
    if (key.hidden) sheet.hiddenColumns.push(key.column);
    next.bindingRows = withTable(next.bindingRows, binding);
    this.#state = next;
  }

  /** Gives cells of a plain sheet a name. */
  defineName(name: string, sheet: string, range: GridRange): void {
    this.#state.names.set(name, { sheet, range });
  }

  async readFacts(): Promise<FactBinding[]> {
    return parseFacts(this.#state.bindingRows);
  }

  async readNamed(names: readonly string[]): Promise<NamedCells[]> {
    return names.flatMap((name) => {
      const named = this.#state.names.get(name);
      if (!named) return [];
      const { rows } = this.sheet(named.sheet);
      const { top, left, bottom, right } = named.range;
      const cells = Array.from({ length: bottom - top }, (_, i) =>
        Array.from({ length: right - left }, (_, j) => ({
          ...(rows[top + i]?.[left + j] ?? { value: null }),
        })),
      );
      return [{ name, sheet: named.sheet, cells }];
    });
  }

  async applyFacts(plan: FactPlan): Promise<void> {
    if (factsDigest(await this.readNamed(plan.names)) !== plan.digest) throw changedSincePlan('facts');
    const next = structuredClone(this.#state);
    for (const { name, cells } of plan.writes) {
      const named = next.names.get(name);
      const rows = named && next.sheets.get(named.sheet)?.rows;
      if (!named || !rows) continue;
      for (const { row, column, value, type, formula } of cells) {
        const line = rows[named.range.top + row] ?? [];
        rows[named.range.top + row] = line;
        while (line.length < named.range.left + column) line.push({ value: null });
        line[named.range.left + column] = {
          value: type === 'date' && typeof value === 'string' ? serialOfIso(value) : value,
          ...(formula === undefined ? {} : { formula }),
        };
      }
    }
    this.#failHere();
    next.bindingRows = printBindings(parseBindings(next.bindingRows), plan.facts);
    this.#state = next;
  }

  #failHere(): void {
    if (!this.failing) return;
    this.failing = false;
    throw new Problem(
      'workbook.write-failed',
      { zh: '写入失败。', en: 'Writing failed.' },
      { zh: '请重试。', en: 'Try again.' },
    );
  }

  /** The workbook as text, as a file would hold it. */
  save(): string {
    const { tables, sheets, names } = this.#state;
    return JSON.stringify({ ...this.#state, tables: [...tables], sheets: [...sheets], names: [...names] });
  }
  static open(saved: string): MemoryHost {
    const host = new MemoryHost();
    const state = JSON.parse(saved);
    const [tables, sheets, names] = [new Map(state.tables), new Map(state.sheets), new Map(state.names)];
    host.#state = { ...state, tables, sheets, names };
    return host;
  }
}
