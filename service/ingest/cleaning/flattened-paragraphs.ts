import { headingStartSource } from '../line-shapes.ts';
import type { TracedText } from '../traced-text.ts';

/** Lines longer than this hold more than one paragraph where blanks in them say so. */
const longLine = 120;

const wideGap = /[ \u3000]{2,}/g;
const afterStop = /(?<=[。；：！？:;][”）)]?)[ \u3000]{2,}/g;
const singleGap = new RegExp(
  `(?<=[\\p{Script=Han}。；：！？:;”）)》])[ \\u3000](?=[\\p{Script=Han}“《(（]|${headingStartSource})`,
  'gu',
);
const sentenceGap = /[。！？][”）)]? (?=\S)/g;

/**
 * Puts every paragraph of a text that was flattened into one line on a line of its own: paragraphs and headings stand
 * there with a run of blanks between them, or with a single blank where a sentence has ended.
 */
export const breakFlattenedParagraphs = (text: TracedText): TracedText => {
  const breaks = (pattern: RegExp, line: string, offset: number) =>
    [...line.matchAll(pattern)].map((gap) => ({
      start: offset + gap.index,
      end: offset + gap.index + gap[0].length,
      text: '\n',
    }));
  const edits = [...text.text.matchAll(/[^\n]+/g)].flatMap((match) => {
    const line = match[0];
    const inner = line.trim();
    const offset = match.index + (line.length - line.trimStart().length);
    if (inner.length > longLine) {
      const wide = breaks(wideGap, inner, offset);
      if (wide.length > 0) return wide;
      if ((inner.match(sentenceGap)?.length ?? 0) >= 3) return breaks(singleGap, inner, offset);
      return [];
    }
    return breaks(afterStop, inner, offset);
  });
  return text.edit(edits);
};
