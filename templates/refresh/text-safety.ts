import type { CellValue } from '../../service/records/sheet-row.ts';

/**
 * Text stays text in every host (refresh.md, "Text is written as text"). A host writes strings as typed string
 * cells where it can; where it can only set a value that the workbook then interprets, these tell when it must mark.
 */

/** Longest text that a cell takes: Excel's limit is 32,767 characters, the lowest of all hosts. */
const longestText = 32_767;

/** True where a spreadsheet or a later export could take the text for a formula (CSV injection, OWASP). */
export const startsLikeFormula = (text: string): boolean => /^[=+\-@＝＋－＠\t\r]/.test(text);

/**
 * True where a workbook that interprets what it is given would make something else than text of it: a formula, a
 * number, a date, a truth value, or lose a leading apostrophe. The host then writes with the text format or mark.
 */
export const needsTextMark = (text: string): boolean =>
  startsLikeFormula(text) ||
  /^['’]/.test(text) ||
  /^\s*[(（￥¥$€£]?\s*[.\d０-９]/.test(text) ||
  /^\s*(true|false|#[a-z/0!?]+)\s*$/i.test(text);

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
const unfit = /[\u0000-\u0008\u000b-\u001f\ud800-\udfff\ufffe\uffff]/;

/**
 * Makes a value fit for a cell: characters that no workbook file can carry are dropped (XML 1.0, section 2.2),
 * line ends are one form, and text beyond the limit of a cell is cut with an ellipsis.
 */
export const fitCell = (value: CellValue): CellValue => {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string') return value;
  if (value.length <= longestText && !unfit.test(value)) return value === '' ? null : value;
  const text = value
    .replace(/\r\n?/g, '\n')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (unit) => (unit.length === 2 ? unit : ''));
  if (text === '') return null;
  return text.length <= longestText
    ? text
    : `${text.slice(0, longestText - 1).replace(/[\ud800-\udbff]$/, '')}…`;
};
