import { identityText } from '../../records/ids.ts';
import type { TextPrint } from './text-print.ts';

/** Share of the smaller text's shingles that the larger one must have for them to be the same document. */
const leastShared = 0.6;
/** The same where the two texts bear different titles: documents of a series are written after one model. */
const leastSharedUnderOtherTitle = 0.9;
/** A text with fewer shingles is too short to be known by them. */
const leastShingles = 12;
/** Characters that a page of a title alone may hold beside it. */
const mostBesideTitle = 12;
const noShingles = new Int32Array(0);
/** A shingle that stands in more texts than this is boilerplate. */
const mostHolders = 24;

export interface Comparable {
  title: string;
  noticeTitle: string | null;
  docNumber: string | null;
  issuedOn: string | null;
  print: TextPrint;
  /** Whether the title was made up for want of one. */
  titleDerived: boolean;
  /** The circular that carries it; documents of one circular are never the same. */
  circular: unknown;
}

/** A draft is another document than what became of it. */
const draftMark = /征求意见稿|草案|送审稿|讨论稿/;

/** What cannot be the same document, however much of their text two share: other number, other year, draft and final. */
const conflicts = (a: Comparable, b: Comparable): boolean =>
  (a.docNumber !== null && b.docNumber !== null && a.docNumber !== b.docNumber) ||
  (a.issuedOn !== null && b.issuedOn !== null && a.issuedOn.slice(0, 4) !== b.issuedOn.slice(0, 4)) ||
  (a.circular !== null && a.circular === b.circular) ||
  draftMark.test(a.title) !== draftMark.test(b.title);

const namesOf = (text: Comparable): string[] =>
  [text.title, text.noticeTitle].filter((name) => name !== null).map(identityText);

const bearOtherTitles = (a: Comparable, b: Comparable): boolean =>
  !a.titleDerived &&
  !b.titleDerived &&
  !namesOf(a).some((x) => namesOf(b).some((y) => x.includes(y) || y.includes(x)));

/** Shingles that are held against each other at a time: keeps the memory for it within bounds. */
const mostAtOnce = 1 << 18;
/** Room for the number of a text beside a hash of 32 bits in one exact number. */
const mostTexts = 2 ** 21;

/**
 * Pairs of texts that share enough for either to be a copy of the other, with the share of the smaller one's shingles
 * that the larger one has. The likest come first, so that an excerpt goes to the edition that it was taken from.
 */
const sharesOf = (sets: readonly Int32Array[]): [number, number, number][] => {
  const counts = new Map<number, number>();
  const total = sets.reduce((sum, set) => sum + set.length, 0);
  const parts = Math.ceil(total / mostAtOnce);
  const reach = 2 ** 32 / Math.max(1, parts);
  // The sets are in rising order, so that each part is a run of every set.
  const next = sets.map(() => 0);
  for (let part = 0; part < parts; part++) {
    const end = part === parts - 1 ? 2 ** 31 : -(2 ** 31) + (part + 1) * reach;
    const held: number[] = [];
    sets.forEach((set, i) => {
      let at = next[i] ?? 0;
      for (; at < set.length && (set[at] as number) < end; at++)
        held.push((set[at] as number) * mostTexts + i);
      next[i] = at;
    });
    countPairs(Float64Array.from(held).sort(), sets.length, counts);
  }
  const shares: [number, number, number][] = [];
  for (const [pair, count] of counts) {
    const [i, j] = [Math.floor(pair / sets.length), pair % sets.length];
    const smaller = Math.min(sets[i]?.length ?? 0, sets[j]?.length ?? 0);
    if (smaller >= leastShingles && count >= smaller * leastShared) shares.push([i, j, count / smaller]);
  }
  return shares.sort(([a, b, x], [c, d, y]) => y - x || a - c || b - d);
};

/** Counts for every pair of texts the hashes that both hold. @param held hashes in order, each with the number of its text */
const countPairs = (held: Float64Array, texts: number, counts: Map<number, number>): void => {
  const hashOf = (at: number): number => Math.floor((held[at] as number) / mostTexts);
  for (let from = 0, to = 0; from < held.length; from = to) {
    for (to = from + 1; to < held.length && hashOf(to) === hashOf(from); ) to++;
    if (to - from < 2 || to - from > mostHolders) continue;
    for (let x = from; x < to; x++)
      for (let y = x + 1; y < to; y++) {
        const base = hashOf(from) * mostTexts;
        const pair = ((held[x] as number) - base) * texts + ((held[y] as number) - base);
        counts.set(pair, (counts.get(pair) ?? 0) + 1);
      }
  }
};

/**
 * Groups texts that are the same document, whole or in part, whatever their titles and punctuation.
 * @returns a group number for every text; equal numbers mean the same document
 */
export const groupSameDocuments = (texts: readonly Comparable[]): number[] => {
  const group = texts.map((_, i) => i);
  const rootOf = (i: number): number => {
    let root = i;
    while (group[root] !== root) root = group[root] ?? root;
    group[i] = root;
    return root;
  };
  const members = new Map<number, number[]>(texts.map((_, i) => [i, [i]]));
  /** Of members that nothing tells apart one is enough to hold others against. */
  const distinct = (list: readonly number[]): number[] => {
    const kept = new Map<string, number>();
    for (const i of list) {
      const text = texts[i];
      const marks = [text?.docNumber, text?.issuedOn?.slice(0, 4), draftMark.test(text?.title ?? '')];
      kept.set(JSON.stringify(text?.circular === null ? marks : [i]), i);
    }
    return [...kept.values()];
  };
  /** Makes two groups one, unless two of their members cannot be the same: an excerpt must not tie two editions. */
  const unite = (i: number, j: number): void => {
    const [a, b] = [rootOf(i), rootOf(j)];
    const [ours, theirs] = [members.get(a) ?? [], members.get(b) ?? []];
    const apart = (x: number, y: number): boolean => {
      const [first, second] = [texts[x], texts[y]];
      return first !== undefined && second !== undefined && conflicts(first, second);
    };
    if (a === b || ours.some((x) => theirs.some((y) => apart(x, y)))) return;
    group[b] = a;
    members.set(a, distinct([...ours, ...theirs]));
    members.delete(b);
  };
  // Word-for-word copies first: only one of them goes on, however many a dump holds.
  const firstWith = new Map<string, number>();
  texts.forEach(({ print }, i) => {
    const first = firstWith.get(print.words);
    if (first === undefined) firstWith.set(print.words, i);
    else unite(first, i);
  });
  const sets = texts.map(({ print }, i) => (firstWith.get(print.words) === i ? print.shingles : noShingles));
  for (const [i, j, share] of sharesOf(sets)) {
    const [a, b] = [texts[i], texts[j]];
    if (a && b && share >= (bearOtherTitles(a, b) ? leastSharedUnderOtherTitle : leastShared)) unite(i, j);
  }
  // A page that shows the title alone (the rest being in a PDF) is a copy of the document that bears it.
  const titleAlone = new Map<string, number>();
  const isTitleAlone = texts.map((text) =>
    namesOf(text).some((name) => text.print.length <= name.length + mostBesideTitle),
  );
  texts.forEach((text, i) => {
    if (!isTitleAlone[i]) return;
    const key = identityText(text.noticeTitle ?? text.title);
    const other = titleAlone.get(key);
    if (other === undefined) titleAlone.set(key, i);
    else unite(other, i);
  });
  texts.forEach((text, i) => {
    if (isTitleAlone[i]) return;
    for (const name of namesOf(text)) {
      const other = titleAlone.get(name);
      if (other !== undefined) unite(i, other);
    }
  });
  return texts.map((_, i) => rootOf(i));
};
