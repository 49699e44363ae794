import { damagedWorkbook } from './problems.ts';
import { attributeOf, findTag, nextTag, type Tag } from './xml.ts';

/** The rows and cells of a worksheet by their offsets in its text; nothing is copied and no tree is built. */

export interface RowSpan {
  row: number;
  start: number;
  end: number;
  open: Tag;
  /** Where the row's content ends. */
  contentEnd: number;
}
export interface CellSpan {
  row: number;
  column: number;
  start: number;
  end: number;
  open: Tag;
  /** Index of the cell's format, as text. */
  style: string | undefined;
  type: string | undefined;
  formula: Tag | undefined;
}
export interface SheetData {
  text: string;
  open: Tag;
  /** Where the content of sheetData ends. */
  contentEnd: number;
  /** Behind sheetData. */
  end: number;
  /** Namespace prefix of the sheet's elements with its colon, or nothing. */
  prefix: string;
  rows: readonly RowSpan[];
}

/** Finds the rows of a worksheet part. */
export const readSheet = (text: string): SheetData => {
  const open = findTag(text, 'sheetData');
  if (!open) throw damagedWorkbook('a worksheet without sheetData');
  const prefix = open.qualified.slice(0, open.qualified.length - open.name.length);
  if (open.empty) return { text, open, contentEnd: open.end, end: open.end, prefix, rows: [] };
  const contentEnd = text.indexOf(`</${open.qualified}`, open.end);
  if (contentEnd < 0) throw damagedWorkbook('sheetData does not end');
  // No program writes comments or CDATA among cells; what looks like a cell in one would be read as one.
  const comment = text.indexOf('<!', open.end);
  if (comment >= 0 && comment < contentEnd) throw damagedWorkbook('comments among the cells');
  const rows: RowSpan[] = [];
  const closeRow = `</${prefix}row`;
  let row = 0;
  for (let at = open.end; ; ) {
    const tag = nextTag(text, at);
    if (!tag || tag.start >= contentEnd) break;
    if (tag.closing || tag.name !== 'row') throw damagedWorkbook(`element ${tag.name} among rows`);
    const number = Number(attributeOf(text, tag, 'r') ?? row + 1);
    if (!Number.isInteger(number) || number <= row) throw damagedWorkbook('rows out of order');
    row = number;
    const close = tag.empty ? tag.end : text.indexOf(closeRow, tag.end);
    if (close < 0) throw damagedWorkbook('a row does not end');
    at = tag.empty ? tag.end : text.indexOf('>', close) + 1;
    rows.push({ row, start: tag.start, end: at, open: tag, contentEnd: close });
  }
  return { text, open, contentEnd, end: text.indexOf('>', contentEnd) + 1, prefix, rows };
};

/** Where the next opening tag of a cell stands at or after a position; -1 where there is none before `to`. */
const nextCell = (text: string, name: string, from: number, to: number): number => {
  for (let at = text.indexOf(name, from); at >= 0 && at < to; at = text.indexOf(name, at + 1)) {
    const code = text.charCodeAt(at + name.length);
    if (code <= 32 || code === 62 || code === 47) return at;
  }
  return -1;
};

/**
 * The cells of a row, in their order. This runs once for every cell of a sheet, so it looks at each character of an
 * opening tag once and cuts out nothing that nobody asked for.
 */
export function* cellsOf({ text, prefix }: SheetData, span: RowSpan): Generator<CellSpan> {
  const name = `<${prefix}c`;
  const close = `</${prefix}c>`;
  const qualified = `${prefix}c`;
  let column = 0;
  for (let at = span.open.end; at < span.contentEnd; ) {
    const start = nextCell(text, name, at, span.contentEnd);
    if (start < 0) return;
    const attributesFrom = start + name.length;
    column++;
    const cell: CellSpan = {
      row: span.row,
      column,
      start,
      end: 0,
      open: { start, end: 0, qualified, name: 'c', closing: false, empty: false, attributesFrom },
      style: undefined,
      type: undefined,
      formula: undefined,
    };
    const end = readCellTag(text, cell, attributesFrom);
    column = cell.column;
    cell.open.end = end;
    cell.open.empty = text.charCodeAt(end - 2) === 47;
    cell.end = end;
    if (!cell.open.empty) {
      const closed = text.indexOf(close, end);
      if (closed < 0) throw damagedWorkbook('a cell does not end');
      cell.end = closed + close.length;
      // A formula stands first in its cell; f and v are the only children whose names are one letter.
      const letter = text.charCodeAt(end + 1 + prefix.length);
      if (letter !== 118) {
        const first = nextTag(text, end);
        if (first && first.start < closed && first.name === 'f') cell.formula = first;
      }
    }
    yield cell;
    at = cell.end;
  }
}

/** Reads the attributes r, s and t of a cell's opening tag. Gives the offset behind the tag. */
const readCellTag = (text: string, cell: CellSpan, from: number): number => {
  let at = from;
  for (;;) {
    let code = text.charCodeAt(at);
    while (code <= 32) code = text.charCodeAt(++at);
    if (code === 62) return at + 1;
    if (code === 47) {
      at++;
      continue;
    }
    const nameAt = at;
    const equals = text.indexOf('=', at);
    if (equals < 0) throw damagedWorkbook('a cell without an end');
    at = equals + 1;
    while (text.charCodeAt(at) <= 32) at++;
    const valueAt = at + 1;
    const valueEnd = text.indexOf(text.charAt(at), valueAt);
    if (valueEnd < 0) throw damagedWorkbook('an attribute does not end');
    at = valueEnd + 1;
    if (equals - nameAt !== 1) continue;
    const name = text.charCodeAt(nameAt);
    if (name === 114) {
      let number = 0;
      for (let i = valueAt; i < valueEnd; i++) {
        const letter = text.charCodeAt(i);
        if (letter < 65) break;
        number = number * 26 + (letter & 31);
      }
      if (number > 0) cell.column = number;
    } else if (name === 115) cell.style = text.slice(valueAt, valueEnd);
    else if (name === 116) cell.type = text.slice(valueAt, valueEnd);
  }
};

/** The rows that hold a formula, found without looking at the cells of the others. */
export function* rowsWithFormulas({ text, prefix, rows }: SheetData): Generator<RowSpan> {
  const name = `<${prefix}f`;
  let next = -1;
  for (const span of rows) {
    if (next < span.start) next = text.indexOf(name, span.start);
    if (next < 0) return;
    if (next < span.end) yield span;
  }
}

/** Row numbers → row, for looking rows up by their number. */
export const rowsByNumber = (sheet: SheetData): Map<number, RowSpan> =>
  new Map(sheet.rows.map((span) => [span.row, span]));
