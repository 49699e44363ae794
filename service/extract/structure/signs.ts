/**
 * What a character does to the sentence that it stands in; 0 for most.
 */
export const closesSentence = 1;
export const closesClause = 2;
export const opensOrCloses = 3;
/** The bits that hold one of the three above. */
export const markBits = 3;

/** The bits of every character: its mark, and the signs that rules asked for. */
const table = new Int32Array(0x10000);
const put = (bits: number, text: string): void => {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    table[code] = (table[code] ?? 0) | bits;
  }
};
put(closesSentence, '。；;！？!?|');
put(closesClause, '，,：:');
put(opensOrCloses, '（(“《〔[【「）)”》〕]】」');

const signs = new Map<string, number>();

/**
 * A sign of what a passage may hold. Signs are read off the characters in the pass that takes a text apart, so that a
 * rule passes over a passage that cannot concern it without searching it: a clause with no 金 and no 池 names no fund.
 * Call it when the module is loaded, with a set of characters one of which stands in everything that the rule looks for.
 * @param characters one of them stands in whatever the rule looks for
 * @returns the bit that `signs` of a sentence or clause has where one of the characters stands in it
 */
export const signFor = (characters: string): number => {
  const known = signs.get(characters);
  if (known !== undefined) return known;
  if (signs.size >= 29) throw new RangeError('a text has room for 29 signs');
  const bit = 4 << signs.size;
  signs.set(characters, bit);
  put(bit, characters);
  return bit;
};

/**
 * What a rule reads out of the passages that bear one of its signs, in order; the others are not even handed to it.
 * @param passages sentences or clauses
 * @param sign one bit of `signFor`, or several
 */
export const readSigned = <P extends { readonly signs: number }, T>(
  passages: readonly P[],
  sign: number,
  read: (passage: P) => readonly T[],
): T[] => {
  const found: T[] = [];
  for (const passage of passages) {
    if ((passage.signs & sign) === 0) continue;
    for (const one of read(passage)) found.push(one);
  }
  return found;
};

/** The bits of the character at an offset: its mark and its signs. */
export const bitsAt = (text: string, at: number): number => table[text.charCodeAt(at)] ?? 0;

/** The signs of a run of text. */
export const signsOf = (text: string, from: number, to: number): number => {
  let bits = 0;
  for (let i = from; i < to; i++) bits |= table[text.charCodeAt(i)] ?? 0;
  return bits & ~markBits;
};
