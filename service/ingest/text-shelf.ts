import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { CleanDocument } from '../records/clean-document.ts';

/** The part of a document that grows with its length. */
export type ShelvedText = Pick<CleanDocument, 'text' | 'origin'>;

/** Characters that wait in memory before a file is opened: what is commonly handed in at once. */
const mostInMemory = 1 << 21;

/** The temporary file, and how many bytes it holds. */
interface Spill {
  readonly folder: string;
  readonly file: number;
  size: number;
}

/**
 * Keeps texts until it is known which of them are copies: the first ones in memory, further ones in a temporary file that
 * nobody else may read, so that memory does not grow with the number of files. Where no file can be written all of them
 * stay in memory. Close it when done.
 */
export class TextShelf {
  readonly #places: (ShelvedText | { readonly at: number; readonly bytes: number } | null)[] = [];
  readonly #mostInMemory: number;
  #inMemory = 0;
  #spill: Spill | null | undefined;

  /** @param most characters that wait in memory */
  constructor(most: number = mostInMemory) {
    this.#mostInMemory = most;
  }

  /** Puts a text away. @returns the number under which `take` gives it back */
  put({ text, origin }: ShelvedText): number {
    if (this.#inMemory + text.length > this.#mostInMemory) {
      const place = this.#write({ text, origin });
      if (place) return this.#places.push(place) - 1;
    }
    this.#inMemory += text.length;
    return this.#places.push({ text, origin }) - 1;
  }

  /** Gives a text back and forgets it. @throws RangeError for one that was taken before */
  take(number: number): ShelvedText {
    const place = this.#places[number];
    if (!place) throw new RangeError(`no text ${number} on the shelf`);
    this.#places[number] = null;
    if ('text' in place) {
      this.#inMemory -= place.text.length;
      return place;
    }
    const bytes = Buffer.alloc(place.bytes);
    let read = 0;
    while (this.#spill && read < bytes.length) {
      const more = readSync(this.#spill.file, bytes, read, bytes.length - read, place.at + read);
      if (more === 0) break;
      read += more;
    }
    return deserialize(bytes) as ShelvedText;
  }

  /** Removes the temporary file. */
  close(): void {
    if (!this.#spill) return;
    closeSync(this.#spill.file);
    rmSync(this.#spill.folder, { recursive: true, force: true });
    this.#spill = null;
  }

  #write(text: ShelvedText): { at: number; bytes: number } | null {
    if (this.#spill === undefined) this.#spill = openSpill();
    if (this.#spill === null) return null;
    const bytes = serialize(text);
    const at = this.#spill.size;
    let written = 0;
    try {
      while (written < bytes.length)
        written += writeSync(this.#spill.file, bytes, written, bytes.length - written, at + written);
    } catch {
      // The disk is full: this one and those that follow wait in memory, as the first did.
      return null;
    }
    this.#spill.size += bytes.length;
    return { at, bytes: bytes.length };
  }
}

const openSpill = (): Spill | null => {
  try {
    const folder = mkdtempSync(join(tmpdir(), 'policy-sheets-shelf-'));
    return { folder, file: openSync(join(folder, 'texts'), 'wx+', 0o600), size: 0 };
  } catch {
    return null;
  }
};
