import type { NewTable } from '../../../templates/refresh/types.ts';
import type { Language } from '../../records/catalogue.ts';
import type { CellValue } from '../../records/sheet-row.ts';

/** A report to be made: plain data, so that no template needs to know of Google, nor Google of templates. */
export interface NewReport {
  title: string;
  language: Language;
  tables: readonly ReportTable[];
  /** Sheets of formulas and texts behind the tables. */
  sheets: readonly ReportSheet[];
}
export interface ReportTable {
  table: NewTable;
  /** Columns of the analyst's behind the bound ones. */
  analyst: readonly { header: string; width: number; choices: readonly string[] }[];
}
export type ReportLook = 'title' | 'hint' | 'heading' | 'text' | 'label' | 'head' | 'input' | 'figure';
/** A cell at its place, counted from 0. A formula stands without its =. */
export interface ReportCell {
  row: number;
  column: number;
  look: ReportLook;
  value?: CellValue;
  formula?: string;
  /** Shown when the cell is selected. */
  note?: string;
}
/** A bar chart over two columns of its sheet. */
export interface ReportChart {
  title: string;
  description: string;
  head: number;
  bottom: number;
  categories: number;
  values: number;
  anchor: { row: number; column: number };
}
export interface ReportSheet {
  title: string;
  /** Widths of the columns from the first, in characters. */
  widths: readonly number[];
  frozenRows: number;
  frozenColumns: number;
  cells: readonly ReportCell[];
  charts: readonly ReportChart[];
}
