import type { SnapshotCell } from '../../templates/refresh/types.ts';
import { type Block, blocksOf, type PlacedCell } from './blocks.ts';
import type { ScriptSheet, ScriptSpreadsheet, Services } from './services.ts';
import { givenCell, holds, readCells } from './sheet-cells.ts';
import { otherThanWritten } from './sheets-problems.ts';

const blank: SnapshotCell = { value: null };

/**
 * Writing that can be taken back. Apps Script has no transaction: each step notes what undoes it before it is done, and
 * `takeBack` works the notes off from the last to the first.
 */
export class SheetWriting {
  readonly #services: Pick<Services, 'SpreadsheetApp'>;
  readonly #book: ScriptSpreadsheet;
  readonly #serialOf: (date: Date) => number;
  readonly #inverse: (() => void)[] = [];

  constructor(
    services: Pick<Services, 'SpreadsheetApp'>,
    book: ScriptSpreadsheet,
    serialOf: (date: Date) => number,
  ) {
    this.#services = services;
    this.#book = book;
    this.#serialOf = serialOf;
  }

  /** Does a step that `inverse` takes back, also where the step broke off half-way. */
  step(work: () => void, inverse: () => void): void {
    this.#inverse.push(inverse);
    work();
  }

  /** Inserts or deletes rows. Whether a call that failed did it all the same, only the number of rows tells. */
  rows(sheet: ScriptSheet, work: () => void, inverse: () => void): void {
    const before = sheet.getMaxRows();
    this.step(work, () => {
      if (sheet.getMaxRows() !== before) inverse();
    });
  }

  /** Takes everything back that was done. @throws what taking back throws; the steps before are taken back all the same */
  takeBack(): void {
    let failure: unknown = null;
    for (let inverse = this.#inverse.pop(); inverse; inverse = this.#inverse.pop())
      try {
        inverse();
      } catch (thrown) {
        failure ??= thrown;
      }
    this.#services.SpreadsheetApp.flush();
    if (failure !== null) throw failure;
  }

  /**
   * Writes cells and reads them back.
   * @param before what a cell holds now; taking back writes that
   * @throws Error where a cell does not hold what was written
   */
  cells(
    sheet: ScriptSheet,
    cells: readonly PlacedCell[],
    before: (row: number, column: number) => SnapshotCell | undefined,
  ): void {
    if (cells.length === 0) return;
    const was = cells.map(({ row, column }) => ({ row, column, cell: before(row, column) ?? blank }));
    this.step(
      () => this.put(sheet, cells),
      () => this.put(sheet, was),
    );
    this.#prove(sheet, cells);
  }

  /** Writes cells, and that is all; what takes steps back uses it. */
  put(sheet: ScriptSheet, cells: readonly PlacedCell[]): void {
    for (const block of blocksOf(cells))
      this.#range(sheet, block).setValues(block.cells.map((row) => row.map(givenCell)));
  }

  /** Text that did not come out as it is (a cell formatted as text may keep the apostrophe) is written as rich text. */
  #prove(sheet: ScriptSheet, cells: readonly PlacedCell[]): void {
    const other = this.#differing(sheet, cells);
    if (other.length === 0) return;
    for (const block of blocksOf(
      other.filter(({ cell }) => cell.formula === undefined && typeof cell.value === 'string'),
    ))
      this.#range(sheet, block).setRichTextValues(
        block.cells.map((row) =>
          row.map(({ value }) =>
            this.#services.SpreadsheetApp.newRichTextValue().setText(String(value)).build(),
          ),
        ),
      );
    const [left] = this.#differing(sheet, other);
    if (left) throw otherThanWritten(sheet.getName(), left.row, left.column);
  }

  /** The cells that do not hold what they should: one read of the rectangle around them all. */
  #differing(sheet: ScriptSheet, cells: readonly PlacedCell[]): PlacedCell[] {
    let [top, left, bottom, right] = [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 0, 0];
    for (const { row, column } of cells) {
      top = Math.min(top, row);
      left = Math.min(left, column);
      bottom = Math.max(bottom, row + 1);
      right = Math.max(right, column + 1);
    }
    const read = readCells(sheet.getRange(top + 1, left + 1, bottom - top, right - left), this.#serialOf);
    return cells.filter(({ row, column, cell }) => !holds(read[row - top]?.[column - left], cell));
  }

  #range(sheet: ScriptSheet, { top, left, cells }: Block) {
    return sheet.getRange(top + 1, left + 1, cells.length, cells[0]?.length ?? 0);
  }

  /** Lets a sheet have so many rows and columns at least. */
  grow(sheet: ScriptSheet, rows: number, columns: number): void {
    const [hasRows, hasColumns] = [sheet.getMaxRows(), sheet.getMaxColumns()];
    if (rows > hasRows)
      this.rows(
        sheet,
        () => sheet.insertRowsAfter(hasRows, rows - hasRows),
        () => sheet.deleteRows(hasRows + 1, rows - hasRows),
      );
    if (columns > hasColumns) sheet.insertColumnsAfter(hasColumns, columns - hasColumns);
  }

  /** A new sheet at the end, which does not come to the front. */
  sheet(name: string): ScriptSheet {
    const front = this.#book.getActiveSheet();
    let made: ScriptSheet | null = null;
    this.step(
      () => {
        made = this.#book.insertSheet(name, this.#book.getSheets().length);
        this.#book.setActiveSheet(front);
      },
      () => {
        if (made) this.#book.deleteSheet(made);
      },
    );
    if (!made) throw new Error(`The sheet "${name}" was not made.`);
    return made;
  }
}
