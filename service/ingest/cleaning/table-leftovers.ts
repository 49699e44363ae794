import type { TracedText } from '../traced-text.ts';

/** Drops the bars of an emptied layout table: lines of bars only, a bar at the end or the beginning of a line of text. */
export const dropTableLeftovers = (text: TracedText): TracedText =>
  text
    .replace(/^[ \u3000]*\|[|\s-]*$/gm, '')
    .replace(/^([^|\n]*[^|\s])[ \u3000]*\|+[ \u3000]*$/gm, (match) => match[1] ?? '')
    .replace(/^[ \u3000]*\|+[ \u3000]*(?=[^|\n]*$)/gm, '');
