import { isBlank } from './blank.ts';
import { quotesAims } from './quoted-aims.ts';
import { bitsAt, closesClause, closesSentence, markBits, opensOrCloses, signsOf } from './signs.ts';
import type { Bracket, Clause, Line, Sentence } from './types.ts';

/** What closes each opening mark; half-width and full-width brackets close each other in sloppy texts. */
const closers: Readonly<Record<string, string>> = {
  '（': '）',
  '(': '）',
  '“': '”',
  '《': '》',
  '〔': '〕',
  '[': ']',
  '【': '】',
  '「': '」',
};
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/**
 * The marks of the line that is being read, and what closes what. One set of lists serves all lines: most of the time
 * that a text takes to be taken apart would go into making them anew.
 */
const marks = {
  count: 0,
  /** Where each stands in the line. */
  at: [] as number[],
  /** closesSentence, closesClause or opensOrCloses. */
  sort: [] as number[],
  /** For an opening mark that is closed in the line: the index of its closing mark; else -1. An opening mark that nothing closes protects nothing. */
  closedBy: [] as number[],
  /** The signs of what stands between the mark before it and this one, and of the mark itself. */
  signs: [] as number[],
};
/** Opening marks that wait for their closing ones: what closes them, and their index. */
const waiting = { count: 0, closer: [] as string[], index: [] as number[] };
/** Nothing nests deeper than a few marks; a bound keeps a text of nothing but brackets linear. */
const deepest = 8;

/** Reads the marks of a line, in the one pass over its characters. */
const readMarks = (text: string): void => {
  let count = 0;
  waiting.count = 0;
  let signs = 0;
  for (let at = 0; at < text.length; at++) {
    const bits = bitsAt(text, at);
    signs |= bits;
    const sort = bits & markBits;
    if (sort === 0) continue;
    marks.at[count] = at;
    marks.sort[count] = sort;
    marks.closedBy[count] = -1;
    marks.signs[count] = signs;
    signs = 0;
    if (sort === opensOrCloses) nest(text[at] as string, count);
    count++;
  }
  marks.count = count;
  // What stands behind the last mark.
  marks.at[count] = text.length;
  marks.signs[count] = signs;
};

const nest = (char: string, index: number): void => {
  const closer = closers[char];
  if (closer) {
    waiting.closer[waiting.count] = closer;
    waiting.index[waiting.count] = index;
    waiting.count++;
    return;
  }
  const wanted = char === ')' ? '）' : char;
  for (let i = waiting.count - 1; i >= 0 && i >= waiting.count - deepest; i--) {
    if (waiting.closer[i] !== wanted) continue;
    marks.closedBy[waiting.index[i] as number] = index;
    waiting.count = i;
    break;
  }
};

const addBrackets = (line: Line, brackets: Bracket[]): void => {
  for (let i = 0; i < marks.count; i++) {
    const closing = marks.closedBy[i] as number;
    if (closing < 0) continue;
    const at = marks.at[i] as number;
    const char = line.text[at];
    if (char !== '（' && char !== '(') continue;
    const start = line.start + at;
    const inner = marks.at[closing] as number;
    brackets.push({
      start,
      end: line.start + inner + 1,
      innerStart: start + 1,
      text: line.text.slice(at + 1, inner),
      line,
      section: line.section,
    });
  }
};

/** A comma between digits groups thousands (10,000), a colon between digits tells time: neither ends a clause. */
const joinsDigits = (text: string, at: number): boolean => {
  const digitAt = (offset: number): boolean => isDigit(text.charCodeAt(offset));
  return (
    digitAt(at - 1) &&
    digitAt(at + 1) &&
    (text[at] === ':' || (digitAt(at + 2) && digitAt(at + 3) && !digitAt(at + 4)))
  );
};

/** The parts of a text that are being gathered, line by line. */
export interface Parts {
  readonly sentences: Sentence[];
  readonly clauses: Clause[];
  readonly brackets: Bracket[];
}

/** Clauses of the sentence that is being read, by where they end in the line, and the signs of each. */
const ends: number[] = [];
const signsOfClause: number[] = [];

/** Adds the sentence between two offsets of a line, with the clauses that `ends` holds. */
const addSentence = (
  parts: Parts,
  line: Line,
  from: number,
  to: number,
  count: number,
  closing: string,
  isHeading: boolean,
): void => {
  const { text, section } = line;
  let start = from;
  while (start < to && isBlank(text.charCodeAt(start))) start++;
  if (start >= to) return;
  let signs = 0;
  for (let i = 0; i < count; i++) signs |= signsOfClause[i] as number;
  const clauses: Clause[] = [];
  const sentence: Sentence = {
    index: parts.sentences.length,
    start: line.start + start,
    end: line.start + to,
    text: text.slice(start, to),
    line,
    section,
    closing,
    clauses,
    signs: signs & ~markBits,
    isHeading,
  };
  let clauseStart = start;
  for (let i = 0; i < count; i++) {
    const end = ends[i] as number;
    if (end > clauseStart) {
      const clause: Clause = {
        index: clauses.length,
        start: line.start + clauseStart,
        end: line.start + end,
        text: count === 1 ? sentence.text : text.slice(clauseStart, end),
        sentence,
        closing: end === to ? closing : (text[end] ?? ''),
        signs: (signsOfClause[i] as number) & ~markBits,
      };
      clauses.push(clause);
      parts.clauses.push(clause);
    }
    clauseStart = end + 1;
  }
  parts.sentences.push(sentence);
};

/**
 * Takes a line apart into sentences and their clauses; nothing inside a closed pair of brackets or quotes ends one.
 * @param line a line of the text
 * @param parts those of the lines before it; what this line holds is added to them
 */
export const addSentences = (line: Line, parts: Parts): void => {
  const { text } = line;
  readMarks(text);
  addBrackets(line, parts.brackets);
  const headed = Math.max(0, Math.min(line.bodyStart - line.start, text.length));
  if (headed > 0) {
    ends[0] = headed;
    signsOfClause[0] = signsOf(text, 0, headed);
    addSentence(parts, line, 0, headed, 1, '', true);
  }
  let from = headed;
  let count = 0;
  let i = 0;
  while (i < marks.count && (marks.at[i] as number) < headed) i++;
  // Where a heading is run in, the signs up to the next mark are those of the body alone.
  let signs = headed > 0 ? signsOf(text, headed, (marks.at[i] as number) + 1) : (marks.signs[i] as number);
  for (; i < marks.count; i++, signs |= marks.signs[i] as number) {
    const at = marks.at[i] as number;
    const closing = marks.closedBy[i] as number;
    const sort = marks.sort[i];
    if (closing >= 0 && text[at] === '“' && quotesAims(text.slice(at + 1, marks.at[closing]))) {
      // The quotation marks part clauses as commas do.
      marks.sort[closing] = closesClause;
      ends[count] = at;
      signsOfClause[count] = signs;
      count++;
      signs = 0;
    } else if (closing >= 0) {
      for (let inner = i + 1; inner <= closing; inner++) signs |= marks.signs[inner] as number;
      i = closing;
    } else if (sort === closesSentence || (sort === closesClause && !joinsDigits(text, at))) {
      ends[count] = at;
      signsOfClause[count] = signs;
      count++;
      signs = 0;
      if (sort !== closesSentence) continue;
      addSentence(parts, line, from, at, count, text[at] ?? '', false);
      from = at + 1;
      count = 0;
    }
  }
  ends[count] = text.length;
  signsOfClause[count] = signs;
  addSentence(parts, line, from, text.length, count + 1, '', line.isHeading);
};
