import type { DocumentFields } from '../../records/document.ts';
import { identityText } from '../../records/ids.ts';
import { headingStart } from '../line-shapes.ts';
import type { PageFacts } from '../page-facts.ts';
import type { RawDocument } from '../splitting/documents.ts';
import { isForwardingTitle } from '../splitting/forwarding.ts';
import { isAgencyName, signaturesIn } from '../splitting/signature.ts';
import type { TracedText } from '../traced-text.ts';
import { issuersOnCover } from './cover.ts';
import { dateAlone, dateIn } from './dates.ts';
import { derivedTitle } from './derived-title.ts';
import { docNumberIn, docNumberOf, splitTitleAndNumber } from './doc-number.ts';
import { effectiveFromIn } from './effective-from.ts';
import { fullAgencyName, issuerOfOrder, issuersInTitle, withItsPlace } from './issuers.ts';
import { periodOf } from './period.ts';
import { regionOf } from './region.ts';

/**
 * Additions to a title that say how much of the document a page shows, not what it is called; and what is left of one in
 * brackets of which a bracket was lost.
 */
const excerptMark =
  /[(（](?:节选|摘要|摘录|节录|全文)[)）]$|\s*(?:(?<![(（][^()（）]*)(?:公开)?(?:征求意见稿|送审稿|讨论稿|草案|试行)[)）]|[(（](?:公开)?(?:征求意见稿|送审稿|讨论稿|草案|试行))$/;

/** A short first line without any mark, above text that has some: a title of a kind that is not known as one. */
const headingAbove = (lines: readonly TracedText[]): string | null => {
  const [first, ...others] = lines.map((line) => line.text.trim());
  const plain =
    first !== undefined && first.length >= 6 && first.length <= 40 && !/[，。；：！？,;:|]/.test(first);
  return plain &&
    !headingStart.test(first) &&
    !isAgencyName(first) &&
    dateIn(first) === null &&
    docNumberOf(first) === null &&
    others.some((line) => line.length > 40)
    ? first
    : null;
};

/** The fields, and whether the title was made up from the text for want of one. */
export interface ReadFields {
  fields: DocumentFields;
  titleDerived: boolean;
}

/**
 * What the page says about this document: all, unless the page names another one. Its address holds for whatever
 * stands on it.
 */
const factsAbout = ({ facts, title, noticeTitle }: RawDocument): PageFacts => {
  if (facts.title === undefined || title === null) return facts;
  const about = identityText(facts.title);
  const names = [title.replace(excerptMark, ''), noticeTitle]
    .filter((name) => name !== null)
    .map(identityText);
  if (names.some((name) => name.includes(about) || about.includes(name))) return facts;
  return facts.url === undefined ? {} : { url: facts.url };
};

/**
 * Reads the fields of a document: from its own lines first, then from its title, then from its page.
 * @param carrier fields of the circular that carries it; number, issuers, date and region come down from there
 */
export const readFields = (
  document: RawDocument,
  text: string,
  carrier: DocumentFields | null,
): ReadFields => {
  const { lines } = document;
  const facts = factsAbout(document);
  const named = splitTitleAndNumber(document.title?.replace(excerptMark, '').trim() ?? '');
  const notice = splitTitleAndNumber(document.noticeTitle ?? '');
  const titleInText = named.title || null;
  // A page that shows the instrument alone may name the notice that forwarded it.
  const paged = splitTitleAndNumber(facts.title ?? '');
  const noticeOfPage =
    carrier === null &&
    titleInText !== null &&
    isForwardingTitle(paged.title) &&
    !isForwardingTitle(titleInText)
      ? paged.title
      : '';
  const noticeTitle = notice.title || noticeOfPage || null;
  const titles = [noticeTitle, titleInText].filter((title) => title !== null);
  const signatures = signaturesIn(lines);
  // A notice is signed above what it forwards; a document that stands for itself at its foot.
  const signature =
    document.noticeTitle !== null || issuerOfOrder(lines[0]?.text.trim() ?? '').length > 0
      ? signatures[0]
      : (signatures.findLast((s) => s.issuers.length > 0) ?? signatures.at(-1));
  const headDate = lines
    .slice(0, 8)
    .map((line) => (/^[(（]/.test(line.text) ? dateAlone(line.text) : null))
    .find((date) => date !== null);
  const titled = titles.map(issuersInTitle).find((names) => names.length > 0) ?? [];
  const publisher = facts.publisher === undefined ? [] : [fullAgencyName(facts.publisher)];
  const issuersAsNamed =
    [
      signature?.issuers ?? [],
      titled,
      issuersOnCover(lines),
      issuerOfOrder(lines[0]?.text.trim() ?? ''),
      carrier?.issuers ?? [],
      facts.issuers ?? [],
      publisher,
    ].find((names) => names.length > 0) ?? [];
  const region =
    carrier?.region ??
    regionOf(titles, issuersAsNamed, text) ??
    // 市人民政府办公厅关于…: whose 市 it is says the page that it stands on.
    (titles.some((name) => /^[省市县区州](?:委|人民政府|政府)/.test(name))
      ? regionOf([], [...publisher, ...(facts.issuers ?? [])], '')
      : null);
  const issuers = issuersAsNamed.map((name) => withItsPlace(name, region));
  const statedTitle = titleInText ?? (carrier === null ? (facts.title ?? headingAbove(lines)) : null) ?? null;
  const title = statedTitle ?? derivedTitle(text, region, issuers);
  return {
    titleDerived: statedTitle === null,
    fields: {
      title,
      noticeTitle,
      issuers,
      docNumber:
        docNumberIn(lines) ??
        notice.docNumber ??
        named.docNumber ??
        (carrier ? carrier.docNumber : docNumberOf(facts.docNumber ?? '')),
      issuedOn: signature?.issuedOn ?? headDate ?? (carrier ? carrier.issuedOn : (facts.issuedOn ?? null)),
      publishedOn: facts.publishedOn ?? carrier?.publishedOn ?? null,
      effectiveFrom: effectiveFromIn(text) ?? facts.effectiveFrom ?? null,
      region,
      period: periodOf([title, ...titles], text),
      url: facts.url ?? carrier?.url ?? null,
    },
  };
};
