import { isAgencyName } from '../splitting/signature.ts';
import type { TracedText } from '../traced-text.ts';

/** Lines of a cover page, from the top. */
const coverLines = 10;
const month = /^(?:\d{4}|[〇零○一二三四五六七八九]{4})\s*年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s*月$/;

/** The agencies on the cover of a plan: names on lines of their own above a year and month. */
export const issuersOnCover = (lines: readonly TracedText[]): string[] => {
  const at = lines.slice(0, coverLines).findIndex((line) => month.test(line.text.trim()));
  const names: string[] = [];
  for (let i = at - 1; i >= 0; i--) {
    const line = lines[i]?.text.trim() ?? '';
    if (!isAgencyName(line)) break;
    names.unshift(line.replace(/\s+/g, ''));
  }
  return names;
};
