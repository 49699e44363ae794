import type { Edit, TracedText } from '../traced-text.ts';

/** How often a line must stand right after a page break to be a running head. */
const leastPages = 3;

/** Drops the line that a printed text repeats at the top of every page (known by the form feed before it). */
export const dropRunningHeads = (text: TracedText): TracedText => {
  if (!text.text.includes('\f')) return text;
  const heads = new Map<string, number>();
  for (const match of text.text.matchAll(/\f[ \u3000]*([^\n\f]+)/g)) {
    const head = (match[1] ?? '').trim();
    heads.set(head, (heads.get(head) ?? 0) + 1);
  }
  const edits: Edit[] = [];
  for (const match of text.text.matchAll(/(^|\f)([^\n\f]+)(?=\n|$)/g)) {
    const line = match[2] ?? '';
    if ((heads.get(line.trim()) ?? 0) < leastPages) continue;
    const start = match.index + (match[1] ?? '').length;
    edits.push({ start, end: start + line.length, text: '' });
  }
  return text.edit(edits);
};
