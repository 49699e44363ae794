import { damagedWorkbook } from './problems.ts';

/**
 * Offset-preserving XML: tags are found by position and only the attribute values and text runs that must change
 * are replaced, so that unknown elements, prefixes, attribute order and white space stay as they were.
 */

/** A tag by its offsets in the text. */
export interface Tag {
  start: number;
  /** Behind the closing >. */
  end: number;
  /** Name with its prefix. */
  qualified: string;
  /** Name without its prefix. */
  name: string;
  closing: boolean;
  empty: boolean;
  /** Where the attributes begin. */
  attributesFrom: number;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

/** Text behind the entities and character references of XML. */
export const unescapeXml = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) => {
        if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
        if (decimal) return String.fromCodePoint(Number(decimal));
        return entities[name] ?? whole;
      })
    : text;

const unsafe =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot hold these characters at all
  /[&<>"\u0000-\u0008\u000b-\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;
const everyUnsafe = new RegExp(unsafe.source, 'g');
const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Text as XML content or attribute value. What XML cannot hold becomes U+FFFD; cell text is escaped in cells.ts before. */
export const escapeXml = (text: string): string =>
  unsafe.test(text) ? text.replace(everyUnsafe, (found) => escapes[found] ?? '\ufffd') : text;

/**
 * The next tag at or after a position. Comments, CDATA and processing instructions are skipped.
 * @returns undefined at the end of the text
 * @throws Problem workbook.damaged for markup that does not end and for a DOCTYPE, which no part may have
 */
export const nextTag = (text: string, from: number): Tag | undefined => {
  for (let at = from; ; ) {
    const start = text.indexOf('<', at);
    if (start < 0) return undefined;
    const second = text.charCodeAt(start + 1);
    if (second === 33 || second === 63) {
      const close =
        second === 63
          ? '?>'
          : text.startsWith('<!--', start)
            ? '-->'
            : text.startsWith('<![CDATA[', start)
              ? ']]>'
              : null;
      const end = close === null ? -1 : text.indexOf(close, start);
      if (close === null || end < 0) throw damagedWorkbook('markup that no workbook part may have');
      at = end + close.length;
      continue;
    }
    return tagAt(text, start, second === 47);
  }
};

const tagAt = (text: string, start: number, closing: boolean): Tag => {
  const nameFrom = start + (closing ? 2 : 1);
  let colon = -1;
  let at = nameFrom;
  for (; ; at++) {
    const code = text.charCodeAt(at);
    if (code === 58) colon = at;
    if (code === 62 || code === 47 || code <= 32 || Number.isNaN(code)) break;
  }
  const attributesFrom = at;
  for (let code = text.charCodeAt(at); code !== 62; code = text.charCodeAt(++at)) {
    if (code === 34 || code === 39) {
      at = text.indexOf(code === 34 ? '"' : "'", at + 1);
      if (at < 0) throw damagedWorkbook('an attribute does not end');
    } else if (Number.isNaN(code)) {
      throw damagedWorkbook('a tag does not end');
    }
  }
  return {
    start,
    end: at + 1,
    qualified: text.slice(nameFrom, attributesFrom),
    name: text.slice(colon < 0 ? nameFrom : colon + 1, attributesFrom),
    closing,
    empty: text.charCodeAt(at - 1) === 47,
    attributesFrom,
  };
};

/** Every tag from a position on, up to another. */
export function* tagsIn(text: string, from = 0, to = text.length): Generator<Tag> {
  for (let at = from; ; ) {
    const tag = nextTag(text, at);
    if (!tag || tag.start >= to) return;
    yield tag;
    at = tag.end;
  }
}

/** An attribute by the offsets of its value. */
export interface Attribute {
  qualified: string;
  name: string;
  from: number;
  to: number;
}

export function* attributesOf(text: string, tag: Tag): Generator<Attribute> {
  const end = tag.end - 1;
  for (let at = tag.attributesFrom; at < end; ) {
    while (at < end && text.charCodeAt(at) <= 32) at++;
    const equals = text.indexOf('=', at);
    if (equals < 0 || equals >= end) return;
    let quote = equals + 1;
    while (text.charCodeAt(quote) <= 32) quote++;
    const to = text.indexOf(text.charAt(quote), quote + 1);
    if (to < 0) return;
    const qualified = text.slice(at, equals).trim();
    yield { qualified, name: qualified.slice(qualified.indexOf(':') + 1), from: quote + 1, to };
    at = to + 1;
  }
}

/** Value of an attribute by its qualified name. */
export const attributeOf = (text: string, tag: Tag, qualified: string): string | undefined => {
  for (const attribute of attributesOf(text, tag)) {
    if (attribute.qualified === qualified) return unescapeXml(text.slice(attribute.from, attribute.to));
  }
  return undefined;
};

/** All attributes by qualified name. */
export const attributeMap = (text: string, tag: Tag): Record<string, string> => {
  const all: Record<string, string> = {};
  for (const { qualified, from, to } of attributesOf(text, tag))
    all[qualified] = unescapeXml(text.slice(from, to));
  return all;
};

/** First opening tag of a local name. */
export const findTag = (text: string, name: string, from = 0): Tag | undefined => {
  for (const tag of tagsIn(text, from)) if (!tag.closing && tag.name === name) return tag;
  return undefined;
};

/** Offset behind the end of an element. */
export const elementEnd = (text: string, open: Tag): number => {
  if (open.empty) return open.end;
  let depth = 1;
  for (const tag of tagsIn(text, open.end)) {
    if (tag.closing) depth--;
    else if (!tag.empty) depth++;
    if (depth === 0) return tag.end;
  }
  throw damagedWorkbook(`element ${open.name} does not end`);
};

/** Replacements by offset, applied together. They must not overlap. */
export class Edits {
  readonly #edits: { from: number; to: number; text: string }[] = [];
  replace(from: number, to: number, text: string): void {
    this.#edits.push({ from, to, text });
  }
  get any(): boolean {
    return this.#edits.length > 0;
  }
  /** The text with all replacements made. */
  apply(text: string): string {
    if (!this.any) return text;
    const pieces: string[] = [];
    let last = 0;
    for (const edit of [...this.#edits].sort((a, b) => a.from - b.from)) {
      pieces.push(text.slice(last, edit.from), edit.text);
      last = edit.to;
    }
    pieces.push(text.slice(last));
    return pieces.join('');
  }
}

/** Which values of a part to change. Every function gives undefined for what stays as it is. */
export interface PatchRules {
  /** `path` holds the local names of the open elements, outermost first, without the element itself. */
  attribute?: (element: string, name: string, value: string, path: readonly string[]) => string | undefined;
  text?: (element: string, value: string, path: readonly string[]) => string | undefined;
  /** True removes the whole element. */
  drop?: (element: string, attributes: () => Record<string, string>, inner: () => string) => boolean;
}

/** Applies rules to a part's text (or a stretch of it), leaving every other byte as it is. */
export const patchXml = (text: string, rules: PatchRules): string => {
  const edits = new Edits();
  const path: string[] = [];
  let open: Tag | undefined;
  for (let at = 0; ; ) {
    const tag = nextTag(text, at);
    if (!tag) break;
    at = tag.end;
    if (tag.closing) {
      if (open && rules.text && tag.start > open.end) {
        const value = unescapeXml(text.slice(open.end, tag.start));
        const next = rules.text(tag.name, value, path.slice(0, -1));
        if (next !== undefined && next !== value) edits.replace(open.end, tag.start, escapeXml(next));
      }
      path.pop();
      open = undefined;
      continue;
    }
    if (rules.drop) {
      const end = () => elementEnd(text, tag);
      if (
        rules.drop(
          tag.name,
          () => attributeMap(text, tag),
          () => text.slice(tag.end, end()),
        )
      ) {
        at = end();
        edits.replace(tag.start, at, '');
        open = undefined;
        continue;
      }
    }
    if (rules.attribute) {
      for (const attribute of attributesOf(text, tag)) {
        const value = unescapeXml(text.slice(attribute.from, attribute.to));
        const next = rules.attribute(tag.name, attribute.name, value, path);
        if (next !== undefined && next !== value)
          edits.replace(attribute.from, attribute.to, escapeXml(next));
      }
    }
    open = tag.empty ? undefined : tag;
    if (!tag.empty) path.push(tag.name);
  }
  return edits.apply(text);
};

/** Sets an attribute of the first element of a name, adding it where it is not there. */
export const setAttribute = (text: string, element: string, name: string, value: string): string => {
  const tag = findTag(text, element);
  if (!tag) return text;
  for (const attribute of attributesOf(text, tag)) {
    if (attribute.qualified === name) {
      return text.slice(0, attribute.from) + escapeXml(value) + text.slice(attribute.to);
    }
  }
  const at = tag.end - (tag.empty ? 2 : 1);
  return `${text.slice(0, at)} ${name}="${escapeXml(value)}"${text.slice(at)}`;
};

/** Inserts XML before the end of the first element of a name; an empty element is opened for it. */
export const appendInside = (text: string, element: string, xml: string): string => {
  const tag = findTag(text, element);
  if (!tag) throw damagedWorkbook(`element ${element} is missing`);
  if (tag.empty) {
    const open = text.slice(tag.start, tag.end - 2).trimEnd();
    return `${text.slice(0, tag.start)}${open}>${xml}</${tag.qualified}>${text.slice(tag.end)}`;
  }
  const close = text.lastIndexOf('</', elementEnd(text, tag) - 1);
  return text.slice(0, close) + xml + text.slice(close);
};

/** The prefix of the root element with its colon, or nothing: generated elements take the same. */
export const rootPrefix = (text: string): string => {
  const root = nextTag(text, 0);
  return root ? root.qualified.slice(0, root.qualified.length - root.name.length) : '';
};
