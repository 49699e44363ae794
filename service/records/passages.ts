import type { Evidence } from './evidence.ts';

/** A piece of a line; marked where it belongs to a passage. */
export interface Run {
  text: string;
  marked: boolean;
}
/** Lines of a document around one or more passages of a record. */
export interface Excerpt {
  section: string;
  lines: readonly { runs: readonly Run[]; context: boolean }[];
}
export interface Passages {
  excerpts: readonly Excerpt[];
  /** Passages whose words the text no longer holds. */
  lost: readonly Evidence[];
  /** Passages known by place only. */
  places: readonly Evidence[];
}

/** Lines shown before and after a passage, and characters kept of a long line beside it. */
const contextLines = 2;
const contextCharacters = 160;

interface Span {
  start: number;
  end: number;
  section: string;
}

/**
 * Where a passage stands now. Its offsets are those of the text it was read from; where that text was replaced by
 * another copy, the nearest place with the same words is taken.
 */
const locate = (text: string, { start, end, section, text: words }: Evidence): Span | null => {
  if (!words) return null;
  if (text.slice(start, end) === words) return { start, end, section };
  const after = text.indexOf(words, start);
  const before = text.lastIndexOf(words, start);
  const found = after < 0 || (before >= 0 && start - before < after - start) ? before : after;
  return found < 0 ? null : { start: found, end: found + words.length, section };
};

/** Cuts between characters, never inside a surrogate pair. */
const head = (text: string): string => {
  const chars = Array.from(text);
  return chars.length <= contextCharacters ? text : `${chars.slice(0, contextCharacters).join('')}…`;
};
const tail = (text: string): string => {
  const chars = Array.from(text);
  return chars.length <= contextCharacters ? text : `…${chars.slice(-contextCharacters).join('')}`;
};

const runsOf = (text: string, start: number, end: number, spans: readonly Span[]): Run[] => {
  const runs: Run[] = [];
  let at = start;
  for (const span of spans) {
    const from = Math.max(span.start, at);
    const to = Math.min(span.end, end);
    if (from >= to) continue;
    if (from > at) runs.push({ text: text.slice(at, from), marked: false });
    runs.push({ text: text.slice(from, to), marked: true });
    at = to;
  }
  if (at < end) runs.push({ text: text.slice(at, end), marked: false });
  return runs.map((run, i) => {
    if (run.marked || runs.length === 1) return run;
    if (i === 0) return { text: tail(run.text), marked: false };
    if (i === runs.length - 1) return { text: head(run.text), marked: false };
    return run;
  });
};

/**
 * The passages of a record in the text of its document, with the lines before and after; passages close to each other
 * share an excerpt.
 * @param text clean text of the document; null where the store has none
 */
export const passagesIn = (text: string | null, evidence: readonly Evidence[]): Passages => {
  const places = evidence.filter((passage) => passage.text === null);
  const quoted = evidence.filter((passage) => passage.text !== null);
  if (text === null) return { excerpts: [], lost: quoted, places };

  const spans: Span[] = [];
  const lost: Evidence[] = [];
  for (const passage of quoted) {
    const span = locate(text, passage);
    if (span) spans.push(span);
    else lost.push(passage);
  }
  spans.sort((a, b) => a.start - b.start);

  const lines: { start: number; end: number }[] = [];
  for (let start = 0; start <= text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (end > start) lines.push({ start, end });
    start = end + 1;
  }
  const windows: { from: number; to: number; section: string }[] = [];
  for (const span of spans) {
    const first = lines.findIndex((line) => line.end > span.start);
    // Array.findLastIndex is too new for the browsers inside older Office.
    const past = lines.findIndex((line) => line.start >= span.end);
    const last = past < 0 ? lines.length - 1 : past - 1;
    if (first < 0 || last < first) continue;
    const from = Math.max(0, first - contextLines);
    const to = Math.min(lines.length - 1, last + contextLines);
    const previous = windows.at(-1);
    if (previous && from <= previous.to && previous.section === span.section) {
      previous.to = Math.max(previous.to, to);
    } else windows.push({ from, to, section: span.section });
  }
  return {
    excerpts: windows.map(({ from, to, section }) => ({
      section,
      lines: lines.slice(from, to + 1).map(({ start, end }) => {
        const runs = runsOf(text, start, end, spans);
        const context = runs.every((run) => !run.marked);
        return {
          context,
          runs: context ? runs.map((run) => ({ text: head(run.text), marked: false })) : runs,
        };
      }),
    })),
    lost,
    places,
  };
};
