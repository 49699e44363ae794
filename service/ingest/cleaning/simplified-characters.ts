import { Converter } from 'opencc-js/t2cn';
import type { TracedText } from '../traced-text.ts';

/** Characters of traditional script that are frequent in official prose and that simplified script does not have. */
const traditionalOnly =
  /[國發產業為與個們會時這動務經濟設區術創網實進體關係應數據過開機對構學點結標準種電環節縣廣東辦導員級質資聯總辦積極強擴職責農鄉鎮貫徹]/g;

/** 着 of 着力 and 随着, which converters to traditional script made 著 and none takes back. */
const particle = /著(?=[力眼手重])|(?<=[随沿围绕朝向有带接])著/g;

let convert: ((text: string) => string) | null = null;

/**
 * Turns traditional characters into simplified ones where a text is written in traditional script (at least one
 * character in fifty is a frequent one that only traditional script has). A text in simplified script is left as it is,
 * since some of its characters are traditional ones too.
 */
export const simplify = (text: TracedText): TracedText => {
  const traditional = text.text.match(traditionalOnly)?.length ?? 0;
  if (traditional < 3 || traditional < text.length / 50) return text;
  convert ??= Converter({ from: 't', to: 'cn' });
  const toSimplified = convert;
  const simplified = text.replace(/[^\n]+/g, (line) => {
    const whole = toSimplified(line[0]);
    if (whole.length === line[0].length) return whole;
    // A phrase changed its length: character by character keeps the one-to-one origin.
    return [...line[0]]
      .map((character) => {
        const one = toSimplified(character);
        return one.length === character.length ? one : character;
      })
      .join('');
  });
  return simplified.replace(particle, '着');
};
