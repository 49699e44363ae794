import { serialOfIso } from '../../../templates/refresh/dates.ts';
import { fitCell } from '../../../templates/refresh/text-safety.ts';
import type { FieldType } from '../../records/catalogue.ts';
import type { CellValue } from '../../records/sheet-row.ts';
import type { WorkbookPackage } from './parts.ts';
import { cellName, translateFormula } from './refs.ts';
import type { CellSpan, SheetData } from './sheet.ts';
import { attributeMap, escapeXml, findTag, nextTag, tagsIn, unescapeXml } from './xml.ts';

/** What a cell holds, read and written (ECMA-376 part 1, 18.3.1.4; ST_Xstring 22.9.2.19 for the _xHHHH_ escapes). */

/** Text of a cell behind its _xHHHH_ escapes. */
export const decodeCellText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
/** Text as a cell stores it: a literal _xHHHH_ must not be read as an escape. */
const encodeCellText = (text: string): string =>
  escapeXml(text.includes('_x') ? text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_') : text);

/** The text runs of a string item; phonetic runs, which show how to read it, are no part of the text. */
export const runsOf = (text: string, from: number, to: number): string => {
  let out = '';
  let phonetic = 0;
  for (const tag of tagsIn(text, from, to)) {
    if (tag.name === 'rPh') phonetic += tag.closing ? -1 : tag.empty ? 0 : 1;
    else if (tag.name === 't' && !tag.closing && !tag.empty && phonetic === 0) {
      const end = text.indexOf('</', tag.end);
      out += unescapeXml(text.slice(tag.end, end < 0 ? to : end));
    }
  }
  return decodeCellText(out);
};

/** The shared strings of a workbook, in the order of their indices. */
export const readSharedStrings = (workbook: WorkbookPackage): string[] => {
  const part = workbook.related(workbook.workbookPart, 'sharedStrings')[0];
  if (part === undefined) return [];
  const text = workbook.text(part);
  const root = findTag(text, 'sst');
  if (!root || root.empty) return [];
  const prefix = root.qualified.slice(0, root.qualified.length - 3);
  const strings: string[] = [];
  for (let at = root.end; ; ) {
    const tag = nextTag(text, at);
    if (!tag) break;
    at = tag.end;
    if (tag.closing || tag.name !== 'si') continue;
    if (tag.empty) {
      strings.push('');
      continue;
    }
    const end = text.indexOf(`</${prefix}si>`, tag.end);
    if (end < 0) break;
    strings.push(runsOf(text, tag.end, end));
    at = end;
  }
  return strings;
};

/** Text of an inline string; the plain form, which we write ourselves, is read without looking for runs. */
const inlineText = ({ text, prefix }: SheetData, cell: CellSpan): string => {
  const open = `<${prefix}is><${prefix}t>`;
  const from = cell.open.end + open.length;
  const to = text.startsWith(open, cell.open.end) ? text.indexOf('<', from) : -1;
  return to >= 0 && text.startsWith(`</${prefix}t></${prefix}is>`, to)
    ? decodeCellText(unescapeXml(text.slice(from, to)))
    : runsOf(text, cell.open.end, cell.end);
};

/** Content of a cell's v element. */
const rawValue = (sheet: SheetData, cell: CellSpan): string | undefined => {
  const { text, prefix } = sheet;
  // The usual cell holds a plain v and nothing else.
  if (text.startsWith(`<${prefix}v>`, cell.open.end)) {
    const from = cell.open.end + prefix.length + 3;
    return unescapeXml(text.slice(from, text.indexOf('<', from)));
  }
  for (const tag of tagsIn(sheet.text, cell.open.end, cell.end)) {
    if (tag.closing || tag.name !== 'v') continue;
    if (tag.empty) return '';
    const end = sheet.text.indexOf('</', tag.end);
    return unescapeXml(sheet.text.slice(tag.end, end));
  }
  return undefined;
};

/**
 * Value of a cell. Dates are serial numbers, errors their text; a formula gives its stored result.
 * @param strings the workbook's shared strings
 */
export const readCell = (
  sheet: SheetData,
  cell: CellSpan,
  strings: readonly string[],
  date1904 = false,
): CellValue => {
  if (cell.open.empty) return null;
  if (cell.type === 'inlineStr') {
    const inline = inlineText(sheet, cell);
    return inline === '' ? null : inline;
  }
  const raw = rawValue(sheet, cell);
  if (raw === undefined) return null;
  switch (cell.type) {
    case 's': {
      const text = strings[Number(raw)] ?? '';
      return text === '' ? null : text;
    }
    case 'str':
      return raw === '' ? null : decodeCellText(raw);
    case 'b':
      return raw === '1' || raw === 'true';
    case 'e':
      return raw;
    case 'd':
      return serialOfIso(raw.slice(0, 10), date1904) ?? raw;
    default: {
      if (raw === '') return null;
      const number = Number(raw);
      return Number.isFinite(number) ? number : raw;
    }
  }
};

/** Content and attributes of a formula element. */
export const formulaParts = (
  sheet: SheetData,
  tag: { start: number; end: number; empty: boolean } & Parameters<typeof attributeMap>[1],
) => {
  const close = tag.empty ? tag.end : sheet.text.indexOf('</', tag.end);
  return {
    text: tag.empty ? '' : unescapeXml(sheet.text.slice(tag.end, close)),
    attributes: attributeMap(sheet.text, tag),
    end: tag.empty ? tag.end : sheet.text.indexOf('>', close) + 1,
  };
};

/** A cell's formula without its =, shared ones written out for the cell. */
export interface CellFormula {
  text: string;
  /** True for array formulas and data tables, whose text belongs to the range `ref`. */
  array: boolean;
  ref: string | undefined;
  /** True where the formula shares its text with other cells of the sheet. */
  shared: boolean;
  /** Offset behind the formula element. */
  end: number;
}

/** Reads the formulas of a sheet in reading order, writing shared ones out for every member. */
export class FormulaReader {
  readonly #sheet: SheetData;
  readonly #masters = new Map<string, { text: string; row: number; column: number }>();
  constructor(sheet: SheetData) {
    this.#sheet = sheet;
  }
  /**
   * The formula of a cell, `undefined` where it has none. Cells must be given in reading order.
   */
  read(cell: CellSpan): CellFormula | undefined {
    if (!cell.formula) return undefined;
    const { text, attributes, end } = formulaParts(this.#sheet, cell.formula);
    const array = attributes.t === 'array' || attributes.t === 'dataTable';
    if (attributes.t !== 'shared') return { text, array, ref: attributes.ref, end, shared: false };
    const id = attributes.si ?? '';
    if (text !== '') {
      this.#masters.set(id, { text, row: cell.row, column: cell.column });
      return { text, array: false, ref: undefined, end, shared: true };
    }
    const master = this.#masters.get(id);
    const own = master
      ? translateFormula(master.text, cell.row - master.row, cell.column - master.column)
      : '';
    return { text: own, array: false, ref: undefined, end, shared: true };
  }
}

/** What a cell is written from. */
export interface CellContent {
  value: CellValue;
  type: FieldType;
}

/**
 * A cell's XML. Text is an inline string, so it can never be taken for a formula; dates become serial numbers.
 * @param style index of its format, if any
 */
export const cellXml = (
  prefix: string,
  column: number,
  row: number,
  style: string | undefined,
  content: CellContent,
  date1904: boolean,
): string => {
  const open = `<${prefix}c r="${cellName(column, row)}"${style === undefined ? '' : ` s="${style}"`}`;
  const value = fitCell(content.value);
  if (value === null) return `${open}/>`;
  if (typeof value === 'boolean')
    return `${open} t="b"><${prefix}v>${value ? 1 : 0}</${prefix}v></${prefix}c>`;
  const number =
    typeof value === 'number' ? value : content.type === 'date' ? serialOfIso(value, date1904) : null;
  if (number !== null) return `${open}><${prefix}v>${number}</${prefix}v></${prefix}c>`;
  const text = String(value);
  const space = /^\s|\s$|[\n\t]|\s\s/.test(text) ? ' xml:space="preserve"' : '';
  return `${open} t="inlineStr"><${prefix}is><${prefix}t${space}>${encodeCellText(text)}</${prefix}t></${prefix}is></${prefix}c>`;
};

/** A formula cell's XML without a result: every program calculates it when it opens the file. */
export const formulaCellXml = (
  prefix: string,
  column: number,
  row: number,
  style: string | undefined,
  formula: string,
): string =>
  `<${prefix}c r="${cellName(column, row)}"${style === undefined ? '' : ` s="${style}"`}><${prefix}f>${escapeXml(formula)}</${prefix}f></${prefix}c>`;
