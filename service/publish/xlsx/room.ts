import type { WorkbookPackage } from './parts.ts';
import { blockedTable, protectedSheet, tooManyRows } from './problems.ts';
import { intersects, lastRow, parseRect, type Rect } from './refs.ts';
import { type CellSpan, cellsOf, readSheet, type SheetData } from './sheet.ts';
import { type ListObject, tablesOf } from './table.ts';
import { attributeOf, elementEnd, findTag, tagsIn, unescapeXml } from './xml.ts';

/** Whether a table can take or give up rows where it stands, and how the rows behind it have to move. */

/** Rectangles of a sheet that must not be torn apart, each with what it is. */
interface Fixed {
  rect: Rect;
  what: { zh: string; en: string };
}

const mergedCells = (sheet: SheetData): Fixed[] => {
  const all: Fixed[] = [];
  for (const tag of tagsIn(sheet.text, sheet.end)) {
    if (tag.closing || tag.name !== 'mergeCell') continue;
    const ref = attributeOf(sheet.text, tag, 'ref') ?? '';
    const rect = parseRect(ref);
    if (rect) all.push({ rect, what: { zh: `合并单元格 ${ref}`, en: `the merged cells ${ref}` } });
  }
  return all;
};
const arrayFormulas = (sheet: SheetData): Fixed[] => {
  const all: Fixed[] = [];
  for (const span of sheet.rows) {
    for (const cell of cellsOf(sheet, span)) {
      if (!cell.formula) continue;
      const type = attributeOf(sheet.text, cell.formula, 't');
      const ref = attributeOf(sheet.text, cell.formula, 'ref') ?? '';
      const rect = type === 'array' || type === 'dataTable' ? parseRect(ref) : undefined;
      if (rect) all.push({ rect, what: { zh: `数组公式 ${ref}`, en: `the array formula ${ref}` } });
    }
  }
  return all;
};
const otherTables = (workbook: WorkbookPackage, table: ListObject): Fixed[] =>
  tablesOf(workbook)
    .filter((other) => other.sheet.part === table.sheet.part && other.part !== table.part)
    .map((other) => ({
      rect: other.rect,
      what: { zh: `表格“${other.name}”`, en: `the table “${other.name}”` },
    }));
const pivotTables = (workbook: WorkbookPackage, table: ListObject): Fixed[] =>
  workbook.related(table.sheet.part, 'pivotTable').flatMap((part) => {
    const text = workbook.text(part);
    const location = findTag(text, 'location');
    const rect = location && parseRect(attributeOf(text, location, 'ref') ?? '');
    return rect ? [{ rect, what: { zh: '数据透视表', en: 'a pivot table' } }] : [];
  });
/** Top rows (counted from 1) and columns of charts, pictures, shapes. */
const anchors = (workbook: WorkbookPackage, table: ListObject): Rect[] =>
  workbook.related(table.sheet.part, 'drawing').flatMap((part) => {
    const text = workbook.text(part);
    const all: Rect[] = [];
    for (const tag of tagsIn(text)) {
      if (tag.closing || !/^(twoCell|oneCell)Anchor$/.test(tag.name)) continue;
      const end = elementEnd(text, tag);
      const number = (name: string, from: number): number | undefined => {
        const found = findTag(text, name, from);
        return found && found.start < end
          ? Number(unescapeXml(text.slice(found.end, text.indexOf('<', found.end)))) + 1
          : undefined;
      };
      const to = findTag(text, 'to', tag.end);
      const left = number('col', tag.end) ?? 1;
      const top = number('row', tag.end) ?? 1;
      const toFrom = to && to.start < end ? to.end : tag.end;
      all.push({ left, top, right: number('col', toFrom) ?? left, bottom: number('row', toFrom) ?? top });
    }
    return all;
  });

const holdsSomething = (cell: CellSpan): boolean => !cell.open.empty;

/**
 * Decides by how many rows everything behind the body moves when it comes to end on another row.
 *
 * A table grows into blank rows where there are enough of them, and leaves blank rows behind when it shrinks: nothing
 * else on the sheet moves. Only where something stands in the way do whole rows move.
 * @param newBottom the last body row afterwards
 * @returns rows by which what lies behind moves: 0, the growth, or the (negative) shrinkage
 * @throws Problem workbook.table-blocked, workbook.protected, workbook.too-many-rows
 */
export const roomFor = (workbook: WorkbookPackage, table: ListObject, newBottom: number): number => {
  const text = workbook.text(table.sheet.part);
  const sheet = readSheet(text);
  const growth = newBottom - table.bodyBottom;
  const { left, right } = table.rect;
  const inside: Rect = { left, right, top: table.bodyTop, bottom: table.bodyBottom };
  for (const merge of mergedCells(sheet)) {
    if (intersects(merge.rect, inside)) throw blockedTable(table.name, merge.what);
  }
  if (growth === 0) return 0;
  if (newBottom + table.totalsRows > lastRow) throw tooManyRows(table.name);

  const fixed = [
    ...mergedCells(sheet),
    ...arrayFormulas(sheet),
    ...otherTables(workbook, table),
    ...pivotTables(workbook, table),
  ];
  const shift = (): number => {
    for (const one of fixed) {
      if (one.rect.top <= table.bodyBottom && one.rect.bottom > Math.min(table.bodyBottom, newBottom)) {
        throw blockedTable(table.name, one.what);
      }
    }
    return growth;
  };
  const free = (zone: Rect): boolean => {
    if (fixed.some((one) => intersects(one.rect, zone))) return false;
    if (anchors(workbook, table).some((one) => intersects(one, zone))) return false;
    return !sheet.rows.some(
      (span) =>
        span.row >= zone.top &&
        span.row <= zone.bottom &&
        [...cellsOf(sheet, span)].some(
          (cell) => cell.column >= zone.left && cell.column <= zone.right && holdsSomething(cell),
        ),
    );
  };
  if (growth > 0) {
    // One blank row stays between the table and what follows, so that it is never taken into the table.
    const zone = { left, right, top: table.bodyBottom + 1, bottom: newBottom + 1 };
    return table.totalsRows === 0 && free(zone) ? 0 : shift();
  }
  if (table.totalsRows === 0 && free({ left, right, top: table.bodyBottom + 1, bottom: lastRow })) return 0;
  const vacated = { top: newBottom + 1, bottom: table.bodyBottom };
  const beside =
    (left === 1 || free({ ...vacated, left: 1, right: left - 1 })) &&
    free({ ...vacated, left: right + 1, right: 16_384 });
  if (beside) return shift();
  if (table.totalsRows === 0) return 0;
  throw blockedTable(table.name, {
    zh: '汇总行上方的行旁边还有其他内容',
    en: 'there is other content beside the rows above its totals row',
  });
};

/**
 * Refuses a sheet that its owner locked: Excel would not let the add-in write there either.
 * @throws Problem workbook.protected
 */
export const refuseProtected = (workbook: WorkbookPackage, table: ListObject): void => {
  const text = workbook.text(table.sheet.part);
  const protection = findTag(text, 'sheetProtection');
  const on = protection && attributeOf(text, protection, 'sheet');
  if (on === '1' || on === 'true') throw protectedSheet(table.sheet.name);
};
