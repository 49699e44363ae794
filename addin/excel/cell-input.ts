import type { CellValue } from '../../service/records/sheet-row.ts';
import { serialOfIso } from '../../templates/refresh/dates.ts';
import { fitCell, needsTextMark } from '../../templates/refresh/text-safety.ts';
import type { CellWrite } from '../../templates/refresh/types.ts';

/** What goes into Range.values: Excel reads every text of it as if it had been typed. */
export type CellInput = string | number | boolean;

/** The format of dates that a refresh writes where the cell has none; ISO, as GB/T 7408 has it. */
export const dateFormat = 'yyyy-mm-dd';

/**
 * A text as it must be typed to stay that text. Besides what every host marks, Excel makes dates of month names with a
 * number and of 五月-style texts in some languages, so any text with a digit in it gets the mark: an apostrophe, which
 * Excel keeps as a cell property and shows nowhere.
 */
export const textInput = (text: string): string => {
  const fit = fitCell(text);
  if (typeof fit !== 'string') return '';
  return needsTextMark(fit) || /\p{Nd}|^\s|\s$/u.test(fit) ? `'${fit}` : fit;
};

/** A value that stood in a cell before, so that it becomes itself again. */
export const restoreInput = (value: CellValue): CellInput =>
  value === null ? '' : typeof value === 'string' ? textInput(value) : value;

/** A cell to write as Excel takes it: dates as serial numbers, text as text, nothing as an empty cell. */
export const cellInput = (write: CellWrite, date1904: boolean): CellInput => {
  const { value, type, formula } = write;
  if (formula !== undefined) return `=${formula}`;
  if (type === 'date' && typeof value === 'string') return serialOfIso(value, date1904) ?? textInput(value);
  return restoreInput(fitCell(value));
};

/** Whether a number format shows a day, so that a serial number in such a cell reads as a date. */
export const isDateFormat = (format: unknown): boolean =>
  typeof format === 'string' &&
  !/^general$/i.test(format) &&
  /[yd]|[年月日]/i.test(format.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
