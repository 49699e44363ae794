import { hash } from 'node:crypto';
import { identityText } from '../../records/ids.ts';
import { shinglesOf } from './shingles.ts';

/** What is kept of a text so that its copies are known when it is no longer in memory. */
export interface TextPrint {
  /** SHA-256 of the text as it stands: equal for texts that are equal. */
  readonly exact: string;
  /** SHA-256 of the text without marks and blanks: equal for word-for-word copies. */
  readonly words: string;
  /** Characters without marks and blanks. */
  readonly length: number;
  /** Lines of the text. */
  readonly lines: number;
  readonly shingles: Int32Array;
}

/** The print of a text. */
export const textPrintOf = (text: string): TextPrint => {
  const words = identityText(text);
  return {
    exact: hash('sha256', text, 'base64'),
    words: hash('sha256', words, 'base64'),
    length: words.length,
    lines: text.split('\n').length,
    shingles: shinglesOf(words),
  };
};
