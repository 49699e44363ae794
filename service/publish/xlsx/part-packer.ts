import { promisify } from 'node:util';
import { constants, crc32, deflateRaw } from 'node:zlib';

/**
 * Packs the content of a part while it is made, so that it never stands in memory as a whole. Pieces are deflated on
 * other threads, each with the window of the one before it as its dictionary, and joined at byte boundaries, which
 * gives one deflate stream (RFC 1951; the method of pigz).
 */

/** The content of a part as a container keeps it. */
export interface PackedContent {
  /** The packed bytes, in pieces: joining them is the container's. */
  pieces: readonly Buffer[];
  crc: number;
  /** Bytes before packing. */
  inflated: number;
}

const pack = promisify(deflateRaw);
const encoder = new TextEncoder();
/** Bytes that are deflated at once. */
const pieceLength = 1 << 19;
/** Bytes of packed content that come back at once; a piece seldom takes more. */
const chunkSize = 3 << 15;
/** Bytes that deflate looks back at most. */
const windowLength = 1 << 15;
/** Pieces that may be under way at once: as many as there are threads, less one. */
const underWay = 3;
/** The last block of a stream, without any content. */
const lastBlock = Buffer.from([3, 0]);

export class PartPacker {
  readonly #utf16: boolean;
  readonly #packed: Promise<Buffer>[] = [];
  /** Pieces that were packed, to be filled again. */
  readonly #free: Buffer<ArrayBuffer>[] = [];
  #piece = Buffer.allocUnsafe(pieceLength);
  #filled = 0;
  #window = Buffer.alloc(0);
  #crc = 0;
  #inflated = 0;

  constructor(encoding: 'utf8' | 'utf16le' = 'utf8') {
    this.#utf16 = encoding === 'utf16le';
  }

  /**
   * Takes the next stretch of the content: text, or bytes in UTF-8.
   * @returns when there is room for more
   */
  async write(content: string | Uint8Array): Promise<void> {
    if (this.#utf16) {
      const text = typeof content === 'string' ? content : Buffer.from(content).toString('utf8');
      await this.#bytes(Buffer.from(text, 'utf16le'));
    } else if (typeof content === 'string') await this.#text(content);
    else await this.#bytes(content);
  }

  /** Encodes a text where it is to lie, so that no copy of it is made on the way. */
  async #text(content: string): Promise<void> {
    for (let rest = content; rest !== ''; ) {
      const { read, written } = encoder.encodeInto(rest, this.#piece.subarray(this.#filled));
      this.#filled += written;
      if (read === rest.length) return;
      rest = rest.slice(read);
      // What is left of the piece is shorter than a character.
      await this.#send();
    }
  }

  async #bytes(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.length; ) {
      const taken = Math.min(bytes.length - from, pieceLength - this.#filled);
      this.#piece.set(bytes.subarray(from, from + taken), this.#filled);
      this.#filled += taken;
      from += taken;
      if (this.#filled === pieceLength) await this.#send();
    }
  }

  async #send(): Promise<void> {
    const whole = this.#piece;
    const piece = whole.subarray(0, this.#filled);
    this.#crc = crc32(piece, this.#crc);
    this.#inflated += piece.length;
    this.#packed.push(this.#pack(piece, whole, this.#window));
    this.#window = Buffer.from(piece.subarray(Math.max(0, piece.length - windowLength)));
    await this.#packed.at(-1 - underWay);
    this.#piece = this.#free.pop() ?? Buffer.allocUnsafe(pieceLength);
    this.#filled = 0;
  }

  async #pack(piece: Buffer, whole: Buffer<ArrayBuffer>, window: Buffer): Promise<Buffer> {
    const dictionary = window.length > 0 ? { dictionary: window } : {};
    const packed = await pack(piece, { ...dictionary, finishFlush: constants.Z_SYNC_FLUSH, chunkSize });
    this.#free.push(whole);
    return packed;
  }

  /** Ends the content. */
  async finish(): Promise<PackedContent> {
    if (this.#filled > 0) await this.#send();
    const pieces = [...(await Promise.all(this.#packed)), lastBlock];
    return { pieces, crc: this.#crc, inflated: this.#inflated };
  }
}
