import { identityText } from '../records/ids.ts';

const shinglesOf = (text: string, length: number): Set<string> => {
  const characters = Array.from(text);
  const shingles = new Set<string>();
  if (characters.length < length && characters.length > 0) shingles.add(text);
  for (let i = length; i <= characters.length; i++) shingles.add(characters.slice(i - length, i).join(''));
  return shingles;
};

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let count = 0;
  for (const shingle of a) if (b.has(shingle)) count++;
  return count;
};

interface Prepared {
  identity: string;
  pairs: ReadonlySet<string>;
}

/** Reconciling compares each text with many others: the last few thousand stay prepared. */
const prepared = new Map<string, Prepared>();
const mostPrepared = 4096;

const prepare = (text: string | null): Prepared => {
  const key = text ?? '';
  const known = prepared.get(key);
  if (known) return known;
  const identity = identityText(key);
  const made = { identity, pairs: shinglesOf(identity, 2) };
  if (prepared.size >= mostPrepared) prepared.clear();
  prepared.set(key, made);
  return made;
};

/**
 * How alike two short texts are, punctuation and spaces aside: Dice's coefficient of their pairs of characters, or 0.8
 * and more where one contains the other (省科技厅, 甘肃省科技厅).
 * @returns 0 to 1
 */
export const likeness = (first: string | null, second: string | null): number => {
  if (first === second) return 1;
  const one = prepare(first);
  const other = prepare(second);
  const [a, b] = [one.identity, other.identity];
  if (a === b) return 1;
  if (a === '' || b === '') return 0;
  const dice = (2 * shared(one.pairs, other.pairs)) / (one.pairs.size + other.pairs.size);
  const shorter = Math.min(a.length, b.length);
  return shorter >= 2 && (a.includes(b) || b.includes(a)) ? 0.8 + 0.2 * dice : dice;
};

/**
 * Which share of the shorter of two long texts stands in the longer, by runs of eight characters: two copies of a
 * document share most of them, two documents of the same genre a few in a hundred.
 * @param first a result of identityText
 * @param second a result of identityText
 * @returns 0 to 1
 */
export const sharedShare = (first: string, second: string): number => {
  const [shorter, longer] = first.length <= second.length ? [first, second] : [second, first];
  const runs = shinglesOf(shorter, 8);
  if (runs.size === 0) return 1;
  if (longer.includes(shorter)) return 1;
  return shared(runs, shinglesOf(longer, 8)) / runs.size;
};
