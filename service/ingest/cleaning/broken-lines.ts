import { dateAlone } from '../fields/dates.ts';
import { headingStart, sentenceEnd, widthOf } from '../line-shapes.ts';
import type { Edit, TracedText } from '../traced-text.ts';

/** A text is set in lines of a fixed width where this share of its long lines ends within two characters of it. */
const leastShare = 0.5;
/** Share of a text that stands in lines, where it is set in lines. */
const leastNarrow = 0.85;
const cannotStart = /^[，。、；：！？,.;:!?）)》”’」』〕\]%]/;

interface Line {
  start: number;
  text: string;
  width: number;
  indent: number;
}

const linesOf = (text: string): Line[] => {
  const lines: Line[] = [];
  let start = 0;
  for (const raw of text.split('\n')) {
    const bare = raw.trim();
    const indent = raw.length - raw.trimStart().length;
    lines.push({ start, text: bare, width: widthOf(bare), indent });
    start += raw.length + 1;
  }
  return lines;
};

/** The width to which the lines are filled, or null where the text is not set in lines. */
const measureOf = (lines: readonly Line[]): number | null => {
  const counts = new Map<number, number>();
  const long = lines.filter((line) => line.width >= 16 && line.width <= 60);
  if (long.length < 8) return null;
  // Whole paragraphs on lines of their own: their headings may be alike in width, but hold little of the text.
  const all = lines.reduce((sum, line) => sum + line.width, 0);
  const narrow = lines.reduce((sum, line) => sum + (line.width <= 60 ? line.width : 0), 0);
  if (narrow < all * leastNarrow) return null;
  for (const line of long) counts.set(Math.round(line.width), (counts.get(Math.round(line.width)) ?? 0) + 1);
  let measure = 0;
  let most = 0;
  for (const [width, count] of counts)
    if (count > most || (count === most && width > measure)) [measure, most] = [width, count];
  const near = long.filter((line) => Math.abs(line.width - measure) <= 2).length;
  return near / long.length >= leastShare ? measure : null;
};

/** Headings that no sentence goes on with: 一、 (一) 第一章. */
const majorHeading =
  /^(?:[一二三四五六七八九十]{1,3}、|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}[编章节]|专栏)/;
/** A line that is filled at least to this share, and ends within a sentence, goes on below. */
const filledShare = 0.7;

/** Whether `next` goes on with the paragraph of `line` in a text that is set to `measure`. */
const continues = (line: Line, next: Line, measure: number): boolean => {
  // A row of a table is whole as it stands.
  if (line.text === '' || next.text === '' || line.text.includes(' | ') || next.text.includes(' | '))
    return false;
  if (cannotStart.test(next.text)) return true;
  // （一）补齐短板。依托…: a heading with a sentence behind it is the first line of a paragraph.
  const isHeading = majorHeading.test(line.text) && !/[。；].*[^。；]$/.test(line.text);
  if (dateAlone(next.text) !== null || majorHeading.test(next.text) || isHeading) {
    // A long heading may take two lines; what follows it then is short.
    return (
      isHeading &&
      !majorHeading.test(next.text) &&
      line.width >= measure - 1.5 &&
      !sentenceEnd.test(line.text)
    );
  }
  const ended = sentenceEnd.test(line.text);
  if (headingStart.test(next.text) && (ended || /[)）]$/.test(line.text) || line.width < measure - 2))
    return false;
  if (!ended) return line.width >= measure * filledShare || cannotStart.test(line.text);
  if (line.width < measure - 1 || next.indent > line.indent) return false;
  // A first line that is set in by two characters is two characters shorter, its indent counted or lost.
  return !(next.width <= measure - 1.5 && next.width >= measure - 3);
};

/** Joins the lines of a paragraph that was set in lines of a fixed width (text taken out of a PDF). */
export const joinBrokenLines = (text: TracedText): TracedText => {
  const lines = linesOf(text.text);
  const measure = measureOf(lines);
  if (measure === null) return text;
  const edits: Edit[] = [];
  for (let i = 0; i + 1 < lines.length; i++) {
    const line = lines[i];
    const next = lines[i + 1];
    if (!line || !next || !continues(line, next, measure)) continue;
    const end = line.start + text.text.slice(line.start, next.start).trimEnd().length;
    const from = next.start + next.indent;
    const latin = /[A-Za-z]$/.test(line.text) && /^[A-Za-z]/.test(next.text);
    edits.push({ start: end, end: from, text: latin ? ' ' : '' });
  }
  return text.edit(edits);
};
