import { identityText } from '../../records/ids.ts';
import { shinglesOf } from './shingles.ts';

/** Share of the smaller text's shingles that the larger one must have for them to be the same document. */
const leastShared = 0.6;
/** The same where the two texts bear different titles: documents of a series are written after one model. */
const leastSharedUnderOtherTitle = 0.9;
/** A text with fewer shingles is too short to be known by them; its title decides. */
const leastShingles = 12;
/** A shingle that stands in more texts than this is boilerplate. */
const mostHolders = 24;

export interface Comparable {
  title: string;
  noticeTitle: string | null;
  docNumber: string | null;
  text: string;
  /** Whether the title was made up for want of one. */
  titleDerived: boolean;
  /** The circular that carries it; documents of one circular are never the same. */
  circular: unknown;
}

const conflicts = (a: Comparable, b: Comparable): boolean =>
  (a.docNumber !== null && b.docNumber !== null && a.docNumber !== b.docNumber) ||
  (a.circular !== null && a.circular === b.circular);

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
  const sets = texts.map((text) => shinglesOf(identityText(text.text)));
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
  const unite = (i: number, j: number): void => {
    const [a, b] = [texts[i], texts[j]];
    if (a && b && !conflicts(a, b)) group[rootOf(j)] = rootOf(i);
  };
  for (const [key, count] of shared) {
    const [i = 0, j = 0] = key.split(',').map(Number);
    const smaller = Math.min(sets[i]?.size ?? 0, sets[j]?.size ?? 0);
    const [a, b] = [texts[i], texts[j]];
    if (!a || !b || smaller < leastShingles) continue;
    if (count >= smaller * (bearOtherTitles(a, b) ? leastSharedUnderOtherTitle : leastShared)) unite(i, j);
  }
  const byTitle = new Map<string, number>();
  texts.forEach((text, i) => {
    if ((sets[i]?.size ?? 0) >= leastShingles) return;
    const key = identityText(text.noticeTitle ?? text.title);
    const other = byTitle.get(key);
    if (other === undefined) byTitle.set(key, i);
    else unite(other, i);
  });
  // A page that shows the title alone is a copy of the document that bears it.
  texts.forEach((text, i) => {
    if ((sets[i]?.size ?? 0) < leastShingles) return;
    for (const name of [text.title, text.noticeTitle]) {
      const other = name === null ? undefined : byTitle.get(identityText(name));
      if (other !== undefined && other !== i) unite(i, other);
    }
  });
  return texts.map((_, i) => rootOf(i));
};
