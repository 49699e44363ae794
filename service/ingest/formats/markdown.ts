import type { Edit, TracedText } from '../traced-text.ts';

/** The outer bars of the rows of a table, so that cells are parted by bars only; the rule below its head goes. */
const outerBars = (text: string): Edit[] => {
  const edits: Edit[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    const row = line.trim();
    if (row.length > 2 && row.startsWith('|') && row.endsWith('|')) {
      if (/^[|\s:-]+$/.test(row)) edits.push({ start, end, text: '' });
      else {
        const open = start + line.indexOf('|') + 1;
        const close = start + line.lastIndexOf('|');
        edits.push({ start, end: open, text: '' });
        if (close > open) edits.push({ start: close, end, text: '' });
      }
    }
    start = end + 1;
  }
  return edits;
};

/** Takes the marks of Markdown away and leaves what they mark: headings, emphasis, links, rules, quotes, tables. */
export const textOfMarkdown = (text: TracedText): TracedText =>
  text
    .edit(outerBars(text.text))
    .replace(/^[ \t]{0,3}#{1,6}[ \t]+/gm, '')
    .replace(/^[ \t]{0,3}(?:-{3,}|\*{3,}|_{3,})[ \t]*$/gm, '')
    .replace(/^[ \t]{0,3}>[ \t]?/gm, '')
    .replace(/^[ \t]{0,12}[-*+][ \t]+(?=\S)/gm, '')
    .replace(/!?\[([^[\]\n]{0,300})\]\([^()\s]{0,500}[^()\n]{0,100}\)/g, (match) => match[1] ?? '')
    .replace(/\*\*|__/g, '')
    .replace(/`/g, '');
