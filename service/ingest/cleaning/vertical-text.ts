import type { TracedText } from '../traced-text.ts';

/** Puts a name that is set vertically, one character a line (on covers, 目录), on one line. */
export const joinVerticalText = (text: TracedText): TracedText =>
  text.replace(
    /^[ \u3000]*\p{Script=Han}[ \u3000]*(?:\n[ \u3000\n]*\p{Script=Han}[ \u3000]*(?=\n|$))+/gmu,
    (match) => match[0].replace(/[\s\u3000]+/g, ''),
  );
