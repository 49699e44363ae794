import type { TracedText } from '../traced-text.ts';

const body =
  '[\\p{Script=Han}]{1,16}(?:[(（][\\p{Script=Han}]{1,8}[)）])?\\s*[〔[【(（﹝]\\s*(?:19|20)\\d{2}\\s*[〕\\]】)）﹞]\\s*第?\\s*\\d{1,5}\\s*号';
const order =
  '[\\p{Script=Han}]{2,20}令\\s*第?\\s*\\d{1,5}\\s*号|(?:(?:19|20)\\d{2}\\s*年\\s*)?第\\s*\\d{1,5}\\s*号令?';
const number = new RegExp(`^[(（]?\\s*(${body}|${order})\\s*[)）]?$`, 'u');
const behindTitle = new RegExp(`[(（]\\s*(${body})\\s*[)）]$`, 'u');
/** Lines from the top, and lines after a title, among which a document's own number stands. */
const headLines = 12;

const tidy = (text: string): string =>
  text.replace(/\s+/g, '').replace(/[〔[【(（﹝](\d{4})[〕\]】)）﹞]/, '〔$1〕');

/** A title and the number that a page put in brackets behind it. */
export const splitTitleAndNumber = (title: string): { title: string; docNumber: string | null } => {
  const match = title.match(behindTitle);
  return match
    ? { title: title.slice(0, match.index).trim(), docNumber: tidy(match[1] ?? '') }
    : { title, docNumber: null };
};

/**
 * The number of a document itself: on a line of its own (brackets allowed) near the head. Numbers within sentences are
 * those of other documents and never count.
 */
export const docNumberIn = (lines: readonly TracedText[]): string | null => {
  const head = lines.slice(0, headLines).map((line) => line.text.trim());
  for (const [i, line] of head.entries()) {
    const match = line.match(number);
    if (!match) continue;
    const above = head[i - 1] ?? '';
    // 云山省人民政府令 on one line, 第321号 on the next.
    return /^第/.test(match[1] ?? '') && /^[^，。：]{3,20}令$/.test(above)
      ? tidy(above + match[1])
      : tidy(match[1] ?? '');
  }
  return null;
};

/** A number as a page states it, in the same form; null where it is none. */
export const docNumberOf = (text: string): string | null => {
  const match = text.trim().match(number);
  return match ? tidy(match[1] ?? '') : null;
};
