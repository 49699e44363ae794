import { posix } from 'node:path';
import {
  damagedWorkbook,
  legacyWorkbook,
  notAWorkbook,
  sharedLegacyWorkbook,
  signedWorkbook,
} from './problems.ts';
import { appendInside, attributeMap, escapeXml, findTag, patchXml, rootPrefix, tagsIn } from './xml.ts';
import { deflatedEntry, writeZip, type ZipEntry, type ZipLimits, ZipReader } from './zip.ts';

/**
 * A workbook as an OPC package (ECMA-376 part 2): parts, relationships, content types. Changes are kept beside the
 * untouched container until `save`, so a change that fails half-way leaves nothing behind.
 */

/** A relationship of a part. */
export interface Relationship {
  id: string;
  /** Last segment of the type: `worksheet`, `table`. Transitional and strict files share it. */
  type: string;
  /** Part name without a leading slash; for external targets the address. */
  target: string;
  external: boolean;
}
/** A sheet of the workbook in the order of its tabs. */
export interface SheetEntry {
  name: string;
  id: number;
  part: string;
  kind: 'worksheet' | 'chartsheet' | 'other';
  state: 'visible' | 'hidden' | 'veryHidden';
}

const officeRelationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
export const mainNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
export const relationshipsNamespace = officeRelationships;
export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const contentTypes = '[Content_Types].xml';

const relationshipPartOf = (part: string): string =>
  part === '' ? '_rels/.rels' : `${posix.dirname(part)}/_rels/${posix.basename(part)}.rels`;

interface Edited {
  text: string;
  added: boolean;
}

export class WorkbookPackage {
  readonly workbookPart: string;
  readonly #zip: ZipReader;
  readonly #edited = new Map<string, Edited>();
  readonly #removed = new Set<string>();
  readonly #texts = new Map<string, string>();
  readonly #relationships = new Map<string, Relationship[]>();

  /**
   * @param bytes an .xlsx or .xlsm file
   * @throws Problem workbook.* for whatever is no workbook that can be edited safely
   */
  constructor(bytes: Uint8Array, limits?: ZipLimits) {
    this.#zip = new ZipReader(bytes, limits);
    const main = this.relationshipsOf('').find((one) => one.type === 'officeDocument');
    if (!main) throw notAWorkbook();
    if (main.target.endsWith('.bin')) throw legacyWorkbook('.xlsb');
    this.workbookPart = main.target;
    if (!this.has(main.target)) throw damagedWorkbook(`part ${main.target} is missing`);
    if (findTag(this.text(main.target), 'workbook') === undefined) throw notAWorkbook();
    for (const name of this.#zip.entries.keys()) {
      if (/^_xmlsignatures\//i.test(name)) throw signedWorkbook();
      if (/(^|\/)revisions\/revisionHeaders\.xml$/i.test(name)) throw sharedLegacyWorkbook();
    }
  }

  has(part: string): boolean {
    return !this.#removed.has(part) && (this.#edited.has(part) || this.#zip.entries.has(part));
  }

  /** Names of all parts as they stand now. */
  parts(): string[] {
    const added = [...this.#edited].flatMap(([name, { added: isNew }]) => (isNew ? [name] : []));
    return [...this.#zip.entries.keys(), ...added].filter((name) => !this.#removed.has(name));
  }

  /** Text of a part with the changes made so far. */
  text(part: string): string {
    const edited = this.#edited.get(part)?.text ?? this.#texts.get(part);
    if (edited !== undefined) return edited;
    const bytes = this.#zip.read(part);
    const text = bytes[0] === 0xff && bytes[1] === 0xfe ? bytes.toString('utf16le') : bytes.toString('utf8');
    this.#texts.set(part, text);
    return text;
  }

  /** Gives a part a new text; the same text leaves it untouched. */
  set(part: string, text: string): void {
    if (this.text(part) === text) return;
    this.#edited.set(part, { text, added: this.#edited.get(part)?.added ?? false });
    if (part.endsWith('.rels')) this.#relationships.clear();
  }

  /** Changes a part by a function of its text. */
  edit(part: string, change: (text: string) => string): void {
    this.set(part, change(this.text(part)));
  }

  /** Adds a part with its content type. */
  add(part: string, text: string, contentType?: string): void {
    this.#edited.set(part, { text, added: true });
    if (contentType) {
      this.edit(contentTypes, (types) =>
        appendInside(
          types,
          'Types',
          `<${rootPrefix(types)}Override PartName="/${escapeXml(part)}" ContentType="${contentType}"/>`,
        ),
      );
    }
  }

  /** Removes a part, its content type and the relationships of `from` that lead to it. */
  remove(part: string, from: string): void {
    this.#removed.add(part);
    const same = (target: string) => target.toLowerCase() === `/${part.toLowerCase()}`;
    this.edit(contentTypes, (text) =>
      patchXml(text, { drop: (element, all) => element === 'Override' && same(all().PartName ?? '') }),
    );
    const ids = new Set(this.relationshipsOf(from).flatMap((one) => (one.target === part ? [one.id] : [])));
    this.edit(relationshipPartOf(from), (text) =>
      patchXml(text, { drop: (element, all) => element === 'Relationship' && ids.has(all().Id ?? '') }),
    );
    this.#relationships.clear();
  }

  /** The relationships of a part; '' stands for the package. */
  relationshipsOf(part: string): readonly Relationship[] {
    const known = this.#relationships.get(part);
    if (known) return known;
    const all: Relationship[] = [];
    const wanted = relationshipPartOf(part);
    const name = this.#edited.has(wanted) ? wanted : this.#zip.resolve(wanted);
    const text = name === undefined ? '' : this.text(name);
    for (const tag of tagsIn(text)) {
      if (tag.closing || tag.name !== 'Relationship') continue;
      const found = attributeMap(text, tag);
      const external = found.TargetMode === 'External';
      all.push({
        id: found.Id ?? '',
        type: (found.Type ?? '').slice((found.Type ?? '').lastIndexOf('/') + 1),
        target: external ? (found.Target ?? '') : this.#targetOf(part, found.Target ?? ''),
        external,
      });
    }
    this.#relationships.set(part, all);
    return all;
  }

  #targetOf(part: string, written: string): string {
    let target = written;
    try {
      target = decodeURIComponent(written);
    } catch {
      // A per cent sign that escapes nothing: taken as it stands.
    }
    const path = target.startsWith('/')
      ? target.slice(1)
      : posix.normalize(posix.join(posix.dirname(part), target));
    return this.#zip.resolve(path) ?? path;
  }

  /** Parts of a type that a part leads to. */
  related(part: string, type: string): string[] {
    return this.relationshipsOf(part).flatMap((one) =>
      one.type === type && !one.external && this.has(one.target) ? [one.target] : [],
    );
  }

  /**
   * Adds a relationship.
   * @param type full type, or the last segment of one of officeDocument's
   * @returns its id
   */
  relate(from: string, type: string, target: string): string {
    const part = relationshipPartOf(from);
    const ids = new Set(this.relationshipsOf(from).map((one) => one.id.toLowerCase()));
    let number = ids.size + 1;
    while (ids.has(`rid${number}`)) number++;
    const id = `rId${number}`;
    const path = posix.relative(posix.dirname(from), target);
    const full = type.includes('/') ? type : `${officeRelationships}/${type}`;
    const existing = this.#edited.has(part) ? part : this.#zip.resolve(part);
    if (existing === undefined) {
      this.add(
        part,
        `${declaration}<Relationships xmlns="${packageRelationships}"><Relationship Id="${id}" Type="${full}" Target="${escapeXml(path)}"/></Relationships>`,
      );
    } else {
      this.edit(existing, (text) =>
        appendInside(
          text,
          'Relationships',
          `<${rootPrefix(text)}Relationship Id="${id}" Type="${full}" Target="${escapeXml(path)}"/>`,
        ),
      );
    }
    this.#relationships.clear();
    return id;
  }

  /** A part name that is free, made of a stem and a number: xl/worksheets/sheet7.xml. */
  freeName(stem: string, extension: string): string {
    const taken = new Set(this.parts().map((name) => name.toLowerCase()));
    for (let number = 1; ; number++) {
      const name = `${stem}${number}${extension}`;
      if (!taken.has(name.toLowerCase())) return name;
    }
  }

  /** The sheets in the order of their tabs. */
  sheets(): SheetEntry[] {
    const text = this.text(this.workbookPart);
    const relationships = new Map(this.relationshipsOf(this.workbookPart).map((one) => [one.id, one]));
    const all: SheetEntry[] = [];
    for (const tag of tagsIn(text)) {
      if (tag.closing || tag.name !== 'sheet') continue;
      const found = attributeMap(text, tag);
      const relation = relationships.get(
        Object.entries(found).find(([key]) => /^\w+:id$/.test(key))?.[1] ?? '',
      );
      const kind = relation?.type;
      const state = found.state;
      all.push({
        name: found.name ?? '',
        id: Number(found.sheetId ?? 0),
        part: relation?.target ?? '',
        kind: kind === 'worksheet' || kind === 'chartsheet' ? kind : 'other',
        state: state === 'hidden' || state === 'veryHidden' ? state : 'visible',
      });
    }
    return all;
  }

  /** True once anything was changed. */
  get changed(): boolean {
    return this.#edited.size > 0 || this.#removed.size > 0;
  }

  /** Bytes of the package with all changes. Entries keep their order; new ones stand at the end. */
  save(): Uint8Array {
    const entries: ZipEntry[] = [];
    for (const entry of this.#zip.entries.values()) {
      if (this.#removed.has(entry.name)) continue;
      const edited = this.#edited.get(entry.name);
      entries.push(edited ? deflatedEntry(entry.name, this.#encoded(entry.name, edited.text), entry) : entry);
    }
    for (const [name, { text, added }] of this.#edited) {
      if (added && !this.#zip.entries.has(name)) entries.push(deflatedEntry(name, Buffer.from(text)));
    }
    return writeZip(entries);
  }

  #encoded(part: string, text: string): Uint8Array {
    // A part goes back in the encoding that it came in; its declaration still says so.
    return Buffer.from(text, this.#zip.read(part)[0] === 0xff ? 'utf16le' : 'utf8');
  }
}
