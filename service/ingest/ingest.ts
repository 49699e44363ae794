import { sha256 } from '@noble/hashes/sha2';
import { bytesToHex } from '@noble/hashes/utils';
import type { CleanDocument, SourceFile } from '../records/clean-document.ts';
import type { DocumentFields } from '../records/document.ts';
import { clean } from './cleaning/pipeline.ts';
import { decode } from './decoding/decode.ts';
import { titleInFileName } from './fields/file-name-title.ts';
import { readFields } from './fields/read-fields.ts';
import { assertReadable, extensionOf, visibleText } from './formats/format.ts';
import { type Candidate, mergeCopies } from './identity/merge-copies.ts';
import { packedKindOf, unpack } from './packed/packed.ts';
import { noDocument } from './problems.ts';
import { cutDocuments } from './splitting/documents.ts';
import { cutPages } from './splitting/pages.ts';
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

/** The documents of one file, copies within it still apart. */
const candidatesOf = async (file: IncomingFile): Promise<Candidate[]> => {
  const { name, bytes } = file;
  assertReadable(name);
  const decoded = await sourceTextOf(file);
  const source: SourceFile = { name, sha256: bytesToHex(sha256(bytes)), bytes: bytes.length };
  const visible = visibleText(name, TracedText.ofSource(decoded));
  const pages = cutPages(clean(visible.text).lines());
  const fileTitle = titleInFileName(name);
  const candidates: Candidate[] = [];
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
const withoutTrifles = (all: readonly Candidate[], kept: readonly Candidate[]): Candidate[] =>
  kept.map((candidate) => {
    const parent = candidate.document.parent === null ? undefined : all[candidate.document.parent];
    const index = parent ? kept.indexOf(parent) : -1;
    return { ...candidate, document: { ...candidate.document, parent: index < 0 ? null : index } };
  });

/**
 * Reads one file into clean documents; copies of a document within the file are one.
 * @throws Problem file.empty, file.too-large, file.binary, file.encoding, file.unsupported, file.no-document; of a
 *   .docx or .pdf also file.kind, file.encrypted, file.scanned, file.broken, file.slow
 */
export const ingestFile = async (file: IncomingFile): Promise<CleanDocument[]> =>
  mergeCopies(await candidatesOf(file));

/**
 * Reads files into clean documents; a document that stands in several files is one, with `copies`.
 * @param files in any order; the order of the result follows it
 * @param onProblem told of every file that cannot be read; without it the first such file ends the run
 * @returns documents; `parent` is an index into the returned list
 * @throws Problem as `ingestFile`, where `onProblem` is not given
 */
export const ingestFiles = async (
  files: Iterable<IncomingFile> | AsyncIterable<IncomingFile>,
  onProblem?: (file: IncomingFile, problem: unknown) => void,
): Promise<CleanDocument[]> => {
  const candidates: Candidate[] = [];
  for await (const file of files) {
    try {
      const offset = candidates.length;
      for (const candidate of await candidatesOf(file)) {
        const parent = candidate.document.parent;
        candidates.push({
          ...candidate,
          document: { ...candidate.document, parent: parent === null ? null : parent + offset },
        });
      }
    } catch (problem) {
      if (!onProblem) throw problem;
      onProblem(file, problem);
    }
  }
  return mergeCopies(candidates);
};
