import type { TracedText } from '../traced-text.ts';

/** No blanks at the ends of a line, no empty lines, single blanks inside; none around full-width marks. */
export const tidySpaces = (text: TracedText): TracedText =>
  text
    .replace(/[ \u3000]+(?=\n|$)|(?<=\n)[ \u3000]+|^[ \u3000]+/g, '')
    .replace(/[ \u3000]{2,}|\u3000/g, ' ')
    .replace(/(?<=[\p{Script=Han}）)”》]) (?=[。，、；：！？])|(?<=[。，、；：！？]) (?!\|)/gu, '')
    .replace(/\n{2,}/g, '\n')
    .trim();
