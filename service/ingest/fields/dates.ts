const digits: Readonly<Record<string, number>> = {
  〇: 0,
  '0': 0,
  '０': 0,
  零: 0,
  '○': 0,
  Ｏ: 0,
  O: 0,
  一: 1,
  二: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};

/** 二〇一八 digit by digit, 十二 and 二十三 by tens, or Arabic; NaN where it is neither. */
const numberOf = (text: string): number => {
  if (/^\d+$/.test(text)) return Number(text);
  const ten = text.indexOf('十');
  if (ten < 0) return Number([...text].map((c) => digits[c] ?? 'x').join(''));
  const tens = ten === 0 ? 1 : (digits[text.slice(0, ten)] ?? Number.NaN);
  const rest = text.slice(ten + 1);
  return tens * 10 + (rest === '' ? 0 : (digits[rest] ?? Number.NaN));
};

const pad = (value: number): string => String(value).padStart(2, '0');

/** An ISO date of a real calendar day between 1949 and 2100, else null. */
const isoDate = (year: number, month: number, day: number): string | null => {
  if (!(year >= 1949 && year <= 2100)) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day
    ? `${year}-${pad(month)}-${pad(day)}`
    : null;
};

const chinese = '[〇0０零○ＯO一二三四五六七八九十]';
/** Source of a pattern for a full date as policy documents write it, with three groups. */
export const datePattern = `(\\d{4}|${chinese}{4})\\s*[年./-]\\s*(\\d{1,2}|${chinese}{1,3})\\s*[月./-]\\s*(\\d{1,2}|${chinese}{1,3})\\s*日?`;
const anywhere = new RegExp(datePattern);
const alone = new RegExp(`^[(（]?\\s*${datePattern}\\s*[)）]?$`);

const isoOf = (match: RegExpMatchArray | null): string | null =>
  match ? isoDate(numberOf(match[1] ?? ''), numberOf(match[2] ?? ''), numberOf(match[3] ?? '')) : null;

/** The first full date in a text as an ISO date: 2018年5月15日, 2018-05-15, 二〇一八年五月十五日; else null. */
export const dateIn = (text: string): string | null => isoOf(text.match(anywhere));

/** The date that a line consists of, brackets allowed, else null. */
export const dateAlone = (line: string): string | null => isoOf(line.trim().match(alone));
