import type { Label } from '../../service/records/catalogue.ts';
import type { Kind } from '../../service/records/kinds.ts';
import type { TableQuery } from '../refresh/types.ts';

/** What a template is: declared as data, so that the .xlsx, the add-in and Google Sheets build the same thing from it. */

/** A column that belongs to the analyst: the service never writes it. */
export interface AnalystColumn {
  id: string;
  label: Label;
  width: number;
  /** A list of permitted values, offered as a drop-down. */
  choices?: readonly Label[];
  /** Shown when the header cell is selected. */
  hint?: Label;
}

/** The sheet with the bound table. */
export interface TableSheet {
  name: Label;
  title: Label;
  /** Line under the title before and after the first refresh. */
  notRefreshed: Label;
  asOf: Label;
  hint: Label;
  /** Name of the ListObject; the same in every language, because formulas and bindings use it. */
  table: string;
  kind: Kind;
  query: TableQuery;
  /** Bound columns by field id, in order; the hidden key column stands before them. */
  fields: readonly string[];
  /** Fields that are shown narrower or wider than the catalogue says, in characters. */
  widths?: Readonly<Record<string, number>>;
  /** The last column that stays in view when the sheet is scrolled sideways. */
  frozenThrough: string;
  analyst: readonly AnalystColumn[];
}

/** A column of the comparison whose cells show the largest value of the targets that match its two header cells. */
export interface ComparisonMeasure {
  /** Words that the indicator must contain; empty for any indicator. The analyst overwrites it. */
  keyword: Label;
  unit: string;
}
/** The sheet that compares regions by formulas over the table. */
export interface ComparisonSheet {
  name: Label;
  title: Label;
  hint: Label;
  /** How many regions are listed; they come from the table and can be overwritten. */
  regions: number;
  regionHeader: Label;
  count: Label;
  percentCount: Label;
  keywordHeader: Label;
  unitHeader: Label;
  keywordHint: Label;
  unitHint: Label;
  regionHint: Label;
  anyIndicator: Label;
  measures: readonly ComparisonMeasure[];
  countChart: Label;
  measureChart: Label;
  chartDescription: Label;
}
/** A figure of one row of a count sheet, over one of the template's tables. */
export type CountMeasure =
  /** How many records in force; with a field, those that show this value of its enumeration. */
  | { is: 'count'; table: string; header: Label; field?: string; value?: string }
  /** The largest number of a field among the records in force in this unit. */
  | { is: 'largest'; table: string; header: Label; field: string; unit: string };
/** A sheet that counts the records of tables by what one field says, with formulas alone. */
export interface CountSheet {
  name: Label;
  title: Label;
  hint: Label;
  /** The field whose values stand at the left; every table of the sheet has it. */
  rowField: string;
  rowHint: Label;
  /** How many values are listed; they come from the tables and can be overwritten. */
  rows: number;
  measures: readonly CountMeasure[];
  /** Charts by measure, in the order of the measures. */
  charts: readonly { title: Label; measure: number }[];
  chartDescription: Label;
}
export interface AboutSheet {
  name: Label;
  title: Label;
  /** Heading and paragraphs. */
  sections: readonly { heading: Label; lines: readonly Label[] }[];
}

/** A workbook that the service can hand out. */
export interface TemplateDeclaration {
  name: string;
  title: Label;
  description: Label;
  /** At least one; the first is the template's main table. */
  tables: readonly [TableSheet, ...TableSheet[]];
  /** Over the first table. */
  comparison?: ComparisonSheet;
  counts?: CountSheet;
  about: AboutSheet;
}

/** The one palette and typeface of all templates. Colours are RGB, six hexadecimal digits. */
export const look = {
  ink: '1F2A37',
  muted: '6B7785',
  primary: '1D4E6B',
  primaryText: 'FFFFFF',
  accent: 'B7791F',
  band: 'F4F7F9',
  input: 'FFF8E6',
  rule: 'D5DDE3',
  /** In every Windows with Chinese; Office substitutes a Chinese sans-serif elsewhere. */
  font: '微软雅黑',
} as const;
