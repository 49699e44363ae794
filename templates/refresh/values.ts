import type { Field } from '../../service/records/catalogue.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';
import { dayOfText, deadlineOfText, isoOfSerial } from './dates.ts';

/** What of a field decides how its values compare. */
export type ValueField = Pick<Field, 'type' | 'values'>;

const yes = /^(true|yes|y|是|对|有|√|✓|✔)$/i;
const no = /^(false|no|n|否|不是|无|×|✗)$/i;
const numberText = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:e[+-]?\d+)?$/i;

const plainText = (value: string | number | boolean): string =>
  String(value).normalize('NFKC').replace(/\r\n?/g, '\n').trim();

const numberOf = (text: string): number | null => {
  const digits = text.replace(/^[¥$]/, '').replace(/\s/g, '').replace(/−/g, '-');
  if (!/\d/.test(digits) || !numberText.test(digits)) return null;
  const number = Number(digits.replace(/,/g, ''));
  return Number.isFinite(number) ? number : null;
};

/** A serial number that stands in a deadline column because the workbook took 2019-06 for a date. */
const deadlineOfNumber = (value: number, date1904: boolean): string | null => {
  if (Number.isInteger(value) && value >= 1900 && value <= 2200) return String(value);
  return isoOfSerial(value, date1904)?.slice(0, 7) ?? null;
};

/**
 * Reads a cell in the type of its field, as far as it can be read: 3,000 in a number column is 3000, the serial
 * number of a date column its ISO day, 是 is true. What cannot be read so stays text.
 * @param date1904 true where the workbook counts its days from 1904
 */
export const readValue = (value: CellValue, field: ValueField, date1904 = false): CellValue => {
  if (value === null) return null;
  const text = plainText(value);
  if (text === '') return null;
  switch (field.type) {
    case 'number':
      return typeof value === 'number' ? value : typeof value === 'boolean' ? text : (numberOf(text) ?? text);
    case 'boolean':
      if (typeof value === 'boolean') return value;
      if (yes.test(text) || text === '1') return true;
      return no.test(text) || text === '0' ? false : text;
    case 'date':
      if (typeof value === 'number') return isoOfSerial(value, date1904) ?? text;
      return dayOfText(text) ?? text;
    case 'deadline':
      if (typeof value === 'number') return deadlineOfNumber(value, date1904) ?? text;
      return deadlineOfText(text) ?? text;
    case 'enum': {
      const found = Object.entries(field.values ?? {}).find(
        ([, label]) => plainText(label.zh) === text || label.en.toLowerCase() === text.toLowerCase(),
      );
      return found ? found[0] : text;
    }
    case 'list':
      return text
        .split(/\s*[、,;\n]\s*/)
        .filter((part) => part !== '')
        .join('、');
    default:
      return text;
  }
};

/** Equal up to what a workbook's fifteen digits keep. */
const sameNumber = (a: number, b: number): boolean =>
  a === b || Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b));

/** 95% typed as text means 95 where the unit is % and 0.95 where the number is a share; both readings are honest. */
const samePercent = (text: CellValue, number: CellValue): boolean => {
  if (typeof text !== 'string' || typeof number !== 'number' || !text.endsWith('%')) return false;
  const value = numberOf(text.slice(0, -1));
  return value !== null && (sameNumber(value, number) || sameNumber(value / 100, number));
};

/**
 * Whether two cells mean the same value of a field (refresh.md, "Values compare as values"): numbers as numbers,
 * dates by day, deadlines by year and month, enumerations in either language, text after NFKC and trimming.
 */
export const sameValue = (a: CellValue, b: CellValue, field: ValueField, date1904 = false): boolean => {
  if (a === b) return true;
  const left = readValue(a, field, date1904);
  const right = readValue(b, field, date1904);
  if (left === right) return true;
  if (typeof left === 'number' && typeof right === 'number') return sameNumber(left, right);
  return field.type === 'number' && (samePercent(left, right) || samePercent(right, left));
};
