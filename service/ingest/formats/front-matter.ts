import type { PageFacts } from '../page-facts.ts';
import type { TracedText } from '../traced-text.ts';
import { factsOfLabels } from './labelled-facts.ts';

const fence = /^---[ \t]*$/;

/**
 * Takes a front matter off a text: `key: value` lines between two `---`, read tolerantly (no blank after the colon,
 * a full-width colon, keys in Chinese or English).
 */
export const takeFrontMatter = (text: TracedText): { text: TracedText; facts: PageFacts } => {
  const lines = text.text.split('\n', 60);
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0 || !fence.test(lines[first] ?? '')) return { text, facts: {} };
  const last = lines.findIndex((line, i) => i > first && fence.test(line));
  if (last < 0) return { text, facts: {} };
  const pairs = lines.slice(first + 1, last).flatMap((line): [string, string][] => {
    const match = line.match(/^\s*([^:：]{1,20})[:：]\s*(.*?)\s*$/);
    return match ? [[match[1] ?? '', (match[2] ?? '').replace(/^(["'])(.*)\1$/, '$2')]] : [];
  });
  const length = lines.slice(0, last + 1).reduce((sum, line) => sum + line.length + 1, 0);
  return { text: text.slice(Math.min(length, text.length), text.length), facts: factsOfLabels(pairs) };
};
