import type { WorkbookPackage } from './parts.ts';
import { attributeMap, attributeOf, attributesOf, elementEnd, findTag, tagsIn } from './xml.ts';

/** Cell formats: which of them show dates, and adding one that does (ECMA-376 part 1, 18.8). */

/** Built-in formats that show a date or a time; 27 to 36 and 50 to 58 are the East Asian ones. */
const builtInDates = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54,
  55, 56, 57, 58,
]);
/** yyyy-mm-dd reads the same in every language. */
const isoDateFormat = 'yyyy\\-mm\\-dd';

const showsDate = (format: string): boolean =>
  /[ymdhs]/i.test(format.replace(/"[^"]*"|\\.|_.|\*.|\[(?!h|m|s)[^\]]*\]/gi, ''));

/** The workbook's cell formats. New ones are appended; those that are there are never changed. */
export class CellFormats {
  readonly #workbook: WorkbookPackage;
  readonly #part: string | undefined;
  readonly #dates: boolean[] = [];
  readonly #wraps: boolean[] = [];
  readonly #dated = new Map<string, string>();

  constructor(workbook: WorkbookPackage) {
    this.#workbook = workbook;
    this.#part = workbook.related(workbook.workbookPart, 'styles')[0];
    if (this.#part === undefined) return;
    const text = workbook.text(this.#part);
    const formats = new Map<number, boolean>();
    let inCells = false;
    for (const tag of tagsIn(text)) {
      if (tag.name === 'cellXfs') inCells = !tag.closing && !tag.empty;
      else if (tag.closing) continue;
      else if (tag.name === 'numFmt' && attributeOf(text, tag, 'formatCode') !== undefined) {
        formats.set(
          Number(attributeOf(text, tag, 'numFmtId')),
          showsDate(attributeOf(text, tag, 'formatCode') ?? ''),
        );
      } else if (inCells && tag.name === 'xf') {
        const id = Number(attributeOf(text, tag, 'numFmtId') ?? 0);
        this.#dates.push(formats.get(id) ?? builtInDates.has(id));
        this.#wraps.push(false);
      } else if (inCells && tag.name === 'alignment') {
        const wrap = attributeOf(text, tag, 'wrapText');
        this.#wraps[this.#wraps.length - 1] = wrap === '1' || wrap === 'true';
      }
    }
  }

  /** True where a cell of this format shows its number as a date. */
  isDate(style: string | undefined): boolean {
    return this.#dates[Number(style ?? 0)] ?? false;
  }

  /** True where a cell of this format breaks its text into lines. */
  wraps(style: string | undefined): boolean {
    return this.#wraps[Number(style ?? 0)] ?? false;
  }

  /**
   * The format that is the given one but shows a date; appended to the workbook where it has none.
   * @returns its index, or the given one where the workbook has no styles part
   */
  asDate(style: string | undefined): string | undefined {
    if (this.isDate(style) || this.#part === undefined) return style;
    const base = style ?? '0';
    const known = this.#dated.get(base);
    if (known !== undefined) return known;
    const part = this.#part;
    const format = this.#dateFormatId(part);
    const text = this.#workbook.text(part);
    const list = findTag(text, 'cellXfs');
    if (!list || list.empty) return style;
    const listEnd = elementEnd(text, list);
    let index = -1;
    let source: string | undefined;
    for (let at = list.end; at < listEnd; ) {
      const tag = findTag(text, 'xf', at);
      if (!tag || tag.start >= listEnd) break;
      at = elementEnd(text, tag);
      if (++index === Number(base)) source = text.slice(tag.start, at);
    }
    if (source === undefined) return style;
    const copy = this.#withFormat(source, format);
    const close = text.lastIndexOf('</', listEnd - 1);
    const next = String(index + 1);
    const count = [...attributesOf(text, list)].find((one) => one.qualified === 'count');
    const grown = text.slice(0, close) + copy + text.slice(close);
    this.#workbook.set(
      part,
      count ? grown.slice(0, count.from) + String(index + 2) + grown.slice(count.to) : grown,
    );
    this.#dates.push(true);
    this.#wraps.push(this.wraps(base));
    this.#dated.set(base, next);
    return next;
  }

  #withFormat(xf: string, format: number): string {
    const open = findTag(xf, 'xf');
    if (!open) return xf;
    const all = { ...attributeMap(xf, open), numFmtId: String(format), applyNumberFormat: '1' };
    const written = Object.entries(all).map(([name, value]) => ` ${name}="${value}"`);
    return `<${open.qualified}${written.join('')}${xf.slice(open.end - (open.empty ? 2 : 1))}`;
  }

  #dateFormatId(part: string): number {
    const text = this.#workbook.text(part);
    let highest = 163;
    for (const tag of tagsIn(text)) {
      if (tag.closing || tag.name !== 'numFmt') continue;
      const id = Number(attributeOf(text, tag, 'numFmtId') ?? 0);
      // Formats of conditional styles (dxf) share the numbers; a cell format needs one in the list itself.
      if (attributeOf(text, tag, 'formatCode') === isoDateFormat && this.#listed(text, tag.start)) return id;
      highest = Math.max(highest, id);
    }
    const id = highest + 1;
    const list = findTag(text, 'numFmts');
    const root = findTag(text, 'styleSheet');
    if (!root) return 14;
    const prefix = root.qualified.slice(0, root.qualified.length - root.name.length);
    const entry = `<${prefix}numFmt numFmtId="${id}" formatCode="${isoDateFormat}"/>`;
    if (!list) {
      this.#workbook.set(
        part,
        `${text.slice(0, root.end)}<${prefix}numFmts count="1">${entry}</${prefix}numFmts>${text.slice(root.end)}`,
      );
      return id;
    }
    const end = elementEnd(text, list);
    const close = text.lastIndexOf('</', end - 1);
    const count = [...attributesOf(text, list)].find((one) => one.qualified === 'count');
    let grown = text.slice(0, close) + entry + text.slice(close);
    if (count) {
      grown =
        grown.slice(0, count.from) +
        String(Number(grown.slice(count.from, count.to)) + 1) +
        grown.slice(count.to);
    }
    this.#workbook.set(part, grown);
    return id;
  }

  #listed(text: string, at: number): boolean {
    const list = findTag(text, 'numFmts');
    return list !== undefined && at > list.start && at < elementEnd(text, list);
  }
}
