import { damagedWorkbook } from './problems.ts';
import type { RowSpan } from './row-span.ts';
import { nextTag, type Tag } from './xml.ts';

/** What the type attribute of a cell says (ECMA-376 part 1, ST_CellType). */
export type CellKind = 'n' | 's' | 'str' | 'inlineStr' | 'b' | 'e' | 'd';

/**
 * Goes over the cells of a row. It stands on one cell at a time and makes no object for any, because it passes every
 * cell of a sheet; it looks at each character of an opening tag once and cuts out nothing that nobody asks for.
 */
export class CellCursor {
  text = '';
  row = 0;
  column = 0;
  /** Offsets of the cell in `text`. */
  start = 0;
  end = 0;
  /** Offset behind its opening tag. */
  openEnd = 0;
  /** True where the cell has no content at all. */
  empty = false;
  kind: CellKind = 'n';
  /** Where the plain content of its v, or of the one t of its inline string, stands; −1 where it is not that plain. */
  plainFrom = -1;
  plainTo = -1;
  #styleFrom = -1;
  #digitsFrom = -1;
  #digitsTo = -1;
  #styleTo = -1;
  #attributesFrom = 0;
  #at = 0;
  #contentEnd = 0;
  readonly #prefix: string;
  readonly #name: string;
  readonly #close: string;
  readonly #value: string;
  readonly #valueClose: string;
  readonly #inline: string;
  readonly #inlineClose: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
    this.#name = `<${prefix}c`;
    this.#close = `</${prefix}c>`;
    this.#value = `<${prefix}v>`;
    this.#valueClose = `</${prefix}v></${prefix}c>`;
    this.#inline = `<${prefix}is><${prefix}t`;
    this.#inlineClose = `</${prefix}t></${prefix}is></${prefix}c>`;
  }

  /** Stands before the first cell of a row. */
  enter(span: RowSpan): void {
    this.text = span.text;
    this.row = span.row;
    this.column = 0;
    this.#at = span.open.end;
    this.#contentEnd = span.contentEnd;
  }

  /** Moves on to the next cell. False where the row has no more. */
  next(): boolean {
    const start = this.#nextOpening();
    if (start < 0) return false;
    this.start = start;
    this.column++;
    this.kind = 'n';
    this.#styleFrom = -1;
    this.#digitsFrom = -1;
    this.plainFrom = -1;
    this.#attributesFrom = start + this.#name.length;
    const openEnd = this.#readOpening(this.#attributesFrom);
    this.openEnd = openEnd;
    this.empty = this.text.charCodeAt(openEnd - 2) === 47;
    this.end = this.empty ? openEnd : this.#readContent(openEnd);
    this.#at = this.end;
    return true;
  }

  /** Where the next opening tag of a cell stands; −1 where there is none. */
  #nextOpening(): number {
    const { text } = this;
    const name = this.#name;
    let at = this.#at;
    if (!text.startsWith(name, at)) at = text.indexOf(name, at);
    for (; at >= 0 && at < this.#contentEnd; at = text.indexOf(name, at + 1)) {
      const code = text.charCodeAt(at + name.length);
      if (code <= 32 || code === 62 || code === 47) return at;
    }
    return -1;
  }

  /** Reads the attributes r, s and t of the opening tag. Gives the offset behind the tag. */
  #readOpening(from: number): number {
    const { text } = this;
    for (let at = from; ; ) {
      const code = text.charCodeAt(at);
      if (code === 62) return at + 1;
      if (code <= 32 || code === 47) {
        at++;
        continue;
      }
      if (Number.isNaN(code)) throw damagedWorkbook('a cell without an end');
      let equals = at + 1;
      if (text.charCodeAt(equals) !== 61) {
        equals = text.indexOf('=', at);
        if (equals < 0) throw damagedWorkbook('a cell without an end');
      }
      let quote = equals + 1;
      while (text.charCodeAt(quote) <= 32) quote++;
      const valueFrom = quote + 1;
      const valueTo = text.indexOf(text.charCodeAt(quote) === 39 ? "'" : '"', valueFrom);
      if (valueTo < 0) throw damagedWorkbook('an attribute does not end');
      if (equals === at + 1) this.#take(code, valueFrom, valueTo);
      at = valueTo + 1;
    }
  }

  #take(name: number, from: number, to: number): void {
    const { text } = this;
    if (name === 114) {
      let column = 0;
      let at = from;
      for (; at < to; at++) {
        const letter = text.charCodeAt(at);
        if (letter < 65) break;
        column = column * 26 + (letter & 31);
      }
      if (column > 0) this.column = column;
      this.#digitsFrom = at;
      this.#digitsTo = to;
    } else if (name === 115) {
      this.#styleFrom = from;
      this.#styleTo = to;
    } else if (name === 116) {
      const first = text.charCodeAt(from);
      if (to - from > 1) this.kind = first === 105 ? 'inlineStr' : 'str';
      else if (first === 115) this.kind = 's';
      else if (first === 98) this.kind = 'b';
      else if (first === 101) this.kind = 'e';
      else if (first === 100) this.kind = 'd';
    }
  }

  /** Finds the end of the cell, and its plain content on the way. */
  #readContent(from: number): number {
    const { text } = this;
    if (this.kind === 'inlineStr') {
      if (text.startsWith(this.#inline, from)) {
        const open = text.indexOf('>', from + this.#inline.length - 1) + 1;
        const to = text.indexOf('<', open);
        if (text.startsWith(this.#inlineClose, to) && text.charCodeAt(open - 2) !== 47) {
          this.plainFrom = open;
          this.plainTo = to;
          return to + this.#inlineClose.length;
        }
      }
    } else if (text.startsWith(this.#value, from)) {
      const to = text.indexOf('<', from + this.#value.length);
      if (text.startsWith(this.#valueClose, to)) {
        this.plainFrom = from + this.#value.length;
        this.plainTo = to;
        return to + this.#valueClose.length;
      }
    }
    const close = text.indexOf(this.#close, from);
    if (close < 0) throw damagedWorkbook('a cell does not end');
    return close + this.#close.length;
  }

  /** The cell as it stands, but for its row; undefined where it does not say where it stands. */
  inRow(row: number): string | undefined {
    if (row === this.row) return this.text.slice(this.start, this.end);
    if (this.#digitsFrom < 0) return undefined;
    return this.text.slice(this.start, this.#digitsFrom) + row + this.text.slice(this.#digitsTo, this.end);
  }

  /** Index of the cell's format, as text. */
  get style(): string | undefined {
    return this.#styleFrom < 0 ? undefined : this.text.slice(this.#styleFrom, this.#styleTo);
  }

  /** The opening tag. */
  get open(): Tag {
    return {
      start: this.start,
      end: this.openEnd,
      qualified: `${this.#prefix}c`,
      name: 'c',
      closing: false,
      empty: this.empty,
      attributesFrom: this.#attributesFrom,
    };
  }

  /** The opening tag of its formula, which stands first in a cell. */
  get formula(): Tag | undefined {
    if (this.empty || this.plainFrom >= 0) return undefined;
    const first = nextTag(this.text, this.openEnd);
    return first && first.start < this.end && first.name === 'f' && !first.closing ? first : undefined;
  }
}
