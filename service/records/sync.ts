import type { Kind } from './kinds.ts';
import type { RecordQuery } from './record-query.ts';
import type { RecordView } from './record-view.ts';

/**
 * What a refresh asks of the service and what it gets: plain data that the store, the HTTP layer, the refresh core
 * and the add-ins share.
 */

export type { RecordQuery };

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
