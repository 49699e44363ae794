import { AsyncLocalStorage } from 'node:async_hooks';

/** What may be bound to a placeholder. Objects travel as JSON text with a cast (`$1::jsonb`). */
export type SqlValue = string | number | boolean | null | readonly string[] | readonly number[];

/** Something that runs PostgreSQL statements: a database, or an open transaction of it. */
export interface Sql {
  /**
   * Runs one statement with bound values.
   * @returns its rows; int8 as number (RangeError above 2^53), timestamptz as ISO text in UTC, date as ISO text,
   * numeric as text, jsonb as its value
   * @throws DatabaseFailure with PostgreSQL's five-character code
   */
  query<Row extends object>(text: string, values?: readonly SqlValue[]): Promise<Row[]>;
  /** Runs several statements without values, as a migration holds them. */
  script(text: string): Promise<void>;
}

/**
 * The database behind the store: the embedded one or a server, one dialect. Statements outside a transaction run each
 * in one of its own.
 */
export interface Db extends Sql {
  readonly host: 'embedded' | 'server';
  /** Runs `work` in a transaction and commits it; any error rolls it back and is thrown on. Does not nest. */
  tx<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Where the store says what it does; pino's logger fits. */
export interface StoreLogger {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
}

/** An error that PostgreSQL reported, the same from both hosts. */
export class DatabaseFailure extends Error {
  /** SQLSTATE; see PostgreSQL's appendix A. Empty where the failure came from elsewhere. */
  readonly code: string;
  readonly constraint: string | null;

  constructor(message: string, code: string, constraint: string | null, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'DatabaseFailure';
    this.code = code;
    this.constraint = constraint;
  }
}

const int8 = (text: string): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`int8 ${text} does not fit a JavaScript number`);
  return number;
};

/** Readers of PostgreSQL's text form by type id, so that both hosts give the same JavaScript values. */
export const valueReaders: Readonly<Record<number, (text: string) => unknown>> = {
  20: int8,
  1082: (text) => text,
  1114: (text) => text,
  1184: (text) => new Date(text).toISOString(),
};

/**
 * Refuses a statement on the database itself while its transaction is open in the same flow of calls: on the one
 * connection of the embedded database it would wait for ever, on a server it would read other data.
 */
export class TransactionGuard {
  readonly #inside = new AsyncLocalStorage<true>();

  check(): void {
    if (this.#inside.getStore())
      throw new Error('A statement on the database inside tx(): use the handle that tx() gives.');
  }

  run<T>(work: () => Promise<T>): Promise<T> {
    return this.#inside.run(true, work);
  }
}
