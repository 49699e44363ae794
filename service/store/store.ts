import type { SourceFile } from '../records/clean-document.ts';
import type {
  Correction,
  CorrectionDecision,
  CorrectionInput,
  CorrectionStatus,
} from '../records/corrections.ts';
import type { PolicyDocument } from '../records/document.ts';
import type { FacetName } from '../records/facets.ts';
import type { Kind, RecordSet } from '../records/kinds.ts';
import type { Problem } from '../records/problem.ts';
import type { RecordView, RecordViewOf } from '../records/record-view.ts';
import type { RecordQuery, SyncAnswer, SyncRequest } from '../records/sync.ts';
import type { Target } from '../records/target.ts';
import type { SheetReportStore } from './sheet-reports.ts';

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

/** What tells one target from another and decides which one is asked for: a row of a few short fields. */
export interface TargetOutline
  extends Pick<
    Target,
    'id' | 'indicator' | 'qualifier' | 'change' | 'value' | 'unit' | 'by' | 'perYear' | 'measure' | 'industry'
  > {
  region: string | null;
  documentId: string;
  documentTitle: string;
  /** Day of issue, or of publication where none of issue is known. */
  issuedOn: string | null;
  /** Order in which the documents came into the store. */
  sequence: number;
}

export interface FacetCount {
  value: string;
  label: string;
  count: number;
}
/** Records that a query picks, and those of each value of each filter; of a filter that is set, as if it were not. */
export interface FacetCounts {
  count: number;
  facets: Record<FacetName, FacetCount[]>;
}

export interface RegionInStore {
  region: string | null;
  regionCode: string | null;
}

/**
 * The store as it was at one moment. Versions are never overwritten, so that all that a reading answers is of one state,
 * whatever is put meanwhile, and without a transaction held open.
 */
export interface Reading {
  /** Last number of the change sequence that the reading sees. */
  readonly cursor: number;
  /** The instant that it stands for, ISO in UTC. */
  readonly asOf: string;
  /**
   * The first records of a kind that a query picks, in the order of the documents and of the text.
   * @param limit records wanted; 0 for none
   * @returns them, and how many the query picks in all, from one statement
   */
  pick(kind: Kind, query: RecordQuery, limit: number): Promise<{ records: RecordView[]; count: number }>;
  /** What each filter could be set to, and how many records of the kind that would pick beside the other filters. */
  facets(kind: Kind, query: RecordQuery): Promise<FacetCounts>;
  /** Records by id, withdrawn ones too; those that the store does not know are left out. */
  recordsById(ids: readonly string[]): Promise<ReadonlyMap<string, RecordView>>;
  /** Every region that a document of the store governs; null where one states none. */
  regions(): Promise<readonly RegionInStore[]>;
  /** All current targets of documents that govern these very regions. */
  targetsOf(regions: readonly (string | null)[]): Promise<readonly TargetOutline[]>;
}

export interface CorrectionQuery {
  status?: CorrectionStatus | undefined;
  /** Record id. */
  record?: string | undefined;
}

/** A correction that was taken; `again` where the same one was open already. */
export interface SentCorrection {
  id: string;
  again: boolean;
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
  /** The store at one moment: now, or as it was at an instant. */
  reading(asOf?: string): Promise<Reading>;
  /** Takes corrections. Each is taken or refused by itself; a Problem in its place says why. */
  sendCorrections(inputs: readonly CorrectionInput[]): Promise<(SentCorrection | Problem)[]>;
  /** Corrections, the newest first. */
  corrections(query: CorrectionQuery, page: PageRequest): Promise<Page<Correction>>;
  /** How many corrections wait for a decision. */
  openCorrections(): Promise<number>;
  /**
   * Adopts or rejects an open correction. An adopted one makes a new revision of its record, and holds when the document is
   * read again, until another correction of the same field is adopted.
   */
  decideCorrection(
    id: string,
    status: 'adopted' | 'rejected',
    decision: CorrectionDecision,
  ): Promise<Correction>;
  /** Reports in Google Sheets with their schedules. */
  readonly sheets: SheetReportStore;
  /** The last number of the change sequence; 0 in an empty store. */
  cursor(): Promise<number>;
  close(): Promise<void>;
}
