import type { CleanDocument } from '../../records/clean-document.ts';
import type { DocumentFields } from '../../records/document.ts';
import { identityText } from '../../records/ids.ts';
import { groupSameDocuments } from './same-documents.ts';

/** A document as one file gives it, before its copies are known. */
export interface Candidate {
  document: CleanDocument;
  titleDerived: boolean;
  /** Whether its page had furniture around the text. */
  scraped: boolean;
}

/** Texts at least this long, measured by the longest copy, are whole. */
const wholeShare = 0.97;

const filled = (fields: DocumentFields): number =>
  Object.values(fields).filter((value) => value !== null && !(Array.isArray(value) && value.length === 0))
    .length;

const lineCount = (text: string): number => text.split('\n').length;

/** What of `fields` is missing, taken from the copies in their order. */
const completed = (best: Candidate, copies: readonly Candidate[]): DocumentFields => {
  const fields: DocumentFields = { ...best.document.fields };
  const titled = best.titleDerived ? copies.find((copy) => !copy.titleDerived) : undefined;
  if (titled) fields.title = titled.document.fields.title;
  for (const { document } of copies) {
    const other = document.fields;
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
export const mergeCopies = (candidates: readonly Candidate[]): CleanDocument[] => {
  const groups = groupSameDocuments(
    candidates.map(({ document, titleDerived }) => ({
      ...document.fields,
      text: document.text,
      titleDerived,
      circular: document.parent === null ? null : (candidates[document.parent] ?? null),
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
  const lengths = candidates.map(({ document }) => identityText(document.text).length);
  return [...members.values()].map((list): CleanDocument => {
    const longest = list.reduce((most, i) => Math.max(most, lengths[i] ?? 0), 0);
    const ranked = list
      .map((i) => ({
        i,
        candidate: candidates[i] as Candidate,
        whole: (lengths[i] ?? 0) >= longest * wholeShare,
      }))
      .sort(
        (a, b) =>
          Number(b.whole) - Number(a.whole) ||
          filled(b.candidate.document.fields) - filled(a.candidate.document.fields) ||
          lineCount(b.candidate.document.text) - lineCount(a.candidate.document.text) ||
          a.i - b.i,
      );
    const [best, ...others] = ranked;
    if (!best) throw new Error('a group of copies has no member');
    const { document } = best.candidate;
    const parentGroup = document.parent === null ? undefined : groups[document.parent];
    return {
      ...document,
      fields: completed(
        best.candidate,
        others.map((other) => other.candidate),
      ),
      parent: parentGroup === undefined ? null : (place.get(parentGroup) ?? null),
      copies: others.map(({ candidate, whole }) => ({
        source: candidate.document.source.name,
        relation: !whole
          ? 'excerpt'
          : candidate.scraped && candidate.document.text !== document.text
            ? 'scrape'
            : 'same',
      })),
    };
  });
};
