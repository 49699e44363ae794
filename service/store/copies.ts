import { identityText } from '../records/ids.ts';
import { sharedShare } from './likeness.ts';

/** What a text that comes in is to the text that the store holds of the same document. */
export type CopyRelation =
  /** The document's text, read anew or in a fuller copy: takes the place of the stored one. */
  | 'text'
  /** The very text that is stored, from another file: its records count, its page's fields do not. */
  | 'sameText'
  /** An excerpt or lesser copy: the stored text stays. */
  | 'lesser'
  /** Another document with the same title and region. */
  | 'other';

export interface TextOfSource {
  text: string | null;
  /** SHA-256 of the file that it was read from. */
  sha256: string;
  /** The document's own number, where the text or its page states one. */
  docNumber: string | null;
}

/** A second reading of one file may lose furniture, but not this much of the text; an excerpt in the same file does. */
const leastOfRereading = 0.7;

/** Below this share of common passages two long texts are not copies of each other. */
const leastOfCopy = 0.1;

/** Texts below this length (identity characters) say too little to be told apart from a lesser copy. */
const longEnough = 500;

/**
 * Decides which of two texts of one document the store keeps. The fuller one stays whatever the order in which they
 * come, so that ingesting the same files again changes nothing:
 *
 * 1. Facts without a text never displace a text.
 * 2. The same file read again displaces its own earlier reading, unless far less came out: then it is an excerpt
 *    in the same file.
 * 3. The very same text from another file is the same text.
 * 4. Of texts from two files the longer one stays (characters that count for identity, so that spaces and
 *    punctuation do not decide); at the same length the stored one does.
 * 5. Two long texts that share hardly a passage are two documents; so are texts of two files with two numbers: each
 *    year's work points repeat the title.
 */
export const copyRelation = (stored: TextOfSource, incoming: TextOfSource): CopyRelation => {
  if (stored.text === null) return 'text';
  if (incoming.text === null) return 'lesser';
  if (stored.text === incoming.text) return stored.sha256 === incoming.sha256 ? 'text' : 'sameText';
  const [held, offered] = [identityText(stored.text), identityText(incoming.text)];
  const numbers = [stored.docNumber, incoming.docNumber].map(identityText);
  if (stored.sha256 !== incoming.sha256 && numbers[0] && numbers[1] && numbers[0] !== numbers[1])
    return 'other';
  if (stored.sha256 === incoming.sha256)
    return offered.length >= held.length * leastOfRereading ? 'text' : 'lesser';
  const long = Math.min(held.length, offered.length) >= longEnough;
  if (long && sharedShare(held, offered) < leastOfCopy) return 'other';
  return offered.length > held.length ? 'text' : 'lesser';
};
