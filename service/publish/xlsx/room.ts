import { FormulaReader } from './cells.ts';
import type { WorkbookPackage } from './parts.ts';
import { blockedTable, protectedSheet, tooManyRows } from './problems.ts';
import { intersects, lastRow, parseRect, type Rect, translateFormula } from './refs.ts';
import type { RowSpan } from './row-span.ts';
import { cellsOf, type SheetData } from './sheet.ts';
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
  for (const tag of tagsIn(sheet.tail)) {
    if (tag.closing || tag.name !== 'mergeCell') continue;
    const ref = attributeOf(sheet.tail, tag, 'ref') ?? '';
    const rect = parseRect(ref);
    if (rect) all.push({ rect, what: { zh: `合并单元格 ${ref}`, en: `the merged cells ${ref}` } });
  }
  return all;
};
const arrayFormulas = (sheet: SheetData): Fixed[] => {
  const all: Fixed[] = [];
  for (const span of sheet.rowsWithFormulas()) {
    for (const cell of cellsOf(sheet, span)) {
      const formula = cell.formula;
      if (!formula) continue;
      const type = attributeOf(cell.text, formula, 't');
      const ref = attributeOf(cell.text, formula, 'ref') ?? '';
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

/** Columns of a row's cells that hold something. */
const heldColumns = (sheet: SheetData, span: RowSpan | undefined): number[] => {
  const columns: number[] = [];
  if (span) for (const cell of cellsOf(sheet, span)) if (!cell.empty) columns.push(cell.column);
  return columns;
};

/** How what stands behind a body moves when it comes to end on another row. */
export interface Room {
  below: number;
  wholeRows: boolean;
}

/** What a sheet holds around a table, for deciding how the table can grow. */
class Surroundings {
  readonly #table: ListObject;
  readonly #sheet: SheetData;
  readonly #fixed: Fixed[];
  readonly #anchors: Rect[];

  constructor(workbook: WorkbookPackage, table: ListObject, sheet: SheetData) {
    this.#table = table;
    this.#sheet = sheet;
    this.#anchors = anchors(workbook, table);
    this.#fixed = [
      ...mergedCells(this.#sheet),
      ...arrayFormulas(this.#sheet),
      ...otherTables(workbook, table),
      ...pivotTables(workbook, table),
    ];
  }

  /** True where nothing stands in a rectangle. */
  free(zone: Rect): boolean {
    if (zone.left > zone.right || zone.top > zone.bottom) return true;
    const inZone = (rect: Rect) => intersects(rect, zone);
    if (this.#fixed.some((one) => inZone(one.rect)) || this.#anchors.some(inZone)) return false;
    for (const span of this.#sheet.rows(zone.top, zone.bottom)) {
      if (heldColumns(this.#sheet, span).some((column) => column >= zone.left && column <= zone.right)) {
        return false;
      }
    }
    return true;
  }

  /**
   * True where the rows that the body gives up can go as a whole: beside the table they hold nothing but formulas
   * that are filled down from the rows that stay. Charts and pictures keep their size and are not lost.
   */
  rowsCanGo(newBottom: number): boolean {
    const { bodyBottom, rect } = this.#table;
    const outside = (column: number) => column < rect.left || column > rect.right;
    const reader = new FormulaReader();
    const model = new Map<number, string>();
    // A formula that others share may stand anywhere above them.
    for (const span of this.#sheet.rowsWithFormulas(1, newBottom)) {
      for (const cell of cellsOf(this.#sheet, span)) {
        const formula = reader.read(cell);
        if (span.row === newBottom && formula && !formula.array) model.set(cell.column, formula.text);
      }
    }
    for (const span of this.#sheet.rows(newBottom + 1, bodyBottom)) {
      for (const cell of cellsOf(this.#sheet, span)) {
        const formula = reader.read(cell);
        if (!outside(cell.column) || cell.empty) continue;
        const above = model.get(cell.column);
        if (!formula || above === undefined) return false;
        if (translateFormula(above, span.row - newBottom, 0) !== formula.text) return false;
      }
    }
    return !this.#fixed.some(
      (one) =>
        one.rect.bottom > newBottom &&
        one.rect.top <= bodyBottom &&
        (outside(one.rect.left) || outside(one.rect.right)),
    );
  }

  /** What stands on both sides of the row behind which the table grows, or of the rows it gives up. */
  straddling(newBottom: number): Fixed | undefined {
    const last = Math.min(this.#table.bodyBottom, newBottom);
    return this.#fixed.find((one) => one.rect.top <= this.#table.bodyBottom && one.rect.bottom > last);
  }

  /** True where a block beside the table runs on behind its last body row: inserted rows would tear it apart. */
  blockBeside(): boolean {
    const { bodyBottom, rect } = this.#table;
    const columns = (row: number): Set<number> =>
      new Set(
        heldColumns(this.#sheet, this.#sheet.row(row)).filter(
          (column) => column < rect.left || column > rect.right,
        ),
      );
    const above = columns(bodyBottom);
    return [...columns(bodyBottom + 1)].some((column) => above.has(column));
  }

  /** True where the cells behind the table, in its columns alone, can move without tearing anything. */
  columnsCanMove(newBottom: number): boolean {
    const { bodyBottom, rect } = this.#table;
    const inside = (one: Rect) => one.left >= rect.left && one.right <= rect.right;
    const outside = (one: Rect) => one.right < rect.left || one.left > rect.right;
    const last = Math.min(bodyBottom, newBottom);
    if (
      this.#fixed.some(
        ({ rect: one }) => one.bottom > last && !outside(one) && !(inside(one) && one.top > bodyBottom),
      )
    ) {
      return false;
    }
    if (this.#anchors.some((one) => one.bottom > bodyBottom && !outside(one) && !inside(one))) return false;
    for (const span of this.#sheet.rows(bodyBottom + this.#table.totalsRows + 1)) {
      const held = new Set(heldColumns(this.#sheet, span));
      // A block that runs on over the edge of the table's columns would be torn apart.
      const overLeft = held.has(rect.left - 1) && held.has(rect.left);
      if (overLeft || (held.has(rect.right) && held.has(rect.right + 1))) return false;
    }
    return true;
  }
}

/**
 * Excel's ways for a table to take and give up rows (ECMA-376 part 1, ST_GrowShrinkType): insert cells and delete cells,
 * insert whole rows and clear cells, write over free cells and clear cells.
 */
export const growths = ['insertDelete', 'insertClear', 'overwriteClear'] as const;
export type Growth = (typeof growths)[number];

/** The way that the query table of a table asks for; undefined where it has none. */
const queryTableGrowth = (workbook: WorkbookPackage, table: ListObject): Growth | undefined => {
  const part = workbook.related(table.part, 'queryTable')[0];
  if (part === undefined) return undefined;
  const text = workbook.text(part);
  const refresh = findTag(text, 'queryTable');
  const wanted = refresh && attributeOf(text, refresh, 'growShrinkType');
  return wanted === 'insertClear' || wanted === 'overwriteClear' ? wanted : 'insertDelete';
};

const stays: Room = { below: 0, wholeRows: true };

/** The way of a table, where one is asked for. What it would destroy is refused. */
const roomAskedFor = (growth: Growth, table: ListObject, around: Surroundings, newBottom: number): Room => {
  const by = newBottom - table.bodyBottom;
  const { left, right } = table.rect;
  const torn = around.straddling(newBottom);
  const columns = (): Room => {
    if (around.columnsCanMove(newBottom)) return { below: by, wholeRows: false };
    throw blockedTable(table.name, torn?.what ?? contentBeside);
  };
  const below = {
    left,
    right,
    top: table.rect.bottom + 1,
    bottom: by > 0 ? table.rect.bottom + by : lastRow,
  };
  if (growth === 'insertDelete') return columns();
  if (growth === 'insertClear' && by > 0) {
    if (torn) throw blockedTable(table.name, torn.what);
    return { below: by, wholeRows: true };
  }
  // A totals row follows the body's end, and nothing else may move with it.
  if (table.totalsRows > 0) {
    if (around.free(below)) return columns();
    throw blockedTable(table.name, contentBelow);
  }
  if (by > 0 && !around.free(below)) throw blockedTable(table.name, contentBelow);
  return stays;
};

const contentBeside = {
  zh: '旁边或下方的内容会被拆散',
  en: 'what stands beside or below it would be torn apart',
};
const contentBelow = { zh: '下方还有其他内容', en: 'there is other content below it' };

/**
 * Decides how what stands behind the body moves when the body comes to end on another row.
 *
 * Where no way is asked for, by the caller or by the table's query table, a table grows into blank rows where there are
 * enough of them, and leaves blank rows behind when it shrinks: nothing else on the sheet moves. Where something stands
 * in the way, whole rows move; where they would tear apart a block beside the table, only the cells in the table's
 * columns do, as Excel itself moves them. What stands beside a table is never deleted, whichever way.
 * @param newBottom the last body row afterwards
 * @param moves true where rows of the body stand in another order or place afterwards
 * @throws Problem workbook.table-blocked, workbook.too-many-rows
 */
export const roomFor = (
  workbook: WorkbookPackage,
  table: ListObject,
  sheet: SheetData,
  newBottom: number,
  moves: boolean,
  asked?: Growth,
): Room => {
  const growth = newBottom - table.bodyBottom;
  if (growth === 0 && !moves) return stays;
  const { left, right } = table.rect;
  const body: Rect = { left, right, top: table.bodyTop, bottom: table.bodyBottom };
  for (const merge of mergedCells(sheet)) {
    if (intersects(merge.rect, body)) throw blockedTable(table.name, merge.what);
  }
  if (growth === 0) return stays;
  if (newBottom + table.totalsRows > lastRow) throw tooManyRows(table.name);

  const around = new Surroundings(workbook, table, sheet);
  const wanted = asked ?? queryTableGrowth(workbook, table);
  if (wanted) return roomAskedFor(wanted, table, around, newBottom);
  const columns: Room = { below: growth, wholeRows: false };
  const whole: Room = { below: growth, wholeRows: true };
  if (growth > 0) {
    // One blank row stays between the table and what follows, so that it is never taken into the table.
    const zone = { left, right, top: table.bodyBottom + 1, bottom: newBottom + 1 };
    if (table.totalsRows === 0 && around.free(zone)) return stays;
    const torn = around.straddling(newBottom);
    if ((torn || around.blockBeside()) && around.columnsCanMove(newBottom)) return columns;
    if (torn) throw blockedTable(table.name, torn.what);
    return whole;
  }
  if (table.totalsRows === 0 && around.free({ left, right, top: table.bodyBottom + 1, bottom: lastRow }))
    return stays;
  const beside = around.rowsCanGo(newBottom);
  const torn = around.straddling(newBottom);
  if (beside && !torn) return whole;
  if (around.columnsCanMove(newBottom)) return columns;
  if (table.totalsRows === 0) return stays;
  throw blockedTable(
    table.name,
    torn?.what ?? {
      zh: '汇总行旁边或下方还有其他内容',
      en: 'there is other content beside or below its totals row',
    },
  );
};

/**
 * Refuses a sheet that its owner locked: Excel would not let the add-in write there either.
 * @param tail what stands behind its rows
 * @throws Problem workbook.protected
 */
export const refuseProtected = (tail: string, sheet: string): void => {
  const protection = findTag(tail, 'sheetProtection');
  const on = protection && attributeOf(tail, protection, 'sheet');
  if (on === '1' || on === 'true') throw protectedSheet(sheet);
};
