import { Range, tablesOver } from './excel-range.ts';
import { boxIn, HostError, invalid, taken, WireCollection, WireObject } from './excel-wire.ts';
import { overlap, type SheetModel, type TableModel, type WorkbookModel } from './excel-workbook.ts';

/** Tables, their filters and their growth. */

/** The sheet of a table; excel-object-model.ts, which stands above tables, tells it. */
export const worksheetOf: { table: (sheet: SheetModel) => WireObject } = {
  table: () => {
    throw new Error('excel-object-model.ts is not loaded');
  },
};

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
  get Worksheet(): WireObject {
    return worksheetOf.table(this.table.sheet);
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
  ConvertToRange(): Range {
    const { workbook } = this.table.sheet;
    const range = this.GetRange();
    range.refuseIfProtected();
    workbook.tables = workbook.tables.filter((table) => table !== this.table);
    return range;
  }
  Delete(): void {
    const { workbook } = this.table.sheet;
    this.GetRange().Clear();
    workbook.tables = workbook.tables.filter((table) => table !== this.table);
  }
}

export class TableList extends WireCollection<Table> {
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
    if (sheet.merges.some((merge) => overlap(merge, box)))
      throw new HostError('InvalidOperation', "A table can't hold merged cells.", 'TableCollection.add');
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

tablesOver.range = (range, fullyContained) =>
  new TableList(range.sheet.workbook, range.sheet, (table) => {
    const common = table.sheet === range.sheet ? overlap(table.box, range.box) : null;
    if (!common) return false;
    return !fullyContained || common.rows * common.columns === table.box.rows * table.box.columns;
  });
