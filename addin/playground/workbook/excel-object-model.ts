import { oneCell, Range, sheetOf } from './excel-range.ts';
import { TableList, worksheetOf } from './excel-tables.ts';
import { boxIn, HostError, invalid, taken, WireCollection, WireObject } from './excel-wire.ts';
import {
  type Box,
  maxColumns,
  maxRows,
  type Scalar,
  type SheetModel,
  serialOf,
  type WorkbookModel,
} from './excel-workbook.ts';

/**
 * Excel's object model as the requests of office.js name it (PascalCase members), over a WorkbookModel. Rules are those
 * of Microsoft's documentation; what is not documented errs on the strict side. A member that is not here fails the
 * request by its name, so that a test never passes by accident.
 */

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
class SheetFilter extends WireObject {
  constructor(private readonly sheet: SheetModel) {
    super();
  }
  override get scalars(): readonly string[] {
    return ['IsDataFiltered'];
  }
  get IsDataFiltered(): boolean {
    return this.sheet.isFiltered;
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
  get AutoFilter(): SheetFilter {
    return new SheetFilter(this.sheet);
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
  GetUsedRange(valuesOnly = false): Range {
    return this.GetUsedRangeOrNullObject(valuesOnly) ?? this.GetCell(0, 0);
  }
  /** Excel gives the copy's tables names of their own. */
  Copy(position = 'None', relativeTo?: Worksheet): Worksheet {
    const { workbook } = this.sheet;
    let number = 2;
    while (workbook.sheet(`${this.sheet.name} (${number})`)) number++;
    const copy = workbook.copySheet(this.sheet, `${this.sheet.name} (${number})`);
    if (position === 'After' && relativeTo instanceof Worksheet) {
      workbook.sheets.splice(workbook.sheets.indexOf(copy), 1);
      workbook.sheets.splice(workbook.sheets.indexOf(relativeTo.sheet) + 1, 0, copy);
    } else if (position !== 'None' && position !== 'End')
      throw new HostError('HostNotImplemented', `copy ${position}`, 'Worksheet.copy');
    return new Worksheet(copy);
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
  Calculate(): void {}
}

class NamedItem extends WireObject {
  constructor(
    private readonly name: string,
    private readonly cells: { sheet: SheetModel; box: Box } | null,
  ) {
    super();
  }
  override get scalars(): readonly string[] {
    return ['Name'];
  }
  get Name(): string {
    return this.name;
  }
  GetRangeOrNullObject(): Range | null {
    return this.cells && new Range(this.cells.sheet, this.cells.box);
  }
}
class NameList extends WireCollection<NamedItem> {
  constructor(private readonly workbook: WorkbookModel) {
    super();
  }
  override all(): NamedItem[] {
    return [...this.workbook.names].map(([name, cells]) => new NamedItem(name, cells));
  }
  override keysOf(item: NamedItem): string[] {
    return [item.Name];
  }
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
  get Names(): NameList {
    return new NameList(this.workbook);
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

worksheetOf.table = (sheet) => new Worksheet(sheet);
sheetOf.range = (sheet) => new Worksheet(sheet);
