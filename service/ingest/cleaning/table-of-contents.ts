import type { Edit, TracedText } from '../traced-text.ts';

const withLeaders = /(?:[.．·•…]{4,}|(?:[.．·…] ){4,})\s*(?:\d{1,4}|错误[!！]未定义书签[。.]?)?\s*$/;
const contentsTitle = /^[\s\u3000]*目[\s\u3000]*录[\s\u3000]*$/;
/** Most entries that a table of contents without leaders may have. */
const mostEntries = 300;

const bare = (line: string): string => line.replace(/[\s\u3000]+/g, '');

/**
 * Drops a table of contents: lines with dot leaders, and what stands under 目录 as long as it is said again further down
 * as a heading (or is one line that lists several chapters).
 */
export const dropTableOfContents = (text: TracedText): TracedText => {
  const lines = text.text.split('\n');
  const title = lines.findIndex((line) => contentsTitle.test(line));
  const hasLeaders = lines.some((line) => withLeaders.test(line));
  if (title < 0 && !hasLeaders) return text;
  const drop = new Set<number>();
  lines.forEach((line, i) => {
    if (withLeaders.test(line)) drop.add(i);
  });
  if (title >= 0) {
    const later = new Map<string, number>();
    lines.forEach((line, i) => {
      if (i > title) later.set(bare(line), i);
    });
    let entries = 0;
    for (let i = title + 1; i < Math.min(lines.length, title + mostEntries); i++) {
      const line = lines[i] ?? '';
      if (line.trim() === '' || drop.has(i)) continue;
      const repeated = (later.get(bare(line)) ?? i) > i;
      const listsChapters = (line.match(/第[一二三四五六七八九十]{1,3}[章节]/g)?.length ?? 0) >= 4;
      if (!repeated && !listsChapters) break;
      drop.add(i);
      entries++;
    }
    if (entries > 0 || drop.has(title + 1) || drop.size > 3) drop.add(title);
  }
  const edits: Edit[] = [];
  let at = 0;
  lines.forEach((line, i) => {
    if (drop.has(i)) edits.push({ start: at, end: at + line.length, text: '' });
    at += line.length + 1;
  });
  return text.edit(edits);
};
