import { Problem } from '../../service/records/problem.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';
import { archiveLines, keptArchiveLines } from '../../templates/refresh/archive.ts';
import { parseBindings, printBindings, withBinding } from '../../templates/refresh/binding-sheet.ts';
import { serialOfIso } from '../../templates/refresh/dates.ts';
import { refuseIfChanged } from '../../templates/refresh/digest.ts';
import type {
  CellWrite,
  NewTable,
  RefreshPlan,
  SnapshotCell,
  TableBinding,
  TableSnapshot,
  WorkbookHost,
} from '../../templates/refresh/types.ts';

interface MemoryTable {
  sheet: string;
  headers: string[];
  rows: SnapshotCell[][];
}
interface State {
  tables: Map<string, MemoryTable>;
  bindingRows: CellValue[][];
  archive: CellValue[][];
}

/** A workbook in memory that keeps dates as serial numbers, as real ones do. The simplest host there can be. */
export class MemoryHost implements WorkbookHost {
  #state: State = { tables: new Map(), bindingRows: [], archive: [] };
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
    if (this.failing) {
      this.failing = false;
      throw new Problem(
        'workbook.write-failed',
        { zh: '写入失败。', en: 'Writing failed.' },
        { zh: '请重试。', en: 'Try again.' },
      );
    }
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
    next.bindingRows = printBindings(withBinding(parseBindings(next.bindingRows), plan.binding));
    this.#state = next;
  }

  async insertTable(table: NewTable): Promise<void> {
    const headers = table.columns.map((column) => column.header);
    this.#state.tables.set(table.binding.table, {
      sheet: table.sheet,
      headers,
      rows: [headers.map(() => ({ value: null }))],
    });
    this.#state.bindingRows = printBindings(
      withBinding(parseBindings(this.#state.bindingRows), table.binding),
    );
  }

  /** The workbook as text, as a file would hold it. */
  save(): string {
    return JSON.stringify({ ...this.#state, tables: [...this.#state.tables] });
  }
  static open(saved: string): MemoryHost {
    const host = new MemoryHost();
    const state = JSON.parse(saved);
    host.#state = { ...state, tables: new Map(state.tables) };
    return host;
  }
}
