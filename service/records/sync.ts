import type { Kind } from './kinds.ts';
import type { RecordView } from './record-view.ts';

/**
 * What a refresh asks of the service and what it gets: plain data that the store, the HTTP layer, the refresh core
 * and the add-ins share.
 */

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
  /** Records as they were at each key's revision, by key, where that is not the record in `records`. */
  bases: Record<string, RecordView>;
  /** Ids of keys whose record is no longer picked, and why. `unknown` ids were never in this store. */
  gone: Record<string, 'withdrawn' | 'outOfQuery' | 'unknown'>;
}
