import type { CellValue } from '../../service/records/sheet-row.ts';
import { serialOfIso } from '../../templates/refresh/dates.ts';
import { needsTextMark } from '../../templates/refresh/text-safety.ts';
import type { CellWrite, SnapshotCell } from '../../templates/refresh/types.ts';
import type { Services, SheetRange, SheetValue } from './services.ts';

/** Cells between a sheet and the core: what `getValues` gives, and what `setValues` makes the very value of. */

/** Pattern of a day; what the other Google host writes too. */
export const dayPattern = 'yyyy-mm-dd';
const dayMilliseconds = 86_400_000;

/**
 * Reads the serial number behind a Date of a cell. A Date is an instant, the cell shows a day of the spreadsheet's own time
 * zone; which day that is only Google's clock knows for any zone and year.
 */
export const serialReader = (
  services: Pick<Services, 'Utilities'>,
  timeZone: string,
): ((date: Date) => number) => {
  // A column of days has few different ones, and asking for each cell would take as long as reading the sheet.
  const known = new Map<number, number>();
  return (date) => {
    const time = date.getTime();
    const found = known.get(time);
    if (found !== undefined) return found;
    const shown = services.Utilities.formatDate(date, timeZone, "yyyy-MM-dd'T'HH:mm:ss");
    const [day = '', clock = ''] = shown.split('T');
    const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
    const share = ((hours * 60 + minutes) * 60 + seconds) / (dayMilliseconds / 1000);
    const serial = (serialOfIso(day) ?? 0) + share;
    known.set(time, serial);
    return serial;
  };
};

/** The cells of a range: two calls, whatever its size. */
export const readCells = (range: SheetRange, serialOf: (date: Date) => number): SnapshotCell[][] => {
  const formulas = range.getFormulas();
  return range.getValues().map((row, i) =>
    row.map((given, j): SnapshotCell => {
      const formula = formulas[i]?.[j] ?? '';
      // By its method, not by its class: the tests' stand-in makes its Dates in another realm.
      const value: CellValue = typeof given === 'object' ? serialOf(given) : given === '' ? null : given;
      return formula === '' ? { value } : { value, formula: formula.replace(/^=/, '') };
    }),
  );
};

/**
 * What `setValues` is given so that the cell holds this very value. It reads a text as if it were typed: one that it would
 * take for a formula, a number, a day or a truth value gets the apostrophe that people type before such a text, which
 * makes it text and is no part of it. So no format of a cell is touched.
 */
export const givenValue = (value: CellValue): SheetValue => {
  if (value === null) return '';
  return typeof value === 'string' && readAsOther(value) ? `'${value}` : value;
};
/** Also what Sheets reads and Excel does not: months and days by their names, amounts with a unit before or behind. */
const readAsOther = (text: string): boolean =>
  needsTextMark(text) || /\d/.test(text.normalize('NFKC').slice(0, 40)) || /^\s|\s$/.test(text);

/** The value that a cell has once a plan's write is done; days as serial numbers. */
export const cellAfter = (write: CellWrite): SnapshotCell => {
  const { value, type, formula } = write;
  if (formula !== undefined) return { value, formula };
  const serial = type === 'date' && typeof value === 'string' ? serialOfIso(value) : null;
  return { value: serial ?? (value === '' ? null : value) };
};

/** A cell as `setValues` takes it. */
export const givenCell = (cell: SnapshotCell): SheetValue =>
  cell.formula === undefined ? givenValue(cell.value) : `=${cell.formula}`;

/** Whether a cell that was read back holds what was written; a formula's result is the sheet's own affair. */
export const holds = (read: SnapshotCell | undefined, wanted: SnapshotCell): boolean => {
  if (wanted.formula !== undefined) return read?.formula !== undefined;
  return (
    read?.formula === undefined &&
    ((read?.value ?? null) === wanted.value || (read?.value ?? '') === (wanted.value ?? ''))
  );
};
