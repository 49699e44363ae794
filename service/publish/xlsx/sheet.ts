import { damagedWorkbook } from './problems.ts';
import { columnNumber } from './refs.ts';
import { attributeOf, attributesOf, findTag, nextTag, type Tag } from './xml.ts';

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

/** The cells of a row, in their order. */
export function* cellsOf({ text, prefix }: SheetData, span: RowSpan): Generator<CellSpan> {
  const close = `</${prefix}c>`;
  let column = 0;
  for (let at = span.open.end; at < span.contentEnd; ) {
    const open = nextTag(text, at);
    if (!open || open.start >= span.contentEnd) return;
    if (open.closing || open.name !== 'c') {
      at = open.end;
      continue;
    }
    column++;
    const cell: CellSpan = {
      row: span.row,
      column,
      start: open.start,
      end: open.end,
      open,
      style: undefined,
      type: undefined,
      formula: undefined,
    };
    for (const attribute of attributesOf(text, open)) {
      const value = text.slice(attribute.from, attribute.to);
      if (attribute.qualified === 'r') cell.column = columnNumber(value.replace(/\d+$/, ''));
      else if (attribute.qualified === 's') cell.style = value;
      else if (attribute.qualified === 't') cell.type = value;
    }
    column = cell.column;
    if (!open.empty) {
      const end = text.indexOf(close, open.end);
      if (end < 0) throw damagedWorkbook('a cell does not end');
      cell.end = end + close.length;
      const first = nextTag(text, open.end);
      if (first && first.start < end && first.name === 'f') cell.formula = first;
    }
    yield cell;
    at = cell.end;
  }
}

/** Row numbers → row, for looking rows up by their number. */
export const rowsByNumber = (sheet: SheetData): Map<number, RowSpan> =>
  new Map(sheet.rows.map((span) => [span.row, span]));
