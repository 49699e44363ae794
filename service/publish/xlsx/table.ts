import type { SnapshotCell, TableSnapshot } from '../../../templates/refresh/types.ts';
import type { CellValue } from '../../records/sheet-row.ts';
import { decodeCellText, FormulaReader, readCell, readSharedStrings } from './cells.ts';
import type { SheetEntry, WorkbookPackage } from './parts.ts';
import { damagedWorkbook, missingTable, tooLargeTable } from './problems.ts';
import { parseRect, type Rect } from './refs.ts';
import { cellsOf, readSheet } from './sheet.ts';
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

/**
 * A table as plain data for the refresh core.
 * @throws Problem workbook.table-too-large
 */
export const snapshotOf = (workbook: WorkbookPackage, table: ListObject): TableSnapshot => {
  const sheet = readSheet(workbook.text(table.sheet.part));
  const strings = readSharedStrings(workbook);
  const date1904 = is1904(workbook);
  const formulas = new FormulaReader(sheet);
  const width = table.rect.right - table.rect.left + 1;
  const height = table.bodyBottom - table.bodyTop + 1;
  // A range is a claim of eight characters; it must not cost more memory than a table of that size would.
  if (height * width > mostCells) throw tooLargeTable(table.name);
  const empty: SnapshotCell = { value: null };
  const blank = (): SnapshotCell[] => new Array<SnapshotCell>(width).fill(empty);
  const shared = blank();
  const rows: SnapshotCell[][] = Array.from({ length: height }, () => shared);
  for (const span of sheet.rows) {
    if (span.row > table.bodyBottom) break;
    const index = span.row - table.bodyTop;
    const cells = index >= 0 ? blank() : undefined;
    if (cells) rows[index] = cells;
    for (const cell of cellsOf(sheet, span)) {
      // Masters of shared formulas may stand above the body, so every formula up to its end is read.
      const formula = formulas.read(cell);
      const column = cell.column - table.rect.left;
      if (!cells || column < 0 || column >= width) continue;
      // LibreOffice saves truth values as formulas; a formula of hers would not look like this.
      const truth = formula && /^(TRUE|FALSE)\(\)$/i.exec(formula.text);
      if (truth) {
        cells[column] = { value: truth[1]?.toUpperCase() === 'TRUE' };
        continue;
      }
      const value: CellValue = readCell(sheet, cell, strings, date1904);
      cells[column] = formula ? { value, formula: formula.text } : { value };
    }
  }
  return {
    table: table.name,
    sheet: table.sheet.name,
    headers: table.columns.map((column) => column.name),
    rows: rows.map((cells) => ({ cells })),
    ...(date1904 ? { date1904 } : {}),
  };
};
