import { type Corner, mapReferences, parseRect, type Rect, rectName, showCorners } from './refs.ts';

/**
 * Where the cells of a sheet stand after a table took or gave up rows, and what becomes of references to them
 * (design/xlsx-files.md, section 2, "Hard parts").
 *
 * Two things can happen. Rows of the body whose removal was accepted leave, or an undo puts some back, and the rows behind
 * them close up or make room, in the table's own columns only, so that cells beside the table stay where they are. Then the body ends on another row,
 * and what stands behind it moves by `below`: whole rows, or the cells in the table's columns alone.
 */
export interface MoveOptions {
  sheet: string;
  /** The body before. */
  body: Rect;
  /** The body afterwards, row by row: the row on the sheet that each comes from, undefined for one that is new. */
  rows: readonly (number | undefined)[];
  /** By how many rows what stands behind the body moves. */
  below: number;
  /** True where whole rows move, false where only the cells in the table's columns do. */
  wholeRows: boolean;
}

/** The place of a formula: references to its own row follow it. */
export interface FormulaPlace {
  sheet: string;
  /** Row of the cell before and afterwards, where the formula stands in a cell. */
  row?: number;
  newRow?: number;
}

export class TableMove {
  readonly sheet: string;
  readonly body: Rect;
  readonly newBottom: number;
  readonly below: number;
  readonly wholeRows: boolean;
  /** New row of each body row; 0 where it left. */
  readonly #rows: Int32Array;
  readonly #moved: boolean;
  /** Rows of the body that come from nowhere on the sheet. */
  readonly newRows: readonly number[];

  constructor({ sheet, body, rows, below, wholeRows }: MoveOptions) {
    this.sheet = sheet;
    this.body = body;
    this.newBottom = body.top + rows.length - 1;
    this.below = below;
    this.wholeRows = wholeRows;
    this.#rows = new Int32Array(body.bottom - body.top + 1);
    rows.forEach((source, i) => {
      if (source !== undefined) this.#rows[source - body.top] = body.top + i;
    });
    this.newRows = rows.flatMap((source, i) => (source === undefined ? [body.top + i] : []));
    this.#moved = this.#rows.some((row, i) => row !== body.top + i);
  }

  #bodyRow(row: number): number | null {
    return this.#rows[row - this.body.top] || null;
  }
  /** New row of the first body row at or behind a row, or the last at or before it, that is still there. */
  #near(row: number, step: 1 | -1): number | null {
    for (let at = row; at >= this.body.top && at <= this.body.bottom; at += step) {
      const found = this.#bodyRow(at);
      if (found !== null) return found;
    }
    return null;
  }

  /** True where any cell or range can stand somewhere else afterwards. */
  get structural(): boolean {
    return this.newBottom !== this.body.bottom || this.#moved;
  }

  #inColumns(left: number, right: number): boolean {
    return left >= this.body.left && right <= this.body.right;
  }

  /** By how many rows a cell or range behind the body moves. */
  #behind(left: number, right: number): number {
    return this.wholeRows || this.#inColumns(left, right) ? this.below : 0;
  }

  /** True where whole rows went that the body gave up. */
  get #rowsGone(): boolean {
    return this.wholeRows && this.below < 0;
  }

  /** New row of a cell; null where its row left. Column 0 stands for a row as a whole. */
  row(row: number, column: number): number | null {
    if (row < this.body.top) return row;
    if (row > this.body.bottom) return row + this.#behind(column, column);
    if (this.#inColumns(column, column)) return this.#bodyRow(row);
    return this.#rowsGone && row > this.newBottom ? null : row;
  }

  /** New first and last row of a range; null where all of it left. A range that covers the body grows with it. */
  rows(top: number, bottom: number, left: number, right: number): [number, number] | null {
    const { body, newBottom } = this;
    if (bottom < body.top) return [top, bottom];
    const start = top > body.bottom ? top + this.#behind(left, right) : this.#start(top, left, right);
    const end =
      bottom > body.bottom ? bottom + this.#behind(left, right) : this.#end(top, bottom, left, right);
    if (start === null || end === null || end < start) {
      // A body that is left with one blank row keeps the ranges that cover it.
      return top <= body.top && bottom >= body.bottom && end !== null
        ? [Math.min(top, newBottom), newBottom]
        : null;
    }
    return [start, end];
  }

  #start(top: number, left: number, right: number): number | null {
    if (top <= this.body.top) return top;
    if (!this.#inColumns(left, right)) return this.#rowsGone && top > this.newBottom ? null : top;
    return this.#near(top, 1) ?? this.newBottom + 1;
  }

  #end(top: number, bottom: number, left: number, right: number): number | null {
    const overlaps = left <= this.body.right && right >= this.body.left;
    if (bottom === this.body.bottom && top <= this.body.top && overlaps) return this.newBottom;
    if (!this.#inColumns(left, right)) return this.#rowsGone ? Math.min(bottom, this.newBottom) : bottom;
    return this.#near(bottom, -1) ?? (top < this.body.top ? this.body.top - 1 : null);
  }

  /** New text of an A1 reference in an attribute; null where what it names left. A cell stays a cell. */
  ref(ref: string, asRange = false): string | null {
    const rect = parseRect(ref);
    if (!rect) return ref;
    if (rect.top === rect.bottom && rect.left === rect.right && !(asRange && this.#isWholeBody(rect))) {
      const row = this.row(rect.top, rect.left);
      return row === null ? null : row === rect.top ? ref : rectName({ ...rect, top: row, bottom: row });
    }
    const rows = this.rows(rect.top, rect.bottom, rect.left, rect.right);
    if (!rows) return null;
    if (rows[0] === rect.top && rows[1] === rect.bottom) return ref;
    return rectName({ ...rect, top: rows[0], bottom: rows[1] });
  }

  #isWholeBody(rect: Rect): boolean {
    return rect.top === this.body.top && rect.bottom === this.body.bottom;
  }

  /** A list of references as conditional formats and validations keep it; null where nothing is left of it. */
  refs(list: string): string | null {
    const moved = list
      .trim()
      .split(/\s+/)
      .flatMap((one) => this.ref(one, true) ?? []);
    return moved.length > 0 ? moved.join(' ') : null;
  }

  /**
   * A formula with its references moved.
   * @param asRange true where a single cell stands for a whole column of a one-row body (charts)
   */
  formula(formula: string, place: FormulaPlace, asRange = false): string {
    return mapReferences(formula, ({ sheet, external, corners }) => {
      if (external || (sheet ?? place.sheet) !== this.sheet) return undefined;
      const [first, last = first] = corners;
      // Whole columns stay whole columns.
      if (!first || !last || first.row === 0) return undefined;
      const own = (corner: Corner): boolean => !corner.rowFixed && corner.row === place.row;
      const ownRow = place.newRow ?? place.row ?? 0;
      const left = Math.min(first.column || 1, last.column || 1);
      const right = Math.max(first.column || 16_384, last.column || 16_384);
      const whole = asRange && this.#isWholeBody({ top: first.row, bottom: last.row, left, right });
      if (corners.length === 1 && !whole) {
        const row = own(first) ? ownRow : this.row(first.row, first.column);
        if (row === null) return '#REF!';
        return row === first.row ? undefined : showCorners([{ ...first, row }]);
      }
      const [top, bottom] = first.row <= last.row ? [first, last] : [last, first];
      const rows = this.rows(top.row, bottom.row, left, right);
      const newTop = own(top) ? ownRow : rows?.[0];
      const newBottom = own(bottom) ? ownRow : rows?.[1];
      if (newTop === undefined || newBottom === undefined || newTop > newBottom) return '#REF!';
      if (newTop === top.row && newBottom === bottom.row) return undefined;
      return showCorners([
        { ...top, row: newTop },
        { ...bottom, row: newBottom },
      ]);
    });
  }
}
