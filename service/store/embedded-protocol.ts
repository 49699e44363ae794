import type { SqlValue } from './db.ts';

/** What the thread of the embedded database is started with. */
export interface WorkerStart {
  /** Database directory; null for a database in memory. */
  directory: string | null;
  /** An empty database to start from (see template.ts); null, or where there is none, to make one by initdb. */
  template: string | null;
}

export type WorkerTask =
  | { task: 'query'; text: string; values: readonly SqlValue[] }
  | { task: 'script'; text: string }
  | { task: 'dump' }
  | { task: 'close' };

/** Requests are numbered from 1; 0 answers the start itself. */
export type WorkerRequest = WorkerTask & { id: number };

export interface WorkerError {
  message: string;
  code: string;
  constraint: string | null;
}

export type WorkerAnswer = { id: number; value: unknown } | { id: number; error: WorkerError };
