import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import type { PackedContent } from './part-packer.ts';
import {
  damagedWorkbook,
  emptyWorkbook,
  encryptedWorkbook,
  legacyWorkbook,
  notAWorkbook,
  zipBomb,
} from './problems.ts';

/**
 * The ZIP container of a workbook. An entry that nobody edits is copied as its compressed bytes, never inflated
 * and never deflated again (design/xlsx-files.md, section 2), which keeps it identical and costs nothing.
 * The format: PKWARE APPNOTE 6.3, as far as OPC (ECMA-376 part 2, annex C) allows it.
 */

/** What an uploaded workbook may cost before it is refused. */
export interface ZipLimits {
  entries: number;
  /** Sum of the declared sizes of all entries, in bytes. */
  inflated: number;
  /** Inflated size of one entry. */
  entry: number;
  /** Inflated ÷ compressed of one entry, looked at from `ratioFrom` bytes on. */
  ratio: number;
  ratioFrom: number;
}
export const defaultZipLimits: ZipLimits = {
  entries: 10_000,
  inflated: 1 << 30,
  entry: 1 << 30,
  // XML of a sheet that repeats one row reaches about 150; deflate itself ends at 1032.
  ratio: 250,
  ratioFrom: 16 << 20,
};

/** One entry of a container as its bytes stand there. */
export interface ZipEntry {
  readonly name: string;
  readonly rawName: Uint8Array;
  readonly flags: number;
  readonly method: number;
  readonly time: number;
  readonly date: number;
  readonly crc: number;
  readonly inflated: number;
  readonly attributes: number;
  /** Compressed bytes. */
  readonly data: Buffer;
}

const endOfDirectory = 0x06054b50;
const zip64Locator = 0x07064b50;
const directoryEntry = 0x02014b50;
const localHeader = 0x04034b50;
const unset32 = 0xffffffff;
/** 1980-01-01, the first day that a ZIP can name: a result must not depend on the clock. */
const epochDate = 0x21;

interface Place {
  count: number;
  offset: number;
  end: number;
}

const findDirectory = (bytes: Buffer): Place => {
  const lowest = Math.max(0, bytes.length - 22 - 0xffff);
  let at = bytes.length - 22;
  while (at >= lowest && bytes.readUInt32LE(at) !== endOfDirectory) at--;
  if (at < lowest) throw damagedWorkbook('no end of central directory');
  let count = bytes.readUInt16LE(at + 10);
  let offset = bytes.readUInt32LE(at + 16);
  if (count === 0xffff || offset === unset32) {
    const locator = at - 20;
    if (locator < 0 || bytes.readUInt32LE(locator) !== zip64Locator) {
      throw damagedWorkbook('no zip64 locator');
    }
    const record = Number(bytes.readBigUInt64LE(locator + 8));
    if (record + 56 > bytes.length) throw damagedWorkbook('zip64 record outside the file');
    count = Number(bytes.readBigUInt64LE(record + 32));
    offset = Number(bytes.readBigUInt64LE(record + 48));
  }
  return { count, offset, end: at };
};

/** The sizes and the offset of a directory entry, from its zip64 extra field where the short fields overflow. */
const sizesOf = (bytes: Buffer, at: number, nameLength: number, extraLength: number) => {
  let inflated = bytes.readUInt32LE(at + 24);
  let deflated = bytes.readUInt32LE(at + 20);
  let offset = bytes.readUInt32LE(at + 42);
  const end = at + 46 + nameLength + extraLength;
  for (let field = at + 46 + nameLength; field + 4 <= end; ) {
    const size = bytes.readUInt16LE(field + 2);
    if (bytes.readUInt16LE(field) === 1) {
      let value = field + 4;
      const next = () => {
        const number = Number(bytes.readBigUInt64LE(value));
        value += 8;
        return number;
      };
      if (inflated === unset32) inflated = next();
      if (deflated === unset32) deflated = next();
      if (offset === unset32) offset = next();
    }
    field += 4 + size;
  }
  return { inflated, deflated, offset };
};

const refuseOtherFormats = (bytes: Buffer): void => {
  if (bytes.length === 0) throw emptyWorkbook();
  // OLE compound file: an encrypted package holds a stream of this name (MS-OFFCRYPTO 2.3.4.4), an .xls a Workbook stream.
  if (bytes.length >= 8 && bytes.readUInt32BE(0) === 0xd0cf11e0) {
    throw bytes.includes(Buffer.from('EncryptedPackage', 'utf16le')) ? encryptedWorkbook() : legacyWorkbook();
  }
  if (bytes.length < 4 || bytes.readUInt32LE(0) !== localHeader) throw notAWorkbook();
};

/** Reads a container. Throws a Problem for anything that is not a whole, honest ZIP. */
export class ZipReader {
  readonly entries = new Map<string, ZipEntry>();
  readonly #byLowerName = new Map<string, string>();
  readonly #limits: ZipLimits;

  /**
   * @param source bytes of the file; kept, not copied
   * @param limits what the file may cost
   */
  constructor(source: Uint8Array, limits: ZipLimits = defaultZipLimits) {
    const bytes = Buffer.from(source.buffer, source.byteOffset, source.byteLength);
    this.#limits = limits;
    refuseOtherFormats(bytes);
    try {
      this.#readDirectory(bytes);
    } catch (error) {
      if (error instanceof RangeError) throw damagedWorkbook('directory outside the file', error);
      throw error;
    }
  }

  #readDirectory(bytes: Buffer): void {
    const directory = findDirectory(bytes);
    if (directory.count > this.#limits.entries) throw zipBomb({ entries: directory.count });
    let at = directory.offset;
    let total = 0;
    const spans: { from: number; to: number }[] = [];
    for (let i = 0; i < directory.count; i++) {
      if (bytes.readUInt32LE(at) !== directoryEntry) throw damagedWorkbook('broken central directory');
      const flags = bytes.readUInt16LE(at + 8);
      const nameLength = bytes.readUInt16LE(at + 28);
      const extraLength = bytes.readUInt16LE(at + 30);
      const rawName = bytes.subarray(at + 46, at + 46 + nameLength);
      const { inflated, deflated, offset } = sizesOf(bytes, at, nameLength, extraLength);
      if (flags & 1) throw encryptedWorkbook();
      total += inflated;
      this.#refuseBomb(inflated, deflated, total);
      if (bytes.readUInt32LE(offset) !== localHeader) throw damagedWorkbook('broken local header');
      const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
      if (start + deflated > directory.end) throw damagedWorkbook('entry outside the file');
      spans.push({ from: offset, to: start + deflated });
      this.#add({
        name: rawName.toString('utf8').replaceAll('\\', '/').replace(/^\//, ''),
        rawName,
        flags,
        method: bytes.readUInt16LE(at + 10),
        time: bytes.readUInt16LE(at + 12),
        date: bytes.readUInt16LE(at + 14),
        crc: bytes.readUInt32LE(at + 16),
        inflated,
        attributes: bytes.readUInt32LE(at + 38),
        data: bytes.subarray(start, start + deflated),
      });
      at += 46 + nameLength + extraLength + bytes.readUInt16LE(at + 32);
    }
    // Entries that share bytes are how small files pretend to be enormous ones.
    spans.sort((a, b) => a.from - b.from);
    for (let i = 1; i < spans.length; i++) {
      if ((spans[i - 1]?.to ?? 0) > (spans[i]?.from ?? 0)) throw zipBomb({ overlapping: true });
    }
  }

  #refuseBomb(inflated: number, deflated: number, total: number): void {
    const { entry, ratio, ratioFrom, inflated: most } = this.#limits;
    if (inflated > entry || total > most) throw zipBomb({ inflated: total });
    if (inflated > ratioFrom && inflated > deflated * ratio) throw zipBomb({ inflated, deflated });
  }

  #add(entry: ZipEntry): void {
    if (entry.name.endsWith('/')) return;
    const lower = entry.name.toLowerCase();
    if (this.#byLowerName.has(lower)) throw damagedWorkbook(`two parts named ${entry.name}`);
    this.#byLowerName.set(lower, entry.name);
    this.entries.set(entry.name, entry);
  }

  /** The name under which a part stands; part names are compared without case (OPC 6.2.2.3). */
  resolve(name: string): string | undefined {
    return this.entries.has(name) ? name : this.#byLowerName.get(name.toLowerCase());
  }

  /** Inflated bytes of an entry, checked against its size and CRC. */
  read(name: string): Buffer {
    const entry = this.entries.get(name);
    if (!entry) throw damagedWorkbook(`part ${name} is missing`);
    let out: Buffer;
    try {
      out =
        entry.method === 0
          ? entry.data
          : inflateRawSync(entry.data, {
              maxOutputLength: Math.max(1, entry.inflated),
              // In one piece: joining many small ones takes as long as inflating them. One byte more than is filled, or
              // zlib would take another piece to see that there is nothing left.
              chunkSize: Math.max(64, entry.inflated + 1),
            });
    } catch (error) {
      throw damagedWorkbook(`part ${name} cannot be inflated`, error);
    }
    if (out.length !== entry.inflated || crc32(out) !== entry.crc) {
      throw damagedWorkbook(`part ${name} does not match its checksum`);
    }
    return out;
  }
}

/** An entry as it is written: its packed bytes may come in pieces. */
export type WrittenEntry = Omit<ZipEntry, 'data'> & { data: readonly Uint8Array[] };

/** An entry made from packed content. It keeps name, time and flags of the entry that it replaces. */
export const packedEntry = (name: string, packed: PackedContent, like?: ZipEntry): WrittenEntry => ({
  name,
  rawName: like?.rawName ?? Buffer.from(name),
  flags: like?.flags ?? 0x800,
  method: 8,
  time: like?.time ?? 0,
  date: like?.date ?? epochDate,
  crc: packed.crc,
  inflated: packed.inflated,
  attributes: like?.attributes ?? 0,
  data: packed.pieces,
});

/** An entry made from new content. */
export const deflatedEntry = (name: string, content: Uint8Array, like?: ZipEntry): WrittenEntry => {
  const packed = { pieces: [deflateRawSync(content)], crc: crc32(content), inflated: content.length };
  return packedEntry(name, packed, like);
};

/**
 * Writes a container.
 * @param entries in the order in which they are to stand
 * @returns the bytes of the file
 */
export const writeZip = (entries: Iterable<ZipEntry | WrittenEntry>): Uint8Array => {
  const body: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let position = 0;
  let size = 0;
  let count = 0;
  for (const entry of entries) {
    const data = Array.isArray(entry.data) ? (entry.data as readonly Uint8Array[]) : [entry.data as Buffer];
    const length = data.reduce((sum, piece) => sum + piece.length, 0);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(localHeader, 0);
    local.writeUInt16LE(20, 4);
    // Bit 3 says that sizes follow the data; here they stand in the header.
    local.writeUInt16LE(entry.flags & ~8, 6);
    local.writeUInt16LE(entry.method, 8);
    local.writeUInt16LE(entry.time, 10);
    local.writeUInt16LE(entry.date, 12);
    local.writeUInt32LE(entry.crc, 14);
    local.writeUInt32LE(length, 18);
    local.writeUInt32LE(entry.inflated, 22);
    local.writeUInt16LE(entry.rawName.length, 26);
    const listed = Buffer.alloc(46);
    listed.writeUInt32LE(directoryEntry, 0);
    listed.writeUInt16LE(20, 4);
    local.copy(listed, 6, 4, 30);
    listed.writeUInt32LE(entry.attributes, 38);
    listed.writeUInt32LE(position, 42);
    body.push(local, entry.rawName, ...data);
    directory.push(listed, entry.rawName);
    position += 30 + entry.rawName.length + length;
    size += 46 + entry.rawName.length;
    count++;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endOfDirectory, 0);
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(position, 16);
  return Buffer.concat([...body, ...directory, end]);
};
