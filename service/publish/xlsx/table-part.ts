import { declaration, mainNamespace, type WorkbookPackage } from './parts.ts';
import { nameTaken } from './problems.ts';
import { columnLetters, type Rect, rectName } from './refs.ts';
import { tablesOf } from './table.ts';
import { insertWorksheetChild, withRelationshipPrefix } from './worksheet-part.ts';
import { appendInside, attributeOf, escapeXml, findTag, rootPrefix, setAttribute } from './xml.ts';

/** Adding a table (ListObject) to a worksheet whose cells stand already. */

const tableType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml';

export interface NewListObject {
  name: string;
  /** Header row and body. */
  rect: Rect;
  /** Headers, as the header cells show them. */
  columns: readonly { name: string; formula?: string }[];
  /** A built-in table style or one of the workbook; none leaves the cells' own formats alone. */
  style?: string;
}

/** A column name as the table part writes it: line breaks are escaped (ECMA-376 part 1, 22.9.2.19). */
export const columnName = (name: string): string =>
  escapeXml(name.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll('\n', '_x000a_'));

/**
 * Adds a table.
 * @returns its part name
 * @throws Problem workbook.name-taken
 */
export const addTable = (workbook: WorkbookPackage, sheetPart: string, table: NewListObject): string => {
  const existing = tablesOf(workbook);
  if (existing.some((other) => other.name.toLowerCase() === table.name.toLowerCase()))
    throw nameTaken(table.name);
  const ids = existing.map((other) => {
    const text = workbook.text(other.part);
    const root = findTag(text, 'table');
    return Number((root && attributeOf(text, root, 'id')) ?? 0);
  });
  const folder = workbook.workbookPart.slice(0, workbook.workbookPart.lastIndexOf('/') + 1);
  const part = workbook.freeName(`${folder}tables/table`, '.xml');
  const ref = rectName(table.rect);
  const columns = table.columns.map(({ name, formula }, i) => {
    const open = `<tableColumn id="${i + 1}" name="${columnName(name)}"`;
    return formula === undefined
      ? `${open}/>`
      : `${open}><calculatedColumnFormula>${escapeXml(formula)}</calculatedColumnFormula></tableColumn>`;
  });
  const styleInfo =
    table.style === undefined
      ? ''
      : `<tableStyleInfo name="${escapeXml(table.style)}" showFirstColumn="0" showLastColumn="0" showRowStripes="1" showColumnStripes="0"/>`;
  workbook.add(
    part,
    `${declaration}<table xmlns="${mainNamespace}" id="${Math.max(0, ...ids) + 1}" name="${escapeXml(table.name)}" displayName="${escapeXml(table.name)}" ref="${ref}" totalsRowShown="0"><autoFilter ref="${ref}"/><tableColumns count="${columns.length}">${columns.join('')}</tableColumns>${styleInfo}</table>`,
    tableType,
  );
  const id = workbook.relate(sheetPart, 'table', part);
  workbook.edit(sheetPart, (text) => {
    const declared = withRelationshipPrefix(text, 'worksheet');
    const prefix = rootPrefix(declared);
    const entry = `<${prefix}tablePart r:id="${id}"/>`;
    const list = findTag(declared, 'tableParts');
    if (!list) {
      return insertWorksheetChild(
        declared,
        'tableParts',
        `<${prefix}tableParts count="1">${entry}</${prefix}tableParts>`,
      );
    }
    const count = Number(attributeOf(declared, list, 'count') ?? 0) + 1;
    return setAttribute(appendInside(declared, 'tableParts', entry), 'tableParts', 'count', String(count));
  });
  return part;
};

/** Where a table of so many columns and body rows stands. */
export const tableRect = (top: number, left: number, columns: number, rows: number): Rect => ({
  top,
  left,
  bottom: top + rows,
  right: left + columns - 1,
});
/** Letters of the column of a table at an index counted from 0. */
export const tableColumn = (rect: Rect, index: number): string => columnLetters(rect.left + index);
