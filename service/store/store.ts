import type { PolicyDocument } from '../records/document.ts';
import type { SourceFile } from '../records/clean-document.ts';
import type { Kind, RecordSet } from '../records/kinds.ts';
import type { RecordView, RecordViewOf } from '../records/record-view.ts';

/** What becomes of a document that is put into the store. */
export type PutOutcome = 'new' | 'changed' | 'unchanged' | 'duplicate';

export interface DocumentInput {
  document: PolicyDocument;
  /** The clean text; null for starter data, which carries facts and places but no sentences. */
  text: string | null;
  records: RecordSet;
  source: SourceFile;
}

export interface PutResult {
  outcome: PutOutcome;
  documentId: string;
  /** Records by what became of them. */
  counts: { added: number; changed: number; withdrawn: number; unchanged: number };
}

/** Filters of a query; all that are given must hold. Dates are ISO. */
export interface RecordQuery {
  region?: string | undefined;
  /** Document id. */
  document?: string | undefined;
  /** Deadline year of targets and goals; year of issue for the other kinds. */
  year?: number | undefined;
  agency?: string | undefined;
  /** Words that must stand in the record or its passages. */
  text?: string | undefined;
  industry?: string | undefined;
  /** The store as it was at this instant (ISO date or date and time): the last revision recorded by then. */
  asOf?: string | undefined;
}

export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}
export interface Page<T> {
  items: T[];
  /** Cursor of the next page; null on the last. */
  next: string | null;
}

export interface DocumentView extends PolicyDocument {
  hasText: boolean;
  change: number;
  recordedAt: string;
  counts: Record<Kind, number>;
}

export interface Change {
  change: number;
  recordedAt: string;
  kind: Kind;
  id: string;
  revision: number;
  documentId: string;
  action: 'added' | 'changed' | 'withdrawn' | 'restored';
}

/** What a refresh asks of the service in one request. */
export interface SyncRequest {
  kind: Kind;
  query: RecordQuery;
  /** Keys of the rows that the table holds now, each `id@revision`. */
  keys: readonly string[];
}

export interface SyncAnswer {
  /** Change sequence up to which this answer is complete. */
  cursor: number;
  asOf: string;
  /** Every current record that the query picks, in the order of the documents and of the text. */
  records: RecordView[];
  /** Records as they were at each key's revision, where that is not the record in `records`. */
  bases: Record<string, RecordView>;
  /** Ids of keys whose record is no longer picked, and why. `unknown` ids were never in this store. */
  gone: Record<string, 'withdrawn' | 'outOfQuery' | 'unknown'>;
}

/** The store of documents and records with all their revisions. Nothing in it is ever overwritten. */
export interface Store {
  /** Stores a document and its records in one transaction; see PutOutcome. */
  put(input: DocumentInput): Promise<PutResult>;
  documents(
    query: Pick<RecordQuery, 'region' | 'year' | 'text' | 'asOf'>,
    page: PageRequest,
  ): Promise<Page<DocumentView>>;
  document(id: string): Promise<DocumentView | null>;
  /** The clean text of a document; null where the store has none. */
  documentText(id: string): Promise<string | null>;
  records<K extends Kind>(kind: K, query: RecordQuery, page: PageRequest): Promise<Page<RecordViewOf<K>>>;
  count(kind: Kind, query: RecordQuery): Promise<number>;
  record(id: string, asOf?: string): Promise<RecordView | null>;
  /** All revisions of a record, oldest first. */
  history(id: string): Promise<RecordView[]>;
  changes(since: number, limit: number): Promise<{ items: Change[]; next: number | null; cursor: number }>;
  sync(request: SyncRequest): Promise<SyncAnswer>;
  /** The last number of the change sequence; 0 in an empty store. */
  cursor(): Promise<number>;
  close(): Promise<void>;
}
