const digits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const tens: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 };
const myriads: Readonly<Record<string, number>> = { 万: 1e4, 亿: 1e8 };

/**
 * Reads a Chinese numeral: 十五, 两百, 三千五百万, 百亿 (a bare 百, 千, 万 or 亿 counts as one of it).
 * @returns null where a character is no numeral
 */
export const readChineseNumeral = (text: string): number | null => {
  let total = 0;
  let section = 0;
  let digit: number | null = null;
  for (const char of text) {
    const asDigit = digits[char];
    if (asDigit !== undefined) {
      digit = asDigit;
      continue;
    }
    const ten = tens[char];
    if (ten !== undefined) {
      section += (digit ?? 1) * ten;
      digit = null;
      continue;
    }
    const myriad = myriads[char];
    if (myriad === undefined) return null;
    const here = section + (digit ?? 0);
    if (here > 0) total += here * myriad;
    else total = total > 0 ? total * myriad : myriad;
    section = 0;
    digit = null;
  }
  return total + section + (digit ?? 0);
};

/** Reads a number in Arabic digits with grouping commas: 10,000.5. */
export const readArabicNumber = (text: string): number => Number(text.replace(/[,，]/g, ''));

/** What the characters behind a number multiply it by: 万 1e4, 千万 1e7, 万亿 1e12; 1 where there are none. */
export const multiplierOf = (text: string): number => {
  let product = 1;
  for (const char of text) product *= tens[char] ?? myriads[char] ?? 1;
  return product;
};

/** Rounds away what binary fractions add when a decimal is scaled (1.42 × 1e4 × 1e8 / 1e8). */
export const tidy = (value: number): number =>
  // Whole numbers of up to twelve digits are as they should be, and most are.
  Number.isInteger(value) && Math.abs(value) < 1e12 ? value : Number(value.toPrecision(12));
