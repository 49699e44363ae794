import type { CleanDocument } from '../../records/clean-document.ts';
import type { DocumentFields } from '../../records/document.ts';
import { groupSameDocuments } from './same-documents.ts';
import type { TextPrint } from './text-print.ts';

/** What is known of a document beside its text. */
export type Outline = Omit<CleanDocument, 'text' | 'origin'>;

/** A document as one file gives it, before its copies are known, without its text. */
export interface Candidate {
  readonly outline: Outline;
  readonly print: TextPrint;
  readonly titleDerived: boolean;
  /** Whether its page had furniture around the text. */
  readonly scraped: boolean;
}

/** A document of which all copies are known: what is told of it, and which candidate has its text. */
export interface MergedDocument {
  readonly outline: Outline;
  /** Index of the candidate. */
  readonly text: number;
}

/** Texts at least this long, measured by the longest copy, are whole. */
const wholeShare = 0.97;

const filled = (fields: DocumentFields): number =>
  Object.values(fields).filter((value) => value !== null && !(Array.isArray(value) && value.length === 0))
    .length;

/** What of `fields` is missing, taken from the copies in their order. */
const completed = (best: Candidate, copies: readonly Candidate[]): DocumentFields => {
  const fields: DocumentFields = { ...best.outline.fields };
  const titled = best.titleDerived ? copies.find((copy) => !copy.titleDerived) : undefined;
  if (titled) fields.title = titled.outline.fields.title;
  for (const { outline } of copies) {
    const other = outline.fields;
    fields.noticeTitle ??= other.noticeTitle;
    if (fields.issuers.length === 0) fields.issuers = other.issuers;
    fields.docNumber ??= other.docNumber;
    fields.issuedOn ??= other.issuedOn;
    fields.publishedOn ??= other.publishedOn;
    fields.effectiveFrom ??= other.effectiveFrom;
    fields.region ??= other.region;
    fields.period ??= other.period;
    fields.url ??= other.url;
  }
  return fields;
};

/**
 * Makes one document of all copies of it: the fullest text wins (among whole ones that with the most fields, then the
 * most paragraphs), its missing fields are filled from the others, which become its `copies`.
 * @param candidates documents of all files; `parent` is an index into this list
 * @returns documents in the order of their first copy; `parent` is an index into the returned list
 */
export const mergeCopies = (candidates: readonly Candidate[]): MergedDocument[] => {
  const groups = groupSameDocuments(
    candidates.map(({ outline, print, titleDerived }) => ({
      ...outline.fields,
      print,
      titleDerived,
      circular: outline.parent === null ? null : (candidates[outline.parent] ?? null),
    })),
  );
  const members = new Map<number, number[]>();
  groups.forEach((group, i) => {
    const list = members.get(group);
    if (list) list.push(i);
    else members.set(group, [i]);
  });
  const place = new Map<number, number>();
  [...members.keys()].forEach((group, index) => {
    place.set(group, index);
  });
  const lengthOf = (i: number): number => candidates[i]?.print.length ?? 0;
  return [...members.values()].map((list): MergedDocument => {
    const longest = list.reduce((most, i) => Math.max(most, lengthOf(i)), 0);
    const ranked = list
      .map((i) => ({
        i,
        candidate: candidates[i] as Candidate,
        whole: lengthOf(i) >= longest * wholeShare,
      }))
      .sort(
        (a, b) =>
          Number(b.whole) - Number(a.whole) ||
          filled(b.candidate.outline.fields) - filled(a.candidate.outline.fields) ||
          b.candidate.print.lines - a.candidate.print.lines ||
          a.i - b.i,
      );
    const [best, ...others] = ranked;
    if (!best) throw new Error('a group of copies has no member');
    const { outline, print } = best.candidate;
    const parentGroup = outline.parent === null ? undefined : groups[outline.parent];
    return {
      text: best.i,
      outline: {
        ...outline,
        fields: completed(
          best.candidate,
          others.map((other) => other.candidate),
        ),
        parent: parentGroup === undefined ? null : (place.get(parentGroup) ?? null),
        copies: others.map(({ candidate, whole }) => ({
          source: candidate.outline.source.name,
          relation: !whole
            ? 'excerpt'
            : candidate.scraped && candidate.print.exact !== print.exact
              ? 'scrape'
              : 'same',
        })),
      },
    };
  });
};
