import type { Bracket, Clause, Line, Sentence } from './types.ts';

const closers: Readonly<Record<string, string>> = {
  '（': '）',
  '(': ')',
  '“': '”',
  '《': '》',
  '〔': '〕',
  '[': ']',
  '【': '】',
  '「': '」',
};
const bracketMarks: readonly string[] = ['）', ')'];
const closing = new Set(Object.values(closers));
/** Half-width and full-width brackets close each other in sloppy texts. */
const twin = (mark: string): string => (mark === ')' ? '）' : mark);
const sentenceEnd = new Set(['。', '；', ';', '！', '？', '!', '?']);
const clauseEnd = new Set(['，', ',', '：', ':']);
const isDigit = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9';

/** Pairs of brackets and quotes of a line, by the offset at which each opens; one that never closes protects nothing. */
const pairsOf = (line: Line): { close: Map<number, number>; brackets: Bracket[] } => {
  const close = new Map<number, number>();
  const brackets: Bracket[] = [];
  const waiting: { mark: string; at: number }[] = [];
  for (let i = 0; i < line.text.length; i++) {
    const char = line.text[i] ?? '';
    const closer = closers[char];
    if (closer) {
      waiting.push({ mark: twin(closer), at: i });
      continue;
    }
    if (!closing.has(char)) continue;
    const found = waiting.findLastIndex((w) => w.mark === twin(char));
    if (found < 0) continue;
    const opened = waiting[found];
    waiting.length = found;
    if (!opened) continue;
    close.set(opened.at, i);
    if (bracketMarks.includes(char)) {
      const start = line.start + opened.at;
      brackets.push({
        start,
        end: line.start + i + 1,
        innerStart: start + 1,
        text: line.text.slice(opened.at + 1, i),
        line,
        section: line.section,
      });
    }
  }
  brackets.sort((a, b) => a.start - b.start);
  return { close, brackets };
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
  const { close, brackets } = pairsOf(line);
  const sentences: Sentence[] = [];
  const all: Clause[] = [];
  const body = line.bodyStart - line.start;

  const add = (
    from: number,
    to: number,
    commas: readonly number[],
    mark: string,
    isHeading: boolean,
  ): void => {
    let start = from;
    while (start < to && /\s/.test(line.text[start] ?? '')) start++;
    if (start >= to) return;
    const clauses: Clause[] = [];
    const sentence: Sentence = {
      index: firstIndex + sentences.length,
      start: line.start + start,
      end: line.start + to,
      text: line.text.slice(start, to),
      line,
      section: line.section,
      closing: mark,
      clauses,
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
          closing: comma === to ? mark : (line.text[comma] ?? ''),
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
  for (let i = headed; i < line.text.length; i++) {
    const char = line.text[i] ?? '';
    const closesAt = close.get(i);
    if (closesAt !== undefined) {
      i = closesAt;
      continue;
    }
    if (sentenceEnd.has(char)) {
      add(from, i, commas, char, false);
      from = i + 1;
      commas = [];
    } else if (clauseEnd.has(char) && !joinsDigits(line.text, i)) commas.push(i);
  }
  add(from, line.text.length, commas, '', line.isHeading);
  return { sentences, clauses: all, brackets };
};
