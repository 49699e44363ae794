import type { CellWrite } from '../../../templates/refresh/types.ts';
import { CellCursor } from './cell-cursor.ts';
import { type CellFormula, cellXml, FormulaReader, formulaCellXml } from './cells.ts';
import type { FormulaPlace, TableMove } from './move.ts';
import { blockedTable } from './problems.ts';
import { columnLetters, mapReferences, parseRect, translateFormula } from './refs.ts';
import { RowHeights } from './row-height.ts';
import type { RowSpan } from './row-span.ts';
import { cellInRow, cellOpening, type RowOptions, rowXml } from './row-text.ts';
import type { SheetData } from './sheet.ts';
import type { CellFormats } from './styles.ts';
import type { ListObject } from './table.ts';
import { attributesOf, escapeXml } from './xml.ts';

/** The rows of a worksheet after a plan: body rows written, moved and added, all others copied. */

/** A body row as it is to stand: an old row, an added one, or both (an old row with new values). */
export interface PlannedRow {
  /** Row on the sheet that it comes from. */
  source: number | undefined;
  writes: readonly CellWrite[];
  /** True where a record comes into the table: an added row, or a blank one that is filled. */
  comes: boolean;
  /** True where an undo puts the row back: it holds what its writes say and nothing that is filled down. */
  restored?: true;
}
export interface SheetChange {
  sheet: SheetData;
  table: ListObject;
  move: TableMove;
  rows: readonly PlannedRow[];
  formats: CellFormats;
  date1904: boolean;
}

/** How many body rows tell what a column usually looks like. */
const sampledRows = 500;
/** Characters of rows that are handed on at once; longer texts outlive their use in V8's space for large objects. */
const stretch = 1 << 14;

/** What new rows of the body look like: each column's usual format and its formula, where the column has one. */
interface ColumnModel {
  style: string | undefined;
  /** Formula of a body row of the column, and the row it stands on. */
  formula: { text: string; row: number } | undefined;
}

/** The cells of a row in three stretches: beside the table on its left, in its columns, and on its right. */
interface Cells {
  left: string;
  own: string;
  right: string;
}

export class SheetWriter {
  readonly #change: SheetChange;
  readonly #formulas = new FormulaReader();
  readonly #models: readonly ColumnModel[];
  readonly #structural: boolean;
  readonly #heights: RowHeights;
  readonly #cell: CellCursor;
  /** Writes of the row at hand, by their column in the table. */
  readonly #slots: (CellWrite | undefined)[];
  /** Letters of the table's columns. */
  readonly #letters: readonly string[];
  readonly #withFormulas: ReadonlySet<number>;

  constructor(change: SheetChange) {
    const { sheet, table, move, formats } = change;
    this.#change = change;
    this.#heights = new RowHeights(sheet, formats);
    this.#cell = new CellCursor(sheet.prefix);
    const width = table.rect.right - table.rect.left + 1;
    this.#slots = new Array<CellWrite | undefined>(width).fill(undefined);
    this.#letters = Array.from({ length: width }, (_, i) => columnLetters(table.rect.left + i));
    this.#withFormulas = new Set(sheet.numbersWithFormulas(1, sheet.lastRow));
    const { models, overwritesShared } = this.#survey();
    this.#models = models;
    this.#structural = move.structural || overwritesShared;
  }

  /** True where formula cells came, went or moved, so that the order of calculation must be made anew. */
  get formulasMoved(): boolean {
    return this.#structural || this.#overwrites;
  }
  #overwrites = false;

  /** Looks once at every formula of the sheet: what columns are filled with, and whether a shared one is overwritten. */
  #survey(): { models: ColumnModel[]; overwritesShared: boolean } {
    const { sheet, table, rows } = this.#change;
    const { left, right } = table.rect;
    const written = new Map<number, ReadonlySet<number>>();
    for (const row of rows) {
      if (row.source !== undefined && row.writes.length > 0 && this.#withFormulas.has(row.source)) {
        written.set(row.source, new Set(row.writes.map((write) => left + write.column)));
      }
    }
    this.#overwrites = rows.some((row) => row.writes.some((write) => write.formula !== undefined));
    let overwritesShared = false;
    const patterns = this.#letters.map(() => new FillPattern());
    for (const span of sheet.rowsWithFormulas()) {
      const cell = this.#cell;
      cell.enter(span);
      while (cell.next()) {
        const formula = this.#formulas.read(cell);
        if (!formula) continue;
        if (written.get(span.row)?.has(cell.column)) {
          this.#overwrites = true;
          overwritesShared ||= formula.shared;
        }
        const inBody = span.row >= table.bodyTop && span.row <= table.bodyBottom;
        if (inBody && cell.column >= left && cell.column <= right) {
          patterns[cell.column - left]?.add(formula, span.row);
        }
      }
    }
    const styles = this.#usualStyles();
    const height = table.bodyBottom - table.bodyTop + 1;
    const models = patterns.map((pattern, i) => ({
      style: styles[i],
      formula: pattern.model(table.columns[i]?.formula, table.bodyTop, table.bodyBottom, height),
    }));
    return { models, overwritesShared };
  }

  /** The usual format of each column, not the last row's: an analyst marks single rows. */
  #usualStyles(): (string | undefined)[] {
    const { sheet, table } = this.#change;
    const counts = this.#letters.map(() => new Map<string, number>());
    let seen = 0;
    for (const span of sheet.rows(table.bodyTop, table.bodyBottom)) {
      if (++seen > sampledRows) break;
      this.#cell.enter(span);
      while (this.#cell.next()) {
        const { column, style } = this.#cell;
        const count = counts[column - table.rect.left];
        if (count && style !== undefined) count.set(style, (count.get(style) ?? 0) + 1);
      }
    }
    return counts.map((count) => [...count].sort((a, b) => b[1] - a[1])[0]?.[0]);
  }

  /** All rows, in stretches of text and of bytes in UTF-8. */
  *rows(): Generator<string | Uint8Array> {
    const { sheet, table, move } = this.#change;
    const behind = table.bodyBottom + 1;
    yield* this.#kept(1, table.bodyTop - 1);
    yield* this.#bodyRows();
    if (!move.wholeRows) {
      yield* joined(this.#shiftedColumns(behind));
      return;
    }
    // Rows that the table gave up without moving what follows keep what stands beside it.
    if (move.below === 0) {
      yield* joined(this.#vacated(behind));
      yield* this.#kept(Math.max(behind, move.newBottom + 1), sheet.lastRow);
    } else yield* joined(this.#moved(behind));
  }

  *#bodyRows(): Generator<string | Uint8Array> {
    const { sheet, table, rows } = this.#change;
    let text = '';
    // Rows that stay as and where they are are copied in one go, without being decoded.
    let keptFrom = 0;
    for (let i = 0; i < rows.length; i++) {
      const planned = rows[i];
      const row = table.bodyTop + i;
      if (!planned) continue;
      const kept = planned.source === row && planned.writes.length === 0 && !this.#withFormulas.has(row);
      if (kept) {
        if (keptFrom === 0) keptFrom = row;
        continue;
      }
      if (keptFrom > 0) {
        yield text;
        yield sheet.bytes(keptFrom, row - 1);
        text = '';
        keptFrom = 0;
      }
      text += this.#bodyRow(planned, row);
      if (text.length > stretch) {
        yield text;
        text = '';
      }
    }
    yield text;
    if (keptFrom > 0) yield sheet.bytes(keptFrom, table.bodyTop + rows.length - 1);
  }

  /** Rows outside the body that stay where they are. Those with formulas are written again: stored results may no longer hold. */
  *#kept(from: number, to: number): Generator<string | Uint8Array> {
    const { sheet } = this.#change;
    let next = from;
    for (const span of sheet.rowsWithFormulas(from, to)) {
      yield sheet.bytes(next, span.row - 1);
      yield this.#moveRow(span, span.row);
      next = span.row + 1;
    }
    yield sheet.bytes(next, to);
  }

  *#moved(behind: number): Generator<string> {
    const { sheet, move } = this.#change;
    for (const span of sheet.rows(behind)) yield this.#moveRow(span, span.row + move.below);
  }

  *#vacated(behind: number): Generator<string> {
    for (const span of this.#change.sheet.rows(this.#change.move.newBottom + 1, behind - 1)) {
      yield this.#rowXml(span, span.row, this.#beside(span, span.row), { shown: true });
    }
  }

  /** Rows behind the body where the cells in the table's columns move and the others stay. */
  *#shiftedColumns(behind: number): Generator<string> {
    const { sheet, move } = this.#change;
    const rows = new Set(sheet.numbers(move.newBottom + 1, sheet.lastRow));
    for (const row of sheet.numbers(behind, sheet.lastRow)) rows.add(row + move.below);
    for (const row of [...rows].filter((one) => one > move.newBottom).sort((a, b) => a - b)) {
      const stays = sheet.row(row);
      const cells = stays ? this.#beside(stays, row) : { left: '', own: '', right: '' };
      const comes = row - move.below >= behind ? sheet.row(row - move.below) : undefined;
      if (comes) cells.own = this.#cellsOf(comes, row).own;
      if (stays || cells.own !== '') yield this.#rowXml(stays, row, cells);
    }
  }

  /** A row outside the body, at its new place. */
  #moveRow(span: RowSpan, row: number): string {
    return this.#rowXml(span, row, this.#cellsOf(span, row));
  }

  #bodyRow(planned: PlannedRow, row: number): string {
    const { sheet, table, move } = this.#change;
    const slots = this.#slots.fill(undefined);
    for (const write of planned.writes) slots[write.column] = write;
    const source = planned.source === undefined ? undefined : sheet.row(planned.source);
    const own = source ? this.#writtenOver(source, row) : this.#added(planned, row);
    // What stands beside the table stays in its row; where whole rows were inserted there is nothing beside.
    const stands = row <= table.bodyBottom || move.below === 0 || !move.wholeRows;
    const beside = !stands ? undefined : planned.source === row ? source : sheet.row(row);
    const cells = beside ? this.#beside(beside, row) : { left: '', own: '', right: '' };
    cells.own = own;
    const height = planned.comes ? this.#heightOf(planned, source) : undefined;
    return this.#rowXml(source ?? beside, row, cells, { shown: planned.source === undefined, height });
  }

  /** Cells of an old row in the table's columns, the row's writes in their places. */
  #writtenOver(source: RowSpan, row: number): string {
    const slots = this.#slots;
    const { left, right } = this.#change.table.rect;
    const cell = this.#cell;
    let xml = '';
    let next = 0;
    const writeUpTo = (column: number): void => {
      for (; next < column; next++) {
        const write = slots[next];
        if (write) xml += this.#written(write, row, this.#models[next]?.style);
      }
    };
    cell.enter(source);
    while (cell.next()) {
      if (cell.column < left || cell.column > right) continue;
      const column = cell.column - left;
      writeUpTo(column);
      const write = slots[column];
      xml += write ? this.#written(write, row, cell.style) : this.#copied(row);
      next = column + 1;
    }
    writeUpTo(slots.length);
    return xml;
  }

  /** Cells of a row that is not on the sheet: the row's writes, and in a new row the columns' formulas and formats. */
  #added(planned: PlannedRow, row: number): string {
    const slots = this.#slots;
    let xml = '';
    for (let i = 0; i < slots.length; i++) {
      const write = slots[i];
      const model = this.#models[i];
      if (write) xml += this.#written(write, row, model?.style);
      else if (planned.source === undefined && model) {
        xml += this.#filled(planned.restored ? { ...model, formula: undefined } : model, i, row);
      }
    }
    return xml;
  }

  /** A cell of an added row that the plan does not write: the column's formula filled down, or its format. */
  #filled(model: ColumnModel, i: number, row: number): string {
    const { sheet, table, move } = this.#change;
    const column = table.rect.left + i;
    if (model.formula) {
      const from = move.row(model.formula.row, column) ?? model.formula.row;
      const place = { sheet: table.sheet.name, row: model.formula.row, newRow: from };
      const text = translateFormula(move.formula(model.formula.text, place), row - from, 0);
      return formulaCellXml(sheet.prefix, `${this.#letters[i]}${row}`, model.style, text);
    }
    return model.style === undefined
      ? ''
      : `<${sheet.prefix}c r="${this.#letters[i]}${row}" s="${model.style}"/>`;
  }

  #heightOf(planned: PlannedRow, source: RowSpan | undefined): number | undefined {
    const { left } = this.#change.table.rect;
    const styles = new Map<number, string>();
    if (source) {
      this.#cell.enter(source);
      while (this.#cell.next()) {
        if (this.#cell.style !== undefined) styles.set(this.#cell.column, this.#cell.style);
      }
    }
    return this.#heights.of(planned.writes, left, (column) => {
      return styles.get(left + column) ?? this.#models[column]?.style;
    });
  }

  /** Cells of a row at their new place. */
  #cellsOf(span: RowSpan, row: number): Cells {
    const { left, right } = this.#change.table.rect;
    const cells = { left: '', own: '', right: '' };
    const cell = this.#cell;
    cell.enter(span);
    while (cell.next()) {
      const xml = this.#copied(row);
      if (cell.column < left) cells.left += xml;
      else if (cell.column > right) cells.right += xml;
      else cells.own += xml;
    }
    return cells;
  }

  /** Cells of a row beside the table. */
  #beside(span: RowSpan, row: number): Cells {
    const { left, right } = this.#change.table.rect;
    const cells = { left: '', own: '', right: '' };
    const cell = this.#cell;
    cell.enter(span);
    while (cell.next()) {
      if (cell.column < left) cells.left += this.#copied(row);
      else if (cell.column > right) cells.right += this.#copied(row);
    }
    return cells;
  }

  #written(write: CellWrite, row: number, style: string | undefined): string {
    const { sheet, formats, date1904 } = this.#change;
    const usual = this.#models[write.column]?.style;
    const kept = style ?? usual;
    const isDate = write.type === 'date' && write.value !== null;
    const format =
      isDate && !formats.isDate(kept) ? (formats.isDate(usual) ? usual : formats.asDate(kept)) : kept;
    const place = `${this.#letters[write.column]}${row}`;
    if (write.formula !== undefined) return formulaCellXml(sheet.prefix, place, kept, write.formula);
    return cellXml(sheet.prefix, place, format, write, date1904);
  }

  /** The cell at hand with its own text, renumbered, its formula moved, its stored result dropped: it may no longer hold. */
  #copied(row: number): string {
    const { sheet } = this.#change;
    const cell = this.#cell;
    if (cell.plainFrom < 0 && !cell.empty) {
      const formula = this.#formulas.read(cell);
      if (formula) {
        const xml = this.#structural
          ? this.#movedFormula(formula, row)
          : cell.text.slice(formula.tag.start, formula.end);
        return `${cellOpening(cell, row, true)}${xml}</${sheet.prefix}c>`;
      }
    }
    return cellInRow(cell, row);
  }

  #movedFormula(formula: CellFormula, row: number): string {
    const { sheet, table, move } = this.#change;
    const place: FormulaPlace = { sheet: table.sheet.name, row: this.#cell.row, newRow: row };
    const text = escapeXml(move.formula(formula.text, place));
    if (!formula.array) return `<${sheet.prefix}f>${text}</${sheet.prefix}f>`;
    const { tag } = formula;
    let open = this.#cell.text.slice(tag.start, tag.end);
    if (formula.ref !== undefined) {
      const rect = parseRect(formula.ref);
      const moved = move.ref(formula.ref);
      if (!rect || moved === null) {
        throw blockedTable(table.name, {
          zh: `数组公式 ${formula.ref}`,
          en: `the array formula ${formula.ref}`,
        });
      }
      const own = { ...tag, start: 0, end: open.length, attributesFrom: tag.attributesFrom - tag.start };
      for (const attribute of attributesOf(open, own)) {
        if (attribute.qualified === 'ref') {
          open = open.slice(0, attribute.from) + moved + open.slice(attribute.to);
          break;
        }
      }
    }
    return tag.empty ? open : `${open}${text}</${tag.qualified}>`;
  }

  #rowXml(span: RowSpan | undefined, row: number, cells: Cells, options?: RowOptions): string {
    const { left, own, right } = cells;
    return rowXml(this.#change.sheet.prefix, span, row, left + own + right, options);
  }
}

/** Joins short texts to stretches. */
function* joined(texts: Iterable<string>): Generator<string> {
  let text = '';
  for (const one of texts) {
    text += one;
    if (text.length <= stretch) continue;
    yield text;
    text = '';
  }
  yield text;
}

const hasReferences = (formula: string): boolean => {
  let found = false;
  mapReferences(formula, () => {
    found = true;
    return undefined;
  });
  return found;
};

/** The formula that fills a column, found while its body cells are seen one after the other. */
class FillPattern {
  #first: { text: string; row: number } | undefined;
  #last: { text: string; row: number; array: boolean } | undefined;
  #alike = true;
  #count = 0;

  add(formula: CellFormula, row: number): void {
    const { text, array } = formula;
    this.#count++;
    this.#last = { text, row, array };
    if (array) this.#alike = false;
    if (!this.#first) this.#first = { text, row };
    else if (this.#alike && translateFormula(this.#first.text, row - this.#first.row, 0) !== text) {
      this.#alike = false;
    }
  }

  /**
   * The formula that fills the column: its calculated one, or one that every body row holds alike.
   * @param calculated what the table says
   */
  model(calculated: string | undefined, top: number, bottom: number, height: number): ColumnModel['formula'] {
    const last = this.#last;
    const atEnd = last?.row === bottom && !last.array ? { text: last.text, row: bottom } : undefined;
    if (calculated !== undefined) {
      // One that names no cell of its own row by its place reads the same in every row, whatever she put in the last.
      return hasReferences(calculated)
        ? (atEnd ?? { text: calculated, row: top })
        : { text: calculated, row: top };
    }
    return this.#alike && this.#count === height ? atEnd : undefined;
  }
}
