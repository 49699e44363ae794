import { unknownBinary } from '../problems.ts';

/** First bytes of formats that people rename to .txt by mistake. */
const signatures: readonly [string, readonly number[]][] = [
  ['ZIP / Office (.docx, .xlsx)', [0x50, 0x4b, 0x03, 0x04]],
  ['PDF', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['Office 97 (.doc, .xls)', [0xd0, 0xcf, 0x11, 0xe0]],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['gzip', [0x1f, 0x8b]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
  ['7-Zip', [0x37, 0x7a, 0xbc, 0xaf]],
];

/**
 * Says what a file without a byte order mark holds if it is no text.
 * @returns the name of the format, or null where the bytes can be text in some encoding
 */
export const binaryKindOf = (bytes: Uint8Array): string | null => {
  for (const [kind, signature] of signatures)
    if (signature.every((byte, i) => bytes[i] === byte)) return kind;
  const head = bytes.subarray(0, 65536);
  let control = 0;
  for (const byte of head) {
    if (byte === 0) return unknownBinary;
    if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 12 && byte !== 13) control++;
  }
  return control > head.length / 100 ? unknownBinary : null;
};
