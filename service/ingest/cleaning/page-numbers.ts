import type { TracedText } from '../traced-text.ts';

const number =
  '(?:[-—–－]{1,2}[ ]*\\d{1,4}[ ]*[-—–－]{1,2}|第[ ]*\\d{1,4}[ ]*页(?:[ ]*共[ ]*\\d{1,4}[ ]*页)?)';
const besideText = '(?:[-—–][ ]*\\d{1,4}[ ]*(?:[\\u4e00-\\u9fff]{2,12}(?:发布|印发|文件))?)';

/**
 * Drops page numbers on a line of their own, and page breaks with the blank lines around them, so that a sentence that
 * runs over two pages is whole again.
 */
export const dropPageNumbers = (text: TracedText): TracedText =>
  text
    .replace(new RegExp(`^[ \\u3000]*(?:${number}|${besideText})[ \\u3000]*$`, 'gm'), '')
    .replace(/\n[ \u3000]*(?:\d{1,4}[ \u3000]*)?(?:\n[ \u3000]*)*\f(?:[ \u3000]*\n)*/g, '\n')
    .replace(/\f/g, '\n');
