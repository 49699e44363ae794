/**
 * Chinese has no spaces between words, and PostgreSQL's trigrams cannot find words of two characters, which most are.
 * Single characters and pairs, made here, need no extension and no locale (design/store-and-sheets.md, A3).
 */

/** Distinct pairs above which a text is indexed by single characters alone: a tsvector holds at most 1 MB. */
const mostPairs = 60_000;

/** Marks a text that is indexed by single characters alone; no searched text contains it. */
const singlesOnly = '\u0001';

/** Text as it is searched: NFKC, lower case, without space or control characters. */
export const searchText = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{Cc}]/gu, '');

/**
 * Index terms of a text: its characters and its pairs of neighbouring characters.
 * @param normalized a result of searchText, or several joined by spaces, which no term spans
 */
export const termsOf = (normalized: string): string[] => {
  const singles = new Set<string>();
  const pairs = new Set<string>();
  let before = ' ';
  for (const character of normalized) {
    if (character !== ' ') singles.add(character);
    if (character !== ' ' && before !== ' ') pairs.add(before + character);
    before = character;
  }
  return pairs.size > mostPairs ? [...singles, singlesOnly] : [...singles, ...pairs];
};

const quoted = (term: string): string => `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

const allOf = (terms: Iterable<string>): string => [...new Set(terms)].map(quoted).join(' & ');

/**
 * The tsquery that every text containing a word satisfies. Others may too: re-check with likePattern.
 * @param word a non-empty result of searchText
 */
export const termQuery = (word: string): string => {
  const characters = Array.from(word);
  if (characters.length === 1) return allOf(characters);
  const pairs = characters.slice(1).map((character, i) => `${characters[i]}${character}`);
  return `(${allOf(pairs)}) | (${allOf(characters)} & ${quoted(singlesOnly)})`;
};

/** LIKE pattern for texts that contain a word. */
export const likePattern = (word: string): string => `%${word.replace(/[\\%_]/g, '\\$&')}%`;

/** The words of a user's query, each as it is searched; none where the query holds only space. */
export const wordsOf = (query: string): string[] =>
  query
    .split(/\s+/u)
    .map(searchText)
    .filter((word) => word !== '');
