import type { Edit, TracedText } from '../traced-text.ts';

const between = '[-—–－]{1,2}[ ]{0,3}\\d{1,4}[ ]{0,3}[-—–－]{1,2}';
const ofPages = '第[ ]{0,3}\\d{1,4}[ ]{0,3}页(?:[ ]{0,3}共[ ]{0,3}\\d{1,4}[ ]{0,3}页)?';
const besidePublisher = '[-—–][ ]{0,3}\\d{1,4}[ ]{0,3}(?:[\\u4e00-\\u9fff]{2,12}(?:发布|印发|文件))?';
const numberLine = new RegExp(
  `^[ \\u3000]{0,80}(?:${between}|${ofPages}|${besidePublisher})[ \\u3000]{0,80}$`,
  'gm',
);

const isBlank = (character: string | undefined): boolean =>
  character === ' ' || character === '\u3000' || character === '\n' || character === '\f';
const isDigit = (character: string | undefined): boolean =>
  character !== undefined && character >= '0' && character <= '9';

/** Page breaks with the blank lines around them, and a bare number on the last line before them, each one line end. */
const pageBreaks = (text: string): Edit[] => {
  const edits: Edit[] = [];
  let done = 0;
  for (let at = text.indexOf('\f'); at >= 0; at = text.indexOf('\f', done)) {
    let start = at;
    while (start > done && isBlank(text[start - 1])) start--;
    let number = start;
    while (number > done && start - number < 4 && isDigit(text[number - 1])) number--;
    let line = number;
    while (line > done && (text[line - 1] === ' ' || text[line - 1] === '\u3000')) line--;
    // A number that stands alone on the line is the page's; one that ends a line of text is not.
    if (number < start && text[line - 1] === '\n') {
      start = line;
      while (start > done && isBlank(text[start - 1])) start--;
    }
    let end = at + 1;
    while (end < text.length && isBlank(text[end])) end++;
    // The blanks that set in the first line of a page stay with it.
    while (end > at + 1 && (text[end - 1] === ' ' || text[end - 1] === '\u3000')) end--;
    edits.push({ start, end, text: '\n' });
    done = end;
  }
  return edits;
};

/**
 * Drops page numbers on a line of their own, and page breaks with the blank lines around them, so that a sentence that
 * runs over two pages is whole again.
 */
export const dropPageNumbers = (text: TracedText): TracedText => {
  const unnumbered = text.replace(numberLine, '');
  return unnumbered.edit(pageBreaks(unnumbered.text));
};
