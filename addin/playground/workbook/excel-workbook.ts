/**
 * A workbook as Excel keeps it, without any of its interface: sheets, cells, tables, hidden rows and columns,
 * protection. `excel-object-model.ts` shows it in the shape of Office.js. What is typed into a cell is read as
 * Excel reads it (`typedInput`): text that looks like a number, a date or a formula becomes one.
 */

export type Scalar = string | number | boolean;

export const maxRows = 1_048_576;
export const maxColumns = 16_384;

export interface Cell {
  /** Absent where the cell is empty. */
  value?: Scalar;
  /** With its leading =. */
  formula?: string;
  numberFormat?: string;
  /** True where a leading apostrophe was typed. */
  quoted?: boolean;
  /** Fill, font and alignment by `Group.Property`. */
  style?: Record<string, unknown>;
}

export class SheetModel {
  visibility: 'Visible' | 'Hidden' | 'VeryHidden' = 'Visible';
  tabColor = '';
  showGridlines = true;
  isProtected = false;
  frozenRows = 0;
  readonly cells = new Map<number, Cell>();
  readonly hiddenRows = new Set<number>();
  readonly hiddenColumns = new Set<number>();
  merges: Box[] = [];
  /** True where a filter of the sheet itself, not of a table, hides rows. */
  isFiltered = false;
  /** Formats of whole columns; a cell has its column's where it has none of its own. */
  readonly columnFormats = new Map<number, { numberFormat?: string; style?: Record<string, unknown> }>();
  /** In points, as Office.js gives it. */
  readonly columnWidths = new Map<number, number>();
  readonly rowHeights = new Map<number, number>();

  constructor(
    readonly workbook: WorkbookModel,
    readonly id: string,
    public name: string,
  ) {}

  cell(row: number, column: number): Cell | undefined {
    return this.cells.get(row * maxColumns + column);
  }

  cellFor(row: number, column: number): Cell {
    const key = row * maxColumns + column;
    const found = this.cells.get(key) ?? {};
    this.cells.set(key, found);
    return found;
  }

  valueAt(row: number, column: number): Scalar {
    return this.cell(row, column)?.value ?? '';
  }

  numberFormatAt(row: number, column: number): string | undefined {
    return this.cell(row, column)?.numberFormat ?? this.columnFormats.get(column)?.numberFormat;
  }

  /** Moves the cells of some columns from `row` on by `count` rows; a negative count removes that many first. */
  shiftRows(row: number, column: number, columns: number, count: number): void {
    const moved: [number, number, Cell][] = [];
    for (const [key, cell] of this.cells) {
      const r = Math.floor(key / maxColumns);
      const c = key % maxColumns;
      if (r < row || c < column || c >= column + columns) continue;
      moved.push([r, c, cell]);
      this.cells.delete(key);
    }
    for (const [r, c, cell] of moved)
      if (count > 0 || r >= row - count) this.cells.set((r + count) * maxColumns + c, cell);
  }

  /** Moves the cells of some rows from `column` on by `count` columns; a negative count removes that many first. */
  shiftColumns(row: number, rows: number, column: number, count: number): void {
    const moved: [number, number, Cell][] = [];
    for (const [key, cell] of this.cells) {
      const r = Math.floor(key / maxColumns);
      const c = key % maxColumns;
      if (c < column || r < row || r >= row + rows) continue;
      moved.push([r, c, cell]);
      this.cells.delete(key);
    }
    for (const [r, c, cell] of moved)
      if (count > 0 || c >= column - count) this.cells.set(r * maxColumns + c + count, cell);
  }

  /** The smallest box around cells that hold something, within bounds; null where none does. */
  usedBox(within: Box, valuesOnly: boolean): Box | null {
    let top = Number.POSITIVE_INFINITY;
    let left = Number.POSITIVE_INFINITY;
    let bottom = -1;
    let right = -1;
    for (const [key, cell] of this.cells) {
      const holds = cell.value !== undefined || cell.formula !== undefined;
      if (!holds && (valuesOnly || (cell.style === undefined && cell.numberFormat === undefined))) continue;
      const r = Math.floor(key / maxColumns);
      const c = key % maxColumns;
      if (r < within.row || r >= within.row + within.rows) continue;
      if (c < within.column || c >= within.column + within.columns) continue;
      top = Math.min(top, r);
      left = Math.min(left, c);
      bottom = Math.max(bottom, r);
      right = Math.max(right, c);
    }
    return bottom < 0 ? null : { row: top, column: left, rows: bottom - top + 1, columns: right - left + 1 };
  }
}

export interface Box {
  row: number;
  column: number;
  rows: number;
  columns: number;
}
export const overlap = (a: Box, b: Box): Box | null => {
  const row = Math.max(a.row, b.row);
  const column = Math.max(a.column, b.column);
  const rows = Math.min(a.row + a.rows, b.row + b.rows) - row;
  const columns = Math.min(a.column + a.columns, b.column + b.columns) - column;
  return rows > 0 && columns > 0 ? { row, column, rows, columns } : null;
};

export class TableModel {
  style = 'TableStyleMedium2';
  showBandedRows = true;
  showFilterButton = true;
  showTotals = false;
  /** Column index → allowed texts, where a filter is on. */
  readonly filters = new Map<number, ReadonlySet<string>>();

  /** @param box header row, body and totals row */
  constructor(
    readonly id: string,
    public name: string,
    readonly sheet: SheetModel,
    public box: Box,
  ) {}

  get bodyRows(): number {
    return this.box.rows - 1 - (this.showTotals ? 1 : 0);
  }
  get body(): Box {
    return { ...this.box, row: this.box.row + 1, rows: Math.max(1, this.bodyRows) };
  }
  headers(): string[] {
    return Array.from({ length: this.box.columns }, (_, i) =>
      String(this.sheet.valueAt(this.box.row, this.box.column + i)),
    );
  }

  /** Puts a filter on a column, as an analyst does it: rows with another text are hidden. */
  filter(column: number, allowed: readonly string[]): void {
    this.filters.set(column, new Set(allowed));
    for (let i = 0; i < this.bodyRows; i++) {
      const row = this.box.row + 1 + i;
      const shown = [...this.filters].every(([c, texts]) =>
        texts.has(String(this.sheet.valueAt(row, this.box.column + c))),
      );
      if (shown) this.sheet.hiddenRows.delete(row);
      else this.sheet.hiddenRows.add(row);
    }
  }
}

export class WorkbookModel {
  readonly sheets: SheetModel[] = [];
  tables: TableModel[] = [];
  /** Defined names and their cells; null for a name that is no cells. */
  readonly names = new Map<string, { sheet: SheetModel; box: Box } | null>();
  active: SheetModel;
  selection: { sheet: SheetModel; box: Box };
  date1904 = false;
  /** True while somebody is typing in a cell: every request is refused. */
  editing = false;
  /** What a formula gives; without it every formula shows #CALC!. */
  calculate: (formula: string, sheet: SheetModel, row: number, column: number) => Scalar = () => '#CALC!';
  #ids = 0;

  constructor(sheetNames: readonly string[] = ['Sheet1']) {
    for (const name of sheetNames) this.addSheet(name);
    const [first] = this.sheets;
    if (!first) throw new Error('a workbook has at least one sheet');
    this.active = first;
    this.selection = { sheet: first, box: { row: 0, column: 0, rows: 1, columns: 1 } };
  }

  addSheet(name: string): SheetModel {
    const number = String(++this.#ids).padStart(4, '0');
    const sheet = new SheetModel(this, `{00000000-0001-0000-${number}-000000000000}`, name);
    this.sheets.push(sheet);
    return sheet;
  }
  /** A sheet like another at the end: cells, formats, widths, and its tables under new names. */
  copySheet(sheet: SheetModel, name: string): SheetModel {
    const copy = this.addSheet(name);
    copy.tabColor = sheet.tabColor;
    copy.showGridlines = sheet.showGridlines;
    copy.frozenRows = sheet.frozenRows;
    for (const [at, cell] of sheet.cells) copy.cells.set(at, structuredClone(cell));
    for (const row of sheet.hiddenRows) copy.hiddenRows.add(row);
    for (const column of sheet.hiddenColumns) copy.hiddenColumns.add(column);
    for (const [at, format] of sheet.columnFormats) copy.columnFormats.set(at, structuredClone(format));
    for (const [at, width] of sheet.columnWidths) copy.columnWidths.set(at, width);
    for (const [at, height] of sheet.rowHeights) copy.rowHeights.set(at, height);
    for (const table of this.tables.filter((one) => one.sheet === sheet)) {
      const made = this.addTable(copy, { ...table.box });
      let number = 2;
      while (this.table(`${table.name}${number}`)) number++;
      made.name = `${table.name}${number}`;
      made.style = table.style;
      made.showTotals = table.showTotals;
    }
    return copy;
  }
  sheet(name: string): SheetModel | null {
    return this.sheets.find((sheet) => sheet.name.toLowerCase() === name.toLowerCase()) ?? null;
  }
  table(name: string): TableModel | null {
    return this.tables.find((table) => table.name.toLowerCase() === name.toLowerCase()) ?? null;
  }
  addTable(sheet: SheetModel, box: Box): TableModel {
    const id = String(this.tables.reduce((top, table) => Math.max(top, Number(table.id)), 0) + 1);
    const table = new TableModel(id, `Table${id}`, sheet, box);
    this.tables.push(table);
    return table;
  }

  /** Writes into a cell as if it were typed there, or as Range.values and Range.formulas write it. */
  enter(sheet: SheetModel, row: number, column: number, input: Scalar): void {
    const cell = sheet.cellFor(row, column);
    delete cell.formula;
    delete cell.quoted;
    const numberFormat = sheet.numberFormatAt(row, column);
    const read = typedInput(input, numberFormat, this.date1904);
    if (read.quoted) cell.quoted = true;
    if (read.numberFormat !== undefined && numberFormat === undefined) cell.numberFormat = read.numberFormat;
    if (read.formula !== undefined) {
      cell.formula = read.formula;
      cell.value = this.calculate(read.formula, sheet, row, column);
    } else if (read.value === '') delete cell.value;
    else cell.value = read.value;
  }
}

const dayMs = 86_400_000;
/** Serial number of a calendar day; the 1900 system counts a 29 February 1900 that never was. */
export const serialOf = (year: number, month: number, day: number, date1904: boolean): number =>
  Math.round((Date.UTC(year, month - 1, day) - Date.UTC(1899, 11, 30)) / dayMs) - (date1904 ? 1462 : 0);

interface Read {
  value: Scalar;
  formula?: string;
  numberFormat?: string;
  quoted?: boolean;
}
const numberLike = /^[-+]?[¥$€]?(\d{1,3}(,\d{3})+|\d+)?(\.\d*)?(e[-+]?\d+)?%?$/i;

/** How Excel (Chinese and English) reads what is typed into a cell of a number format. */
export const typedInput = (input: Scalar, numberFormat: string | undefined, date1904: boolean): Read => {
  if (typeof input !== 'string' || input === '') return { value: input };
  if (input.startsWith("'")) return { value: input.slice(1), quoted: true };
  if (numberFormat === '@') return { value: input };
  const text = input.normalize('NFKC').trim();
  if (/^(true|false)$/i.test(text)) return { value: /^true$/i.test(text) };
  if (/\d/.test(text) && numberLike.test(text)) {
    const number = Number(text.replace(/[¥$€,%]/g, ''));
    if (Number.isFinite(number))
      return text.endsWith('%') ? { value: number / 100, numberFormat: '0%' } : { value: number };
  }
  const date = dateIn(text, date1904);
  if (date) return date;
  const time = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text);
  if (time)
    return {
      value: Number(time[1]) / 24 + Number(time[2]) / 1440 + Number(time[3] ?? 0) / 86_400,
      numberFormat: 'h:mm',
    };
  if (/^[=+@-]./u.test(text)) return { value: '', formula: text.startsWith('=') ? text : `=${text}` };
  return { value: input };
};

const dateIn = (text: string, date1904: boolean): Read | null => {
  const asDate = (year: number, month: number, day: number, numberFormat: string): Read | null =>
    month >= 1 && month <= 12 && day >= 1 && day <= 31
      ? { value: serialOf(year, month, day, date1904), numberFormat }
      : null;
  const full = /^(\d{4})[-/年.](\d{1,2})(?:[-/月.](\d{1,2})日?|月)?$/.exec(text);
  if (full && !text.includes('.'))
    return asDate(Number(full[1]), Number(full[2]), Number(full[3] ?? 1), 'yyyy/m/d');
  // A day without a year is one of the current year; tests run on no clock, so it is always 2026 here.
  const short = /^(\d{1,2})(?:[-/](\d{1,2})|月(\d{1,2})日)$/.exec(text);
  if (short) return asDate(2026, Number(short[1]), Number(short[2] ?? short[3]), 'm月d日');
  return null;
};
