import { identityText } from '../../records/ids.ts';
import type { PageFacts } from '../page-facts.ts';
import { TracedText } from '../traced-text.ts';
import { instrumentNamedIn, instrumentOrdered, isForwardingTitle, namesSeveral } from './forwarding.ts';
import type { Page } from './pages.ts';
import { isAgencyName, signaturesIn } from './signature.ts';
import { canBePartOfTitle, isFullTitle, isHeadTitle, isTitleShaped, isTitleSuffix } from './title-shape.ts';

/** A document as it was cut out of a page; its fields are read later. */
export interface RawDocument {
  /** Title of the instrument as it stands above it (or as its notice names it); null where none stands there. */
  title: string | null;
  /** Title of the notice that forwards it, where the instrument has its own. */
  noticeTitle: string | null;
  lines: TracedText[];
  facts: PageFacts;
  /** Index of the circular in the list that this document is returned in. */
  parent: number | null;
}

interface TitleAt {
  start: number;
  end: number;
  title: string;
}

/** Lines over which a title may be broken. */
const mostTitleLines = 5;
/** Lines at the head of a page among which its title starts. */
const headLines = 8;
/** Least characters of text below a title that make it a document. */
const leastBody = 60;

const opensWithDeed = /^(?:关于|印发|转发|批转)/;

const bare = (line: TracedText | undefined): string => (line?.text ?? '').trim();
const afterSignature = /^[(（](?:此件|本件|发至)|^附件[:：]?\s*\d{0,2}$|^附[:：]?$/;

/** The title that starts at a line, broken lines put together, or null. */
const titleFrom = (lines: readonly TracedText[], start: number, mayBeBroken: boolean): TitleAt | null => {
  let title = '';
  for (let count = 1; count <= (mayBeBroken ? mostTitleLines : 1); count++) {
    const line = bare(lines[start + count - 1]);
    if (line === '' || (count > 1 && !canBePartOfTitle(line) && !isTitleSuffix(line))) return null;
    if (count === 1 && mayBeBroken && !isHeadTitle(line) && !canBePartOfTitle(line)) return null;
    // The name of an agency opens a broken title only where the title goes on with what it does.
    if (
      count === 1 &&
      isAgencyName(line) &&
      !opensWithDeed.test(bare(lines[start + 1])) &&
      !isAgencyName(bare(lines[start + 1]))
    )
      return null;
    title += line;
    if (!(mayBeBroken ? isHeadTitle(title) : isTitleShaped(title))) continue;
    let end = start + count;
    while (isTitleSuffix(bare(lines[end])) || isOpenEnded(title, bare(lines[end])))
      title += bare(lines[end++]);
    return { start, end, title: withoutStrayBlanks(title) };
  }
  return null;
};

/** Blanks that a page put into a title for its looks; those between the names of its issuers stay. */
const withoutStrayBlanks = (title: string): string =>
  title
    .replace(/(?<=\d) +(?=\p{Script=Han})|(?<=\p{Script=Han}) +(?=\d)/gu, '')
    .split(/(?<=[\p{Script=Han}》”]) +(?=[\p{Script=Han}《“])/u)
    .reduce((whole, part) =>
      isAgencyName(whole.split(' ').at(-1) ?? '') ? `${whole} ${part}` : `${whole}${part}`,
    );

/** A title that ends with 印发…计划 wants the 的通知 that stands on the next line. */
const isOpenEnded = (title: string, next: string): boolean =>
  /^.{0,30}的通知$/.test(next) && /印发|转发/.test(title) && !/通知$/.test(title);

const headTitle = (lines: readonly TracedText[]): TitleAt | null => {
  for (let i = 0; i < Math.min(lines.length, headLines); i++) {
    const line = bare(lines[i]);
    if (line.length > 150 || /[。；]$/.test(line)) return null;
    const found = titleFrom(lines, i, true);
    if (found) return found;
  }
  return null;
};

const bodyLength = (lines: readonly TracedText[]): number =>
  lines.reduce((sum, line) => sum + line.length, 0);

/** Titles of instruments below the head of a page, each with text of its own. */
const innerTitles = (lines: readonly TracedText[], from: number): TitleAt[] => {
  const signed = new Set(signaturesIn(lines).map((signature) => signature.line));
  const found: TitleAt[] = [];
  for (let i = from; i < lines.length; i++) {
    const before = bare(lines[i - 1]);
    const opensPart = signed.has(i - 1) || afterSignature.test(before);
    if (!opensPart && !isFullTitle(bare(lines[i]))) continue;
    const title = titleFrom(lines, i, opensPart);
    if (!title) continue;
    found.push(title);
    i = title.end - 1;
  }
  return found.filter(
    (title, i) => bodyLength(lines.slice(title.end, found[i + 1]?.start ?? lines.length)) >= leastBody,
  );
};

const sameName = (a: string, b: string): boolean => {
  const [x, y] = [identityText(a), identityText(b)];
  return x.includes(y) || y.includes(x);
};

/** 转发市财政局关于某办法的通知: who drew the instrument up stands before its name, and is no part of it. */
const speaksFor = (named: string, title: string): boolean => {
  const plain = title.replace(/\s/g, '');
  return (
    named.endsWith(plain) &&
    /(?:局|委|厅|部|办|办公室|委员会)(?:等部门)?关于$/.test(named.slice(0, -plain.length))
  );
};

/** One line for a title that was broken, so that it stands in the text as a heading does. */
const withTitleLine = (lines: readonly TracedText[], title: TitleAt): TracedText[] => [
  TracedText.join(lines.slice(title.start, title.end)),
  ...lines.slice(title.end),
];

/** Titles that a page repeats below each other are one. */
const withoutRepeats = (lines: readonly TracedText[]): TracedText[] =>
  lines.filter(
    (line, i) =>
      i === 0 ||
      i > 4 ||
      !isTitleShaped(bare(line)) ||
      identityText(bare(line)) !== identityText(bare(lines[i - 1])),
  );

/**
 * Cuts the documents out of a page: a notice and the one instrument that it forwards are one document; a circular that
 * carries several is their parent; documents that follow each other without a circular stand each for itself.
 */
export const cutDocuments = (page: Page): RawDocument[] => {
  const lines = withoutRepeats(page.lines);
  const head = headTitle(lines);
  const start = head?.start ?? 0;
  const bodyStart = head?.end ?? 0;
  const opening = lines
    .slice(bodyStart, bodyStart + 30)
    .map(bare)
    .join('\n');
  const ordered = instrumentOrdered(opening);
  const forwards =
    ordered !== null ||
    (head
      ? isForwardingTitle(head.title) ||
        // 《…》的通知 has lost the first line of its title.
        (/^《[^《》]+》的通知$/.test(head.title) && /现(?:予)?(?:印发|转发)/.test(opening))
      : /现(?:予|将).{0,40}(?:印发|转发)|(?:印发|转发)给你们/.test(opening));
  const named =
    ordered ?? (head && forwards && !namesSeveral(head.title) ? instrumentNamedIn(head.title) : null);
  let inner = innerTitles(lines, bodyStart);
  if (named !== null) {
    const own =
      inner.find((title) => sameName(title.title, named)) ??
      inner.find((title) => !isForwardingTitle(title.title));
    inner = own ? [own] : [];
  } else if (head && !forwards) {
    // What a notice attaches (附件1) to what it says itself stays a part of it.
    inner = inner.filter((title) => isFullTitle(title.title) && !/^附/.test(bare(lines[title.start - 1])));
  }
  const titled = (from: TitleAt, to: number): TracedText[] => [
    // A letterhead or a number above the title of the page stays where it stood.
    ...(from === head ? lines.slice(0, from.start) : []),
    ...withTitleLine(lines.slice(0, to), from),
  ];
  const own = (
    title: string | null,
    noticeTitle: string | null,
    body: TracedText[],
    parent: number | null,
  ): RawDocument => ({
    title,
    noticeTitle,
    lines: body,
    facts: page.facts,
    parent,
  });

  if (forwards && inner.length <= 1) {
    const [instrument] = inner;
    if (!head && !instrument) return [own(named, null, lines.slice(start), null)];
    const notice = head
      ? titled(head, instrument?.start ?? lines.length)
      : lines.slice(0, instrument?.start ?? lines.length);
    const all = instrument ? notice.concat(titled(instrument, lines.length)) : notice;
    const best =
      instrument &&
      named !== null &&
      (!identityText(named).includes(identityText(instrument.title)) || speaksFor(named, instrument.title))
        ? instrument.title
        : (named ?? instrument?.title);
    return best === undefined
      ? [own(head?.title ?? null, null, all, null)]
      : [own(best, head?.title ?? null, all, null)];
  }
  const documents: RawDocument[] = [];
  const firstEnd = inner[0]?.start ?? lines.length;
  const first = head ? titled(head, firstEnd) : lines.slice(0, firstEnd);
  const firstHasBody = bodyLength(first) - (head?.title.length ?? 0) >= leastBody || inner.length === 0;
  if (first.length > 0 && firstHasBody) documents.push(own(head?.title ?? null, null, first, null));
  const parent = forwards && firstHasBody ? 0 : null;
  inner.forEach((title, i) => {
    documents.push(own(title.title, null, titled(title, inner[i + 1]?.start ?? lines.length), parent));
  });
  return documents;
};
