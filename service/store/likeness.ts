import { identityText } from '../records/ids.ts';

/** Pairs of neighbouring characters; of a single character, itself. */
const pairsOf = (text: string): Set<string> => {
  const characters = Array.from(text);
  const pairs = new Set<string>(characters.length === 1 ? characters : []);
  for (let i = 1; i < characters.length; i++) pairs.add(`${characters[i - 1]}${characters[i]}`);
  return pairs;
};

const shared = (a: ReadonlySet<string>, b: ReadonlySet<string>): number => {
  let count = 0;
  for (const pair of a) if (b.has(pair)) count++;
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
  const made = { identity, pairs: pairsOf(identity) };
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

/** Runs that are looked up: enough to tell a tenth from nothing, and bounded whatever the length of the texts. */
const mostRuns = 200;
const runLength = 8;

/**
 * Which share of the shorter of two long texts stands in the longer, by runs of eight characters taken evenly from it:
 * two copies of a document share most of them, two documents of the same genre a few in a hundred.
 * @param first a result of identityText
 * @param second a result of identityText
 * @returns 0 to 1
 */
export const sharedShare = (first: string, second: string): number => {
  const [shorter, longer] = first.length <= second.length ? [first, second] : [second, first];
  const starts = shorter.length - runLength + 1;
  if (starts <= 0) return longer.includes(shorter) ? 1 : 0;
  const runs = Math.min(mostRuns, starts);
  let found = 0;
  for (let i = 0; i < runs; i++) {
    const start = Math.floor((i * starts) / runs);
    if (longer.includes(shorter.slice(start, start + runLength))) found++;
  }
  return found / runs;
};
