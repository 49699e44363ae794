import type { SourceFile } from '../records/clean-document.ts';
import type { PolicyDocument } from '../records/document.ts';
import type { Kind, RecordSet } from '../records/kinds.ts';
import type { RecordView, RecordViewOf } from '../records/record-view.ts';
import type { RecordQuery, SyncAnswer, SyncRequest } from '../records/sync.ts';

export type { RecordQuery, SyncAnswer, SyncRequest };

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
