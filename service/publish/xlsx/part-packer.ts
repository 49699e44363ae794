import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

/**
 * Packs the content of a part while it is made, so that it never stands in memory as a whole. Pieces are deflated on
 * other threads, each with the window of the one before it as its dictionary, and joined at byte boundaries, which
 * gives one deflate stream (RFC 1951; the method of pigz). The result depends on the content alone, not on how it was
 * handed over.
 */

/** The content of a part as a container keeps it. */
export interface PackedContent {
  data: Buffer;
  crc: number;
  /** Bytes before packing. */
  inflated: number;
}

const pack = promisify(deflateRaw);
/** Bytes that are deflated at once. */
const pieceLength = 1 << 20;
/** Bytes of packed content that come back at once; a piece seldom takes more. */
const chunkSize = 1 << 18;
/** Bytes that deflate looks back at most. */
const windowLength = 1 << 15;
/** Pieces that may be under way at once: as many as there are threads, less one. */
const underWay = 3;
/** The last block of a stream, without any content. */
const lastBlock = Buffer.from([3, 0]);

export class PartPacker {
  readonly #encoding: 'utf8' | 'utf16le';
  readonly #packed: Promise<Buffer>[] = [];
  #piece = Buffer.allocUnsafe(pieceLength);
  #filled = 0;
  #window = Buffer.alloc(0);
  #crc = 0;
  #inflated = 0;

  constructor(encoding: 'utf8' | 'utf16le' = 'utf8') {
    this.#encoding = encoding;
  }

  /**
   * Takes the next stretch of the content: text, or bytes in UTF-8.
   * @returns when there is room for more
   */
  async write(content: string | Uint8Array): Promise<void> {
    const bytes =
      typeof content === 'string'
        ? Buffer.from(content, this.#encoding)
        : this.#encoding === 'utf8'
          ? content
          : Buffer.from(Buffer.from(content).toString('utf8'), this.#encoding);
    for (let from = 0; from < bytes.length; ) {
      const taken = Math.min(bytes.length - from, pieceLength - this.#filled);
      this.#piece.set(bytes.subarray(from, from + taken), this.#filled);
      this.#filled += taken;
      from += taken;
      if (this.#filled === pieceLength) await this.#send();
    }
  }

  async #send(): Promise<void> {
    const piece = this.#piece.subarray(0, this.#filled);
    this.#crc = crc32(piece, this.#crc);
    this.#inflated += piece.length;
    const dictionary = this.#window.length > 0 ? { dictionary: this.#window } : {};
    this.#packed.push(pack(piece, { ...dictionary, finishFlush: constants.Z_SYNC_FLUSH, chunkSize }));
    this.#window = piece.subarray(Math.max(0, piece.length - windowLength));
    this.#piece = Buffer.allocUnsafe(pieceLength);
    this.#filled = 0;
    await this.#packed.at(-1 - underWay);
  }

  /** Ends the content. */
  async finish(): Promise<PackedContent> {
    if (this.#filled > 0) await this.#send();
    const data = Buffer.concat([...(await Promise.all(this.#packed)), lastBlock]);
    return { data, crc: this.#crc, inflated: this.#inflated };
  }
}
