import { extractRecords } from '../extract/extract.ts';
import { ingestFiles } from '../ingest/ingest.ts';
import type { CleanDocument } from '../records/clean-document.ts';
import type { PolicyDocument } from '../records/document.ts';
import { documentIdOf } from '../records/ids.ts';
import type { RecordSet } from '../records/kinds.ts';
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

/**
 * Reads files into documents with their records; stores nothing. A document that stands in several of the files is one.
 * @param onFile told of every file as it is read
 * @returns documents in the order of the files; files that could not be read, with the reason
 */
export const extractFiles = async (
  files: readonly HandedFile[],
  onFile: (name: string) => void = () => {},
): Promise<{ documents: ReadDocument[]; failed: FailedFile[] }> => {
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
  const clean = await ingestFiles(bytesOfFiles(), (file, error) => {
    failed.push({ name: file.name, problem: asProblem(file.name, error) });
  });
  const ids = clean.map((document) => documentIdOf(document.fields));
  const documents = clean.map((document, i): ReadDocument => {
    const id = ids[i] as string;
    return {
      document: {
        ...document.fields,
        id,
        parent: document.parent === null ? null : (ids[document.parent] ?? null),
      },
      records: extractRecords({ id, text: document.text, fields: document.fields }),
      clean: document,
    };
  });
  return { documents, failed };
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
  const { documents, failed } = await extractFiles(files, onFile);
  const report: IntakeReport = { documents: [], copies: [], failed };
  for (const { document, records, clean } of documents) {
    try {
      const result = await store.put({ document, text: clean.text, records, source: clean.source });
      report.documents.push({ ...result, title: document.title, source: clean.source.name });
    } catch (error) {
      // A document that the store refuses does not keep the others out.
      if (!(error instanceof Problem)) throw error;
      failed.push({ name: `${clean.source.name} (${document.title})`, problem: error });
      continue;
    }
    report.copies.push(...clean.copies.map(({ source }) => ({ title: document.title, source })));
  }
  return report;
};
