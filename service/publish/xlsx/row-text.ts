import type { CellCursor } from './cell-cursor.ts';
import { cellName } from './refs.ts';
import type { RowSpan } from './row-span.ts';
import { attributesOf } from './xml.ts';

/** Rows and cells at another place on their sheet, everything else about them as it was written. */

/** How a row is written. */
export interface RowOptions {
  /** True where the row is never hidden, as an added one is not by a filter that never looked at it. */
  shown?: boolean;
  /** Height in points where the row has none of its own. */
  height?: number | undefined;
}

/**
 * A row's XML.
 * @param span the row that its format comes from
 * @param content its cells
 */
export const rowXml = (
  prefix: string,
  span: RowSpan | undefined,
  row: number,
  content: string,
  { shown = false, height }: RowOptions = {},
): string => {
  const name = `${prefix}row`;
  let attributes = ` r="${row}"`;
  if (span) {
    for (const attribute of attributesOf(span.text, span.open)) {
      // spans is a hint that new cells would make wrong.
      if (attribute.qualified === 'r' || attribute.qualified === 'spans') continue;
      if (shown && (attribute.qualified === 'hidden' || attribute.qualified === 'collapsed')) continue;
      attributes += ` ${attribute.qualified}="${span.text.slice(attribute.from, attribute.to)}"`;
    }
  }
  // A height that somebody set by hand stays.
  if (height !== undefined && !attributes.includes(' ht=')) attributes += ` ht="${height}"`;
  return content === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`;
};

/**
 * The opening tag of the cell that a cursor stands on, in another row.
 * @param untyped leaves its type out, which says what its dropped result was
 */
export const cellOpening = (cell: CellCursor, row: number, untyped: boolean): string => {
  const { open } = cell;
  if (row === cell.row && !untyped) return cell.text.slice(cell.start, cell.openEnd);
  let attributes = ` r="${cellName(cell.column, row)}"`;
  for (const attribute of attributesOf(cell.text, open)) {
    if (attribute.qualified === 'r' || (untyped && attribute.qualified === 't')) continue;
    attributes += ` ${attribute.qualified}="${cell.text.slice(attribute.from, attribute.to)}"`;
  }
  return `<${open.qualified}${attributes}${open.empty ? '/>' : '>'}`;
};

/** The cell that a cursor stands on, in another row. Its formula, if any, is not moved. */
export const cellInRow = (cell: CellCursor, row: number): string =>
  cell.inRow(row) ?? cellOpening(cell, row, false) + cell.text.slice(cell.openEnd, cell.end);

/** A whole row in another place. */
export const rowInPlace = (prefix: string, cell: CellCursor, span: RowSpan, row: number): string => {
  if (row === span.row) return span.text.slice(span.start, span.end);
  let content = '';
  cell.enter(span);
  while (cell.next()) content += cellInRow(cell, row);
  return rowXml(prefix, span, row, content);
};
