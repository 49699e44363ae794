import { isBlank } from './blank.ts';
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
const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9';

interface Mark {
  /** closesSentence, closesClause or opensOrCloses. */
  readonly sort: number;
  readonly at: number;
  /** For an opening mark that is closed in the line: the index of its closing mark; else -1. */
  closedBy: number;
}

/** The marks of a line, with what closes what; an opening mark that nothing closes protects nothing. */
const marksOf = (text: string): Mark[] => {
  const marks: Mark[] = [];
  const waiting: { closer: string; index: number }[] = [];
  for (let at = 0; at < text.length; at++) {
    const sort = bitsAt(text, at) & markBits;
    if (sort === 0) continue;
    const index = marks.push({ sort, at, closedBy: -1 }) - 1;
    if (sort !== opensOrCloses) continue;
    const char = text[at] as string;
    const closer = closers[char];
    if (closer) {
      waiting.push({ closer, index });
      continue;
    }
    const wanted = char === ')' ? '）' : char;
    // Nothing nests deeper than a few marks; a bound keeps a text of nothing but brackets linear.
    for (let i = waiting.length - 1; i >= 0 && i >= waiting.length - 8; i--) {
      const opened = waiting[i];
      if (opened?.closer !== wanted) continue;
      const opening = marks[opened.index];
      if (opening) opening.closedBy = index;
      waiting.length = i;
      break;
    }
  }
  return marks;
};

const bracketsOf = (line: Line, marks: readonly Mark[]): Bracket[] => {
  const brackets: Bracket[] = [];
  for (const { at, closedBy } of marks) {
    const closing = closedBy < 0 ? undefined : marks[closedBy];
    if (!closing || (line.text[at] !== '（' && line.text[at] !== '(')) continue;
    const start = line.start + at;
    brackets.push({
      start,
      end: line.start + closing.at + 1,
      innerStart: start + 1,
      text: line.text.slice(at + 1, closing.at),
      line,
      section: line.section,
    });
  }
  return brackets;
};

/** A comma between digits groups thousands (10,000), a colon between digits tells time: neither ends a clause. */
const joinsDigits = (text: string, at: number): boolean =>
  isDigit(text[at - 1]) &&
  isDigit(text[at + 1]) &&
  (text[at] === ':' || (isDigit(text[at + 2]) && isDigit(text[at + 3]) && !isDigit(text[at + 4])));

/**
 * Takes a line apart into sentences and their clauses; nothing inside a closed pair of brackets or quotes ends one.
 * @param line a line of the text
 * @param firstIndex index of its first sentence in the document
 */
export const sentencesOf = (
  line: Line,
  firstIndex: number,
): { sentences: Sentence[]; clauses: Clause[]; brackets: Bracket[] } => {
  const marks = marksOf(line.text);
  const brackets = bracketsOf(line, marks);
  const sentences: Sentence[] = [];
  const all: Clause[] = [];
  const body = line.bodyStart - line.start;

  const add = (
    from: number,
    to: number,
    commas: readonly number[],
    closing: string,
    isHeading: boolean,
  ): void => {
    let start = from;
    while (start < to && isBlank(line.text.charCodeAt(start))) start++;
    if (start >= to) return;
    const clauses: Clause[] = [];
    const sentence: Sentence = {
      index: firstIndex + sentences.length,
      start: line.start + start,
      end: line.start + to,
      text: line.text.slice(start, to),
      line,
      section: line.section,
      closing,
      clauses,
      signs: signsOf(line.text, start, to),
      isHeading,
    };
    let clauseStart = start;
    for (const comma of [...commas, to]) {
      if (comma > clauseStart) {
        const clause: Clause = {
          index: clauses.length,
          start: line.start + clauseStart,
          end: line.start + comma,
          text: line.text.slice(clauseStart, comma),
          sentence,
          closing: comma === to ? closing : (line.text[comma] ?? ''),
          signs: commas.length === 0 ? sentence.signs : signsOf(line.text, clauseStart, comma),
        };
        clauses.push(clause);
        all.push(clause);
      }
      clauseStart = comma + 1;
    }
    sentences.push(sentence);
  };

  const headed = body > 0 ? Math.min(body, line.text.length) : 0;
  if (headed > 0) add(0, headed, [], '', true);
  let from = headed;
  let commas: number[] = [];
  for (let i = 0; i < marks.length; i++) {
    const { sort, at, closedBy } = marks[i] as Mark;
    if (at < headed) continue;
    if (closedBy >= 0) {
      i = closedBy;
    } else if (sort === closesSentence) {
      add(from, at, commas, line.text[at] ?? '', false);
      from = at + 1;
      commas = [];
    } else if (sort === closesClause && !joinsDigits(line.text, at)) commas.push(at);
  }
  add(from, line.text.length, commas, '', line.isHeading);
  return { sentences, clauses: all, brackets };
};
