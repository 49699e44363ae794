import { type Format, type Formatted, RangeFormat } from './excel-formats.ts';
import {
  addressOf,
  boxIn,
  HostError,
  invalid,
  notFound,
  shapeMessage,
  WireCollection,
  WireObject,
} from './excel-wire.ts';
import {
  type Box,
  type Cell,
  maxColumns,
  maxRows,
  overlap,
  type Scalar,
  type SheetModel,
} from './excel-workbook.ts';

/** Ranges: values, formulas, number formats, moves of cells. */

/** Which tables a range touches; excel-tables.ts, which stands above ranges, tells it. */
export const tablesOver: { range: (range: Range, fullyContained: boolean) => WireObject } = {
  range: () => {
    throw new Error('excel-tables.ts is not loaded');
  },
};

/** The sheet of a range; excel-object-model.ts, which stands above ranges, tells it. */
export const sheetOf: { range: (sheet: SheetModel) => WireObject } = {
  range: () => {
    throw new Error('excel-object-model.ts is not loaded');
  },
};

export class Range extends WireObject implements Formatted {
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
  eachFormat(change: (format: Format) => void): void {
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
    if (block && this.box.rows > 1 && this.hidesByFilter()) {
      this.scatter(input, put);
      return;
    }
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
  private rowIsFiltered(row: number): boolean {
    const { sheet } = this;
    if (!sheet.hiddenRows.has(row)) return false;
    if (sheet.isFiltered) return true;
    const line = { row, column: 0, rows: 1, columns: maxColumns };
    return sheet.workbook.tables.some((t) => t.sheet === sheet && t.filters.size > 0 && overlap(t.box, line));
  }
  private hidesByFilter(): boolean {
    return Array.from({ length: this.box.rows }, (_, i) => this.box.row + i).some((row) =>
      this.rowIsFiltered(row),
    );
  }
  /** What Excel on Windows does with a block over rows that a filter hides: its first row goes into all that are left. */
  private scatter(
    input: readonly unknown[],
    put: (row: number, column: number, value: Scalar) => void,
  ): void {
    const first = input[0] as readonly Scalar[];
    for (let i = 0; i < this.box.rows; i++)
      if (!this.rowIsFiltered(this.box.row + i))
        for (const [j, value] of first.entries()) put(this.box.row + i, this.box.column + j, value);
  }
  _ValidateArraySize(rows: number, columns: number): void {
    if (rows !== this.box.rows || columns !== this.box.columns) throw invalid('Range.values', shapeMessage);
  }

  get Worksheet(): WireObject {
    return sheetOf.range(this.sheet);
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
  GetTables(fullyContained = false): WireObject {
    return tablesOver.range(this, fullyContained);
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
  /** Cells to the right move; a table that they would tear apart is left alone by refusing. */
  private shiftRight(count: number, location: string): void {
    const { row, column, rows } = this.box;
    const beside = { row, column, rows, columns: maxColumns - column };
    for (const table of this.sheet.workbook.tables) {
      if (table.sheet !== this.sheet) continue;
      const common = overlap(table.box, beside);
      if (common && (common.rows !== table.box.rows || table.box.column < column))
        throw new HostError('InvalidOperation', 'This would shift cells in a table.', location);
    }
    this.sheet.shiftColumns(row, rows, column, count);
    for (const table of this.sheet.workbook.tables)
      if (table.sheet === this.sheet && overlap(table.box, beside))
        table.box = { ...table.box, column: table.box.column + count };
  }
  GetMergedAreasOrNullObject(): RangeAreas | null {
    const areas = this.sheet.merges.filter((merge) => overlap(merge, this.box));
    return areas.length > 0 ? new RangeAreas(areas.map((box) => new Range(this.sheet, box))) : null;
  }
  Merge(): void {
    this.refuseIfProtected();
    this.sheet.merges.push(this.box);
    this.eachCell((cell, i, j) => {
      if (i + j > 0) delete cell.value;
    });
  }
  Unmerge(): void {
    this.refuseIfProtected();
    this.sheet.merges = this.sheet.merges.filter((merge) => !overlap(merge, this.box));
  }
  Insert(shift: string): Range {
    if (shift === 'Right') {
      this.refuseIfProtected();
      this.shiftRight(this.box.columns, 'Range.insert');
      return this;
    }
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
    if (shift === 'Left') {
      this.refuseIfProtected();
      this.shiftRight(-this.box.columns, 'Range.delete');
      return;
    }
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
  CopyFrom(source: Range | string, type = 'All'): void {
    if (type === 'Values' && typeof source !== 'string') {
      this.#copyValues(source);
      return;
    }
    if (type !== 'Formats' || typeof source === 'string')
      throw new HostError('HostNotImplemented', `copy ${type}`, 'Range.copyFrom');
    this.refuseIfProtected();
    const { box } = source;
    this.eachCell((cell, i, j) => {
      const from = source.sheet.cell(box.row + (i % box.rows), box.column + (j % box.columns));
      delete cell.style;
      delete cell.numberFormat;
      if (from?.style) cell.style = { ...from.style };
      if (from?.numberFormat !== undefined) cell.numberFormat = from.numberFormat;
    });
  }
  /** As Paste Special does it: what a formula shows becomes what the cell holds; a text stays a text. */
  #copyValues(source: Range): void {
    this.refuseIfProtected();
    const { box } = source;
    this.eachCell((cell, i, j) => {
      const value = source.sheet.cell(box.row + (i % box.rows), box.column + (j % box.columns))?.value;
      delete cell.formula;
      if (value === undefined) delete cell.value;
      else cell.value = value;
    });
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
export const oneCell = (row: number, column: number): Box => ({ row, column, rows: 1, columns: 1 });

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
