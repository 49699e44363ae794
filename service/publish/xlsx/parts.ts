import { constants } from 'node:buffer';
import { posix } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { type PackedContent, PartPacker } from './part-packer.ts';
import {
  damagedWorkbook,
  legacyWorkbook,
  notAWorkbook,
  sharedLegacyWorkbook,
  signedWorkbook,
  strictWorkbook,
  tooLargePart,
} from './problems.ts';
import { appendInside, attributeMap, escapeXml, findTag, patchXml, rootPrefix, tagsIn } from './xml.ts';
import {
  deflatedEntry,
  packedEntry,
  type WrittenEntry,
  writeZip,
  type ZipEntry,
  type ZipLimits,
  ZipReader,
} from './zip.ts';

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
const strictNamespace = 'http://purl.oclc.org/ooxml/spreadsheetml/main';
export const relationshipsNamespace = officeRelationships;
export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const contentTypes = '[Content_Types].xml';

const relationshipPartOf = (part: string): string =>
  part === '' ? '_rels/.rels' : `${posix.dirname(part)}/_rels/${posix.basename(part)}.rels`;

/** Bytes of the longest part that is ever one string; decoding never gives more characters than it takes bytes. */
const longestText = constants.MAX_STRING_LENGTH;
/** Bytes of a part up to which its text is kept once it was decoded. */
const keptText = 4 << 20;
const isUtf16 = (bytes: Uint8Array): boolean => bytes[0] === 0xff && bytes[1] === 0xfe;

/** A part as it is to stand: its text, or its content packed already (a sheet that is never one string). */
interface Edited {
  text: string | undefined;
  packed: PackedContent | undefined;
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
    const root = findTag(this.text(main.target), 'workbook');
    if (root === undefined) throw notAWorkbook();
    if (this.text(main.target).slice(root.start, root.end).includes(strictNamespace)) throw strictWorkbook();
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

  /**
   * Text of a part with the changes made so far.
   * @throws Problem workbook.part-too-large where a string cannot hold it
   */
  text(part: string): string {
    const edited = this.#edited.get(part)?.text ?? this.#texts.get(part);
    if (edited !== undefined) return edited;
    const bytes = this.#content(part);
    if (bytes.length > longestText) throw tooLargePart(part);
    const text = isUtf16(bytes) ? bytes.toString('utf16le') : bytes.toString('utf8');
    // A large text is read again when it is wanted again; what is kept is kept for as long as the workbook is open.
    if (bytes.length <= keptText) this.#texts.set(part, text);
    return text;
  }

  /** Content of a part in UTF-8, with the changes made so far. */
  bytes(part: string): Buffer {
    const text = this.#edited.get(part)?.text;
    if (text !== undefined) return Buffer.from(text);
    const bytes = this.#content(part);
    return isUtf16(bytes) ? Buffer.from(bytes.toString('utf16le')) : bytes;
  }

  /** Content of a part as its bytes stand in the file. */
  #content(part: string): Buffer {
    const packed = this.#edited.get(part)?.packed;
    return packed ? inflateRawSync(Buffer.concat(packed.pieces)) : this.#zip.read(part);
  }

  /**
   * True where a part may hold a text. Looks at its bytes, so that a large part costs no string. Writers that write
   * other characters than ASCII as references (openpyxl does) hide it from such a look, so theirs may hold anything.
   */
  mentions(part: string, text: string): boolean {
    const bytes = this.bytes(part);
    return bytes.includes(escapeXml(text)) || bytes.includes('&#');
  }

  /** Gives a part a new text; the same text leaves it untouched. */
  set(part: string, text: string): void {
    if (this.text(part) === text) return;
    const added = this.#edited.get(part)?.added ?? false;
    this.#edited.set(part, { text, packed: undefined, added });
    if (part.endsWith('.rels')) this.#relationships.clear();
  }

  /**
   * Gives a part a new content that is never one string: it is packed while it is made.
   * @param pieces text, or bytes in UTF-8; they are written in the encoding that the part came in
   */
  async setPieces(part: string, pieces: Iterable<string | Uint8Array>): Promise<void> {
    const packer = new PartPacker(isUtf16(this.#content(part)) ? 'utf16le' : 'utf8');
    for (const piece of pieces) await packer.write(piece);
    const packed = await packer.finish();
    this.#texts.delete(part);
    this.#edited.set(part, { text: undefined, packed, added: this.#edited.get(part)?.added ?? false });
  }

  /** Changes a part by a function of its text. */
  edit(part: string, change: (text: string) => string): void {
    this.set(part, change(this.text(part)));
  }

  /** Adds a part with its content type. */
  add(part: string, text: string, contentType?: string): void {
    this.#edited.set(part, { text, packed: undefined, added: true });
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
    const entries: (ZipEntry | WrittenEntry)[] = [];
    for (const entry of this.#zip.entries.values()) {
      if (this.#removed.has(entry.name)) continue;
      const edited = this.#edited.get(entry.name);
      entries.push(edited ? this.#entry(entry.name, edited, entry) : entry);
    }
    for (const [name, edited] of this.#edited) {
      if (edited.added && !this.#zip.entries.has(name)) entries.push(this.#entry(name, edited));
    }
    return writeZip(entries);
  }

  #entry(name: string, { text, packed }: Edited, like?: ZipEntry): WrittenEntry {
    if (packed) return packedEntry(name, packed, like);
    const content = like ? this.#encoded(name, text ?? '') : Buffer.from(text ?? '');
    return deflatedEntry(name, content, like);
  }

  #encoded(part: string, text: string): Uint8Array {
    // A part goes back in the encoding that it came in; its declaration still says so.
    return Buffer.from(text, isUtf16(this.#zip.read(part)) ? 'utf16le' : 'utf8');
  }
}
