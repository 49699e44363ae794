import type { OriginRun } from '../records/clean-document.ts';

/** A change to a text: the characters from `start` to `end` give way to `text`. */
export interface Edit {
  start: number;
  end: number;
  text: string;
  /** The new characters do not stand for the old ones one by one, even where they are as many. */
  asWhole?: boolean;
}

/**
 * A text of which every character knows the span of the source that it came from.
 *
 * `from[i]` and `to[i]` bound the source characters behind character i; they are equal where a character was put in and
 * stands for nothing. A negative `from[i]` (its complement) says that the character stands for its span only together
 * with its neighbours. Values are immutable: every change gives a new text, in time linear in its length.
 */
export class TracedText {
  readonly text: string;
  private readonly from: Int32Array;
  private readonly to: Int32Array;

  private constructor(text: string, from: Int32Array, to: Int32Array) {
    this.text = text;
    this.from = from;
    this.to = to;
  }

  /** A source as it was decoded: every character comes from itself. */
  static ofSource(text: string): TracedText {
    const from = new Int32Array(text.length);
    const to = new Int32Array(text.length);
    for (let i = 0; i < text.length; i++) {
      from[i] = i;
      to[i] = i + 1;
    }
    return new TracedText(text, from, to);
  }

  get length(): number {
    return this.text.length;
  }

  /** The characters from `start` to `end`, each with its origin. */
  slice(start: number, end: number): TracedText {
    return new TracedText(
      this.text.slice(start, end),
      this.from.subarray(start, end),
      this.to.subarray(start, end),
    );
  }

  /** The parts one after the other, with `separator` (which comes from nowhere in the source) between them. */
  static join(parts: readonly TracedText[], separator = ''): TracedText {
    const text = parts.map((part) => part.text).join(separator);
    const from = new Int32Array(text.length);
    const to = new Int32Array(text.length);
    let at = 0;
    let place = 0;
    parts.forEach((part, index) => {
      if (index > 0) {
        from.fill(~place, at, at + separator.length);
        to.fill(place, at, at + separator.length);
        at += separator.length;
      }
      from.set(part.from, at);
      to.set(part.to, at);
      at += part.length;
      if (part.length > 0) place = part.to[part.length - 1] ?? place;
    });
    return new TracedText(text, from, to);
  }

  /**
   * Applies changes. A replacement of the same length maps one to one; any other stands for the whole span it replaces.
   * @param edits in order and not overlapping
   */
  edit(edits: readonly Edit[]): TracedText {
    if (edits.length === 0) return this;
    const length = edits.reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), this.length);
    const from = new Int32Array(length);
    const to = new Int32Array(length);
    const pieces: string[] = [];
    let read = 0;
    let write = 0;
    const keep = (until: number): void => {
      pieces.push(this.text.slice(read, until));
      from.set(this.from.subarray(read, until), write);
      to.set(this.to.subarray(read, until), write);
      write += until - read;
      read = until;
    };
    for (const edit of edits) {
      keep(edit.start);
      pieces.push(edit.text);
      if (edit.text.length === edit.end - edit.start && !edit.asWhole) {
        from.set(this.from.subarray(edit.start, edit.end), write);
        to.set(this.to.subarray(edit.start, edit.end), write);
      } else {
        const [first, last] = this.sourceSpan(edit.start, edit.end);
        from.fill(~first, write, write + edit.text.length);
        to.fill(last, write, write + edit.text.length);
      }
      write += edit.text.length;
      read = edit.end;
    }
    keep(this.length);
    return new TracedText(pieces.join(''), from, to);
  }

  /** Replaces every match of a global pattern by a text; the pattern must run in linear time. */
  replace(pattern: RegExp, by: string | ((match: RegExpExecArray) => string | null)): TracedText {
    const edits: Edit[] = [];
    for (const match of this.text.matchAll(pattern)) {
      const text = typeof by === 'string' ? by : by(match as RegExpExecArray);
      if (text !== null && text !== match[0])
        edits.push({ start: match.index, end: match.index + match[0].length, text });
    }
    return this.edit(edits);
  }

  /** Without the white space at its two ends. */
  trim(): TracedText {
    const start = this.text.length - this.text.trimStart().length;
    return this.slice(start, Math.max(start, this.text.trimEnd().length));
  }

  /** The span of the source behind the characters from `start` to `end`; empty, at its place, for an empty range. */
  sourceSpan(start: number, end: number): [number, number] {
    if (start >= end) {
      const place = start > 0 ? (this.to[start - 1] ?? 0) : this.startOf(start);
      return [place, place];
    }
    let first = this.startOf(start);
    let last = this.to[end - 1] ?? 0;
    for (let i = start; i < end; i++) {
      first = Math.min(first, this.startOf(i));
      last = Math.max(last, this.to[i] ?? last);
    }
    return [first, last];
  }

  /** The lines with their origins, line ends left out. */
  lines(): TracedText[] {
    const lines: TracedText[] = [];
    let start = 0;
    for (;;) {
      const end = this.text.indexOf('\n', start);
      if (end < 0) break;
      lines.push(this.slice(start, end));
      start = end + 1;
    }
    lines.push(this.slice(start, this.length));
    return lines;
  }

  /** Where in the source the span behind a character starts. */
  private startOf(i: number): number {
    const from = this.from[i] ?? 0;
    return from < 0 ? ~from : from;
  }

  /** Whether a character stands for one character of the source by itself. */
  private isExact(i: number): boolean {
    const from = this.from[i] ?? -1;
    return from >= 0 && (this.to[i] ?? 0) - from === 1;
  }

  /** The origin map in runs that cover the text in order, one-to-one stretches as long as they reach. */
  runs(): OriginRun[] {
    const runs: OriginRun[] = [];
    let i = 0;
    while (i < this.length) {
      const source = this.startOf(i);
      const until = this.to[i] ?? 0;
      const exact = this.isExact(i);
      let j = i + 1;
      if (exact) while (j < this.length && this.isExact(j) && this.from[j] === this.to[j - 1]) j++;
      else
        while (j < this.length && !this.isExact(j) && this.from[j] === this.from[i] && this.to[j] === until)
          j++;
      runs.push({ clean: i, length: j - i, source, sourceLength: exact ? j - i : until - source, exact });
      i = j;
    }
    return runs;
  }
}
