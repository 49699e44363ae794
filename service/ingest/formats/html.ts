import { type DefaultTreeAdapterTypes, parse, parseFragment } from 'parse5';
import type { PageFacts } from '../page-facts.ts';
import { isTitleShaped } from '../splitting/title-shape.ts';
import { TracedText } from '../traced-text.ts';
import { alignEntities } from './entities.ts';
import { factsOfLabels } from './labelled-facts.ts';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

const silent = new Set([
  'script',
  'style',
  'noscript',
  'template',
  'iframe',
  'head',
  'select',
  'option',
  'button',
  'input',
  'textarea',
  'object',
  'svg',
  'canvas',
  'audio',
  'video',
  'nav',
  'footer',
  'title',
]);
const blocks = new Set([
  'p',
  'div',
  'li',
  'ul',
  'ol',
  'dl',
  'dt',
  'dd',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'table',
  'tr',
  'tbody',
  'thead',
  'section',
  'article',
  'header',
  'main',
  'aside',
  'blockquote',
  'pre',
  'center',
  'form',
  'hr',
  'br',
  'figure',
  'figcaption',
  'caption',
  'body',
  'html',
  'fieldset',
  'address',
]);
/** What makes a table cell a piece of page layout instead of a value in a row. */
const layoutParts = new Set(['table', 'h1', 'h2', 'h3', 'ul', 'ol']);
/** Most characters of a value; a cell with more of them, in paragraphs, is a column of a page. */
const longestValue = 400;

/** White space directly within these is layout of the source, not text. */
const tableFrame = new Set(['table', 'tbody', 'thead', 'tfoot', 'tr']);

const isElement = (node: Node): node is Element => 'tagName' in node;
const childrenOf = (node: Node): readonly Node[] => ('childNodes' in node ? node.childNodes : []);
const isCell = (node: Node): node is Element =>
  isElement(node) && (node.tagName === 'td' || node.tagName === 'th');

/** Whether a cell holds a value: few words, in paragraphs of their own or not (Word puts every cell in paragraphs). */
const holdsValue = (cell: Element): boolean => {
  const open: Node[] = [...cell.childNodes];
  let length = 0;
  let paragraphs = 0;
  for (let node = open.pop(); node; node = open.pop()) {
    if (isElement(node) && layoutParts.has(node.tagName)) return false;
    if (isElement(node) && (node.tagName === 'p' || node.tagName === 'div')) paragraphs++;
    if ('value' in node) length += node.value.trim().length;
    for (const child of childrenOf(node)) open.push(child);
  }
  return paragraphs === 0 || length <= longestValue;
};

const cellsOf = (row: Node): Element[] => childrenOf(row).filter(isCell);
const hasBlocks = (cell: Element): boolean =>
  childrenOf(cell).some((child) => isElement(child) && blocks.has(child.tagName));

/**
 * Whether a row holds values: none of its cells is layout, and cells in paragraphs neither stand alone (a box) nor make
 * the only row of their table (columns of a page).
 */
const isValueRow = (row: Element): boolean => {
  const cells = cellsOf(row);
  if (cells.length < 2 || !cells.every(holdsValue)) return false;
  if (!cells.some(hasBlocks) || !row.parentNode) return true;
  // The first other row of several cells decides, so that a long table is not gone through for each of its rows.
  return childrenOf(row.parentNode).some((other) => other !== row && cellsOf(other).length > 1);
};
/** The same of a cell that stands alone in its row: its words are lines, unless they are few and in no paragraph. */
const isPlain = (cell: Element): boolean => !hasBlocks(cell) && holdsValue(cell);

const metaPairs = (root: Node): [string, string][] => {
  const pairs: [string, string][] = [];
  const tab: [string, string][] = [];
  const open: Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (isElement(node) && node.tagName === 'meta') {
      const value = (name: string): string | undefined =>
        (node as Element).attrs.find((a) => a.name === name)?.value;
      const label = metaLabels[(value('name') ?? '').toLowerCase()];
      const content = value('content');
      if (label && content) pairs.push([label, content]);
    }
    if (isElement(node) && node.tagName === 'title') {
      // A site puts its name behind the title of the page: 标题_云山省人民政府网.
      const title =
        childrenOf(node)
          .map((child) => ('value' in child ? child.value : ''))
          .join('')
          .split(/[_|]|\s[-–—]/)[0]
          ?.trim() ?? '';
      if (isTitleShaped(title)) tab.push(['标题', title]);
    }
    for (const child of childrenOf(node)) open.push(child);
  }
  // The first value under a label wins: what the page states in its meta data goes before the title of its tab.
  return [...pairs, ...tab];
};
/** Names of the Chinese government's page metadata standard, and the labels that they stand for. */
const metaLabels: Readonly<Record<string, string>> = {
  articletitle: '标题',
  pubdate: '发布日期',
  contentsource: '发布机构',
  url: 'url',
};

/**
 * The text that a reader of a page sees, a block a line, cells of a row of values parted by " | ".
 * @param html a page or a fragment of one
 */
export const textOfHtml = (html: TracedText): { text: TracedText; facts: PageFacts } => {
  const source = html.text;
  const whole = /<html[\s>]|<body[\s>]|<!doctype/i.test(source.slice(0, 20000));
  const options = { sourceCodeLocationInfo: true } as const;
  const root: Node = whole ? parse(source, options) : parseFragment(source, options);
  const parts: TracedText[] = [];
  let atLineStart = true;
  const nowhere = html.slice(0, 0);
  const put = (mark: string): void => {
    parts.push(nowhere.edit([{ start: 0, end: 0, text: mark }]));
  };
  const lineBreak = (): void => {
    if (!atLineStart) put('\n');
    atLineStart = true;
  };
  const putText = (node: DefaultTreeAdapterTypes.TextNode, preformatted: boolean): void => {
    const place = node.sourceCodeLocation;
    if (!place || (tableFrame.has(node.parentNode?.nodeName ?? '') && node.value.trim() === '')) return;
    let text = alignEntities(html.slice(place.startOffset, place.endOffset), node.value);
    if (!preformatted) text = text.replace(/[ \t\n\r\f]+/g, ' ');
    if (atLineStart) text = text.slice(text.length - text.text.trimStart().length, text.length);
    if (text.length === 0) return;
    parts.push(text);
    atLineStart = false;
  };
  // A stack instead of recursion: a hostile page can nest deeper than the call stack reaches.
  const open: { node: Node; leave: boolean; preformatted: boolean; inCell: boolean }[] = [
    { node: root, leave: false, preformatted: false, inCell: false },
  ];
  const valueRows = new Map<Node, boolean>();
  const isValueCell = (node: Element): boolean => {
    const row = node.parentNode;
    if (!isCell(node) || !row || !isElement(row)) return false;
    const known = valueRows.get(row) ?? isValueRow(row);
    valueRows.set(row, known);
    return known || isPlain(node);
  };
  for (let step = open.pop(); step; step = open.pop()) {
    const { node, leave, preformatted, inCell } = step;
    if (node.nodeName === '#text') {
      putText(node as DefaultTreeAdapterTypes.TextNode, preformatted);
      continue;
    }
    if (isElement(node)) {
      if (silent.has(node.tagName)) continue;
      const valueCell = !inCell && isValueCell(node);
      if (valueCell && !leave && !atLineStart) put(' | ');
      // Nothing breaks the line within a value: 单<br>位 is 单位.
      if (!valueCell && !inCell && (blocks.has(node.tagName) || isCell(node))) lineBreak();
      if (leave) continue;
      open.push({ node, leave: true, preformatted, inCell });
    }
    const within = inCell || (isElement(node) && isValueCell(node));
    const inPre = preformatted || (isElement(node) && node.tagName === 'pre');
    for (const child of [...childrenOf(node)].reverse())
      open.push({ node: child, leave: false, preformatted: inPre, inCell: within });
  }
  return { text: TracedText.join(parts).replace(/ +\| */g, ' | '), facts: factsOfLabels(metaPairs(root)) };
};
