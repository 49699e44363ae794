import { characterWidth, headerRow } from '../../service/publish/google/google-new-table.ts';
import { bindingRowsOf, sheetOf } from '../../service/publish/google/google-state.ts';
import {
  hasContentBelow,
  type LocatedTable,
  locateTable,
  rangeNameOf,
  refuseContentBeside,
  snapshotOf,
  tableMissing,
} from '../../service/publish/google/google-table.ts';
import { Problem } from '../../service/records/problem.ts';
import {
  archiveHeader,
  archiveLines,
  archiveSheetName,
  keptArchiveLines,
} from '../../templates/refresh/archive.ts';
import {
  bindingColumns,
  bindingSheetName,
  parseBindings,
  printBindings,
  withBinding,
} from '../../templates/refresh/binding-sheet.ts';
import { refuseIfChanged, snapshotDigest } from '../../templates/refresh/digest.ts';
import { parseFacts } from '../../templates/refresh/fact-lines.ts';
import { bindingOf } from '../../templates/refresh/refresh.ts';
import type {
  CellWrite,
  NewTable,
  RefreshPlan,
  SnapshotCell,
  TableBinding,
  TableSnapshot,
  WorkbookHost,
} from '../../templates/refresh/types.ts';
import { type PlacedCell, runsFromLast } from './blocks.ts';
import type { ScriptSheet, ScriptSpreadsheet, Services } from './services.ts';
import { cellAfter, dayPattern, serialReader } from './sheet-cells.ts';
import { readState, type SheetState } from './sheet-state.ts';
import { SheetWriting } from './sheet-writing.ts';
import {
  anotherRuns,
  protectedCells,
  sheetExists,
  tableExists,
  writeFailed,
  writtenInPart,
} from './sheets-problems.ts';

type HostServices = Pick<Services, 'SpreadsheetApp' | 'LockService' | 'Utilities'>;
type Place = LocatedTable & { script: ScriptSheet };

/** How long a writing waits for another one of the add-in to end. */
const lockMilliseconds = 15_000;

/**
 * The spreadsheet that is open, as a host of refreshes. A table is read in two calls and written in one a rectangle of
 * changed cells, all between taking the document's lock and giving it back. What was written is read back; where it is not
 * what was meant, or a call fails, everything is taken back.
 */
export class SheetsHost implements WorkbookHost {
  readonly #services: HostServices;
  readonly #book: ScriptSpreadsheet;

  constructor(services: HostServices) {
    this.#services = services;
    this.#book = services.SpreadsheetApp.getActiveSpreadsheet();
  }

  #read(more: readonly string[] | 'all' = []): SheetState {
    return readState(this.#services, this.#book, more);
  }

  #locate(table: string, more: readonly string[] = []): { state: SheetState; place: Place } {
    let state = this.#read(more);
    const binding = bindingOf(parseBindings(bindingRowsOf(state)), table);
    let place = locateTable(state, binding);
    if (!place) {
      state = this.#read('all');
      place = locateTable(state, binding);
    }
    const script = place && state.scripts.get(place.sheet.id);
    if (!place || !script) throw tableMissing(table);
    return { state, place: { ...place, script } };
  }

  async readBindings(): Promise<TableBinding[]> {
    return parseBindings(bindingRowsOf(this.#read()));
  }

  async readTable(table: string): Promise<TableSnapshot> {
    return snapshotOf(table, this.#locate(table).place);
  }

  /** The table and the key of the row in which the active cell stands; null where it stands in no bound table. */
  selected(): { binding: TableBinding; row: readonly SnapshotCell[]; headers: readonly string[] } | null {
    const active = this.#book.getActiveRange();
    if (!active) return null;
    const [sheetId, row] = [active.getSheet().getSheetId(), active.getRow() - 1];
    const column = active.getColumn() - 1;
    const state = this.#read();
    for (const binding of parseBindings(bindingRowsOf(state))) {
      const place = locateTable(state, binding);
      if (!place || place.sheet.id !== sheetId) continue;
      const { top, bottom, left, right } = place.range;
      if (row <= top || row >= bottom || column < left || column >= right) continue;
      const { headers, rows } = snapshotOf(binding.table, place);
      return { binding, headers, row: rows[row - top - 1]?.cells ?? [] };
    }
    return null;
  }

  /** Brings a table before the user: its sheet, and its first row. */
  show(table: string): void {
    const { place } = this.#locate(table);
    this.#book.setActiveSheet(place.script);
  }

  async apply(plan: RefreshPlan): Promise<void> {
    this.#locked(plan.table, (writing) => {
      const { state, place } = this.#locate(plan.table, [archiveSheetName]);
      const now = snapshotOf(plan.table, place);
      refuseIfChanged(plan, now);
      if (plan.removals.length + plan.restorations.length > 0) refuseContentBeside(place, plan.table);
      this.#refuseProtected(plan, place);
      return {
        write: () => this.#write(writing, plan, state, place, now),
        isBack: () =>
          snapshotDigest(snapshotOf(plan.table, this.#locate(plan.table).place)) === plan.snapshot,
      };
    });
  }

  /** Runs a writing under the document's lock, and takes it back where it fails. */
  #locked(
    table: string,
    begin: (writing: SheetWriting) => { write: () => void; isBack: () => boolean },
  ): void {
    const { SpreadsheetApp, LockService } = this.#services;
    const lock = LockService.getDocumentLock();
    if (lock && !lock.tryLock(lockMilliseconds)) throw anotherRuns();
    const writing = new SheetWriting(
      this.#services,
      this.#book,
      serialReader(this.#services, this.#book.getSpreadsheetTimeZone()),
    );
    try {
      const { write, isBack } = begin(writing);
      try {
        write();
        // What is not sent yet would fail after the lock is given back, where nobody takes it back any more.
        SpreadsheetApp.flush();
      } catch (cause) {
        let back = false;
        try {
          writing.takeBack();
          back = isBack();
        } catch {
          back = false;
        }
        if (!back) throw writtenInPart(table, cause);
        throw cause instanceof Problem ? cause : writeFailed(table, cause);
      }
    } finally {
      lock?.releaseLock();
    }
  }

  /** Found out before anything is written, because deleted rows do not come back with their formats. */
  #refuseProtected(plan: RefreshPlan, { script, sheet, range }: Place): void {
    const whole = script.getRange(
      range.top + 1,
      range.left + 1,
      Math.max(1, Math.min(range.bottom + plan.additions.length, sheet.rowCount) - range.top),
      range.right - range.left,
    );
    const rows = plan.removals.map(({ row }) =>
      script.getRange(range.top + 2 + row, 1, 1, Math.max(1, sheet.columnCount)),
    );
    if (whole.canEdit() && rows.every((row) => row.canEdit())) return;
    const free = plan.updates.every(({ row, cells }) =>
      cells.every(({ column }) =>
        script.getRange(range.top + 2 + row, range.left + column + 1, 1, 1).canEdit(),
      ),
    );
    if (!free || !rows.every((row) => row.canEdit()) || plan.additions.length + plan.restorations.length > 0)
      throw protectedCells(plan.table, sheet.title);
  }

  /** Deleting comes last: it is the one step that cannot be taken back whole. */
  #write(
    writing: SheetWriting,
    plan: RefreshPlan,
    state: SheetState,
    place: Place,
    now: TableSnapshot,
  ): void {
    const { script, range } = place;
    const placed = (row: number, cells: readonly CellWrite[]): PlacedCell[] =>
      cells.map((write) => ({
        row: range.top + 1 + row,
        column: range.left + write.column,
        cell: cellAfter(write),
      }));
    const before = (row: number, column: number): SnapshotCell | undefined =>
      place.sheet.cells?.[row]?.[column];
    const mark = this.#marks(writing, plan.table, state, place);
    writing.cells(
      script,
      plan.updates.flatMap(({ row, cells }) => placed(row, cells)),
      before,
    );
    this.#addRows(writing, plan, place, placed);
    this.#appendArchive(writing, plan, state, now);
    const bindings = withBinding(parseBindings(bindingRowsOf(state)), plan.binding);
    this.#writeBindings(writing, state, bindings);
    this.#removeRows(writing, plan, place, now);
    this.#restoreRows(writing, plan, place, placed);
    const bottom = range.bottom + plan.additions.length + plan.restorations.length - plan.removals.length;
    mark(bottom);
    this.#dropArchive(writing, plan, state);
  }

  /** New rows at the end. Where something stands below, rows are inserted, so that it moves down whole. */
  #addRows(
    writing: SheetWriting,
    plan: RefreshPlan,
    place: Place,
    placed: (row: number, cells: readonly CellWrite[]) => PlacedCell[],
  ): void {
    const count = plan.additions.length;
    if (count === 0) return;
    const { script, range } = place;
    const first = range.bottom - range.top - 1;
    if (hasContentBelow(place))
      writing.rows(
        script,
        // Below the header alone a row takes the look of what follows, not that of the header.
        () =>
          first === 0
            ? script.insertRowsBefore(range.bottom + 1, count)
            : script.insertRowsAfter(range.bottom, count),
        () => script.deleteRows(range.bottom + 1, count),
      );
    else writing.grow(script, range.bottom + count, range.right);
    plan.additions[0]?.cells.forEach((cell) => {
      if (cell.type === 'date')
        script.getRange(range.bottom + 1, range.left + cell.column + 1, count, 1).setNumberFormat(dayPattern);
    });
    writing.cells(
      script,
      plan.additions.flatMap(({ cells }, i) => placed(first + i, cells)),
      () => undefined,
    );
  }

  #removeRows(writing: SheetWriting, plan: RefreshPlan, { script, range }: Place, now: TableSnapshot): void {
    const first = range.top + 1;
    const left = script.getMaxRows() - plan.removals.length;
    // A sheet keeps at least one row below its frozen ones.
    if (plan.removals.length > 0 && left <= first) writing.grow(script, script.getMaxRows() + 1, range.right);
    for (const run of runsFromLast(plan.removals.map(({ row }) => row)))
      writing.rows(
        script,
        () => script.deleteRows(first + run.first + 1, run.count),
        () => {
          script.insertRowsBefore(first + run.first + 1, run.count);
          const cells = Array.from({ length: run.count }, (_, i) =>
            (now.rows[run.first + i]?.cells ?? []).map((cell, column) => ({
              row: first + run.first + i,
              column: range.left + column,
              cell,
            })),
          ).flat();
          writing.put(script, cells);
        },
      );
  }

  /** Rows that an undo puts back, one by one at their places, looking like the row above them. */
  #restoreRows(
    writing: SheetWriting,
    plan: RefreshPlan,
    { script, range }: Place,
    placed: (row: number, cells: readonly CellWrite[]) => PlacedCell[],
  ): void {
    for (const { index, cells } of plan.restorations) {
      const row = range.top + 2 + index;
      writing.rows(
        script,
        () => (index === 0 ? script.insertRowsBefore(row, 1) : script.insertRowsAfter(row - 1, 1)),
        () => script.deleteRows(row, 1),
      );
      for (const cell of cells)
        if (cell.type === 'date')
          script.getRange(row, range.left + cell.column + 1, 1, 1).setNumberFormat(dayPattern);
      writing.cells(script, placed(index, cells), () => undefined);
    }
  }

  /**
   * The marks of the table's place: its name, and the filter over it, which does not grow by itself. Rows that go and come
   * back move both, so where they stood is noted before anything is written, to be put back after everything else.
   */
  #marks(
    writing: SheetWriting,
    table: string,
    state: SheetState,
    { script, range }: Place,
  ): (bottom: number) => void {
    const name = rangeNameOf(table);
    const mark = (end: number): void => {
      const whole = script.getRange(range.top + 1, range.left + 1, end - range.top, range.right - range.left);
      const named = state.ranges.get(name);
      if (named) named.setRange(whole);
      else this.#book.setNamedRange(name, whole);
    };
    const filterEnd = (): number | null => {
      const over = script.getFilter()?.getRange();
      return over && over.getRow() === range.top + 1 ? over.getRow() + over.getNumRows() - 1 : null;
    };
    const end = filterEnd();
    writing.step(
      () => {},
      () => {
        if (state.ranges.has(name)) mark(range.bottom);
        if (end !== null && filterEnd() !== end) reachTo(script, end);
      },
    );
    return (bottom) => {
      mark(bottom);
      const reaches = filterEnd();
      if (reaches !== null && reaches < bottom) reachTo(script, bottom);
    };
  }

  /** The hidden sheet, made where it is missing, with its lines replaced. */
  #writeBindings(writing: SheetWriting, state: SheetState, bindings: readonly TableBinding[]): void {
    const lines = printBindings(bindings, parseFacts(bindingRowsOf(state)));
    const found = sheetOf(state, bindingSheetName);
    const existing = found && state.scripts.get(found.id);
    const script = existing ?? writing.sheet(bindingSheetName);
    if (!existing) script.hideSheet();
    const height = Math.max(lines.length, found?.cells?.length ?? 0);
    writing.grow(script, height, bindingColumns);
    const cells = Array.from({ length: height }, (_, row) =>
      Array.from({ length: bindingColumns }, (_cell, column) => ({
        row,
        column,
        cell: { value: lines[row]?.[column] || null },
      })),
    ).flat();
    writing.cells(script, cells, (row, column) => found?.cells?.[row]?.[column]);
  }

  #appendArchive(writing: SheetWriting, plan: RefreshPlan, state: SheetState, now: TableSnapshot): void {
    const lines = archiveLines(plan, now);
    if (lines.length === 0) return;
    const found = sheetOf(state, archiveSheetName);
    const existing = found && state.scripts.get(found.id);
    const script = existing ?? writing.sheet(archiveSheetName);
    const all = existing ? lines : [[...archiveHeader], ...lines];
    const first = existing ? lastFilled(found?.cells ?? []) + 1 : 0;
    writing.grow(script, first + all.length, archiveHeader.length);
    writing.cells(
      script,
      all.flatMap((line, i) => line.map((value, column) => ({ row: first + i, column, cell: { value } }))),
      () => undefined,
    );
    if (!existing) script.setFrozenRows(1);
  }

  /** Lines that an undo takes back go as whole rows of the archive sheet, from the last up. */
  #dropArchive(writing: SheetWriting, plan: RefreshPlan, state: SheetState): void {
    const found = sheetOf(state, archiveSheetName);
    const script = found && state.scripts.get(found.id);
    if (!found || !script || plan.unarchive === null) return;
    const lines = (found.cells ?? []).map((row) => row.map((cell) => cell.value)).slice(1);
    const kept = new Set(keptArchiveLines(plan, lines));
    const dropped = lines.flatMap((line, i) => (kept.has(line) ? [] : [i + 1]));
    if (dropped.length === 0) return;
    if (script.getMaxRows() - dropped.length < 2) writing.grow(script, script.getMaxRows() + 1, 1);
    // The very last step: nothing after it can fail that would want them back.
    for (const run of runsFromLast(dropped)) script.deleteRows(run.first + 1, run.count);
  }

  async insertTable(table: NewTable): Promise<void> {
    this.#locked(table.binding.table, (writing) => {
      const state = this.#read();
      const bindings = parseBindings(bindingRowsOf(state));
      const name = rangeNameOf(table.binding.table);
      if (sheetOf(state, table.sheet)) throw sheetExists(table.sheet);
      if (bindings.some((one) => one.table === table.binding.table) || state.ranges.has(name))
        throw tableExists(table.binding.table);
      return {
        write: () => {
          const script = writing.sheet(table.sheet);
          this.#layOut(writing, script, table);
          this.#book.setNamedRange(name, script.getRange(headerRow + 1, 1, 1, table.columns.length));
          this.#writeBindings(writing, state, withBinding(bindings, table.binding));
        },
        isBack: () => this.#book.getSheetByName(table.sheet) === null,
      };
    });
  }

  /** A title, a header row that stays in view, columns as wide as their fields want, and a filter. */
  #layOut(writing: SheetWriting, script: ScriptSheet, { title, columns }: NewTable): void {
    const width = columns.length;
    writing.grow(script, headerRow + 2, width + 4);
    const shown = Math.max(
      0,
      columns.findIndex((column) => !column.hidden),
    );
    writing.cells(script, [{ row: 0, column: shown, cell: { value: title } }], () => undefined);
    writing.cells(
      script,
      columns.map(({ header }, column) => ({ row: headerRow, column, cell: { value: header } })),
      () => undefined,
    );
    const heading = script.getRange(1, shown + 1, 1, 1);
    heading.setFontWeight('bold');
    heading.setFontSize(14);
    const headers = script.getRange(headerRow + 1, 1, 1, width);
    headers.setFontWeight('bold');
    headers.setBackground('#deebf7');
    headers.setWrap(true);
    const rows = script.getMaxRows() - headerRow - 1;
    columns.forEach(({ type, width: characters, hidden }, column) => {
      script.setColumnWidth(column + 1, characters * characterWidth);
      if (type === 'date') script.getRange(headerRow + 2, column + 1, rows, 1).setNumberFormat(dayPattern);
      // Typed 2024-05 must stay a deadline and 0012 a number of a document, also when she types it.
      else if (type !== 'number' && type !== 'boolean')
        script.getRange(headerRow + 2, column + 1, rows, 1).setNumberFormat('@');
      if (hidden) script.hideColumns(column + 1);
    });
    script.setFrozenRows(headerRow + 1);
    script.getRange(headerRow + 1, 1, 2, width).createFilter();
  }
}

/** Index of the last row with something in it; -1 where there is none. */
const lastFilled = (cells: readonly (readonly SnapshotCell[])[]): number => {
  for (let row = cells.length - 1; row >= 0; row--)
    if (cells[row]?.some(({ value, formula }) => value !== null || formula !== undefined)) return row;
  return -1;
};

/** A filter over the same columns down to another row, with the same conditions. */
const reachTo = (script: ScriptSheet, bottom: number): void => {
  const filter = script.getFilter();
  if (!filter) return;
  const over = filter.getRange();
  const [row, column, width] = [over.getRow(), over.getColumn(), over.getNumColumns()];
  const conditions = Array.from({ length: width }, (_, i) => filter.getColumnFilterCriteria(column + i));
  const copies = conditions.map((condition) => condition?.copy().build() ?? null);
  filter.remove();
  const next = script.getRange(row, column, bottom - row + 1, width).createFilter();
  copies.forEach((condition, i) => {
    if (condition) next.setColumnFilterCriteria(column + i, condition);
  });
};
