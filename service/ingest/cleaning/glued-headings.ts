import type { TracedText } from '../traced-text.ts';

const chinese = '[一二三四五六七八九十]';

/** Breaks the line before a numbered heading that follows the end of a sentence without any blank. */
export const breakGluedHeadings = (text: TracedText): TracedText =>
  text.replace(
    new RegExp(
      `(?<=。[”）)]?)[ \\u3000]*(?=${chinese}{1,3}、(?=\\p{Script=Han})|[（(]${chinese}{1,3}[）)](?=\\p{Script=Han})|第${chinese}{1,3}[章节][ \\u3000]|\\d{1,2}[.．、](?=\\p{Script=Han}))`,
      'gu',
    ),
    '\n',
  );
