import { invalid, WireObject } from './excel-wire.ts';
import type { Box, SheetModel } from './excel-workbook.ts';

/** Formats of cells and of whole columns: fill, font, alignment, widths and heights. */

export interface Format {
  numberFormat?: string;
  style?: Record<string, unknown>;
}
/** What formats need of the range whose they are. */
export interface Formatted {
  readonly sheet: SheetModel;
  readonly box: Box;
  refuseIfProtected(): void;
  eachFormat(change: (format: Format) => void): void;
  grid<T>(read: (row: number, column: number) => T): T[][];
}

const styleNames = {
  Fill: ['Color'],
  Font: ['Name', 'Size', 'Color', 'Bold', 'Italic', 'Underline'],
  Format: ['HorizontalAlignment', 'VerticalAlignment', 'WrapText', 'IndentLevel'],
} as const;

/** format.fill, format.font and format itself: properties kept by cell, null where cells differ. */
class StyleOf extends WireObject {
  constructor(
    protected readonly range: Formatted,
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

export class RangeFormat extends StyleOf {
  constructor(range: Formatted) {
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
