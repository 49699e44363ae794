import type { TracedText } from '../traced-text.ts';

/** Takes the marks of Markdown away and leaves what they mark: headings, emphasis, links, rules, quotes. */
export const textOfMarkdown = (text: TracedText): TracedText =>
  text
    .replace(/^[ \t]{0,3}#{1,6}[ \t]+/gm, '')
    .replace(/^[ \t]{0,3}(?:-{3,}|\*{3,}|_{3,})[ \t]*$/gm, '')
    .replace(/^[ \t]{0,3}>[ \t]?/gm, '')
    .replace(/^[ \t]*[-*+][ \t]+(?=\S)/gm, '')
    .replace(/!?\[([^[\]\n]{0,300})\]\([^()\s]{0,500}[^()\n]{0,100}\)/g, (match) => match[1] ?? '')
    .replace(/\*\*|__/g, '')
    .replace(/`/g, '');
