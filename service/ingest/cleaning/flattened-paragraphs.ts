import { headingStartSource, sentenceEnd } from '../line-shapes.ts';
import type { Edit, TracedText } from '../traced-text.ts';

/** Lines longer than this hold more than one paragraph where blanks in them say so. */
const longLine = 120;
/** A heading, a title or a signature is no longer than this; a longer piece without a stop is no paragraph yet. */
const longestHeading = 80;
/** Sentences that end before a single blank, from which on single blanks part paragraphs. */
const leastSentenceGaps = 3;

const wideGap = /[ \u3000]{2,}/g;
const singleGap = new RegExp(
  `(?<=[\\p{Script=Han}。；：！？:;”）)》])[ \\u3000](?=[\\p{Script=Han}“《(（]|${headingStartSource})`,
  'gu',
);
const sentenceGap = /[。！？][”）)]? (?=\S)/g;

/** The gaps of a line that part paragraphs: those before which a heading or a whole sentence stands. */
const paragraphGaps = (line: string, gaps: RegExp, offset: number): Edit[] => {
  const edits: Edit[] = [];
  let start = 0;
  for (const gap of line.matchAll(gaps)) {
    const piece = line.slice(start, gap.index);
    if (piece.length > longestHeading && !sentenceEnd.test(piece) && !/[)）”》]$/.test(piece)) continue;
    start = gap.index + gap[0].length;
    edits.push({ start: offset + gap.index, end: offset + start, text: '\n' });
  }
  return edits;
};

/** In a line of ordinary length a run of blanks parts paragraphs only where a sentence has ended. */
const gapsAfterStops = (line: string, offset: number): Edit[] =>
  [...line.matchAll(wideGap)]
    .filter((gap) => sentenceEnd.test(line.slice(Math.max(0, gap.index - 4), gap.index)))
    .map((gap) => ({ start: offset + gap.index, end: offset + gap.index + gap[0].length, text: '\n' }));

/**
 * Puts every paragraph of a text that was flattened into one line on a line of its own: paragraphs and headings stand
 * there with a run of blanks between them, or with a single blank where a sentence has ended.
 */
export const breakFlattenedParagraphs = (text: TracedText): TracedText => {
  const edits = [...text.text.matchAll(/[^\n]+/g)].flatMap((match) => {
    const line = match[0].trim();
    const offset = match.index + (match[0].length - match[0].trimStart().length);
    if (line.length <= longLine) return gapsAfterStops(line, offset);
    if (/[ \u3000]{2}/.test(line)) return paragraphGaps(line, wideGap, offset);
    const sentences = line.match(sentenceGap)?.length ?? 0;
    return sentences >= leastSentenceGaps ? paragraphGaps(line, singleGap, offset) : [];
  });
  return text.edit(edits);
};
