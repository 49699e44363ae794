import { extractRecords } from '../extract/extract.ts';
import { ingestOnto } from '../ingest/ingest.ts';
import { TextShelf } from '../ingest/text-shelf.ts';
import type { CleanDocument } from '../records/clean-document.ts';
import type { DocumentFields, PolicyDocument } from '../records/document.ts';
import { documentIdOf, editionOf } from '../records/ids.ts';
import type { RecordSet } from '../records/kinds.ts';
import { placeCodeOf } from '../records/places.ts';
import { Problem } from '../records/problem.ts';
import type { PutResult, Store } from '../store/store.ts';

/** A file as it is handed in: its name, and its bytes when they are asked for. */
export interface HandedFile {
  name: string;
  read(): Promise<Uint8Array>;
}

/** A document read whole: its fields with identity, its clean text, its records. */
export interface ReadDocument {
  document: PolicyDocument;
  records: RecordSet;
  clean: CleanDocument;
}

/** A file that could not be read, and why. The others are read all the same. */
export interface FailedFile {
  name: string;
  problem: Problem;
}

/** What an intake put into the store. */
export interface IntakeReport {
  documents: (PutResult & { title: string; source: string })[];
  /** Copies of a document within the files handed in, which are not stored beside it. */
  copies: { title: string; source: string }[];
  failed: FailedFile[];
}

const asProblem = (name: string, error: unknown): Problem => {
  if (error instanceof Problem) return error;
  return new Problem(
    'file.unreadable',
    { zh: `无法读取文件：${name}。`, en: `The file cannot be read: ${name}.` },
    { zh: '请检查文件是否完好、是否有读取权限。', en: 'Check that it is whole and that you may read it.' },
    { name },
    error,
  );
};

/** Ids of documents that are known to be different ones: a later edition of the same title is told apart by its number or day. */
const identify = (documents: readonly DocumentFields[]): string[] => {
  const taken = new Set<string>();
  return documents.map((fields, i) => {
    const plain = documentIdOf(fields);
    const id = taken.has(plain) ? documentIdOf(fields, editionOf(fields) ?? String(i)) : plain;
    taken.add(id);
    return id;
  });
};

const readAs = (clean: CleanDocument, id: string, parent: string | null): ReadDocument => ({
  document: { ...clean.fields, id, parent, regionCode: placeCodeOf(clean.fields.region) },
  records: extractRecords({ id, text: clean.text, fields: clean.fields }),
  clean,
});

/**
 * Reads files into documents with their records and hands over one document after the other; stores nothing. A document
 * that stands in several of the files is one, so all files are read before the first document is handed over; what is
 * held meanwhile is a print of each text, so that memory hardly grows with the number of files. Texts and records are held
 * of one document at a time.
 * @param take called with every document, in the order of the files
 * @param onFile told of every file as it is read
 * @returns files that could not be read, with the reason
 */
export const extractEach = async (
  files: readonly HandedFile[],
  take: (read: ReadDocument) => void | Promise<void>,
  onFile: (name: string) => void = () => {},
): Promise<FailedFile[]> => {
  const failed: FailedFile[] = [];
  const bytesOfFiles = async function* () {
    for (const file of files) {
      onFile(file.name);
      try {
        yield { name: file.name, bytes: await file.read() };
      } catch (error) {
        failed.push({ name: file.name, problem: asProblem(file.name, error) });
      }
    }
  };
  const shelf = new TextShelf();
  try {
    const waiting = await ingestOnto(shelf, bytesOfFiles(), (file, error) => {
      failed.push({ name: file.name, problem: asProblem(file.name, error) });
    });
    const ids = identify(waiting.map(({ outline }) => outline.fields));
    for (const [i, { outline, whole }] of waiting.entries()) {
      const parent = outline.parent === null ? null : (ids[outline.parent] ?? null);
      await take(readAs(whole(), ids[i] ?? '', parent));
    }
  } finally {
    shelf.close();
  }
  return failed;
};

/**
 * As `extractEach`, for callers that need all documents at once.
 * @returns documents in the order of the files; files that could not be read, with the reason
 */
export const extractFiles = async (
  files: readonly HandedFile[],
  onFile: (name: string) => void = () => {},
): Promise<{ documents: ReadDocument[]; failed: FailedFile[] }> => {
  const documents: ReadDocument[] = [];
  const failed = await extractEach(files, (read) => void documents.push(read), onFile);
  return { documents, failed };
};

/** Puts a document; where the store holds another one of the same title and region, as an edition of its own. */
const putDocument = async (store: Store, { document, records, clean }: ReadDocument): Promise<PutResult> => {
  const { text, source } = clean;
  try {
    return await store.put({ document, text, records, source });
  } catch (error) {
    const edition = editionOf(clean.fields);
    if (!(error instanceof Problem) || error.code !== 'store.other-document' || edition === null) throw error;
    const again = readAs(clean, documentIdOf(clean.fields, edition), document.parent);
    return store.put({ document: again.document, text, records: again.records, source });
  }
};

/**
 * Reads files and puts their documents and records into the store, each document in a transaction of its own.
 * Running it twice on the same files changes nothing.
 */
export const intakeFiles = async (
  store: Store,
  files: readonly HandedFile[],
  onFile: (name: string) => void = () => {},
): Promise<IntakeReport> => {
  const report: IntakeReport = { documents: [], copies: [], failed: [] };
  const refused: FailedFile[] = [];
  const keep = async (read: ReadDocument): Promise<void> => {
    const { document, clean } = read;
    try {
      const result = await putDocument(store, read);
      report.documents.push({ ...result, title: document.title, source: clean.source.name });
      report.copies.push(...clean.copies.map(({ source }) => ({ title: document.title, source })));
    } catch (error) {
      // A document that the store refuses does not keep the others out.
      if (!(error instanceof Problem)) throw error;
      refused.push({ name: `${clean.source.name} (${document.title})`, problem: error });
    }
  };
  report.failed = [...(await extractEach(files, keep, onFile)), ...refused];
  return report;
};
