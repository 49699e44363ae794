import type { Cell, Scalar } from './workbook/excel-workbook.ts';

/** What a cell shows: dates by their format, long numbers in groups, everything else as it is. */

const dayMs = 86_400_000;
const isDateFormat = (format: string | undefined): boolean =>
  format !== undefined && /y/i.test(format) && format !== '@';

const dateOf = (serial: number): string =>
  new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * dayMs).toISOString().slice(0, 10);

const textOf = (value: Scalar | undefined, format: string | undefined): string => {
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'string') return value;
  if (isDateFormat(format)) return dateOf(value);
  if (format?.includes('%')) return `${value * 100}%`;
  if (format?.includes('#,##')) return value.toLocaleString('en-US');
  return String(value);
};

/** The text of a cell in the grid. */
export const shownText = (cell: Cell | undefined, format: string | undefined): string =>
  textOf(cell?.value, format);

/** The text that stands in the formula bar and that is edited. */
export const editedText = (cell: Cell | undefined, format: string | undefined): string => {
  if (cell?.formula !== undefined) return cell.formula;
  if (typeof cell?.value === 'number' && !isDateFormat(format)) return String(cell.value);
  return textOf(cell?.value, format);
};
