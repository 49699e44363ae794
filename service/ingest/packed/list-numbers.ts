import type { Document, Element } from '@xmldom/xmldom/lib/index.js';

/** One level of a list: how its number is counted and written (ECMA-376-1, 17.9.6). */
interface Level {
  start: number;
  format: string;
  /** What is written, with %1 to %9 for the numbers of the levels: 第%1章, （%2）. */
  text: string;
  isLegal: boolean;
}
interface List {
  abstract: string;
  /** Levels at which this list starts anew, though its abstract list has been counted before. */
  overrides: Map<number, number>;
}

const children = (parent: Element, name: string): Element[] => {
  const found: Element[] = [];
  for (let node = parent.firstChild; node; node = node.nextSibling)
    if (node.nodeName === name) found.push(node as Element);
  return found;
};
const child = (parent: Element | undefined, name: string): Element | undefined =>
  parent && children(parent, name)[0];
const stated = (element: Element | undefined): string | null => element?.getAttribute('w:val') || null;
const numberIn = (element: Element | undefined, otherwise: number): number => {
  const value = Number.parseInt(stated(element) ?? '', 10);
  return Number.isFinite(value) ? value : otherwise;
};
const all = (root: Document, name: string): Element[] => Array.from(root.getElementsByTagName(name));

const digits = '〇一二三四五六七八九';
/** A number up to 9999 as Chinese counts: 十二, 二十, 一百零三. */
const chineseCount = (n: number): string => {
  if (n <= 0 || n > 9999) return String(n);
  const units = ['', '十', '百', '千'];
  const places = String(n).split('').map(Number);
  let text = '';
  places.forEach((digit, i) => {
    const unit = units[places.length - 1 - i] ?? '';
    if (digit !== 0) text += (digits[digit] ?? '') + unit;
    else if (!text.endsWith('零')) text += '零';
  });
  return text.replace(/零+$/, '').replace(/^一十/, '十');
};
const roman = (n: number): string => {
  const steps: readonly [number, string][] = [
    [100, 'C'],
    [90, 'XC'],
    [50, 'L'],
    [40, 'XL'],
    [10, 'X'],
    [9, 'IX'],
    [5, 'V'],
    [4, 'IV'],
    [1, 'I'],
  ];
  let rest = Math.min(n, 399);
  let text = '';
  for (const [value, letters] of steps) for (; rest >= value; rest -= value) text += letters;
  return text;
};
const letters = (n: number): string => String.fromCharCode(65 + ((n - 1) % 26)).repeat(Math.ceil(n / 26));
const fromCode = (first: number, most: number, n: number): string =>
  n >= 1 && n <= most ? String.fromCodePoint(first + n - 1) : String(n);

/** A number as a list format writes it (ECMA-376-1, 17.18.59); formats that are not Chinese documents' are decimal. */
export const listNumber = (n: number, format: string): string => {
  switch (format) {
    case 'chineseCounting':
    case 'chineseCountingThousand':
    case 'japaneseCounting':
    case 'taiwaneseCounting':
    case 'taiwaneseCountingThousand':
      return chineseCount(n);
    case 'ideographDigital':
    case 'japaneseDigitalTenThousand':
    case 'taiwaneseDigital':
      return String(n).replace(/\d/g, (digit) => digits[Number(digit)] ?? digit);
    case 'decimalEnclosedCircle':
    case 'decimalEnclosedCircleChinese':
      return fromCode(0x2460, 20, n);
    case 'decimalEnclosedParen':
      return fromCode(0x2474, 20, n);
    case 'decimalEnclosedFullstop':
      return fromCode(0x2488, 20, n);
    case 'upperRoman':
      return roman(n);
    case 'lowerRoman':
      return roman(n).toLowerCase();
    case 'upperLetter':
      return letters(n);
    case 'lowerLetter':
      return letters(n).toLowerCase();
    case 'none':
      return '';
    default:
      return String(n);
  }
};

const levelsOf = (abstract: Element): Map<number, Level> =>
  new Map(
    children(abstract, 'w:lvl').map((level) => [
      Number(level.getAttribute('w:ilvl') || 0),
      {
        start: numberIn(child(level, 'w:start'), 1),
        format: stated(child(level, 'w:numFmt')) ?? 'decimal',
        text: stated(child(level, 'w:lvlText')) ?? '',
        isLegal: child(level, 'w:isLgl') !== undefined,
      },
    ]),
  );

interface Numbering {
  list: string;
  level: number;
}
const numberingIn = (properties: Element | undefined): { list: string | null; level: number | null } => {
  const numPr = child(properties, 'w:numPr');
  const level = stated(child(numPr, 'w:ilvl'));
  return { list: stated(child(numPr, 'w:numId')), level: level === null ? null : Number(level) };
};

/** The numbering that a style brings along, its own or that of a style it is based on. */
const stylesOf = (styles: Document | null): Map<string, Numbering> => {
  const found = new Map<string, Numbering>();
  if (!styles) return found;
  const byId = new Map(all(styles, 'w:style').map((style) => [style.getAttribute('w:styleId') ?? '', style]));
  for (const [id, style] of byId) {
    let list: string | null = null;
    let level: number | null = null;
    let at: Element | undefined = style;
    for (let depth = 0; at && depth < 12 && list === null; depth++) {
      const own = numberingIn(child(at, 'w:pPr'));
      list = own.list;
      level ??= own.level;
      at = byId.get(stated(child(at, 'w:basedOn')) ?? '');
    }
    if (list !== null) found.set(id, { list, level: level ?? 0 });
  }
  return found;
};

/**
 * Writes the numbers that Word counts by itself (一、 （一） 1.) into the paragraphs that bear them, as text; the text
 * of a document that is taken out without them has lost its sections. Bullets are left out.
 * @param document the main part, changed in place
 * @param numbering the part that says how lists count, where the document has one
 * @param styles the part that says which styles are numbered
 */
export const writeListNumbers = (
  document: Document,
  numbering: Document | null,
  styles: Document | null,
): void => {
  if (!numbering) return;
  const abstracts = new Map(
    all(numbering, 'w:abstractNum').map((abstract) => [
      abstract.getAttribute('w:abstractNumId') ?? '',
      levelsOf(abstract),
    ]),
  );
  const lists = new Map<string, List>(
    all(numbering, 'w:num').map((num) => [
      num.getAttribute('w:numId') ?? '',
      {
        abstract: stated(child(num, 'w:abstractNumId')) ?? '',
        overrides: new Map(
          children(num, 'w:lvlOverride').flatMap((override): [number, number][] => {
            const start = child(override, 'w:startOverride');
            return start ? [[Number(override.getAttribute('w:ilvl') || 0), numberIn(start, 1)]] : [];
          }),
        ),
      },
    ]),
  );
  const styled = stylesOf(styles);
  const counters = new Map<string, number[]>();
  const begun = new Set<string>();
  for (const paragraph of all(document, 'w:p')) {
    const properties = child(paragraph, 'w:pPr');
    const style = styled.get(stated(child(properties, 'w:pStyle')) ?? '');
    const own = numberingIn(properties);
    const listId = own.list ?? style?.list ?? null;
    const list = listId === null ? undefined : lists.get(listId);
    const levels = list && abstracts.get(list.abstract);
    // List 0 takes the numbering of its style off a paragraph.
    if (listId === null || listId === '0' || !list || !levels) continue;
    const depth = own.level ?? style?.level ?? 0;
    const level = levels.get(depth);
    if (!level || depth < 0 || depth > 8) continue;
    const counts = counters.get(list.abstract) ?? [];
    counters.set(list.abstract, counts);
    if (!begun.has(listId)) {
      begun.add(listId);
      for (const [at, start] of list.overrides) counts[at] = start - 1;
    }
    for (let above = 0; above < depth; above++) counts[above] ??= levels.get(above)?.start ?? 1;
    counts[depth] = (counts[depth] ?? level.start - 1) + 1;
    counts.length = depth + 1;
    if (level.format === 'bullet') continue;
    const text = level.text.replace(/%([1-9])/g, (_, digit: string) => {
      const at = Number(digit) - 1;
      const format = level.isLegal ? 'decimal' : (levels.get(at)?.format ?? 'decimal');
      return listNumber(counts[at] ?? 1, format);
    });
    if (text.trim() === '') continue;
    const run = document.createElement('w:r');
    const words = document.createElement('w:t');
    words.setAttribute('xml:space', 'preserve');
    // A bare number needs a gap to what it numbers; a mark behind it parts them already.
    words.appendChild(document.createTextNode(/[\dA-Za-z章节条篇]$/.test(text) ? `${text} ` : text));
    run.appendChild(words);
    paragraph.insertBefore(run, properties ? properties.nextSibling : paragraph.firstChild);
  }
};
