import type { CellWrite } from '../../../templates/refresh/types.ts';
import { type CellFormula, cellXml, FormulaReader, formulaCellXml } from './cells.ts';
import type { FormulaPlace, TableMove } from './move.ts';
import { blockedTable } from './problems.ts';
import { cellName, parseRect, translateFormula } from './refs.ts';
import { RowHeights } from './row-height.ts';
import {
  type CellSpan,
  cellsOf,
  type RowSpan,
  rowsByNumber,
  rowsWithFormulas,
  type SheetData,
} from './sheet.ts';
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
const cellKey = (row: number, column: number): number => row * 16_385 + column;

/** What new rows of the body look like: each column's usual format and its formula, where the column has one. */
interface ColumnModel {
  style: string | undefined;
  /** Formula of a body row of the column, and the row it stands on. */
  formula: { text: string; row: number } | undefined;
}

export class SheetWriter {
  readonly #change: SheetChange;
  readonly #formulas = new Map<number, CellFormula>();
  readonly #models: ColumnModel[] = [];
  readonly #structural: boolean;
  readonly #heights: RowHeights;

  constructor(change: SheetChange) {
    this.#change = change;
    this.#heights = new RowHeights(change.sheet, change.formats);
    this.#readFormulas();
    this.#structural = change.move.structural || this.#overwritesSharedFormula();
    this.#readModels();
  }

  /** True where formula cells came, went or moved, so that the order of calculation must be made anew. */
  get formulasMoved(): boolean {
    return (
      this.#structural ||
      this.#change.rows.some((row) => row.writes.some((write) => this.#formulaAt(row, write)))
    );
  }

  #formulaAt(row: PlannedRow, write: CellWrite): CellFormula | undefined {
    return row.source === undefined
      ? undefined
      : this.#formulas.get(cellKey(row.source, this.#change.table.rect.left + write.column));
  }

  #overwritesSharedFormula(): boolean {
    return this.#change.rows.some((row) =>
      row.writes.some((write) => this.#formulaAt(row, write)?.shared === true),
    );
  }

  #readFormulas(): void {
    const { sheet } = this.#change;
    const reader = new FormulaReader(sheet);
    for (const span of rowsWithFormulas(sheet)) {
      for (const cell of cellsOf(sheet, span)) {
        const formula = reader.read(cell);
        if (formula) this.#formulas.set(cellKey(cell.row, cell.column), formula);
      }
    }
  }

  #readModels(): void {
    const { sheet, table } = this.#change;
    const width = table.rect.right - table.rect.left + 1;
    const styles = Array.from({ length: width }, () => new Map<string, number>());
    let seen = 0;
    for (const span of sheet.rows) {
      if (span.row < table.bodyTop || span.row > table.bodyBottom || ++seen > sampledRows) continue;
      for (const cell of cellsOf(sheet, span)) {
        const counts = styles[cell.column - table.rect.left];
        if (counts && cell.style !== undefined) counts.set(cell.style, (counts.get(cell.style) ?? 0) + 1);
      }
    }
    for (let column = 0; column < width; column++) {
      // The usual format of the column, not the last row's: an analyst marks single rows.
      const usual = [...(styles[column] ?? [])].sort((a, b) => b[1] - a[1])[0]?.[0];
      this.#models.push({ style: usual, formula: this.#columnFormula(column) });
    }
  }

  /** The formula that fills a column: its calculated one, or one that every body row holds alike. */
  #columnFormula(column: number): ColumnModel['formula'] {
    const { table } = this.#change;
    const at = (row: number) => this.#formulas.get(cellKey(row, table.rect.left + column));
    const calculated = table.columns[column]?.formula;
    const last = at(table.bodyBottom);
    if (calculated !== undefined) {
      return last && !last.array
        ? { text: last.text, row: table.bodyBottom }
        : { text: calculated, row: table.bodyTop };
    }
    if (!last || last.array) return undefined;
    for (let row = table.bodyTop; row < table.bodyBottom; row++) {
      const other = at(row);
      if (!other || translateFormula(other.text, table.bodyBottom - row, 0) !== last.text) return undefined;
    }
    return { text: last.text, row: table.bodyBottom };
  }

  /** The XML of all rows, in stretches. */
  *rows(): Generator<string> {
    const { sheet, table, move, rows } = this.#change;
    const spans = rowsByNumber(sheet);
    const behind = table.bodyBottom + 1;
    for (const span of sheet.rows) if (span.row < table.bodyTop) yield this.#copied(span, span.row);
    let piece = '';
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      if (row) piece += this.#bodyRow(row, table.bodyTop + i, spans);
      if (piece.length > 1 << 17) {
        yield piece;
        piece = '';
      }
    }
    yield piece;
    if (move.wholeRows) {
      // Rows that the table gave up without moving what follows keep what stands beside it.
      if (move.below === 0) yield* this.#vacated(spans, behind);
      for (const span of sheet.rows) {
        if (span.row >= behind && (move.below !== 0 || span.row > move.newBottom)) {
          yield this.#copied(span, span.row + move.below);
        }
      }
    } else yield* this.#shiftedColumns(spans, behind);
  }

  *#vacated(spans: ReadonlyMap<number, RowSpan>, behind: number): Generator<string> {
    for (let row = this.#change.move.newBottom + 1; row < behind; row++) {
      const span = spans.get(row);
      if (span) yield this.#rowXml(span, row, this.#beside(span, row), true);
    }
  }

  /** Rows behind the body where the cells in the table's columns move and the others stay. */
  *#shiftedColumns(spans: ReadonlyMap<number, RowSpan>, behind: number): Generator<string> {
    const { sheet, table, move } = this.#change;
    const rows = new Set<number>();
    for (const { row } of sheet.rows) {
      if (row > move.newBottom) rows.add(row);
      if (row >= behind) rows.add(row + move.below);
    }
    for (const row of [...rows].filter((one) => one > move.newBottom).sort((a, b) => a - b)) {
      const stays = spans.get(row);
      const comes = row - move.below >= behind ? spans.get(row - move.below) : undefined;
      const cells = stays ? this.#beside(stays, row) : new Map<number, string>();
      for (const cell of comes ? cellsOf(sheet, comes) : []) {
        if (cell.column >= table.rect.left && cell.column <= table.rect.right) {
          cells.set(cell.column, this.#copiedCell(cell, row));
        }
      }
      if (stays || cells.size > 0) yield this.#rowXml(stays, row, cells, false);
    }
  }

  /** A row outside the body: its own text where nothing about it changes. */
  #copied(span: RowSpan, row: number): string {
    const { sheet } = this.#change;
    const own = sheet.text.slice(span.start, span.end);
    // Rows with formulas are written again: their stored results no longer hold.
    if (row === span.row && !own.includes(`<${sheet.prefix}f`)) return own;
    const cells = new Map<number, string>();
    for (const cell of cellsOf(sheet, span)) cells.set(cell.column, this.#copiedCell(cell, row));
    return this.#rowXml(span, row, cells, false);
  }

  #bodyRow(planned: PlannedRow, row: number, spans: ReadonlyMap<number, RowSpan>): string {
    const { sheet, table, move } = this.#change;
    const source = planned.source === undefined ? undefined : spans.get(planned.source);
    if (source && planned.source === row && planned.writes.length === 0) {
      const own = sheet.text.slice(source.start, source.end);
      if (!own.includes(`<${sheet.prefix}f`)) return own;
    }
    const left = table.rect.left;
    const styles = new Map<number, string>();
    const cells = new Map<number, string>();
    if (source) {
      for (const cell of cellsOf(sheet, source)) {
        if (cell.column < left || cell.column > table.rect.right) continue;
        const write = planned.writes.find((one) => one.column === cell.column - left);
        if (cell.style !== undefined) styles.set(cell.column, cell.style);
        cells.set(cell.column, write ? this.#written(write, row, cell.style) : this.#copiedCell(cell, row));
      }
    }
    for (const write of planned.writes) {
      const column = left + write.column;
      if (!cells.has(column)) cells.set(column, this.#written(write, row, this.#models[write.column]?.style));
    }
    if (planned.source === undefined) this.#fill(cells, row);
    // What stands beside the table stays in its row; where whole rows were inserted there is nothing beside.
    const beside =
      row <= table.bodyBottom || move.below === 0 || !move.wholeRows ? spans.get(row) : undefined;
    if (beside) for (const [column, xml] of this.#beside(beside, row)) cells.set(column, xml);
    const height = planned.comes ? this.#heightOf(planned, styles) : undefined;
    return this.#rowXml(source ?? beside, row, cells, planned.source === undefined, height);
  }

  #heightOf(planned: PlannedRow, styles: ReadonlyMap<number, string>): number | undefined {
    const left = this.#change.table.rect.left;
    return this.#heights.of(
      planned.writes.map(({ column, value }) => ({
        column: left + column,
        style: styles.get(left + column) ?? this.#models[column]?.style,
        value,
      })),
    );
  }

  /** Fills the columns of an added row that the plan does not write: formulas filled down, formats of the column. */
  #fill(cells: Map<number, string>, row: number): void {
    const { sheet, table, move } = this.#change;
    this.#models.forEach((model, i) => {
      const column = table.rect.left + i;
      if (cells.has(column)) return;
      if (model.formula) {
        const from = move.row(model.formula.row, column) ?? model.formula.row;
        const place = { sheet: table.sheet.name, row: model.formula.row, newRow: from };
        const text = translateFormula(move.formula(model.formula.text, place), row - from, 0);
        cells.set(column, formulaCellXml(sheet.prefix, column, row, model.style, text));
      } else if (model.style !== undefined) {
        cells.set(column, `<${sheet.prefix}c r="${cellName(column, row)}" s="${model.style}"/>`);
      }
    });
  }

  #beside(span: RowSpan, row: number): Map<number, string> {
    const { sheet, table } = this.#change;
    const cells = new Map<number, string>();
    for (const cell of cellsOf(sheet, span)) {
      if (cell.column < table.rect.left || cell.column > table.rect.right) {
        cells.set(cell.column, this.#copiedCell(cell, row));
      }
    }
    return cells;
  }

  #written(write: CellWrite, row: number, style: string | undefined): string {
    const { sheet, table, formats, date1904 } = this.#change;
    const usual = this.#models[write.column]?.style;
    const kept = style ?? usual;
    const isDate = write.type === 'date' && write.value !== null;
    const format =
      isDate && !formats.isDate(kept) ? (formats.isDate(usual) ? usual : formats.asDate(kept)) : kept;
    return cellXml(sheet.prefix, table.rect.left + write.column, row, format, write, date1904);
  }

  /** A cell with its own text, renumbered, its formula moved, its stored result dropped: it may no longer hold. */
  #copiedCell(cell: CellSpan, row: number): string {
    const { sheet } = this.#change;
    const formula = this.#formulas.get(cellKey(cell.row, cell.column));
    const open = this.#openCell(cell, row, formula !== undefined);
    if (!formula || !cell.formula) return open + sheet.text.slice(cell.open.end, cell.end);
    const xml = this.#structural
      ? this.#movedFormula(cell, formula, row)
      : sheet.text.slice(cell.formula.start, formula.end);
    return `${open}${xml}</${sheet.prefix}c>`;
  }

  #movedFormula(cell: CellSpan, formula: CellFormula, row: number): string {
    const { sheet, table, move } = this.#change;
    const place: FormulaPlace = { sheet: table.sheet.name, row: cell.row, newRow: row };
    const text = escapeXml(move.formula(formula.text, place));
    if (!formula.array || !cell.formula) return `<${sheet.prefix}f>${text}</${sheet.prefix}f>`;
    let open = sheet.text.slice(cell.formula.start, cell.formula.end);
    if (formula.ref !== undefined) {
      const rect = parseRect(formula.ref);
      const moved = move.ref(formula.ref);
      if (!rect || moved === null) {
        throw blockedTable(table.name, {
          zh: `数组公式 ${formula.ref}`,
          en: `the array formula ${formula.ref}`,
        });
      }
      for (const attribute of attributesOf(open, {
        ...cell.formula,
        start: 0,
        end: open.length,
        attributesFrom: cell.formula.attributesFrom - cell.formula.start,
      })) {
        if (attribute.qualified === 'ref') {
          open = open.slice(0, attribute.from) + moved + open.slice(attribute.to);
          break;
        }
      }
    }
    return cell.formula.empty ? open : `${open}${text}</${cell.formula.qualified}>`;
  }

  #openCell(cell: CellSpan, row: number, untyped: boolean): string {
    const { sheet } = this.#change;
    if (row === cell.row && !untyped) return sheet.text.slice(cell.start, cell.open.end);
    let attributes = ` r="${cellName(cell.column, row)}"`;
    for (const attribute of attributesOf(sheet.text, cell.open)) {
      if (attribute.qualified === 'r' || (untyped && attribute.qualified === 't')) continue;
      attributes += ` ${attribute.qualified}="${sheet.text.slice(attribute.from, attribute.to)}"`;
    }
    return `<${cell.open.qualified}${attributes}${cell.open.empty ? '/>' : '>'}`;
  }

  #rowXml(
    span: RowSpan | undefined,
    row: number,
    cells: ReadonlyMap<number, string>,
    shown: boolean,
    height?: number,
  ): string {
    const { sheet } = this.#change;
    const name = `${sheet.prefix}row`;
    let attributes = ` r="${row}"`;
    if (span) {
      for (const attribute of attributesOf(sheet.text, span.open)) {
        // spans is a hint that new cells would make wrong; an added row is never hidden by an old filter.
        if (attribute.qualified === 'r' || attribute.qualified === 'spans') continue;
        if (shown && (attribute.qualified === 'hidden' || attribute.qualified === 'collapsed')) continue;
        attributes += ` ${attribute.qualified}="${sheet.text.slice(attribute.from, attribute.to)}"`;
      }
    }
    // A height that somebody set by hand stays.
    if (height !== undefined && !attributes.includes(' ht=')) attributes += ` ht="${height}"`;
    const content = [...cells].sort((a, b) => a[0] - b[0]).map(([, xml]) => xml);
    return content.length > 0
      ? `<${name}${attributes}>${content.join('')}</${name}>`
      : `<${name}${attributes}/>`;
  }
}
