import { identityText } from '../../records/ids.ts';
import { shinglesOf } from './shingles.ts';

/** Share of the smaller text's shingles that the larger one must have for them to be the same document. */
const leastShared = 0.6;
/** The same where the two texts bear different titles: documents of a series are written after one model. */
const leastSharedUnderOtherTitle = 0.9;
/** A text with fewer shingles is too short to be known by them. */
const leastShingles = 12;
/** Characters that a page of a title alone may hold beside it. */
const mostBesideTitle = 12;
const noShingles: ReadonlySet<number> = new Set();
/** A shingle that stands in more texts than this is boilerplate. */
const mostHolders = 24;

export interface Comparable {
  title: string;
  noticeTitle: string | null;
  docNumber: string | null;
  issuedOn: string | null;
  text: string;
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
  const plain = texts.map((text) => identityText(text.text));
  const firstWith = new Map<string, number>();
  plain.forEach((text, i) => {
    const first = firstWith.get(text);
    if (first === undefined) firstWith.set(text, i);
    else unite(first, i);
  });
  const sets = plain.map((text, i) => (firstWith.get(text) === i ? shinglesOf(text) : noShingles));
  const holders = new Map<number, number[]>();
  sets.forEach((set, i) => {
    for (const shingle of set) {
      const list = holders.get(shingle);
      if (list) list.push(i);
      else holders.set(shingle, [i]);
    }
  });
  const shared = new Map<string, number>();
  for (const list of holders.values()) {
    if (list.length < 2 || list.length > mostHolders) continue;
    for (let x = 0; x < list.length; x++)
      for (let y = x + 1; y < list.length; y++) {
        const key = `${list[x]},${list[y]}`;
        shared.set(key, (shared.get(key) ?? 0) + 1);
      }
  }
  for (const [key, count] of shared) {
    const [i = 0, j = 0] = key.split(',').map(Number);
    const smaller = Math.min(sets[i]?.size ?? 0, sets[j]?.size ?? 0);
    const [a, b] = [texts[i], texts[j]];
    if (!a || !b || smaller < leastShingles) continue;
    if (count >= smaller * (bearOtherTitles(a, b) ? leastSharedUnderOtherTitle : leastShared)) unite(i, j);
  }
  // A page that shows the title alone (the rest being in a PDF) is a copy of the document that bears it.
  const titleAlone = new Map<string, number>();
  const isTitleAlone = texts.map((text, i) =>
    namesOf(text).some((name) => (plain[i]?.length ?? 0) <= name.length + mostBesideTitle),
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
