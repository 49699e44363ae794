import type { FieldType } from '../../records/catalogue.ts';
import type { CellValue } from '../../records/sheet-row.ts';
import { CellCursor } from './cell-cursor.ts';
import { cellXml, FormulaReader, formulaCellXml } from './cells.ts';
import { calculateOnLoad, dependentSheets, dropCalculationChain, dropResults } from './dependents.ts';
import type { SheetEntry, WorkbookPackage } from './parts.ts';
import { blockedTable } from './problems.ts';
import { cellName, parseRect, rectName } from './refs.ts';
import { refuseProtected } from './room.ts';
import type { RowSpan } from './row-span.ts';
import { cellInRow, cellOpening, rowXml } from './row-text.ts';
import { readSheet, type SheetData } from './sheet.ts';
import { CellFormats } from './styles.ts';
import { is1904, tablesOf } from './table.ts';
import { attributeOf, escapeXml, findTag } from './xml.ts';

/** Writing single cells of a worksheet. Every one keeps its format; all other rows keep their bytes. */

/** A cell to write, by row and column counted from 1. */
export interface PlacedWrite {
  row: number;
  column: number;
  value: CellValue;
  type: FieldType;
  formula?: string | undefined;
  /** Format for a cell that has none; its own is kept. */
  style?: string | undefined;
}

class RowsWriter {
  readonly #sheet: SheetData;
  readonly #name: string;
  readonly #formats: CellFormats;
  readonly #date1904: boolean;
  readonly #writes = new Map<number, Map<number, PlacedWrite>>();
  readonly #formulas = new FormulaReader();
  /** True where a formula that others share is written over: all are written out. */
  #shared = false;
  #touchesFormulas = false;

  constructor(
    workbook: WorkbookPackage,
    entry: SheetEntry,
    sheet: SheetData,
    writes: readonly PlacedWrite[],
  ) {
    this.#sheet = sheet;
    this.#name = entry.name;
    this.#formats = new CellFormats(workbook);
    this.#date1904 = is1904(workbook);
    for (const write of writes) {
      const row = this.#writes.get(write.row) ?? new Map<number, PlacedWrite>();
      row.set(write.column, write);
      this.#writes.set(write.row, row);
      if (write.formula !== undefined) this.#touchesFormulas = true;
    }
    this.#survey();
  }

  /** True where a formula came or went. */
  get touchesFormulas(): boolean {
    return this.#touchesFormulas;
  }

  #survey(): void {
    const cell = new CellCursor(this.#sheet.prefix);
    for (const span of this.#sheet.rowsWithFormulas()) {
      cell.enter(span);
      while (cell.next()) {
        const formula = this.#formulas.read(cell);
        if (!formula || !this.#writes.get(span.row)?.has(cell.column)) continue;
        this.#touchesFormulas = true;
        if (formula.shared) this.#shared = true;
        const rect = formula.ref === undefined ? undefined : parseRect(formula.ref);
        if (formula.array && rect && (rect.top !== rect.bottom || rect.left !== rect.right)) {
          throw blockedTable(this.#name, {
            zh: `数组公式 ${formula.ref}`,
            en: `the array formula ${formula.ref}`,
          });
        }
      }
    }
  }

  *pieces(head: string): Generator<string | Uint8Array> {
    const sheet = this.#sheet;
    yield head + sheet.open;
    const rows = new Set(this.#writes.keys());
    if (this.#shared) for (const row of sheet.numbersWithFormulas(1, sheet.lastRow)) rows.add(row);
    let next = 1;
    for (const row of [...rows].sort((a, b) => a - b)) {
      yield sheet.bytes(next, row - 1);
      yield this.#row(row, sheet.row(row));
      next = row + 1;
    }
    yield sheet.bytes(next, sheet.lastRow);
    yield `</${sheet.qualified}>${sheet.tail}`;
  }

  #row(row: number, span: RowSpan | undefined): string {
    const pending = new Map([...(this.#writes.get(row) ?? [])].sort((a, b) => a[0] - b[0]));
    const cell = new CellCursor(this.#sheet.prefix);
    let xml = '';
    const writeBefore = (column: number): void => {
      for (const [at, write] of pending) {
        if (at >= column) break;
        xml += this.#cell(write, undefined);
        pending.delete(at);
      }
    };
    if (span) {
      cell.enter(span);
      while (cell.next()) {
        writeBefore(cell.column);
        const write = pending.get(cell.column);
        xml += write ? this.#cell(write, cell.style) : this.#kept(cell);
        pending.delete(cell.column);
      }
    }
    writeBefore(Number.POSITIVE_INFINITY);
    return rowXml(this.#sheet.prefix, span, row, xml);
  }

  #kept(cell: CellCursor): string {
    const formula = this.#shared ? this.#formulas.read(cell) : undefined;
    if (!formula?.shared) return cellInRow(cell, cell.row);
    const { prefix } = this.#sheet;
    return `${cellOpening(cell, cell.row, true)}<${prefix}f>${escapeXml(formula.text)}</${prefix}f></${prefix}c>`;
  }

  #cell(write: PlacedWrite, own: string | undefined): string {
    const { prefix } = this.#sheet;
    const place = cellName(write.column, write.row);
    const style = own ?? write.style;
    if (write.formula !== undefined) return formulaCellXml(prefix, place, style, write.formula);
    const dated = write.type === 'date' && write.value !== null ? this.#formats.asDate(style) : style;
    return cellXml(prefix, place, dated, write, this.#date1904);
  }
}

/** The head of a sheet whose used range takes in more cells. */
const withDimension = (sheet: SheetData, writes: readonly PlacedWrite[]): string => {
  const tag = findTag(sheet.head, 'dimension');
  const ref = tag && attributeOf(sheet.head, tag, 'ref');
  const rect = ref === undefined ? undefined : parseRect(ref);
  if (!tag || !rect) return sheet.head;
  for (const { row, column } of writes) {
    rect.top = Math.min(rect.top, row);
    rect.bottom = Math.max(rect.bottom, row);
    rect.left = Math.min(rect.left, column);
    rect.right = Math.max(rect.right, column);
  }
  const open = sheet.head.slice(tag.start, tag.end).replace(`"${ref}"`, `"${rectName(rect)}"`);
  return sheet.head.slice(0, tag.start) + open + sheet.head.slice(tag.end);
};

/**
 * Writes cells of one sheet; results of formulas that may depend on them are dropped.
 * @throws Problem workbook.protected, workbook.table-blocked where a cell is part of an array formula
 */
export const writeCells = async (
  workbook: WorkbookPackage,
  entry: SheetEntry,
  writes: readonly PlacedWrite[],
): Promise<void> => {
  if (writes.length === 0) return;
  const sheet = readSheet(workbook.bytes(entry.part));
  refuseProtected(sheet.tail, entry.name);
  const stale = dependentSheets(workbook, tablesOf(workbook), [entry.name]);
  const writer = new RowsWriter(workbook, entry, sheet, writes);
  await workbook.setPieces(entry.part, writer.pieces(withDimension(sheet, writes)));
  for (const other of workbook.sheets()) {
    if (other.kind === 'worksheet' && stale.has(other.name)) await dropResults(workbook, other.part);
  }
  if (writer.touchesFormulas) dropCalculationChain(workbook);
  calculateOnLoad(workbook);
};
