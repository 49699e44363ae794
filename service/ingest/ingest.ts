import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import type { CleanDocument, SourceFile } from '../records/clean-document.ts';
import type { DocumentFields } from '../records/document.ts';
import { clean } from './cleaning/pipeline.ts';
import { decode } from './decoding/decode.ts';
import { titleInFileName } from './fields/file-name-title.ts';
import { readFields } from './fields/read-fields.ts';
import { assertReadable, extensionOf, visibleText } from './formats/format.ts';
import { type Candidate, mergeCopies, type Outline } from './identity/merge-copies.ts';
import { textPrintOf } from './identity/text-print.ts';
import { packedKindOf, unpack } from './packed/packed.ts';
import { noDocument } from './problems.ts';
import { cutDocuments } from './splitting/documents.ts';
import { cutPages } from './splitting/pages.ts';
import { TextShelf } from './text-shelf.ts';
import { TracedText } from './traced-text.ts';

/** A file as it is handed in. */
export interface IncomingFile {
  /** Path or name; its extension says the format. */
  name: string;
  bytes: Uint8Array;
}

/** Least Chinese characters that make a text a document. */
const leastHan = 20;

/** The text of a file as it is read: decoded, or taken out of what it is packed in. Origins count in this text. */
const sourceTextOf = async ({ name, bytes }: IncomingFile): Promise<string> => {
  const kind = packedKindOf(extensionOf(name));
  return kind === null ? decode(name, bytes).text : unpack(name, kind, bytes);
};

/** A document of one file, before its copies are known. */
interface Found {
  document: CleanDocument;
  titleDerived: boolean;
  scraped: boolean;
}

/** The documents of one file, copies within it still apart. */
const documentsIn = async (file: IncomingFile): Promise<Found[]> => {
  const { name, bytes } = file;
  assertReadable(name);
  const decoded = await sourceTextOf(file);
  const source: SourceFile = { name, sha256: bytesToHex(sha256(bytes)), bytes: bytes.length };
  const visible = visibleText(name, TracedText.ofSource(decoded));
  const pages = cutPages(clean(visible.text).lines());
  const fileTitle = titleInFileName(name);
  const candidates: Found[] = [];
  for (const page of pages) {
    const first = candidates.length;
    const raws = cutDocuments({ ...page, facts: { ...visible.facts, ...page.facts } });
    const nameless = pages.length === 1 && raws.length === 1 ? raws[0] : undefined;
    if (nameless && nameless.title === null && fileTitle !== null)
      nameless.facts = { title: fileTitle, ...nameless.facts };
    let carrier: DocumentFields | null = null;
    raws.forEach((raw, i) => {
      const text = TracedText.join(raw.lines, '\n').trim();
      const { fields, titleDerived } = readFields(raw, text.text, raw.parent === null ? null : carrier);
      if (i === 0) carrier = fields;
      candidates.push({
        titleDerived,
        scraped: page.hasFurniture,
        document: {
          fields,
          text: text.text,
          origin: text.runs(),
          parent: raw.parent === null ? null : first + raw.parent,
          copies: [],
          source,
        },
      });
    });
  }
  const found = candidates.filter(
    ({ document }) => (document.text.match(/\p{Script=Han}/gu)?.length ?? 0) >= leastHan,
  );
  if (found.length === 0) throw noDocument(name);
  return found.length === candidates.length ? candidates : withoutTrifles(candidates, found);
};

/** Leaves out texts that are no documents, and keeps the links to circulars right. */
const withoutTrifles = (all: readonly Found[], kept: readonly Found[]): Found[] =>
  kept.map((candidate) => {
    const parent = candidate.document.parent === null ? undefined : all[candidate.document.parent];
    const index = parent ? kept.indexOf(parent) : -1;
    return { ...candidate, document: { ...candidate.document, parent: index < 0 ? null : index } };
  });

/** A document of several files whose text waits on a shelf. */
export interface WaitingDocument {
  /** All that is known of it beside its text; `parent` is an index into the same list. */
  readonly outline: Outline;
  /** Takes its text from the shelf; once only. */
  readonly whole: () => CleanDocument;
}

/**
 * Fields that hold nothing else: a string cut out of a text keeps the whole of that text in memory.
 */
const apart = (outline: Outline): Outline => structuredClone(outline);

/**
 * Reads files and tells which documents stand in them; a document that stands in several is one, with `copies`. Of each
 * text no more than a print is held in memory; the texts themselves wait on the shelf.
 * @param files in any order; the order of the result follows it
 * @param shelf keeps the texts until they are asked for; the caller closes it
 * @param onProblem told of every file that cannot be read; without it the first such file ends the run
 * @throws Problem as `ingestFile`, where `onProblem` is not given
 */
export const ingestOnto = async (
  shelf: TextShelf,
  files: Iterable<IncomingFile> | AsyncIterable<IncomingFile>,
  onProblem?: (file: IncomingFile, problem: unknown) => void,
): Promise<WaitingDocument[]> => {
  const candidates: Candidate[] = [];
  /** Under which number the text of each candidate waits. */
  const shelved: number[] = [];
  for await (const file of files) {
    try {
      const offset = candidates.length;
      for (const { document, titleDerived, scraped } of await documentsIn(file)) {
        const { text, origin, ...outline } = document;
        const parent = outline.parent === null ? null : outline.parent + offset;
        candidates.push({
          outline: apart({ ...outline, parent }),
          print: textPrintOf(text),
          titleDerived,
          scraped,
        });
        shelved.push(shelf.put({ text, origin }));
      }
    } catch (problem) {
      if (!onProblem) throw problem;
      onProblem(file, problem);
    }
  }
  return mergeCopies(candidates).map(({ outline, text }) => ({
    outline,
    whole: () => ({ ...outline, ...shelf.take(shelved[text] ?? -1) }),
  }));
};

/**
 * Reads files into clean documents; a document that stands in several files is one, with `copies`.
 * @param files in any order; the order of the result follows it
 * @param onProblem told of every file that cannot be read; without it the first such file ends the run
 * @returns documents, all of them in memory; `parent` is an index into the returned list
 * @throws Problem as `ingestFile`, where `onProblem` is not given
 */
export const ingestFiles = async (
  files: Iterable<IncomingFile> | AsyncIterable<IncomingFile>,
  onProblem?: (file: IncomingFile, problem: unknown) => void,
): Promise<CleanDocument[]> => {
  const shelf = new TextShelf(Number.POSITIVE_INFINITY);
  const waiting = await ingestOnto(shelf, files, onProblem);
  return waiting.map(({ whole }) => whole());
};

/**
 * Reads one file into clean documents; copies of a document within the file are one.
 * @throws Problem file.empty, file.too-large, file.binary, file.encoding, file.unsupported, file.no-document; of a
 *   .docx or .pdf also file.kind, file.encrypted, file.scanned, file.broken, file.slow
 */
export const ingestFile = (file: IncomingFile): Promise<CleanDocument[]> => ingestFiles([file]);
