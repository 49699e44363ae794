import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type {
  FilterCriteria,
  NamedSheetRange,
  RichText,
  ScriptSheet,
  ScriptSpreadsheet,
  SheetFilter,
  SheetRange,
  SheetValue,
} from '../../../addin/sheets/services.ts';
import { type BookSheet, type Box, type Cell, effective } from '../google-batch.ts';
import type { GoogleBook } from '../google-book.ts';

/**
 * SpreadsheetApp as far as the add-on uses it, over the same spreadsheet that the emulator of the Sheets API serves: what
 * the one host binds the other may refresh. Written from Google's reference: coordinates count from 1, a range must lie in
 * the grid, `setValues` reads texts as if they were typed, date cells give Dates, a new sheet comes to the front.
 */

const exception = (message: string): Error => Object.assign(new Error(message), { name: 'Exception' });
const dayLength = 86_400_000;
const epoch = Date.UTC(1899, 11, 30);

/** Minutes by which a zone is ahead of UTC at an instant. */
const ahead = (time: number, timeZone: string): number => {
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return Math.round(
    (Date.parse(`${shown.format(time).replace(' ', 'T')}Z`) - Math.floor(time / 1000) * 1000) / 60_000,
  );
};
/** The instant at which clocks of a zone show a serial number. */
const dateOfSerial = (serial: number, timeZone: string): Date => {
  const wall = epoch + Math.round(serial * dayLength);
  const guess = wall - ahead(wall, timeZone) * 60_000;
  return new Date(wall - ahead(guess, timeZone) * 60_000);
};
/** `Utilities.formatDate` for the patterns that the add-on uses. */
export const formatDate = (date: Date, timeZone: string, format: string): string => {
  const wall = new Date(date.getTime() + ahead(date.getTime(), timeZone) * 60_000).toISOString();
  if (format === "yyyy-MM-dd'T'HH:mm:ss") return wall.slice(0, 19);
  if (format === 'yyyy-MM-dd') return wall.slice(0, 10);
  throw exception(`The stand-in does not know the format ${format}`);
};

type Format = { numberFormat?: { type?: string; pattern?: string } };
const formatOf = (cell: Cell): string => {
  const { type, pattern } = (cell.userEnteredFormat as Format | undefined)?.numberFormat ?? {};
  return type ?? (pattern?.includes('y') ? 'DATE' : '');
};

/** What a typed text becomes, in a cell without a format of its own. */
const typed = (text: string): sheets_v4.Schema$CellData => {
  const plain = text.normalize('NFKC').trim();
  if (/^=./.test(plain)) return { userEnteredValue: { formulaValue: plain } };
  if (/^[+-]?\d+(\.\d+)?$/.test(plain)) return { userEnteredValue: { numberValue: Number(plain) } };
  if (/^[+@-]\w/.test(plain)) return { userEnteredValue: { formulaValue: `=${plain}` } };
  if (/^(true|false)$/i.test(plain)) return { userEnteredValue: { boolValue: /^t/i.test(plain) } };
  const [, year, month, day = '1'] = /^(\d{4})[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?)?$/.exec(plain) ?? [];
  if (year && month)
    return {
      userEnteredValue: {
        numberValue: (Date.UTC(Number(year), Number(month) - 1, Number(day)) - epoch) / dayLength,
      },
      userEnteredFormat: { numberFormat: { type: 'DATE' } },
    };
  if (/^\d{1,2}\/\d{1,2}$/.test(plain))
    return {
      userEnteredValue: { numberValue: 45_000 },
      userEnteredFormat: { numberFormat: { type: 'DATE' } },
    };
  return { userEnteredValue: { stringValue: text } };
};

export interface SpreadsheetOptions {
  /** The account that runs the add-on. */
  user?: string;
  /** What an apostrophe typed into a cell formatted as text does; Google does not document it, so both are tested. */
  apostropheInTextCells?: 'dropped' | 'kept';
}

export class ScriptBook implements ScriptSpreadsheet {
  readonly book: GoogleBook;
  readonly options: SpreadsheetOptions;
  /** The next calls that write fail after this many; null where none does. */
  failAfter: number | null = null;
  /** Whether every call that writes fails from then on, those that take back too. */
  failsForGood = false;
  /** Calls of `getValues`, `getFormulas` and of all that writes, for counting. */
  reads = 0;
  writes = 0;
  active: { sheet: number; row: number; column: number } = { sheet: 0, row: 1, column: 1 };

  constructor(book: GoogleBook, options: SpreadsheetOptions = {}) {
    this.book = book;
    this.options = options;
  }
  get user(): string {
    return this.options.user ?? 'editor@example.com';
  }

  /** Everything that writes goes through here. */
  do(...requests: sheets_v4.Schema$Request[]): void {
    this.writes++;
    if (this.failAfter !== null && this.failAfter-- <= 0) {
      if (!this.failsForGood) this.failAfter = null;
      throw exception(`Service Spreadsheets failed while accessing document with id ${this.book.id}.`);
    }
    try {
      this.book.batchUpdate(requests, this.user);
    } catch (error) {
      throw exception((error as Error).message.replace(/^Invalid requests\[\d+\]\.\w+: /, ''));
    }
  }

  getSheets(): ScriptSheet[] {
    return this.book.sheets.map((sheet) => new SheetOf(this, sheet.properties.sheetId));
  }
  getSheetByName(name: string): ScriptSheet | null {
    return this.getSheets().find((sheet) => sheet.getName() === name) ?? null;
  }
  getActiveSheet(): ScriptSheet {
    return new SheetOf(this, this.active.sheet);
  }
  setActiveSheet(sheet: ScriptSheet): ScriptSheet {
    this.active = { sheet: sheet.getSheetId(), row: 1, column: 1 };
    return sheet;
  }
  getActiveRange(): SheetRange | null {
    const { sheet, row, column } = this.active;
    return new SheetOf(this, sheet).getRange(row, column, 1, 1);
  }
  insertSheet(name: string, index: number): ScriptSheet {
    if (index < 0 || index > this.book.sheets.length)
      throw exception('Argument is out of bounds: sheetIndex');
    const before = new Set(this.book.sheets.map((sheet) => sheet.properties.sheetId));
    this.do({ addSheet: { properties: { title: name } } });
    const made = this.book.sheets.find((sheet) => !before.has(sheet.properties.sheetId));
    return this.setActiveSheet(new SheetOf(this, made?.properties.sheetId ?? -1));
  }
  deleteSheet(sheet: ScriptSheet): void {
    this.do({ deleteSheet: { sheetId: sheet.getSheetId() } });
    if (this.active.sheet === sheet.getSheetId())
      this.active = { sheet: this.book.sheets[0]?.properties.sheetId ?? 0, row: 1, column: 1 };
  }
  getNamedRanges(): NamedSheetRange[] {
    return this.book.namedRanges.map((one) => new NamedOf(this, one.name ?? ''));
  }
  setNamedRange(name: string, range: SheetRange): void {
    const found = this.book.namedRanges.find((one) => one.name === name);
    if (found) new NamedOf(this, name).setRange(range);
    else this.do({ addNamedRange: { namedRange: { name, range: gridOf(range) } } });
  }
  getSpreadsheetTimeZone(): string {
    return String(this.book.properties.timeZone);
  }
}

const gridOf = (range: SheetRange): sheets_v4.Schema$GridRange => ({
  sheetId: range.getSheet().getSheetId(),
  startRowIndex: range.getRow() - 1,
  endRowIndex: range.getRow() - 1 + range.getNumRows(),
  startColumnIndex: range.getColumn() - 1,
  endColumnIndex: range.getColumn() - 1 + range.getNumColumns(),
});

class NamedOf implements NamedSheetRange {
  readonly #book: ScriptBook;
  readonly #name: string;
  constructor(book: ScriptBook, name: string) {
    this.#book = book;
    this.#name = name;
  }
  get #found(): sheets_v4.Schema$NamedRange {
    const found = this.#book.book.namedRanges.find((one) => one.name === this.#name);
    if (!found) throw exception('Range not found');
    return found;
  }
  getName(): string {
    return this.#name;
  }
  getRange(): SheetRange {
    const { range } = this.#found;
    const sheet = new SheetOf(this.#book, range?.sheetId ?? 0);
    const [top, left] = [range?.startRowIndex ?? 0, range?.startColumnIndex ?? 0];
    const [bottom, right] = [
      range?.endRowIndex ?? sheet.getMaxRows(),
      range?.endColumnIndex ?? sheet.getMaxColumns(),
    ];
    return sheet.getRange(top + 1, left + 1, bottom - top, right - left);
  }
  setRange(range: SheetRange): this {
    const { namedRangeId } = this.#found;
    this.#book.do({
      updateNamedRange: {
        namedRange: { namedRangeId: namedRangeId ?? '', name: this.#name, range: gridOf(range) },
        fields: 'range',
      },
    });
    return this;
  }
}

class SheetOf implements ScriptSheet {
  readonly book: ScriptBook;
  readonly id: number;
  constructor(book: ScriptBook, id: number) {
    this.book = book;
    this.id = id;
  }
  get data(): BookSheet {
    const found = this.book.book.sheets.find((sheet) => sheet.properties.sheetId === this.id);
    if (!found) throw exception(`Sheet ${this.id} not found`);
    return found;
  }
  getName(): string {
    return this.data.properties.title;
  }
  getSheetId(): number {
    return this.id;
  }
  getIndex(): number {
    return this.book.book.sheets.indexOf(this.data) + 1;
  }
  isSheetHidden(): boolean {
    return this.data.properties.hidden;
  }
  hideSheet(): this {
    this.book.do({
      updateSheetProperties: { properties: { sheetId: this.id, hidden: true }, fields: 'hidden' },
    });
    return this;
  }
  getMaxRows(): number {
    return this.data.properties.gridProperties.rowCount;
  }
  getMaxColumns(): number {
    return this.data.properties.gridProperties.columnCount;
  }
  getDataRange(): SheetRange {
    let [rows, columns] = [1, 1];
    this.data.rows.forEach((cells, row) => {
      cells.forEach((cell, column) => {
        if (!cell.userEnteredValue) return;
        rows = Math.max(rows, row + 1);
        columns = Math.max(columns, column + 1);
      });
    });
    return this.getRange(1, 1, rows, columns);
  }
  getRange(row: number, column: number, rows: number, columns: number): SheetRange {
    if (rows < 1) throw exception('The number of rows in the range must be at least 1.');
    if (columns < 1) throw exception('The number of columns in the range must be at least 1.');
    if (
      row < 1 ||
      column < 1 ||
      row + rows - 1 > this.getMaxRows() ||
      column + columns - 1 > this.getMaxColumns()
    )
      throw exception('The coordinates of the range are outside the dimensions of the sheet.');
    return new RangeOf(this, {
      top: row - 1,
      left: column - 1,
      bottom: row - 1 + rows,
      right: column - 1 + columns,
    });
  }
  getFilter(): SheetFilter | null {
    return this.data.basicFilter ? new FilterOf(this) : null;
  }
  #dimension(dimension: 'ROWS' | 'COLUMNS', start: number, count: number) {
    return { sheetId: this.id, dimension, startIndex: start, endIndex: start + count };
  }
  #insertRows(at: number, count: number, inheritFromBefore: boolean): this {
    if (count < 1 || at < 0 || at > this.getMaxRows()) throw exception('Those rows are out of bounds.');
    this.book.do(
      at === this.getMaxRows()
        ? { appendDimension: { sheetId: this.id, dimension: 'ROWS', length: count } }
        : { insertDimension: { range: this.#dimension('ROWS', at, count), inheritFromBefore } },
    );
    return this;
  }
  insertRowsAfter(row: number, count: number): this {
    return this.#insertRows(row, count, true);
  }
  insertRowsBefore(row: number, count: number): this {
    return this.#insertRows(row - 1, count, false);
  }
  insertColumnsAfter(column: number, count: number): this {
    this.book.do(
      column === this.getMaxColumns()
        ? { appendDimension: { sheetId: this.id, dimension: 'COLUMNS', length: count } }
        : { insertDimension: { range: this.#dimension('COLUMNS', column, count), inheritFromBefore: true } },
    );
    return this;
  }
  deleteRows(row: number, count: number): void {
    if (row < 1 || row + count - 1 > this.getMaxRows()) throw exception('Those rows are out of bounds.');
    this.book.do({ deleteDimension: { range: this.#dimension('ROWS', row - 1, count) } });
  }
  setFrozenRows(rows: number): void {
    this.book.do({
      updateSheetProperties: {
        properties: { sheetId: this.id, gridProperties: { frozenRowCount: rows } },
        fields: 'gridProperties.frozenRowCount',
      },
    });
  }
  #column(column: number, properties: object, fields: string): void {
    this.book.do({
      updateDimensionProperties: { range: this.#dimension('COLUMNS', column - 1, 1), properties, fields },
    });
  }
  setColumnWidth(column: number, pixels: number): this {
    this.#column(column, { pixelSize: pixels }, 'pixelSize');
    return this;
  }
  hideColumns(column: number): void {
    this.#column(column, { hiddenByUser: true }, 'hiddenByUser');
  }
}

class RangeOf implements SheetRange {
  readonly #sheet: SheetOf;
  readonly #box: Box;
  constructor(sheet: SheetOf, box: Box) {
    this.#sheet = sheet;
    this.#box = box;
  }
  getSheet(): ScriptSheet {
    return this.#sheet;
  }
  getRow(): number {
    return this.#box.top + 1;
  }
  getColumn(): number {
    return this.#box.left + 1;
  }
  getNumRows(): number {
    return this.#box.bottom - this.#box.top;
  }
  getNumColumns(): number {
    return this.#box.right - this.#box.left;
  }
  #map<T>(work: (cell: Cell) => T): T[][] {
    const { rows } = this.#sheet.data;
    return Array.from({ length: this.getNumRows() }, (_, i) =>
      Array.from({ length: this.getNumColumns() }, (_cell, j) =>
        work(rows[this.#box.top + i]?.[this.#box.left + j] ?? {}),
      ),
    );
  }
  getValues(): SheetValue[][] {
    this.#sheet.book.reads++;
    const timeZone = this.#sheet.book.getSpreadsheetTimeZone();
    return this.#map((cell) => {
      const value = effective(cell.userEnteredValue);
      if (typeof value?.numberValue === 'number')
        return formatOf(cell) === 'DATE' ? dateOfSerial(value.numberValue, timeZone) : value.numberValue;
      return value?.stringValue ?? value?.boolValue ?? '';
    });
  }
  getFormulas(): string[][] {
    this.#sheet.book.reads++;
    return this.#map((cell) => cell.userEnteredValue?.formulaValue ?? '');
  }
  #write(rows: sheets_v4.Schema$CellData[][], fields: string): this {
    const { top, left } = this.#box;
    this.#sheet.book.do({
      updateCells: {
        start: { sheetId: this.#sheet.id, rowIndex: top, columnIndex: left },
        rows: rows.map((values) => ({ values })),
        fields,
      },
    });
    return this;
  }
  #checkSize(values: readonly (readonly unknown[])[]): void {
    if (values.length !== this.getNumRows())
      throw exception(
        `The number of rows in the data does not match the number of rows in the range. The data has ${values.length} but the range has ${this.getNumRows()}.`,
      );
    const other = values.find((row) => row.length !== this.getNumColumns());
    if (other)
      throw exception(
        `The number of columns in the data does not match the number of columns in the range. The data has ${other.length} but the range has ${this.getNumColumns()}.`,
      );
  }
  #read(value: SheetValue, format: string): sheets_v4.Schema$CellData {
    if (typeof value === 'number') return { userEnteredValue: { numberValue: value } };
    if (typeof value === 'boolean') return { userEnteredValue: { boolValue: value } };
    if (typeof value !== 'string') throw exception('The stand-in takes no Dates.');
    if (value === '') return {};
    if (value.length > 50_000)
      throw exception('Your input contains more than the maximum of 50000 characters in a single cell.');
    const keeps = format === 'TEXT' && this.#sheet.book.options.apostropheInTextCells === 'kept';
    if (value.startsWith("'") && !keeps) return { userEnteredValue: { stringValue: value.slice(1) } };
    // Reference of setValues: what begins with = is a formula, whatever the cell's format.
    if (value.startsWith('=')) return { userEnteredValue: { formulaValue: value } };
    return format === 'TEXT' ? { userEnteredValue: { stringValue: value } } : typed(value);
  }
  setValues(values: SheetValue[][]): this {
    this.#checkSize(values);
    const formats = this.#map((cell) => ({ format: formatOf(cell), own: cell.userEnteredFormat }));
    const cells = values.map((row, i) =>
      row.map((value, j) => {
        const { format, own } = formats[i]?.[j] ?? { format: '', own: undefined };
        const read = this.#read(value, format);
        // A day that was typed gives a cell without a number format one.
        const userEnteredFormat = format === '' ? { ...(own as object), ...read.userEnteredFormat } : own;
        return {
          ...read,
          ...(userEnteredFormat && Object.keys(userEnteredFormat).length > 0 ? { userEnteredFormat } : {}),
        };
      }),
    );
    return this.#write(cells, 'userEnteredValue,userEnteredFormat');
  }
  setRichTextValues(values: RichText[][]): this {
    this.#checkSize(values);
    return this.#write(
      values.map((row) => row.map((text) => ({ userEnteredValue: { stringValue: text.getText() } }))),
      'userEnteredValue',
    );
  }
  clearContent(): this {
    return this.setValues(this.#map(() => ''));
  }
  canEdit(): boolean {
    const { top, left, bottom, right } = this.#box;
    return !this.#sheet.data.protectedRanges.some(({ range, warningOnly, editors }) => {
      const inside =
        top < (range?.endRowIndex ?? Number.MAX_SAFE_INTEGER) &&
        (range?.startRowIndex ?? 0) < bottom &&
        left < (range?.endColumnIndex ?? Number.MAX_SAFE_INTEGER) &&
        (range?.startColumnIndex ?? 0) < right;
      return inside && !warningOnly && !editors?.users?.includes(this.#sheet.book.user);
    });
  }
  createFilter(): SheetFilter {
    if (this.#sheet.data.basicFilter)
      throw exception('You can’t create a filter in a sheet that already has a filter.');
    this.#sheet.book.do({ setBasicFilter: { filter: { range: gridOf(this) } } });
    return new FilterOf(this.#sheet);
  }
  #format(format: object, fields: string): this {
    this.#sheet.book.do({
      repeatCell: {
        range: gridOf(this),
        cell: { userEnteredFormat: format },
        fields: `userEnteredFormat.${fields}`,
      },
    });
    return this;
  }
  setNumberFormat(format: string): this {
    const type = format === '@' ? 'TEXT' : format.includes('y') ? 'DATE' : 'NUMBER';
    return this.#format({ numberFormat: { type, pattern: format } }, 'numberFormat');
  }
  setFontWeight(weight: 'bold'): this {
    return this.#format({ textFormat: { bold: weight === 'bold' } }, 'textFormat.bold');
  }
  setFontSize(points: number): this {
    return this.#format({ textFormat: { fontSize: points } }, 'textFormat.fontSize');
  }
  setBackground(colour: string): this {
    return this.#format({ backgroundColorStyle: { rgbColor: colour } }, 'backgroundColorStyle');
  }
  setWrap(wrap: boolean): this {
    return this.#format({ wrapStrategy: wrap ? 'WRAP' : 'OVERFLOW_CELL' }, 'wrapStrategy');
  }
}

class CriteriaOf implements FilterCriteria {
  readonly kept: object;
  constructor(kept: object) {
    this.kept = kept;
  }
  copy() {
    return { build: () => new CriteriaOf(structuredClone(this.kept)) };
  }
}

class FilterOf implements SheetFilter {
  readonly #sheet: SheetOf;
  constructor(sheet: SheetOf) {
    this.#sheet = sheet;
  }
  get #filter(): sheets_v4.Schema$BasicFilter {
    const filter = this.#sheet.data.basicFilter;
    if (!filter) throw exception('The filter was removed.');
    return filter;
  }
  getRange(): SheetRange {
    const { range } = this.#filter;
    const [top, left] = [range?.startRowIndex ?? 0, range?.startColumnIndex ?? 0];
    return this.#sheet.getRange(
      top + 1,
      left + 1,
      (range?.endRowIndex ?? this.#sheet.getMaxRows()) - top,
      (range?.endColumnIndex ?? this.#sheet.getMaxColumns()) - left,
    );
  }
  getColumnFilterCriteria(column: number): FilterCriteria | null {
    const criteria = this.#filter.criteria?.[String(column - 1)];
    return criteria ? new CriteriaOf(criteria) : null;
  }
  setColumnFilterCriteria(column: number, criteria: FilterCriteria): this {
    const filter = this.#filter;
    this.#sheet.book.do({
      setBasicFilter: {
        filter: {
          ...filter,
          criteria: { ...filter.criteria, [String(column - 1)]: (criteria as CriteriaOf).kept },
        },
      },
    });
    return this;
  }
  remove(): void {
    this.#sheet.book.do();
    // The emulator of the API has no request for it.
    delete this.#sheet.data.basicFilter;
  }
}
