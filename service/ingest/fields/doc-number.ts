import type { TracedText } from '../traced-text.ts';

const number =
  /^[(（]?\s*([\p{Script=Han}]{1,16}(?:[(（][\p{Script=Han}]{1,8}[)）])?\s*[〔[【(（﹝]\s*(?:19|20)\d{2}\s*[〕\]】)）﹞]\s*第?\s*\d{1,5}\s*号)\s*[)）]?$/u;
/** Lines from the top, and lines after a title, among which a document's own number stands. */
const headLines = 12;

const tidy = (text: string): string =>
  text
    .replace(/\s+/g, '')
    .replace(/[[【﹝]/, '〔')
    .replace(/[\]】﹞]/, '〕');

/**
 * The number of a document itself: on a line of its own (brackets allowed) near the head. Numbers within sentences are
 * those of other documents and never count.
 */
export const docNumberIn = (lines: readonly TracedText[]): string | null => {
  for (const line of lines.slice(0, headLines)) {
    const match = line.text.trim().match(number);
    if (match) return tidy(match[1] ?? '');
  }
  return null;
};

/** A number as a page states it, in the same form; null where it is none. */
export const docNumberOf = (text: string): string | null => {
  const match = text.trim().match(number);
  return match ? tidy(match[1] ?? '') : null;
};
