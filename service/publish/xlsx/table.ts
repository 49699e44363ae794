import type { SnapshotCell, SnapshotRow, TableSnapshot } from '../../../templates/refresh/types.ts';
import { CellCursor } from './cell-cursor.ts';
import {
  decodeCellText,
  FormulaReader,
  readCell,
  SharedStrings,
  type Strings,
  snapshotCell,
} from './cells.ts';
import type { SheetEntry, WorkbookPackage } from './parts.ts';
import { emptyCell as empty, type PlainRows } from './plain-rows.ts';
import { damagedWorkbook, missingTable, tooLargeTable } from './problems.ts';
import { parseRect, type Rect } from './refs.ts';
import type { RowPlace, RowSpan } from './row-span.ts';
import { readSheet, type SheetData } from './sheet.ts';
import { attributeOf, elementEnd, findTag, tagsIn, unescapeXml } from './xml.ts';

/** A table (ListObject) of a worksheet (ECMA-376 part 1, 18.5.1.2). */
export interface ListObject {
  name: string;
  part: string;
  sheet: SheetEntry;
  rect: Rect;
  headerRows: number;
  totalsRows: number;
  columns: readonly { name: string; formula: string | undefined }[];
  /** First and last body row on the sheet. */
  bodyTop: number;
  bodyBottom: number;
}

const readTable = (workbook: WorkbookPackage, sheet: SheetEntry, part: string): ListObject => {
  const text = workbook.text(part);
  const root = findTag(text, 'table');
  const rect = root && parseRect(attributeOf(text, root, 'ref') ?? '');
  if (!root || !rect) throw damagedWorkbook(`table part ${part} has no range`);
  const headerRows = Number(attributeOf(text, root, 'headerRowCount') ?? 1);
  const totalsRows = Number(attributeOf(text, root, 'totalsRowCount') ?? 0);
  const columns: { name: string; formula: string | undefined }[] = [];
  for (const tag of tagsIn(text, root.end)) {
    if (tag.closing || tag.name !== 'tableColumn') continue;
    const body = tag.empty
      ? undefined
      : findTag(text.slice(0, elementEnd(text, tag)), 'calculatedColumnFormula', tag.end);
    columns.push({
      name: decodeCellText(attributeOf(text, tag, 'name') ?? ''),
      formula:
        body && !body.empty ? unescapeXml(text.slice(body.end, text.indexOf('</', body.end))) : undefined,
    });
  }
  return {
    name: attributeOf(text, root, 'displayName') ?? attributeOf(text, root, 'name') ?? '',
    part,
    sheet,
    rect,
    headerRows,
    totalsRows,
    columns,
    bodyTop: rect.top + headerRows,
    bodyBottom: rect.bottom - totalsRows,
  };
};

/** All tables of a workbook. */
export const tablesOf = (workbook: WorkbookPackage): ListObject[] =>
  workbook
    .sheets()
    .filter((sheet) => sheet.kind === 'worksheet' && workbook.has(sheet.part))
    .flatMap((sheet) =>
      workbook.related(sheet.part, 'table').map((part) => readTable(workbook, sheet, part)),
    );

/**
 * The table of a name; names are compared without case, as Excel does.
 * @throws Problem workbook.table-missing
 */
export const findTable = (workbook: WorkbookPackage, name: string): ListObject => {
  const all = tablesOf(workbook);
  const found = all.find((table) => table.name.toLowerCase() === name.toLowerCase());
  if (!found) {
    throw missingTable(
      name,
      all.map((table) => table.name),
    );
  }
  return found;
};

/** True where the workbook counts its days from 1904. */
export const is1904 = (workbook: WorkbookPackage): boolean => {
  const text = workbook.text(workbook.workbookPart);
  const properties = findTag(text, 'workbookPr');
  const value = properties && attributeOf(text, properties, 'date1904');
  return value === '1' || value === 'true';
};

/** Cells of a table that are read at most. */
const mostCells = 20_000_000;

/** Reads the cells of a sheet row by row. */
export class CellReader {
  readonly #sheet: SheetData;
  readonly #cell: CellCursor;
  readonly #plain: PlainRows | undefined;
  readonly #formulas = new FormulaReader();
  readonly #strings: Strings;
  readonly #date1904: boolean;
  /** Up to which row formulas that others share are known. */
  #passed = 0;
  constructor(workbook: WorkbookPackage, sheet: SheetData) {
    this.#sheet = sheet;
    this.#cell = new CellCursor(sheet.prefix);
    this.#strings = new SharedStrings(workbook);
    this.#date1904 = is1904(workbook);
    this.#plain = sheet.plainRows(this.#strings, this.#date1904);
  }

  /** Looks at the rows above one: a cell whose formula others share may stand there. */
  passTo(row: number): void {
    for (const span of this.#sheet.rowsWithFormulas(this.#passed + 1, row - 1)) {
      this.#cell.enter(span);
      while (this.#cell.next()) this.#formulas.read(this.#cell);
    }
    this.#passed = Math.max(this.#passed, row - 1);
  }

  /** The cells between two columns of a row that stands at a place. */
  readAt({ row, start, end }: RowPlace, left: number, width: number): SnapshotCell[] {
    const plain = this.#plain?.read(start, end, left, width);
    if (plain) return plain;
    const span = this.#sheet.row(row);
    return span ? this.read(span, left, width) : new Array<SnapshotCell>(width).fill(empty);
  }

  /** The cells of a row between two columns. */
  read(span: RowSpan, left: number, width: number): SnapshotCell[] {
    const cell = this.#cell;
    const cells = new Array<SnapshotCell>(width).fill(empty);
    cell.enter(span);
    while (cell.next()) {
      if (cell.empty) continue;
      const column = cell.column - left;
      const inside = column >= 0 && column < width;
      const formula = this.#formulas.read(cell);
      if (inside) cells[column] = snapshotCell(readCell(cell, this.#strings, this.#date1904), formula?.text);
    }
    return cells;
  }

  /** The cells of a range, row by row. */
  range({ top, left, bottom, right }: Rect): SnapshotCell[][] {
    const width = right - left + 1;
    const rows = Array.from({ length: bottom - top + 1 }, () => new Array<SnapshotCell>(width).fill(empty));
    this.passTo(top);
    for (const place of this.#sheet.places(top, bottom))
      rows[place.row - top] = this.readAt(place, left, width);
    return rows;
  }

  /**
   * Every row of the sheet from its first, as long as its last cell that holds something.
   * @throws Problem workbook.table-too-large
   */
  all(): SnapshotCell[][] {
    const rows: SnapshotCell[][] = [];
    let cells = 0;
    for (const span of this.#sheet.rows()) {
      let last = 0;
      this.#cell.enter(span);
      while (this.#cell.next()) if (!this.#cell.empty) last = Math.max(last, this.#cell.column);
      cells += last;
      if (cells > mostCells) throw tooLargeTable('');
      if (last > 0) rows[span.row - 1] = this.read(span, 1, last);
    }
    return Array.from(rows, (row) => row ?? []);
  }

  /** Formats of the cells of a row, by their column. */
  styles(span: RowSpan): Map<number, string> {
    const styles = new Map<number, string>();
    this.#cell.enter(span);
    while (this.#cell.next()) {
      if (this.#cell.style !== undefined) styles.set(this.#cell.column, this.#cell.style);
    }
    return styles;
  }
}

/**
 * The body rows of a table, one after the other.
 * @throws Problem workbook.table-too-large
 */
export function* bodyRowsOf(
  workbook: WorkbookPackage,
  table: ListObject,
  sheet: SheetData,
): Generator<SnapshotCell[]> {
  const { bodyTop, bodyBottom, rect } = table;
  // A range is a claim of eight characters; it must not cost more memory than a table of that size would.
  if ((bodyBottom - bodyTop + 1) * (rect.right - rect.left + 1) > mostCells) throw tooLargeTable(table.name);
  const reader = new CellReader(workbook, sheet);
  reader.passTo(bodyTop);
  const width = rect.right - rect.left + 1;
  const blank = new Array<SnapshotCell>(width).fill(empty);
  let next = bodyTop;
  for (const place of sheet.places(bodyTop, bodyBottom)) {
    for (; next < place.row; next++) yield blank;
    yield reader.readAt(place, rect.left, width);
    next++;
  }
  for (; next <= bodyBottom; next++) yield blank;
}

/**
 * A table as plain data for the refresh core.
 * @throws Problem workbook.table-too-large
 */
export const snapshotOf = (workbook: WorkbookPackage, table: ListObject): TableSnapshot => {
  const rows: SnapshotRow[] = [];
  for (const cells of bodyRowsOf(workbook, table, readSheet(workbook.bytes(table.sheet.part)))) {
    rows.push({ cells });
  }
  return { ...outlineOf(workbook, table), rows };
};

/** What a table's snapshot says beside its rows. */
export const outlineOf = (workbook: WorkbookPackage, table: ListObject): Omit<TableSnapshot, 'rows'> => ({
  table: table.name,
  sheet: table.sheet.name,
  headers: table.columns.map((column) => column.name),
  ...(is1904(workbook) ? { date1904: true } : {}),
});
