import type { TracedText } from '../traced-text.ts';

/** Control characters but tab, line feed and form feed; \p{Cf} are zero-width marks, \p{Co} icon fonts' characters. */
const invisible = /(?![\t\n\f])[\p{Cc}\p{Cf}\p{Co}]/gu;
const hardSpace = /(?![ \u3000])[\p{Zs}\t]/gu;

/** A blank that some program could not write: a question mark after the end of a paragraph. */
const lostBlank = /(?<=[。；][ \u3000]{0,4})\?(?=[ \u3000]*(?:\n|$))/g;

/** Drops characters that nobody sees, and makes hard spaces and tabs plain blanks. */
export const dropInvisible = (text: TracedText): TracedText =>
  text.replace(invisible, '').replace(hardSpace, ' ').replace(lostBlank, '');
