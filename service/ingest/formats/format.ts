import type { PageFacts } from '../page-facts.ts';
import { unsupportedFile } from '../problems.ts';
import type { TracedText } from '../traced-text.ts';
import { isEscapedHtml, unescapeJson } from './escaped-html.ts';
import { takeFrontMatter } from './front-matter.ts';
import { textOfHtml } from './html.ts';
import { textOfMarkdown } from './markdown.ts';

/** File name extensions that are read. */
export const readableExtensions = ['.txt', '.md', '.markdown', '.html', '.htm', '.docx', '.pdf'] as const;

/** Extension of a name in lower case with its dot; empty where it has none. */
export const extensionOf = (name: string): string => name.match(/\.[^./\\]+$/)?.[0].toLowerCase() ?? '';

/** @throws Problem file.unsupported where the extension is none that is read */
export const assertReadable = (name: string): void => {
  const extension = extensionOf(name);
  if (!(readableExtensions as readonly string[]).includes(extension)) throw unsupportedFile(name, extension);
};

/** Closing tags of blocks: a text that has several is HTML whatever its name says. */
const looksLikeHtml = (text: string): boolean =>
  (text.match(/<\/(?:p|div|td|span|body)>|<br\s*\/?>/gi)?.length ?? 0) >= 3;

/** Extensions of files whose text is HTML: that of a .docx is made of it (packed/docx.ts). */
const pages: readonly string[] = ['.html', '.htm', '.docx'];

/** The visible text of a file and what its page says about it. */
export const visibleText = (name: string, source: TracedText): { text: TracedText; facts: PageFacts } => {
  const extension = extensionOf(name);
  const { text, facts } = takeFrontMatter(source);
  const unescaped = isEscapedHtml(text.text) ? unescapeJson(text) : text;
  if (pages.includes(extension) || looksLikeHtml(unescaped.text)) {
    const page = textOfHtml(unescaped);
    return { text: page.text, facts: { ...page.facts, ...facts } };
  }
  const marked = extension === '.md' || extension === '.markdown' || /^#{1,3} \S/m.test(text.text);
  return { text: marked ? textOfMarkdown(text) : text, facts };
};
