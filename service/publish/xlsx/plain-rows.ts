import type { SnapshotCell } from '../../../templates/refresh/types.ts';
import type { CellKind } from './cell-cursor.ts';
import { cellValue, decodeCellText, type Strings, snapshotCell } from './cells.ts';
import { unescapeXml } from './xml.ts';

/**
 * Reads rows of plain cells — one value, one run of text or a formula of its own each — straight from a sheet's bytes. Nearly all
 * rows of nearly all sheets are of that kind; every other one is left to CellCursor, which knows all that may stand in a
 * cell. Numbers are read digit by digit, and the texts of a row become one string, of which each cell is given its part.
 */

const lessThan = 60;
const greaterThan = 62;
const slash = 47;
const space = 32;
const quote = 34;
const [c, f, i, r, s, t, v, x] = [99, 102, 105, 114, 115, 116, 118, 120];

/** A cell that holds nothing; the same for all. */
export const emptyCell: SnapshotCell = { value: null };

/** Powers of ten that a double holds: a whole number that it holds too, divided by one, is the nearest to what was written. */
const tens = Array.from({ length: 23 }, (_, power) => 10 ** power);

/** Whole numbers below this share their cells: years, days, counts and marks come again and again. */
const sharedNumbers = 1 << 16;
/** Units of text up to which cells are shared where it comes again: units, places, marks. */
const sharedLength = 12;
/** Texts that are remembered for it; a power of two. */
const sharedTexts = 1 << 12;

/** Kind of a cell by the first letter of its type; only two types have more than one. */
const kindOf = (first: number | undefined, long: boolean): CellKind => {
  if (long) return first === i ? 'inlineStr' : 'str';
  return first === s ? 's' : first === 98 ? 'b' : first === 101 ? 'e' : first === 100 ? 'd' : 'n';
};

export class PlainRows {
  readonly #bytes: Buffer;
  readonly #strings: Strings;
  readonly #date1904: boolean;
  /** The texts of the row at hand, in UTF-16, and how much of it is filled. */
  #units = new Uint16Array(1 << 12);
  #filled = 0;
  /** True where the text that was read last holds entities or escapes. */
  #escaped = false;
  /** The texts of the row at hand: where each begins, where it ends, 1 where it holds escapes. */
  readonly #places: number[] = [];
  /** The indices of their cells. */
  readonly #indices: number[] = [];
  /** The cell that was read last. */
  #cell = emptyCell;
  readonly #ofNumbers: (SnapshotCell | undefined)[];
  readonly #ofStrings: (SnapshotCell | undefined)[] = [];
  readonly #ofTexts = new Array<SnapshotCell | undefined>(sharedTexts);

  /** @param bytes the worksheet part in UTF-8; its elements have no prefix */
  constructor(bytes: Buffer, strings: Strings, date1904: boolean) {
    this.#bytes = bytes;
    this.#strings = strings;
    this.#date1904 = date1904;
    // In its full length from the start, which a small sheet need not pay for.
    this.#ofNumbers = new Array<SnapshotCell | undefined>(Math.min(sharedNumbers, bytes.length));
  }

  /**
   * The cells of a row between two columns.
   * @param start where the row begins in the sheet's bytes
   * @param end where it ends
   * @returns undefined where the row holds anything that is not plain, or is not written as nearly every program does
   */
  read(start: number, end: number, left: number, width: number): SnapshotCell[] | undefined {
    const bytes = this.#bytes;
    const cells = new Array<SnapshotCell>(width).fill(emptyCell);
    let at = this.#behindOpening(start);
    if (bytes[at - 2] === slash) return cells;
    // No text has more units than bytes.
    if (this.#units.length < end - start) this.#units = new Uint16Array(2 * (end - start));
    this.#filled = 0;
    this.#indices.length = 0;
    this.#places.length = 0;
    let column = 0;
    while (bytes[at + 1] === c && bytes[at] === lessThan) {
      at += 2;
      let [next, kind]: [number, CellKind] = [column + 1, 'n'];
      for (; bytes[at] === space; at++) {
        if (bytes[at + 2] !== 61 || bytes[at + 3] !== quote) return undefined;
        const name = bytes[at + 1];
        at += 4;
        if (name === t) kind = kindOf(bytes[at], bytes[at + 1] !== quote);
        else if (name === r) {
          next = 0;
          for (let code = bytes[at] ?? 0; code >= 65; code = bytes[++at] ?? 0) next = next * 26 + (code & 31);
        }
        while (bytes[at] !== quote) if (at++ >= end) return undefined;
      }
      if (next <= column) return undefined;
      column = next;
      if (bytes[at] === slash && bytes[at + 1] === greaterThan) {
        at += 2;
        continue;
      }
      if (bytes[at] !== greaterThan) return undefined;
      const index = column - left;
      const inside = index >= 0 && index < width;
      const from = this.#filled;
      at = kind === 'inlineStr' ? this.#inline(at + 1) : this.#value(at + 1, kind);
      if (at < 0) return undefined;
      if (!inside) this.#filled = from;
      else if (this.#filled === from) cells[index] = this.#cell;
      else {
        this.#indices.push(index);
        this.#places.push(from, this.#filled, this.#escaped ? 1 : 0);
      }
    }
    if (bytes[at] !== lessThan || bytes[at + 1] !== slash || at >= end) return undefined;
    if (this.#indices.length > 0) this.#cut(cells);
    return cells;
  }

  /** Offset behind a row's opening tag. */
  #behindOpening(start: number): number {
    const bytes = this.#bytes;
    let at = start;
    let open = 0;
    for (let code = bytes[at] ?? 0; code !== greaterThan || open !== 0; code = bytes[++at] ?? 0) {
      if (code === open) open = 0;
      else if (open === 0 && (code === quote || code === 39)) open = code;
    }
    return at + 1;
  }

  /** Reads an inline string of one run. Gives the offset behind its cell; −1 where it is something else. */
  #inline(from: number): number {
    const bytes = this.#bytes;
    if (bytes[from] !== lessThan || bytes[from + 1] !== i || bytes[from + 2] !== s) return -1;
    if (bytes[from + 3] !== greaterThan || bytes[from + 4] !== lessThan || bytes[from + 5] !== t) return -1;
    let at = from + 6;
    if (bytes[at] === space) at = bytes.indexOf(greaterThan, at);
    if (bytes[at] !== greaterThan || bytes[at - 1] === slash) return -1;
    at = this.#text(at + 1);
    // </t></is></c>
    if (at < 0 || bytes[at + 1] !== slash || bytes[at + 2] !== t || bytes[at + 3] !== greaterThan) return -1;
    if (bytes[at + 4] !== lessThan || bytes[at + 5] !== slash || bytes[at + 6] !== i) return -1;
    if (bytes[at + 7] !== s || bytes[at + 8] !== greaterThan) return -1;
    return this.#behindCell(at + 9);
  }

  /** Reads a value. Gives the offset behind its cell; −1 where it is something else. */
  #value(from: number, kind: CellKind): number {
    const bytes = this.#bytes;
    if (bytes[from] !== lessThan || bytes[from + 2] !== greaterThan) return -1;
    if (bytes[from + 1] === f) return this.#formula(from + 3, kind);
    if (bytes[from + 1] !== v) return -1;
    let at = from + 3;
    if (kind === 'str') at = this.#text(at);
    else if (kind === 'n' || kind === 's') at = this.#number(at, kind);
    else at = this.#other(at, at, kind);
    // </v></c>
    if (at < 0 || bytes[at + 1] !== slash || bytes[at + 2] !== v || bytes[at + 3] !== greaterThan) return -1;
    return this.#behindCell(at + 4);
  }

  /** Reads a formula that no other cell shares, and its result. Gives the offset behind its cell; −1 where it is another. */
  #formula(from: number, kind: CellKind): number {
    const to = this.#bytes.indexOf(lessThan, from);
    let at = this.#behindEnd(to, f);
    if (at < 0) return -1;
    let value: SnapshotCell['value'] = null;
    if (this.#bytes[at + 1] === v) {
      if (this.#bytes[at + 2] !== greaterThan) return -1;
      const end = this.#bytes.indexOf(lessThan, at + 3);
      const raw = unescapeXml(this.#bytes.toString('utf8', at + 3, end));
      at = this.#behindEnd(end, v);
      if (at < 0) return -1;
      value = cellValue(raw, kind, this.#strings, this.#date1904);
    }
    this.#cell = snapshotCell(value, unescapeXml(this.#bytes.toString('utf8', from, to)));
    return this.#behindCell(at);
  }

  /** Offset behind the closing tag of a name of one letter; −1 where it does not stand there. */
  #behindEnd(at: number, name: number | undefined): number {
    const bytes = this.#bytes;
    return bytes[at + 1] === slash && bytes[at + 2] === name && bytes[at + 3] === greaterThan ? at + 4 : -1;
  }

  #behindCell(at: number): number {
    const bytes = this.#bytes;
    const closes = bytes[at] === lessThan && bytes[at + 1] === slash && bytes[at + 2] === c;
    return closes && bytes[at + 3] === greaterThan ? at + 4 : -1;
  }

  /** Reads a number, or the number of a shared string. Gives the offset of the < behind it. */
  #number(from: number, kind: 'n' | 's'): number {
    const bytes = this.#bytes;
    const negative = bytes[from] === 45;
    let at = negative ? from + 1 : from;
    let number = 0;
    let digits = 0;
    let whole = -1;
    for (let code = bytes[at] ?? 0; code !== lessThan; code = bytes[++at] ?? 0) {
      if (code >= 48 && code <= 57) {
        number = number * 10 + (code - 48);
        digits++;
      } else if (code === 46 && whole < 0) whole = digits;
      else return this.#other(from, at, kind);
    }
    const decimals = whole < 0 ? 0 : digits - whole;
    if (digits === 0 || number > Number.MAX_SAFE_INTEGER || decimals >= tens.length) {
      return this.#other(from, at, kind);
    }
    if (whole < 0 && !negative && (kind === 's' || number < this.#ofNumbers.length)) {
      const known = kind === 's' ? this.#ofStrings : this.#ofNumbers;
      this.#cell = known[number] ??= {
        value: kind === 's' ? cellValue(String(number), kind, this.#strings, this.#date1904) : number,
      };
    } else {
      if (decimals > 0) number /= tens[decimals] ?? 1;
      this.#cell = { value: negative ? -number : number };
    }
    return at;
  }

  /** Reads a value of a rarer kind. Gives the offset of the < behind it. */
  #other(from: number, at: number, kind: CellKind): number {
    const to = this.#bytes.indexOf(lessThan, at);
    this.#cell = {
      value: cellValue(this.#bytes.toString('utf8', from, to), kind, this.#strings, this.#date1904),
    };
    return to;
  }

  /**
   * Reads a text into the texts of its row; one that was read lately only gives its cell.
   * @returns the offset of the < behind it; −1 where it is no UTF-8
   */
  #text(start: number): number {
    const bytes = this.#bytes;
    const units = this.#units;
    const from = this.#filled;
    let to = from;
    let at = start;
    let escaped = false;
    for (let code = bytes[at] ?? 0; code !== lessThan; code = bytes[++at] ?? 0) {
      if (code < 0x80) {
        // An entity, or an escape of the kind _x000D_.
        if (code === 38 || (code === x && bytes[at - 1] === 95)) escaped = true;
        units[to++] = code;
      } else if (code >= 0xe0 && code < 0xf0) {
        const second = (bytes[at + 1] ?? 0) ^ 0x80;
        const third = (bytes[at + 2] ?? 0) ^ 0x80;
        const unit = ((code & 15) << 12) | (second << 6) | third;
        if ((second | third) >= 0x40 || unit < 0x800 || (unit & 0xf800) === 0xd800) return -1;
        units[to++] = unit;
        at += 2;
      } else if (code >= 0xc2 && code < 0xe0) {
        const second = (bytes[at + 1] ?? 0) ^ 0x80;
        if (second >= 0x40) return -1;
        units[to++] = ((code & 31) << 6) | second;
        at++;
        // Beyond the basic plane: rare enough to be decoded with its whole row.
      } else return -1;
    }
    this.#filled = to;
    this.#escaped = escaped;
    const length = to - from;
    if (length === 0) this.#cell = emptyCell;
    else if (length <= sharedLength && !escaped) {
      const known = this.#ofTexts[this.#slot(from, to)];
      if (known && this.#holds(known.value, from, length)) {
        this.#cell = known;
        this.#filled = from;
      }
    }
    return at;
  }

  /** Where a short text is remembered. */
  #slot(from: number, to: number): number {
    const units = this.#units;
    let hash = to - from;
    for (let at = from; at < to; at++) hash = Math.imul(hash, 31) + (units[at] ?? 0);
    return (hash ^ (hash >>> 12)) & (sharedTexts - 1);
  }
  #holds(value: SnapshotCell['value'], from: number, length: number): boolean {
    if (typeof value !== 'string' || value.length !== length) return false;
    const units = this.#units;
    for (let at = 0; at < length; at++) if (value.charCodeAt(at) !== units[from + at]) return false;
    return true;
  }

  /** Gives each text of the row its cell. */
  #cut(cells: SnapshotCell[]): void {
    const indices = this.#indices;
    const places = this.#places;
    const row = this.#rowText();
    for (let text = 0; text < indices.length; text++) {
      const from = places[3 * text] ?? 0;
      const to = places[3 * text + 1] ?? 0;
      const part = row.slice(from, to);
      const escaped = places[3 * text + 2] === 1;
      const cell = { value: escaped ? decodeCellText(unescapeXml(part)) : part };
      cells[indices[text] ?? 0] = cell;
      if (to - from <= sharedLength && !escaped) this.#ofTexts[this.#slot(from, to)] = cell;
    }
  }

  #rowText(): string {
    const { buffer } = this.#units;
    return Buffer.from(buffer, 0, 2 * this.#filled).toString('utf16le');
  }
}
