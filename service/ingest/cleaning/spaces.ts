import type { TracedText } from '../traced-text.ts';

/** No blanks at the ends of a line, no empty lines, single blanks inside; blanks between Chinese characters stay single. */
export const tidySpaces = (text: TracedText): TracedText =>
  text
    .replace(/[ \u3000]+(?=\n|$)|(?<=\n)[ \u3000]+|^[ \u3000]+/g, '')
    .replace(/[ \u3000]{2,}|\u3000/g, ' ')
    .replace(/\n{2,}/g, '\n')
    .trim();
