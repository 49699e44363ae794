import { binaryFile, emptyFile, maxFileBytes, tooLargeFile, undecodableFile } from '../problems.ts';
import { binaryKindOf } from './binary.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';
export interface DecodedFile {
  text: string;
  encoding: Encoding;
}

const decodeAs = (bytes: Uint8Array, encoding: Encoding): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
};

const byteOrderMarks: readonly [Encoding, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

/** Private-use characters that GB18030 gives for bytes that are no text in practice. */
const implausible = (text: string): boolean => {
  const odd = text.match(/[\ue000-\uf8ff\ufffd]/g)?.length ?? 0;
  return odd > text.length / 50;
};

/** A UTF-8 file that was cut in the middle of its last character loses that character only. */
const withoutCutEnd = (bytes: Uint8Array): string | null => {
  for (let cut = 1; cut <= 3 && cut < bytes.length; cut++) {
    const text = decodeAs(bytes.subarray(0, bytes.length - cut), 'utf-8');
    if (text !== null) return text;
  }
  return null;
};

/**
 * Reads the bytes of a text file.
 * @returns the text without its byte order mark, and the encoding
 * @throws Problem file.empty, file.too-large, file.binary, file.encoding
 */
export const decode = (name: string, bytes: Uint8Array): DecodedFile => {
  if (bytes.length === 0) throw emptyFile(name);
  if (bytes.length > maxFileBytes) throw tooLargeFile(name, bytes.length);
  for (const [encoding, mark] of byteOrderMarks) {
    if (!mark.every((byte, i) => bytes[i] === byte)) continue;
    const text = decodeAs(bytes, encoding);
    if (text === null) throw undecodableFile(name);
    return checked(name, { text, encoding });
  }
  const kind = binaryKindOf(bytes);
  if (kind !== null) throw binaryFile(name, kind);
  const utf8 = decodeAs(bytes, 'utf-8');
  if (utf8 !== null) return checked(name, { text: utf8, encoding: 'utf-8' });
  const gb18030 = decodeAs(bytes, 'gb18030');
  const cut = withoutCutEnd(bytes);
  if (cut !== null) return checked(name, { text: cut, encoding: 'utf-8' });
  if (gb18030 === null || implausible(gb18030)) throw undecodableFile(name);
  return checked(name, { text: gb18030, encoding: 'gb18030' });
};

const checked = (name: string, file: DecodedFile): DecodedFile => {
  if (file.text.trim() === '') throw emptyFile(name);
  return file;
};
