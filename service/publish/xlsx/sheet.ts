import { CellCursor } from './cell-cursor.ts';
import type { Strings } from './cells.ts';
import { PlainRows } from './plain-rows.ts';
import { damagedWorkbook } from './problems.ts';
import type { RowPlace, RowSpan } from './row-span.ts';
import { findTag, nextTag, type Tag } from './xml.ts';

/**
 * A worksheet part: its head, its tail, and its rows by their place in the part's bytes. Only rows that somebody asks
 * for are decoded, a stretch at a time, so that a sheet may be larger than a string can be (design/xlsx-files.md,
 * section 2, hard part 10) and rows that stay are copied without being looked at.
 */

const lessThan = 60;
const greaterThan = 62;
const slash = 47;
/** Bytes that are decoded at once. */
const stretch = 1 << 16;

/** Where every row of a sheet stands in its bytes. */
interface RowIndex {
  numbers: number[];
  starts: number[];
  ends: number[];
  /** Indices of the rows that hold a formula, in their order. */
  formulas: number[];
}

/** Offset behind the tag that is open at a position. */
const behindTag = (bytes: Buffer, from: number): number => {
  let at = from;
  for (let code = bytes[at]; code !== greaterThan; code = bytes[++at]) {
    if (code === 34 || code === 39) {
      at = bytes.indexOf(code, at + 1);
      if (at < 0) throw damagedWorkbook('an attribute does not end');
    } else if (code === undefined) throw damagedWorkbook('a tag does not end');
  }
  return at + 1;
};

/** Value of the attribute r of a row's opening tag, 0 where it has none. */
const rowNumber = (bytes: Buffer, from: number, to: number): number => {
  // As nearly every program writes it: the first attribute, behind one space.
  if (bytes[from + 1] === 114 && bytes[from + 2] === 61) {
    let number = 0;
    let at = from + 4;
    for (let digit = bytes[at] ?? 0; digit >= 48 && digit <= 57; digit = bytes[++at] ?? 0) {
      number = number * 10 + digit - 48;
    }
    if (number > 0) return number;
  }
  for (let at = from; at < to; at++) {
    const code = bytes[at];
    if (code === 34 || code === 39) {
      at = bytes.indexOf(code, at + 1);
      continue;
    }
    if (code !== 114 || (bytes[at - 1] ?? 0) > 32) continue;
    const match = /^r\s*=\s*["'](\d+)["']/.exec(bytes.toString('latin1', at, Math.min(to, at + 40)));
    if (match) return Number(match[1]);
  }
  return 0;
};

/** Where a name of an element, with its prefix, stands right behind a < or a </. */
class Names {
  readonly #bytes: Buffer;
  readonly #prefix: Buffer;
  constructor(bytes: Buffer, prefix: string) {
    this.#bytes = bytes;
    this.#prefix = Buffer.from(prefix);
  }
  /** Offset of the < of an opening tag whose local name stands at a position; −1 where none does. */
  opening(at: number): number {
    const start = at - this.#prefix.length - 1;
    return this.#bytes[start] === lessThan && this.#prefixed(start + 1) ? start : -1;
  }
  /** The same of a closing tag. */
  closing(at: number): number {
    const start = at - this.#prefix.length - 2;
    return this.#bytes[start] === lessThan && this.#bytes[start + 1] === slash && this.#prefixed(start + 2)
      ? start
      : -1;
  }
  #prefixed(at: number): boolean {
    const length = this.#prefix.length;
    return length === 0 || this.#prefix.compare(this.#bytes, at, at + length) === 0;
  }
}

/** No program writes comments or CDATA among cells; what looks like a cell in one would be read as one. */
const refuseOtherMarkup = (bytes: Buffer, from: number, to: number): void => {
  for (const mark of [33, 63]) {
    for (let at = bytes.indexOf(mark, from); at >= 0 && at < to; at = bytes.indexOf(mark, at + 1)) {
      if (bytes[at - 1] === lessThan) throw damagedWorkbook('comments among the cells');
    }
  }
};

/**
 * Finds the rows between two offsets. It looks for letters that are rare in a sheet rather than for the tags that it
 * is full of, so that the search runs as fast as memory is read.
 */
const indexRows = (bytes: Buffer, from: number, to: number, prefix: string): RowIndex => {
  refuseOtherMarkup(bytes, from, to);
  const names = new Names(bytes, prefix);
  const index: RowIndex = { numbers: [], starts: [], ends: [], formulas: [] };
  let row = 0;
  for (let at = from; ; ) {
    while (at < to && (bytes[at] ?? 0) <= 32) at++;
    if (at >= to) break;
    const behindName = at + prefix.length + 4;
    if (!isRow(bytes, behindName - 3) || names.opening(behindName - 3) !== at) {
      throw damagedWorkbook('another element among rows');
    }
    const openEnd = behindTag(bytes, behindName);
    const number = rowNumber(bytes, behindName, openEnd) || row + 1;
    if (number <= row) throw damagedWorkbook('rows out of order');
    row = number;
    index.numbers.push(number);
    index.starts.push(at);
    at = bytes[openEnd - 2] === slash ? openEnd : behindRow(bytes, names, openEnd, to);
    index.ends.push(at);
  }
  index.formulas.push(...rowsHoldingFormulas(bytes, names, index, to));
  return index;
};

/** True where the name row stands, and nothing that makes it longer. */
const isRow = (bytes: Buffer, at: number): boolean =>
  bytes[at] === 114 &&
  bytes[at + 1] === 111 &&
  bytes[at + 2] === 119 &&
  (bytes[at + 3] ?? greaterThan + 1) <= greaterThan;

/** Offset behind the end of a row. */
const behindRow = (bytes: Buffer, names: Names, from: number, to: number): number => {
  for (let at = bytes.indexOf(119, from); at >= 0 && at < to; at = bytes.indexOf(119, at + 1)) {
    if (!isRow(bytes, at - 2) || names.closing(at - 2) < 0) continue;
    // White space before the > is allowed, and nobody writes it.
    if (bytes[at + 1] !== greaterThan) break;
    return at + 2;
  }
  throw damagedWorkbook('a row does not end');
};

/** Indices of the rows with an element f. */
const rowsHoldingFormulas = (
  bytes: Buffer,
  names: Names,
  { starts, ends }: RowIndex,
  to: number,
): number[] => {
  const found: number[] = [];
  let row = 0;
  for (let at = bytes.indexOf(102, starts[0] ?? to); at >= 0 && at < to; at = bytes.indexOf(102, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if ((next > 32 && next !== greaterThan && next !== slash) || names.opening(at) < 0) continue;
    while ((ends[row] ?? to) <= at) row++;
    found.push(row);
    // What else the row holds does not matter.
    at = (ends[row] ?? to) - 1;
  }
  return found;
};

/** The rows of a worksheet part. */
export class SheetData {
  /** Everything before sheetData. */
  readonly head: string;
  /** The opening tag of sheetData, as one that is not empty. */
  readonly open: string;
  /** Name of sheetData with its prefix. */
  readonly qualified: string;
  /** Namespace prefix of the sheet's elements with its colon, or nothing. */
  readonly prefix: string;
  /** Everything behind sheetData. */
  readonly tail: string;
  readonly #bytes: Buffer;
  readonly #index: RowIndex;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    const open = openingTag(bytes);
    if (!open) throw damagedWorkbook('a worksheet without sheetData');
    const { tag, text } = open;
    this.head = text.slice(0, tag.start);
    this.qualified = tag.qualified;
    this.prefix = tag.qualified.slice(0, tag.qualified.length - tag.name.length);
    const content = Buffer.byteLength(text);
    if (tag.empty) {
      this.open = `${text.slice(tag.start, -2).trimEnd()}>`;
      this.tail = bytes.toString('utf8', content);
      this.#index = indexRows(bytes, content, content, this.prefix);
      return;
    }
    this.open = text.slice(tag.start);
    const close = bytes.indexOf(`</${tag.qualified}`, content);
    if (close < 0) throw damagedWorkbook('sheetData does not end');
    this.#index = indexRows(bytes, content, close, this.prefix);
    this.tail = bytes.toString('utf8', bytes.indexOf(greaterThan, close) + 1);
  }

  /** Number of the last row; 0 where the sheet has none. */
  get lastRow(): number {
    return this.#index.numbers.at(-1) ?? 0;
  }
  /** True where any cell of the sheet holds a formula. */
  get hasFormulas(): boolean {
    return this.#index.formulas.length > 0;
  }

  /** Index of the first row at or behind a row number. */
  #at(row: number): number {
    const { numbers } = this.#index;
    let [low, high] = [0, numbers.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((numbers[middle] ?? 0) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Numbers of the rows that the sheet has between two, both included. */
  numbers(from: number, to: number): readonly number[] {
    return this.#index.numbers.slice(this.#at(from), this.#at(to + 1));
  }

  /** Numbers of the rows between two that hold a formula. */
  numbersWithFormulas(from: number, to: number): number[] {
    const { formulas, numbers } = this.#index;
    return formulas.flatMap((index) => {
      const row = numbers[index] ?? 0;
      return row >= from && row <= to ? [row] : [];
    });
  }

  /** The rows between two, both included, in their order. */
  *rows(from = 1, to = Number.MAX_SAFE_INTEGER): Generator<RowSpan> {
    const { starts, ends, numbers } = this.#index;
    const last = this.#at(to + 1);
    for (let index = this.#at(from); index < last; ) {
      const start = starts[index] ?? 0;
      let next = index + 1;
      while (next < last && (ends[next] ?? 0) - start <= stretch) next++;
      const text = this.#bytes.toString('utf8', start, ends[next - 1] ?? start);
      yield* this.#decoded(text, numbers, index, next);
      index = next;
    }
  }

  /** The rows between two that hold a formula. */
  *rowsWithFormulas(from = 1, to = Number.MAX_SAFE_INTEGER): Generator<RowSpan> {
    const { formulas, numbers, starts, ends } = this.#index;
    for (let i = 0; i < formulas.length; ) {
      const index = formulas[i] ?? 0;
      const row = numbers[index] ?? 0;
      if (row > to) return;
      // Neighbours are decoded together.
      let next = i + 1;
      while (formulas[next] === index + next - i && (numbers[index + next - i] ?? 0) <= to && next - i < 256)
        next++;
      if (row < from) {
        i++;
        continue;
      }
      const text = this.#bytes.toString('utf8', starts[index] ?? 0, ends[index + next - i - 1] ?? 0);
      yield* this.#decoded(text, numbers, index, index + next - i);
      i = next;
    }
  }

  *#decoded(text: string, numbers: readonly number[], from: number, to: number): Generator<RowSpan> {
    const close = `</${this.prefix}row`;
    for (let index = from, at = 0; index < to; index++) {
      const open = nextTag(text, at);
      if (!open) return;
      const contentEnd = open.empty ? open.end : text.indexOf(close, open.end);
      at = open.empty ? open.end : text.indexOf('>', contentEnd) + 1;
      yield { row: numbers[index] ?? 0, text, start: open.start, end: at, open, contentEnd };
    }
  }

  /** Where the rows between two stand, both included, in their order. Every turn gives the same place, moved on. */
  *places(from: number, to: number): Generator<RowPlace> {
    const { starts, ends, numbers } = this.#index;
    const last = this.#at(to + 1);
    const place: RowPlace = { row: 0, start: 0, end: 0 };
    for (let index = this.#at(from); index < last; index++) {
      place.row = numbers[index] ?? 0;
      place.start = starts[index] ?? 0;
      place.end = ends[index] ?? 0;
      yield place;
    }
  }

  /** What reads the sheet's plain rows; undefined where a prefix stands before the names of its elements. */
  plainRows(strings: Strings, date1904: boolean): PlainRows | undefined {
    return this.prefix === '' ? new PlainRows(this.#bytes, strings, date1904) : undefined;
  }

  /** One row by its number. */
  row(row: number): RowSpan | undefined {
    const index = this.#at(row);
    const { numbers, starts, ends } = this.#index;
    if (numbers[index] !== row) return undefined;
    const text = this.#bytes.toString('utf8', starts[index] ?? 0, ends[index] ?? 0);
    return this.#decoded(text, numbers, index, index + 1).next().value ?? undefined;
  }

  /** The bytes of the rows between two, both included, as they stand in the part. */
  bytes(from: number, to: number): Buffer {
    const [first, last] = [this.#at(from), this.#at(to + 1)];
    if (first >= last) return Buffer.alloc(0);
    return this.#bytes.subarray(this.#index.starts[first] ?? 0, this.#index.ends[last - 1] ?? 0);
  }
}

/** The opening tag of sheetData, and the text up to its end. */
const openingTag = (bytes: Buffer): { tag: Tag; text: string } | undefined => {
  for (let at = bytes.indexOf('sheetData'); at >= 0; at = bytes.indexOf('sheetData', at + 1)) {
    const end = bytes.indexOf(greaterThan, at) + 1;
    if (end === 0) return undefined;
    const text = bytes.toString('utf8', 0, end);
    const tag = findTag(text, 'sheetData');
    if (tag && tag.end === text.length) return { tag, text };
  }
  return undefined;
};

/**
 * Finds the rows of a worksheet part.
 * @param part its bytes in UTF-8, or its text
 * @throws Problem workbook.damaged
 */
export const readSheet = (part: Buffer | string): SheetData =>
  new SheetData(typeof part === 'string' ? Buffer.from(part) : part);

/**
 * The cells of a row, in their order. Every turn gives the same cursor, moved on: what is to be kept must be taken
 * out of it.
 */
export function* cellsOf(sheet: SheetData, span: RowSpan): Generator<CellCursor> {
  const cell = new CellCursor(sheet.prefix);
  cell.enter(span);
  while (cell.next()) yield cell;
}
