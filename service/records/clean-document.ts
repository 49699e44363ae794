import type { DocumentFields } from './document.ts';

/**
 * A run of clean text and where it stood in the source file: `length` clean characters that start at `clean` came from
 * the `sourceLength` characters of the decoded source that start at `source`. Runs are in order and cover the clean
 * text; of a .docx the decoded source is the HTML made of it, of a .pdf its text layer. Where `length === sourceLength` and `exact` is true the characters map one to one.
 */
export interface OriginRun {
  clean: number;
  length: number;
  source: number;
  sourceLength: number;
  exact: boolean;
}

/**
 * One policy document as ingestion hands it over: its fields, and its clean text, in which every paragraph and every
 * heading is a line of its own, ended by \n, simplified characters throughout, no page furniture.
 */
export interface CleanDocument {
  fields: DocumentFields;
  text: string;
  origin: readonly OriginRun[];
  /** Index, in the same list, of the circular that carries this document; null where none does. */
  parent: number | null;
  /** Places in the sources where further copies (whole, excerpt, scrape) of this document stood. */
  copies: readonly { source: string; relation: 'same' | 'excerpt' | 'scrape' }[];
  source: SourceFile;
}

/** A file that somebody handed in. */
export interface SourceFile {
  /** Path or name as handed in. */
  name: string;
  /** SHA-256 of its bytes, hex. */
  sha256: string;
  bytes: number;
}
