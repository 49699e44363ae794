import {
  type Box,
  type Cell,
  maxColumns,
  maxRows,
  overlap,
  type Scalar,
  type SheetModel,
  serialOf,
  type TableModel,
  type WorkbookModel,
} from './excel-workbook.ts';

/**
 * Excel's object model as the requests of office.js name it (PascalCase members), over a WorkbookModel. Rules are those
 * of Microsoft's documentation; what is not documented errs on the strict side. A member that is not here fails the
 * request by its name, so that a test never passes by accident.
 */

export class HostError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly location: string,
  ) {
    super(message);
  }
}
const notFound = (location: string) =>
  new HostError('ItemNotFound', "The requested resource doesn't exist.", location);
const invalid = (
  location: string,
  message = 'The argument is invalid or missing or has an incorrect format.',
) => new HostError('InvalidArgument', message, location);
const taken = (location: string) =>
  new HostError('ItemAlreadyExists', 'A resource with the same name or identifier already exists.', location);
const shapeMessage =
  "The number of rows or columns in the input array doesn't match the size or dimensions of the range.";

export const columnName = (column: number): string => {
  let name = '';
  for (let n = column + 1; n > 0; n = Math.floor((n - 1) / 26))
    name = String.fromCharCode(65 + ((n - 1) % 26)) + name;
  return name;
};
const columnIndex = (name: string): number =>
  [...name.toUpperCase()].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** Anything that a request can hold on to. `scalars` are what load() without names brings. */
export abstract class WireObject {
  get scalars(): readonly string[] {
    return [];
  }
  identity(): Record<string, unknown> {
    return {};
  }
}

export abstract class WireCollection<T extends WireObject> extends WireObject {
  abstract all(): T[];
  abstract keysOf(item: T): string[];
  protected find(key: unknown): T | null {
    const text = String(key).toLowerCase();
    return this.all().find((item) => this.keysOf(item).some((k) => k.toLowerCase() === text)) ?? null;
  }
  GetItem(key: unknown): T {
    const item = this.find(key);
    if (!item) throw notFound(`${this.constructor.name}.getItem`);
    return item;
  }
  GetItemOrNullObject(key: unknown): T | null {
    return this.find(key);
  }
  GetItemAt(index: number): T {
    const item = this.all()[index];
    if (!item) throw invalid(`${this.constructor.name}.getItemAt`);
    return item;
  }
  GetCount(): number {
    return this.all().length;
  }
  get Count(): number {
    return this.all().length;
  }
}

const addressOf = (sheet: SheetModel, box: Box): string => {
  const name = /^[A-Za-z_]\w*$/.test(sheet.name) ? sheet.name : `'${sheet.name.replace(/'/g, "''")}'`;
  const from = columnName(box.column) + (box.row + 1);
  const to = columnName(box.column + box.columns - 1) + (box.row + box.rows);
  return `${name}!${from === to ? from : `${from}:${to}`}`;
};

const boxIn = (address: string): Box => {
  const text = address.slice(address.lastIndexOf('!') + 1).replace(/\$/g, '');
  const cells = /^([A-Z]{1,3})(\d+)(?::([A-Z]{1,3})(\d+))?$/i.exec(text);
  if (cells) {
    const column = columnIndex(cells[1] ?? '');
    const row = Number(cells[2]) - 1;
    const lastColumn = cells[3] ? columnIndex(cells[3]) : column;
    const lastRow = cells[4] ? Number(cells[4]) - 1 : row;
    return { row, column, rows: lastRow - row + 1, columns: lastColumn - column + 1 };
  }
  const whole = /^([A-Z]{1,3}):([A-Z]{1,3})$/i.exec(text);
  if (whole) {
    const column = columnIndex(whole[1] ?? '');
    return { row: 0, column, rows: maxRows, columns: columnIndex(whole[2] ?? '') - column + 1 };
  }
  throw invalid('Worksheet.getRange');
};

const styleNames = {
  Fill: ['Color'],
  Font: ['Name', 'Size', 'Color', 'Bold', 'Italic', 'Underline'],
  Format: ['HorizontalAlignment', 'VerticalAlignment', 'WrapText', 'IndentLevel'],
} as const;

/** format.fill, format.font and format itself: properties kept by cell, null where cells differ. */
class StyleOf extends WireObject {
  constructor(
    protected readonly range: Range,
    private readonly group: keyof typeof styleNames,
  ) {
    super();
    for (const name of styleNames[group])
      Object.defineProperty(this, name, {
        get: () => this.read(name),
        set: (value: unknown) => this.write(name, value),
      });
  }
  override get scalars(): readonly string[] {
    return styleNames[this.group];
  }
  private read(name: string): unknown {
    const key = `${this.group}.${name}`;
    const { sheet } = this.range;
    const values = this.range
      .grid(
        (row, column) =>
          sheet.cell(row, column)?.style?.[key] ?? sheet.columnFormats.get(column)?.style?.[key],
      )
      .flat();
    const different = new Set(values.map((value) => value ?? defaultStyle[name] ?? null));
    return different.size === 1 ? [...different][0] : null;
  }
  private write(name: string, value: unknown): void {
    if (value === null) throw invalid(`Range${this.group}.${name}`);
    this.range.refuseIfProtected();
    this.range.eachFormat((format) => {
      format.style = { ...format.style, [`${this.group}.${name}`]: value };
    });
  }
}
const defaultStyle: Record<string, unknown> = { Color: '#FFFFFF', Bold: false, WrapText: false };

class RangeFormat extends StyleOf {
  constructor(range: Range) {
    super(range, 'Format');
  }
  get Fill(): WireObject {
    return new StyleOf(this.range, 'Fill');
  }
  get Font(): WireObject {
    return new StyleOf(this.range, 'Font');
  }
  get ColumnWidth(): number {
    return this.range.sheet.columnWidths.get(this.range.box.column) ?? 48;
  }
  set ColumnWidth(points: number) {
    this.range.refuseIfProtected();
    const { box, sheet } = this.range;
    for (let i = 0; i < box.columns; i++) sheet.columnWidths.set(box.column + i, points);
  }
  get RowHeight(): number {
    return this.range.sheet.rowHeights.get(this.range.box.row) ?? 15;
  }
  set RowHeight(points: number) {
    const { box, sheet } = this.range;
    for (let i = 0; i < box.rows; i++) sheet.rowHeights.set(box.row + i, points);
  }
}

export class Range extends WireObject {
  constructor(
    readonly sheet: SheetModel,
    readonly box: Box,
  ) {
    super();
    const { row, column, rows, columns } = box;
    const inside = row >= 0 && column >= 0 && row + rows <= maxRows && column + columns <= maxColumns;
    if (!inside || rows < 1 || columns < 1) throw invalid('Worksheet.getRange');
  }
  override get scalars(): readonly string[] {
    return [
      'Address',
      'RowIndex',
      'ColumnIndex',
      'RowCount',
      'ColumnCount',
      'Values',
      'Formulas',
      'NumberFormat',
    ];
  }

  refuseIfProtected(): void {
    if (!this.sheet.isProtected) return;
    throw new HostError(
      'AccessDenied',
      "The cell or chart you're trying to change is on a protected sheet.",
      'Range',
    );
  }
  eachCell(change: (cell: Cell, row: number, column: number) => void): void {
    for (let i = 0; i < this.box.rows; i++)
      for (let j = 0; j < this.box.columns; j++)
        change(this.sheet.cellFor(this.box.row + i, this.box.column + j), i, j);
  }
  /** The formats to change: of the cells, or of the columns where the range is whole columns. */
  eachFormat(change: (format: { numberFormat?: string; style?: Record<string, unknown> }) => void): void {
    if (this.box.rows < maxRows) {
      this.eachCell(change);
      return;
    }
    for (let column = this.box.column; column < this.box.column + this.box.columns; column++) {
      const format = this.sheet.columnFormats.get(column) ?? {};
      this.sheet.columnFormats.set(column, format);
      change(format);
      for (const [key, cell] of this.sheet.cells) if (key % maxColumns === column) change(cell);
    }
  }
  grid<T>(read: (row: number, column: number) => T): T[][] {
    if (this.box.rows * this.box.columns > 5_000_000)
      throw new HostError('RequestAborted', 'A range is limited to 5,000,000 cells.', 'Range');
    return Array.from({ length: this.box.rows }, (_, i) =>
      Array.from({ length: this.box.columns }, (_, j) => read(this.box.row + i, this.box.column + j)),
    );
  }
  /** A block, one value for all cells, and null for "leave this cell alone". */
  private fill(
    input: unknown,
    location: string,
    put: (row: number, column: number, value: Scalar) => void,
  ): void {
    this.refuseIfProtected();
    const block = Array.isArray(input);
    if (block) this._ValidateArraySize(input.length, Array.isArray(input[0]) ? input[0].length : -1);
    if (input === null) throw invalid(location);
    for (let i = 0; i < this.box.rows; i++)
      for (let j = 0; j < this.box.columns; j++) {
        const value: unknown = block ? input[i]?.[j] : input;
        if (block && value === undefined) throw invalid(location, shapeMessage);
        if (value === null) continue;
        if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
          throw invalid(location);
        if (typeof value === 'string' && value.length > 32_767) throw invalid(location);
        put(this.box.row + i, this.box.column + j, value);
      }
  }
  _ValidateArraySize(rows: number, columns: number): void {
    if (rows !== this.box.rows || columns !== this.box.columns) throw invalid('Range.values', shapeMessage);
  }

  get Address(): string {
    return addressOf(this.sheet, this.box);
  }
  get RowIndex(): number {
    return this.box.row;
  }
  get ColumnIndex(): number {
    return this.box.column;
  }
  get RowCount(): number {
    return this.box.rows;
  }
  get ColumnCount(): number {
    return this.box.columns;
  }
  get Values(): unknown {
    return this.grid((row, column) => this.sheet.valueAt(row, column));
  }
  set Values(input: unknown) {
    this.enter(input, 'Range.values');
  }
  get Formulas(): unknown {
    return this.grid(
      (row, column) => this.sheet.cell(row, column)?.formula ?? this.sheet.valueAt(row, column),
    );
  }
  set Formulas(input: unknown) {
    this.enter(input, 'Range.formulas');
  }
  private enter(input: unknown, location: string): void {
    const { workbook } = this.sheet;
    this.fill(input, location, (row, column, value) => {
      const header = workbook.tables.find(
        ({ sheet, box }) => sheet === this.sheet && overlap({ ...box, rows: 1 }, oneCell(row, column)),
      );
      if (header) this.sheet.cellFor(row, column).value = String(value);
      else workbook.enter(this.sheet, row, column, value);
    });
  }
  get NumberFormat(): unknown {
    return this.grid((row, column) => this.sheet.numberFormatAt(row, column) ?? 'General');
  }
  set NumberFormat(input: unknown) {
    if (this.box.rows === maxRows) {
      if (Array.isArray(input)) throw invalid('Range.numberFormat', shapeMessage);
      this.refuseIfProtected();
      this.eachFormat((to) => {
        to.numberFormat = String(input);
      });
      return;
    }
    this.fill(input, 'Range.numberFormat', (row, column, value) => {
      const cell = this.sheet.cellFor(row, column);
      if (value === 'General' || value === '') delete cell.numberFormat;
      else cell.numberFormat = String(value);
    });
  }
  get RowHidden(): boolean | null {
    return this.hidden(this.sheet.hiddenRows, this.box.row, this.box.rows);
  }
  set RowHidden(hide: boolean) {
    this.hide(this.sheet.hiddenRows, this.box.row, this.box.rows, hide);
  }
  get ColumnHidden(): boolean | null {
    return this.hidden(this.sheet.hiddenColumns, this.box.column, this.box.columns);
  }
  set ColumnHidden(hide: boolean) {
    this.hide(this.sheet.hiddenColumns, this.box.column, this.box.columns, hide);
  }
  private hidden(set: Set<number>, from: number, count: number): boolean | null {
    const hidden = Array.from({ length: count }, (_, i) => set.has(from + i));
    return hidden.every(Boolean) ? true : hidden.some(Boolean) ? null : false;
  }
  private hide(set: Set<number>, from: number, count: number, hide: boolean): void {
    this.refuseIfProtected();
    for (let i = from; i < from + count; i++) hide ? set.add(i) : set.delete(i);
  }
  get Format(): RangeFormat {
    return new RangeFormat(this);
  }
  get Worksheet(): Worksheet {
    return new Worksheet(this.sheet);
  }

  private at(row: number, column: number, rows: number, columns: number): Range {
    return new Range(this.sheet, {
      row: this.box.row + row,
      column: this.box.column + column,
      rows,
      columns,
    });
  }
  GetCell(row: number, column: number): Range {
    return this.at(row, column, 1, 1);
  }
  GetRow(row: number): Range {
    return this.at(row, 0, 1, this.box.columns);
  }
  GetColumn(column: number): Range {
    return this.at(0, column, this.box.rows, 1);
  }
  GetLastRow(): Range {
    return this.GetRow(this.box.rows - 1);
  }
  GetEntireRow(): Range {
    return new Range(this.sheet, { ...this.box, column: 0, columns: maxColumns });
  }
  GetEntireColumn(): Range {
    return new Range(this.sheet, { ...this.box, row: 0, rows: maxRows });
  }
  GetOffsetRange(rows: number, columns: number): Range {
    return this.at(rows, columns, this.box.rows, this.box.columns);
  }
  GetResizedRange(rows: number, columns: number): Range {
    return this.at(0, 0, this.box.rows + rows, this.box.columns + columns);
  }
  GetBoundingRect(other: Range | string): Range {
    const box = typeof other === 'string' ? boxIn(other) : other.box;
    const row = Math.min(this.box.row, box.row);
    const column = Math.min(this.box.column, box.column);
    return new Range(this.sheet, {
      row,
      column,
      rows: Math.max(this.box.row + this.box.rows, box.row + box.rows) - row,
      columns: Math.max(this.box.column + this.box.columns, box.column + box.columns) - column,
    });
  }
  GetIntersectionOrNullObject(other: Range | string): Range | null {
    const [sheet, box] = typeof other === 'string' ? [this.sheet, boxIn(other)] : [other.sheet, other.box];
    if (sheet !== this.sheet) throw invalid('Range.getIntersection');
    const common = overlap(this.box, box);
    return common && new Range(this.sheet, common);
  }
  GetIntersection(other: Range | string): Range {
    const range = this.GetIntersectionOrNullObject(other);
    if (!range) throw notFound('Range.getIntersection');
    return range;
  }
  GetUsedRangeOrNullObject(valuesOnly = false): Range | null {
    const box = this.sheet.usedBox(this.box, valuesOnly);
    return box && new Range(this.sheet, box);
  }
  GetTables(fullyContained = false): TableList {
    return new TableList(this.sheet.workbook, this.sheet, (table) => {
      const common = table.sheet === this.sheet ? overlap(table.box, this.box) : null;
      if (!common) return false;
      return !fullyContained || common.rows * common.columns === table.box.rows * table.box.columns;
    });
  }
  GetSpecialCellsOrNullObject(type: string): RangeAreas | null {
    if (type !== 'Formulas')
      throw new HostError('HostNotImplemented', `special cells ${type}`, 'Range.getSpecialCells');
    this.refuseIfProtected();
    const areas: Range[] = [];
    for (let j = 0; j < this.box.columns; j++) {
      const column = this.box.column + j;
      let from = -1;
      for (let i = 0; i <= this.box.rows; i++) {
        const row = this.box.row + i;
        const holds = i < this.box.rows && this.sheet.cell(row, column)?.formula !== undefined;
        if (holds && from < 0) from = row;
        if (!holds && from >= 0) {
          areas.push(new Range(this.sheet, { row: from, column, rows: row - from, columns: 1 }));
          from = -1;
        }
      }
    }
    return areas.length > 0 ? new RangeAreas(areas) : null;
  }
  /** Cells below move; Excel refuses where that would tear a table apart. */
  private refuseToTear(location: string): void {
    const below = { ...this.box, rows: maxRows - this.box.row };
    for (const table of this.sheet.workbook.tables) {
      if (table.sheet !== this.sheet) continue;
      const common = overlap(table.box, below);
      if (common && common.columns !== table.box.columns)
        throw new HostError(
          'InvalidOperation',
          'This operation is not allowed. The operation is attempting to shift cells in a table on your worksheet.',
          location,
        );
    }
  }
  Insert(shift: string): Range {
    if (shift !== 'Down') throw new HostError('HostNotImplemented', `insert ${shift}`, 'Range.insert');
    this.refuseIfProtected();
    this.refuseToTear('Range.insert');
    const { row, column, rows, columns } = this.box;
    this.sheet.shiftRows(row, column, columns, rows);
    for (const table of this.sheet.workbook.tables) {
      if (table.sheet !== this.sheet || !overlap(table.box, { ...this.box, rows: maxRows - row })) continue;
      if (table.box.row >= row) table.box = { ...table.box, row: table.box.row + rows };
      else table.box = { ...table.box, rows: table.box.rows + rows };
    }
    return this;
  }
  Delete(shift: string): void {
    if (shift !== 'Up') throw new HostError('HostNotImplemented', `delete ${shift}`, 'Range.delete');
    this.refuseIfProtected();
    this.refuseToTear('Range.delete');
    const { row, column, rows, columns } = this.box;
    this.sheet.shiftRows(row, column, columns, -rows);
    for (const table of this.sheet.workbook.tables) {
      if (table.sheet !== this.sheet || !overlap(table.box, { ...this.box, rows: maxRows - row })) continue;
      if (table.box.row >= row + rows) table.box = { ...table.box, row: table.box.row - rows };
      // A table keeps one blank row when its last one goes.
      else table.box = { ...table.box, rows: Math.max(2, table.box.rows - rows) };
    }
  }
  Clear(applyTo = 'All'): void {
    this.refuseIfProtected();
    for (const [key, cell] of this.sheet.cells) {
      const at = oneCell(Math.floor(key / maxColumns), key % maxColumns);
      if (!overlap(this.box, at)) continue;
      if (applyTo !== 'Formats') {
        delete cell.value;
        delete cell.formula;
        delete cell.quoted;
      }
      if (applyTo !== 'Contents') {
        delete cell.style;
        delete cell.numberFormat;
      }
    }
  }
  Select(): void {
    this.sheet.workbook.active = this.sheet;
    this.sheet.workbook.selection = { sheet: this.sheet, box: this.box };
  }
}
const oneCell = (row: number, column: number): Box => ({ row, column, rows: 1, columns: 1 });

class RangeList extends WireCollection<Range> {
  constructor(private readonly ranges: readonly Range[]) {
    super();
  }
  override all(): Range[] {
    return [...this.ranges];
  }
  override keysOf(range: Range): string[] {
    return [range.Address];
  }
}
class RangeAreas extends WireObject {
  constructor(private readonly ranges: readonly Range[]) {
    super();
  }
  override get scalars(): readonly string[] {
    return ['Address', 'AreaCount'];
  }
  get Address(): string {
    return this.ranges.map((range) => range.Address).join(',');
  }
  get AreaCount(): number {
    return this.ranges.length;
  }
  get Areas(): RangeList {
    return new RangeList(this.ranges);
  }
}

class AutoFilter extends WireObject {
  constructor(private readonly table: TableModel) {
    super();
  }
  override get scalars(): readonly string[] {
    return ['Enabled', 'IsDataFiltered'];
  }
  get Enabled(): boolean {
    return this.table.showFilterButton;
  }
  get IsDataFiltered(): boolean {
    return this.table.filters.size > 0;
  }
}

export class Table extends WireObject {
  constructor(private readonly table: TableModel) {
    super();
  }
  override get scalars(): readonly string[] {
    return ['Id', 'Name', 'ShowHeaders', 'ShowTotals', 'Style', 'ShowBandedRows', 'ShowFilterButton'];
  }
  override identity(): Record<string, unknown> {
    return { Id: this.table.id };
  }
  get Id(): string {
    return this.table.id;
  }
  get Name(): string {
    return this.table.name;
  }
  set Name(name: string) {
    // Letters of any script, as Excel allows them; no cell address.
    if (!/^[\p{L}_\\][\p{L}\p{N}_.\\]{0,254}$/u.test(name) || /^[A-Z]{1,3}\d+$/i.test(name))
      throw invalid('Table.name');
    const other = this.table.sheet.workbook.table(name);
    if (other && other !== this.table) throw taken('Table.name');
    this.table.name = name;
  }
  get ShowHeaders(): boolean {
    return true;
  }
  get ShowTotals(): boolean {
    return this.table.showTotals;
  }
  get Style(): string {
    return this.table.style;
  }
  set Style(style: string) {
    if (!/^TableStyle(Light|Medium|Dark)\d+$/.test(style)) throw invalid('Table.style');
    this.table.style = style;
  }
  get ShowBandedRows(): boolean {
    return this.table.showBandedRows;
  }
  set ShowBandedRows(show: boolean) {
    this.table.showBandedRows = show;
  }
  get ShowFilterButton(): boolean {
    return this.table.showFilterButton;
  }
  set ShowFilterButton(show: boolean) {
    this.table.showFilterButton = show;
  }
  get AutoFilter(): AutoFilter {
    return new AutoFilter(this.table);
  }
  get Worksheet(): Worksheet {
    return new Worksheet(this.table.sheet);
  }
  GetRange(): Range {
    return new Range(this.table.sheet, this.table.box);
  }
  GetHeaderRowRange(): Range {
    return new Range(this.table.sheet, { ...this.table.box, rows: 1 });
  }
  GetDataBodyRange(): Range {
    return new Range(this.table.sheet, this.table.body);
  }
  Resize(to: Range | string): void {
    const box = typeof to === 'string' ? boxIn(to) : to.box;
    const range = new Range(this.table.sheet, box);
    range.refuseIfProtected();
    const { workbook } = this.table.sheet;
    if (box.row !== this.table.box.row || box.rows < 2 || !overlap(box, this.table.box))
      throw invalid('Table.resize');
    for (const other of workbook.tables)
      if (other !== this.table && other.sheet === this.table.sheet && overlap(other.box, box))
        throw new HostError('InvalidOperation', "A table can't overlap another table.", 'Table.resize');
    this.table.box = box;
  }
  Delete(): void {
    const { workbook } = this.table.sheet;
    this.GetRange().Clear();
    workbook.tables = workbook.tables.filter((table) => table !== this.table);
  }
}

class TableList extends WireCollection<Table> {
  constructor(
    private readonly workbook: WorkbookModel,
    private readonly sheet: SheetModel | null,
    private readonly which: (table: TableModel) => boolean,
  ) {
    super();
  }
  override all(): Table[] {
    return this.workbook.tables.filter(this.which).map((table) => new Table(table));
  }
  override keysOf(table: Table): string[] {
    return [table.Name, table.Id];
  }
  Add(at: Range | string, hasHeaders: boolean): Table {
    const sheet = typeof at === 'string' ? (this.sheet ?? this.workbook.active) : at.sheet;
    const box = typeof at === 'string' ? boxIn(at) : at.box;
    if (!hasHeaders)
      throw new HostError('HostNotImplemented', 'table without headers', 'TableCollection.add');
    new Range(sheet, box).refuseIfProtected();
    if (this.workbook.tables.some((table) => table.sheet === sheet && overlap(table.box, box)))
      throw new HostError('InvalidOperation', "A table can't overlap another table.", 'TableCollection.add');
    const seen = new Set<string>();
    for (let j = 0; j < box.columns; j++) {
      const cell = sheet.cellFor(box.row, box.column + j);
      let header = cell.value === undefined ? `Column${j + 1}` : String(cell.value);
      while (seen.has(header.toLowerCase())) header += '2';
      seen.add(header.toLowerCase());
      cell.value = header;
    }
    return new Table(this.workbook.addTable(sheet, { ...box, rows: Math.max(2, box.rows) }));
  }
}

class WorksheetProtection extends WireObject {
  constructor(private readonly sheet: SheetModel) {
    super();
  }
  override get scalars(): readonly string[] {
    return ['Protected'];
  }
  get Protected(): boolean {
    return this.sheet.isProtected;
  }
  Protect(): void {
    this.sheet.isProtected = true;
  }
  Unprotect(): void {
    this.sheet.isProtected = false;
  }
}
class FreezePanes extends WireObject {
  constructor(private readonly sheet: SheetModel) {
    super();
  }
  FreezeRows(count: number): void {
    this.sheet.frozenRows = count;
  }
}

export class Worksheet extends WireObject {
  constructor(private readonly sheet: SheetModel) {
    super();
  }
  override get scalars(): readonly string[] {
    return ['Id', 'Name', 'Position', 'Visibility', 'TabColor', 'Gridlines'];
  }
  override identity(): Record<string, unknown> {
    return { Id: this.sheet.id };
  }
  get Id(): string {
    return this.sheet.id;
  }
  get Name(): string {
    return this.sheet.name;
  }
  set Name(name: string) {
    checkSheetName(this.sheet.workbook, name, this.sheet);
    this.sheet.name = name;
  }
  get Position(): number {
    return this.sheet.workbook.sheets.indexOf(this.sheet);
  }
  get Visibility(): string {
    return this.sheet.visibility;
  }
  set Visibility(visibility: string) {
    if (visibility !== 'Visible' && visibility !== 'Hidden' && visibility !== 'VeryHidden')
      throw invalid('Worksheet.visibility');
    const shown = this.sheet.workbook.sheets.filter((sheet) => sheet.visibility === 'Visible');
    if (visibility !== 'Visible' && shown.length === 1 && shown[0] === this.sheet)
      throw new HostError(
        'InvalidOperation',
        'A workbook must contain at least one visible worksheet.',
        'Worksheet.visibility',
      );
    this.sheet.visibility = visibility;
  }
  get TabColor(): string {
    return this.sheet.tabColor;
  }
  set TabColor(color: string) {
    this.sheet.tabColor = color;
  }
  get Gridlines(): boolean {
    return this.sheet.showGridlines;
  }
  set Gridlines(show: boolean) {
    this.sheet.showGridlines = show;
  }
  get Tables(): TableList {
    return new TableList(this.sheet.workbook, this.sheet, (table) => table.sheet === this.sheet);
  }
  get Protection(): WorksheetProtection {
    return new WorksheetProtection(this.sheet);
  }
  get FreezePanes(): FreezePanes {
    return new FreezePanes(this.sheet);
  }
  GetRange(address?: string): Range {
    const whole = { row: 0, column: 0, rows: maxRows, columns: maxColumns };
    return new Range(this.sheet, address === undefined ? whole : boxIn(address));
  }
  GetCell(row: number, column: number): Range {
    return new Range(this.sheet, oneCell(row, column));
  }
  GetRangeByIndexes(row: number, column: number, rows: number, columns: number): Range {
    return new Range(this.sheet, { row, column, rows, columns });
  }
  GetUsedRangeOrNullObject(valuesOnly = false): Range | null {
    return this.GetRange().GetUsedRangeOrNullObject(valuesOnly);
  }
  Activate(): void {
    this.sheet.workbook.active = this.sheet;
    this.sheet.workbook.selection = { sheet: this.sheet, box: oneCell(0, 0) };
  }
  Delete(): void {
    const { workbook } = this.sheet;
    if (
      workbook.sheets.filter((sheet) => sheet.visibility === 'Visible' && sheet !== this.sheet).length === 0
    )
      throw new HostError(
        'InvalidOperation',
        'A workbook must contain at least one visible worksheet.',
        'Worksheet.delete',
      );
    workbook.sheets.splice(workbook.sheets.indexOf(this.sheet), 1);
    workbook.tables = workbook.tables.filter((table) => table.sheet !== this.sheet);
    if (workbook.active === this.sheet) workbook.active = workbook.sheets[0] ?? this.sheet;
  }
}

const checkSheetName = (workbook: WorkbookModel, name: string, self: SheetModel | null): void => {
  if (typeof name !== 'string' || name === '' || name.length > 31 || /[[\]:*?/\\]|^'|'$/.test(name))
    throw invalid('Worksheet.name');
  const other = workbook.sheet(name);
  if (other && other !== self) throw taken('Worksheet.name');
};

class WorksheetList extends WireCollection<Worksheet> {
  constructor(private readonly workbook: WorkbookModel) {
    super();
  }
  override all(): Worksheet[] {
    return this.workbook.sheets.map((sheet) => new Worksheet(sheet));
  }
  override keysOf(sheet: Worksheet): string[] {
    return [sheet.Name, sheet.Id];
  }
  Add(name?: string): Worksheet {
    let number = this.workbook.sheets.length + 1;
    while (this.workbook.sheet(`Sheet${number}`)) number++;
    checkSheetName(this.workbook, name ?? `Sheet${number}`, null);
    return new Worksheet(this.workbook.addSheet(name ?? `Sheet${number}`));
  }
  GetActiveWorksheet(): Worksheet {
    return new Worksheet(this.workbook.active);
  }
}

class FunctionResult extends WireObject {
  constructor(readonly Value: Scalar) {
    super();
  }
  override get scalars(): readonly string[] {
    return ['Value', 'Error'];
  }
  get Error(): null {
    return null;
  }
}
class Functions extends WireObject {
  constructor(private readonly workbook: WorkbookModel) {
    super();
  }
  Date(year: number, month: number, day: number): FunctionResult {
    return new FunctionResult(serialOf(year, month, day, this.workbook.date1904));
  }
}

class Application extends WireObject {
  SuspendScreenUpdatingUntilNextSync(): void {}
  SuspendApiCalculationUntilNextSync(): void {}
}

export class Workbook extends WireObject {
  constructor(private readonly workbook: WorkbookModel) {
    super();
  }
  override get scalars(): readonly string[] {
    return ['Name'];
  }
  get Name(): string {
    return 'Book1.xlsx';
  }
  get Application(): Application {
    return new Application();
  }
  get Functions(): Functions {
    return new Functions(this.workbook);
  }
  get Worksheets(): WorksheetList {
    return new WorksheetList(this.workbook);
  }
  get Tables(): TableList {
    return new TableList(this.workbook, null, () => true);
  }
  GetSelectedRange(): Range {
    return new Range(this.workbook.selection.sheet, this.workbook.selection.box);
  }
  GetActiveCell(): Range {
    const { sheet, box } = this.workbook.selection;
    return new Range(sheet, { ...box, rows: 1, columns: 1 });
  }
}
