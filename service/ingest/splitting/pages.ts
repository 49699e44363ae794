import { headingStart } from '../line-shapes.ts';
import type { PageFacts } from '../page-facts.ts';
import type { TracedText } from '../traced-text.ts';
import { invitesToScan, pageLineOf } from './page-lines.ts';
import { isAgencyName } from './signature.ts';
import { isFullTitle, isTitleShaped } from './title-shape.ts';

/** A stretch of a file that was one page, without its furniture. */
export interface Page {
  lines: TracedText[];
  facts: PageFacts;
  /** Whether menus, counters and the like stood around its text. */
  hasFurniture: boolean;
}

const hasBody = (lines: readonly TracedText[]): boolean =>
  lines.some((line) => line.length > 20 && !isTitleShaped(line.text));

/** 免费阅读 below the picture of a code: a few words without a mark or number, neither heading nor signature. */
const isCaption = (line: string): boolean =>
  line.length <= 12 &&
  /^\p{Script=Han}+$/u.test(line) &&
  !headingStart.test(line) &&
  !isAgencyName(line) &&
  !isFullTitle(line);

/**
 * Cuts a file into the pages that were put together in it. Where the first page states its date and source above its
 * text, a statement opens a page (with the title above it); else a statement closes one.
 */
export const cutPages = (lines: readonly TracedText[]): Page[] => {
  const pages: Page[] = [];
  let current: Page = { lines: [], facts: {}, hasFurniture: false };
  let stated = false;
  let opens: boolean | null = null;
  let captions = false;
  const close = (): void => {
    if (current.lines.length > 0 || stated) pages.push(current);
    current = { lines: [], facts: {}, hasFurniture: false };
    stated = false;
  };
  for (const line of lines) {
    const kind = pageLineOf(line.text);
    if (kind === null) {
      if (line.text.trim() === '' || (captions && isCaption(line.text))) continue;
      captions = false;
      // A page whose statement stood below its text is over with the first line after the statement.
      if (opens === false && stated) close();
      current.lines.push(line);
      continue;
    }
    if (kind.kind === 'furniture') {
      current.hasFurniture = true;
      captions = invitesToScan(line.text);
      continue;
    }
    opens ??= !hasBody(current.lines);
    if (opens && hasBody(current.lines)) {
      const last = current.lines.at(-1);
      const title = last && isFullTitle(last.text) ? current.lines.pop() : undefined;
      close();
      if (title) current.lines.push(title);
    }
    current.facts = { ...kind.facts, ...current.facts };
    stated = true;
  }
  close();
  return withoutEmptyPages(pages);
};

/** A page that has statements but no text states them about the page before it. */
const withoutEmptyPages = (pages: readonly Page[]): Page[] => {
  const kept: Page[] = [];
  for (const page of pages) {
    const before = kept.at(-1);
    if (page.lines.length > 0) kept.push(page);
    else if (before) before.facts = { ...page.facts, ...before.facts };
  }
  return kept;
};
