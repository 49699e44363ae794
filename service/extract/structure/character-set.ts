/** A set of characters as a table by code unit. */
export type CharacterSet = Uint8Array;

/**
 * A set of characters that is asked for every character of a text. Asking a string whether it includes another, or a
 * regular expression about one character, is a call into the engine that takes ten times as long as all else that is
 * done with that character.
 */
export const characterSet = (characters: string): CharacterSet => {
  const table = new Uint8Array(0x10000);
  for (let i = 0; i < characters.length; i++) table[characters.charCodeAt(i)] = 1;
  return table;
};

/** True where the character at an offset of a text is in the set; false beyond its ends. */
export const isIn = (set: CharacterSet, text: string, at: number): boolean => set[text.charCodeAt(at)] === 1;
