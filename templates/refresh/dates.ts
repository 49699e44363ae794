/** Days between what people and workbooks write and ISO dates. All dates are calendar days without a zone. */

const dayLength = 86_400_000;
/** Day 0 of a workbook's serial numbers. 1900 counts a 29 February that never was, so it holds from 1 March 1900. */
const epoch1900 = Date.UTC(1899, 11, 30);
const epoch1904 = Date.UTC(1904, 0, 1);
/** Days that were asked for: a table of a hundred thousand rows has a few thousand of them, and making one is slow. */
const isoOfTime = new Map<number, string>();
const mostDays = 20_000;
/** Serial number of 31 December 9999, the last day that a workbook knows. */
const lastSerial = 2_958_465;

/**
 * The day of a serial number; a fraction is the time of day and is dropped.
 * @returns ISO date, or null where the number is no day of a workbook
 */
export const isoOfSerial = (serial: number, date1904 = false): string | null => {
  const day = Math.floor(serial);
  if (!(day >= 1 && day <= lastSerial)) return null;
  const time = (date1904 ? epoch1904 : epoch1900) + day * dayLength;
  const known = isoOfTime.get(time);
  if (known !== undefined) return known;
  const iso = new Date(time).toISOString().slice(0, 10);
  if (isoOfTime.size >= mostDays) isoOfTime.clear();
  isoOfTime.set(time, iso);
  return iso;
};

/** The serial number of an ISO date, or null where the text is none. */
export const serialOfIso = (iso: string, date1904 = false): number | null => {
  const day = dayOfText(iso);
  if (day === null) return null;
  const serial = (Date.parse(day) - (date1904 ? epoch1904 : epoch1900)) / dayLength;
  return serial >= 1 ? serial : null;
};

const isoDay = (year: number, month: number, day: number): string | null => {
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? date.toISOString().slice(0, 10)
    : null;
};

/** Reads a day as people write it: 2018-08-01, 2018/8/1, 2018.8.1, 20180801, 2018年8月1日. Null where it is none. */
export const dayOfText = (text: string): string | null => {
  const plain = text.normalize('NFKC').replace(/\s+/g, ' ').trim();
  const match =
    /^(\d{4})\s?[-/.年]\s?(\d{1,2})\s?[-/.月]\s?(\d{1,2})\s?日?(?:[T ].*)?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  return match ? isoDay(Number(match[1]), Number(match[2]), Number(match[3])) : null;
};

/** Reads a deadline as people write it: 2020, 2020年, 2020年底, 2019-06, 2019年6月底. Null where it is none. */
export const deadlineOfText = (text: string): string | null => {
  const plain = text.normalize('NFKC').replace(/\s+/g, '');
  const year = /^(\d{4})(?:年)?$/.exec(plain);
  if (year?.[1]) return year[1];
  const end = /^(\d{4})年(?:底|末|年底|年末)$/.exec(plain);
  if (end?.[1]) return `${end[1]}-12`;
  const month = /^(\d{4})[-/.年](\d{1,2})月?(?:底|末|份)?$/.exec(plain);
  if (!month?.[1] || !month[2]) return null;
  const number = Number(month[2]);
  return number >= 1 && number <= 12 ? `${month[1]}-${String(number).padStart(2, '0')}` : null;
};
