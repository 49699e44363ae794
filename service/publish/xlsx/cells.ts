import { serialOfIso } from '../../../templates/refresh/dates.ts';
import { fitCell } from '../../../templates/refresh/text-safety.ts';
import type { SnapshotCell } from '../../../templates/refresh/types.ts';
import type { FieldType } from '../../records/catalogue.ts';
import type { CellValue } from '../../records/sheet-row.ts';
import type { CellCursor, CellKind } from './cell-cursor.ts';
import type { WorkbookPackage } from './parts.ts';
import { translateFormula } from './refs.ts';
import { attributeMap, escapeXml, findTag, nextTag, type Tag, tagsIn, unescapeXml } from './xml.ts';

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

/** Bytes of shared strings that are decoded at once. */
const stretch = 1 << 16;

/** Strings by their index: an array, or the workbook's list. */
export interface Strings {
  at(index: number): string | undefined;
}
/** The shared strings of a workbook; read when the first of them is asked for. */
export class SharedStrings implements Strings {
  readonly #workbook: WorkbookPackage;
  #strings: string[] | undefined;
  constructor(workbook: WorkbookPackage) {
    this.#workbook = workbook;
  }
  at(index: number): string | undefined {
    this.#strings ??= readSharedStrings(this.#workbook);
    return this.#strings[index];
  }
}

/** The shared strings of a workbook, in the order of their indices. */
const readSharedStrings = (workbook: WorkbookPackage): string[] => {
  const part = workbook.related(workbook.workbookPart, 'sharedStrings')[0];
  if (part === undefined) return [];
  const bytes = workbook.bytes(part);
  const head = bytes.toString('utf8', 0, bytes.indexOf('>', bytes.indexOf('sst')) + 1);
  const root = findTag(head, 'sst');
  if (!root || root.empty) return [];
  const prefix = root.qualified.slice(0, root.qualified.length - 3);
  const [close, endOfList] = [`</${prefix}si>`, `</${prefix}sst`];
  const strings: string[] = [];
  for (let from = Buffer.byteLength(head); from < bytes.length; ) {
    const last = bytes.indexOf(close, from + stretch);
    const to = last < 0 ? bytes.length : last + close.length;
    readStrings(bytes.toString('utf8', from, to), prefix, endOfList, strings);
    from = to;
  }
  return strings;
};

/** Reads the string items of a stretch of the list. */
const readStrings = (text: string, prefix: string, endOfList: string, strings: string[]): void => {
  const plain = `<${prefix}si><${prefix}t`;
  const plainClose = `</${prefix}t></${prefix}si>`;
  const close = `</${prefix}si>`;
  for (let at = 0; ; ) {
    // The usual item is one plain run of text.
    if (text.startsWith(plain, at)) {
      const from = text.indexOf('>', at + plain.length) + 1;
      const to = text.indexOf('<', from);
      if (text.startsWith(plainClose, to) && text.charCodeAt(from - 2) !== 47) {
        strings.push(decodeCellText(unescapeXml(text.slice(from, to))));
        at = to + plainClose.length;
        continue;
      }
    }
    if (text.startsWith(endOfList, at)) return;
    const tag = nextTag(text, at);
    if (!tag) return;
    at = tag.end;
    if (tag.closing || tag.name !== 'si') continue;
    if (tag.empty) {
      strings.push('');
      continue;
    }
    const end = text.indexOf(close, tag.end);
    if (end < 0) return;
    strings.push(runsOf(text, tag.end, end));
    at = end + close.length;
  }
};

const plainText = (cell: CellCursor): string => unescapeXml(cell.text.slice(cell.plainFrom, cell.plainTo));

/** Content of a cell's v element; undefined where it has none. */
const rawValue = (cell: CellCursor): string | undefined => {
  const { text } = cell;
  if (cell.plainFrom >= 0) {
    return cell.kind === 'str' ? plainText(cell) : text.slice(cell.plainFrom, cell.plainTo);
  }
  for (const tag of tagsIn(text, cell.openEnd, cell.end)) {
    if (tag.closing || tag.name !== 'v') continue;
    if (tag.empty) return '';
    return unescapeXml(text.slice(tag.end, text.indexOf('</', tag.end)));
  }
  return undefined;
};

/**
 * Value of a cell. Dates are serial numbers, errors their text; a formula gives its stored result.
 * @param strings the workbook's shared strings
 */
export const readCell = (cell: CellCursor, strings: Strings, date1904 = false): CellValue => {
  if (cell.empty) return null;
  const { kind } = cell;
  if (kind === 'inlineStr') {
    const inline =
      cell.plainFrom >= 0 ? decodeCellText(plainText(cell)) : runsOf(cell.text, cell.openEnd, cell.end);
    return inline === '' ? null : inline;
  }
  const raw = rawValue(cell);
  return raw === undefined ? null : cellValue(raw, kind, strings, date1904);
};

/** Value of a cell from the content of its v element. */
export const cellValue = (raw: string, kind: CellKind, strings: Strings, date1904: boolean): CellValue => {
  switch (kind) {
    case 's': {
      const text = strings.at(Number(raw)) ?? '';
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

/** A cell of a snapshot, with its formula where it has one. */
export const snapshotCell = (value: CellValue, formula: string | undefined): SnapshotCell => {
  if (formula === undefined) return { value };
  // LibreOffice saves truth values as formulas; a formula of hers would not look like this.
  const truth = /^(TRUE|FALSE)\(\)$/i.exec(formula);
  return truth ? { value: truth[1]?.toUpperCase() === 'TRUE' } : { value, formula };
};

/** Content and attributes of a formula element. */
export const formulaParts = (text: string, tag: Tag) => {
  const close = tag.empty ? tag.end : text.indexOf('</', tag.end);
  return {
    text: tag.empty ? '' : unescapeXml(text.slice(tag.end, close)),
    attributes: attributeMap(text, tag),
    end: tag.empty ? tag.end : text.indexOf('>', close) + 1,
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
  /** The formula element. */
  tag: Tag;
  /** Offset behind the formula element. */
  end: number;
}

/** Reads the formulas of a sheet, writing shared ones out for every member. */
export class FormulaReader {
  readonly #masters = new Map<string, { text: string; row: number; column: number }>();
  /**
   * The formula of a cell, `undefined` where it has none. A cell that shares another's formula is read behind the
   * one that holds it, as they stand in the sheet.
   */
  read(cell: CellCursor): CellFormula | undefined {
    const tag = cell.formula;
    if (!tag) return undefined;
    const { text, attributes, end } = formulaParts(cell.text, tag);
    const array = attributes.t === 'array' || attributes.t === 'dataTable';
    if (attributes.t !== 'shared') return { text, array, ref: attributes.ref, tag, end, shared: false };
    const id = attributes.si ?? '';
    if (text !== '') {
      this.#masters.set(id, { text, row: cell.row, column: cell.column });
      return { text, array: false, ref: undefined, tag, end, shared: true };
    }
    const master = this.#masters.get(id);
    const own = master
      ? translateFormula(master.text, cell.row - master.row, cell.column - master.column)
      : '';
    return { text: own, array: false, ref: undefined, tag, end, shared: true };
  }
}

/** Days that were written lately, and their serial numbers: a table shows the same few thousand again and again. */
const serials: [Map<string, number | null>, Map<string, number | null>] = [new Map(), new Map()];
const serialOf = (iso: string, date1904: boolean): number | null => {
  const known = serials[date1904 ? 1 : 0];
  const found = known.get(iso);
  if (found !== undefined) return found;
  if (known.size > 20_000) known.clear();
  const serial = serialOfIso(iso, date1904);
  known.set(iso, serial);
  return serial;
};

/** What a cell is written from. */
export interface CellContent {
  value: CellValue;
  type: FieldType;
}

/**
 * A cell's XML. Text is an inline string, so it can never be taken for a formula; dates become serial numbers.
 * @param place its A1 name
 * @param style index of its format, if any
 */
export const cellXml = (
  prefix: string,
  place: string,
  style: string | undefined,
  content: CellContent,
  date1904: boolean,
): string => {
  const open = `<${prefix}c r="${place}"${style === undefined ? '' : ` s="${style}"`}`;
  const value = fitCell(content.value);
  if (value === null) return `${open}/>`;
  if (typeof value === 'boolean')
    return `${open} t="b"><${prefix}v>${value ? 1 : 0}</${prefix}v></${prefix}c>`;
  const number =
    typeof value === 'number' ? value : content.type === 'date' ? serialOf(value, date1904) : null;
  if (number !== null) return `${open}><${prefix}v>${number}</${prefix}v></${prefix}c>`;
  const text = String(value);
  const space = /^\s|\s$|[\n\t]|\s\s/.test(text) ? ' xml:space="preserve"' : '';
  return `${open} t="inlineStr"><${prefix}is><${prefix}t${space}>${encodeCellText(text)}</${prefix}t></${prefix}is></${prefix}c>`;
};

/** A formula cell's XML without a result: every program calculates it when it opens the file. */
export const formulaCellXml = (
  prefix: string,
  place: string,
  style: string | undefined,
  formula: string,
): string =>
  `<${prefix}c r="${place}"${style === undefined ? '' : ` s="${style}"`}><${prefix}f>${escapeXml(formula)}</${prefix}f></${prefix}c>`;
