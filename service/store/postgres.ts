import pg from 'pg';
import { Problem } from '../records/problem.ts';
import {
  DatabaseFailure,
  type Db,
  type Sql,
  type SqlValue,
  type StoreLogger,
  TransactionGuard,
  valueReaders,
} from './db.ts';

/** Oldest PostgreSQL that the store is tested on, as `server_version_num` counts. */
const oldestServer = 150_000;

const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    valueReaders[oid] ?? pg.types.getTypeParser(oid, format ?? 'text'),
} as pg.CustomTypesConfig;

const failureOf = (error: unknown): unknown =>
  error instanceof pg.DatabaseError
    ? new DatabaseFailure(error.message, error.code ?? '', error.constraint ?? null, error)
    : error;

const sqlOver = (runner: pg.Pool | pg.PoolClient): Sql => ({
  async query<Row extends object>(text: string, values: readonly SqlValue[] = []) {
    try {
      const result = await runner.query({ text, values: [...values], types });
      return result.rows as Row[];
    } catch (error) {
      throw failureOf(error);
    }
  },
  async script(text) {
    try {
      await runner.query(text);
    } catch (error) {
      throw failureOf(error);
    }
  },
});

class ServerDb implements Db {
  readonly host = 'server';
  readonly #pool: pg.Pool;
  readonly #sql: Sql;
  readonly #guard = new TransactionGuard();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
    this.#sql = sqlOver(pool);
  }

  query<Row extends object>(text: string, values: readonly SqlValue[] = []): Promise<Row[]> {
    this.#guard.check();
    return this.#sql.query<Row>(text, values);
  }

  script(text: string): Promise<void> {
    this.#guard.check();
    return this.#sql.script(text);
  }

  async tx<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    this.#guard.check();
    const client = await this.#pool.connect();
    let broken = false;
    try {
      await client.query('begin');
      const value = await this.#guard.run(() => work(sqlOver(client)));
      await client.query('commit');
      return value;
    } catch (error) {
      await client.query('rollback').catch(() => {
        broken = true;
      });
      throw failureOf(error);
    } finally {
      client.release(broken);
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

/**
 * Opens a PostgreSQL server, version 15 or later, UTF-8.
 * @param url connection address; it holds a password and is never logged or put into an error
 * @throws Problem `store.unreachable`, `store.server-unfit`
 */
export const openPostgres = async (url: string, logger?: StoreLogger): Promise<Db> => {
  const pool = new pg.Pool({ connectionString: url, max: 10, connectionTimeoutMillis: 10_000 });
  // An idle connection that the server drops is replaced by the pool; unheard, it would end the process.
  pool.on('error', (error) => logger?.warn({ error: error.message }, 'database connection lost'));
  const db = new ServerDb(pool);
  try {
    const [server] = await db.query<{ version: number; encoding: string }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
    );
    if (!server || server.version < oldestServer || server.encoding !== 'UTF8')
      throw new Problem(
        'store.server-unfit',
        {
          zh: `数据库服务器不符合要求（版本 ${server?.version}，编码 ${server?.encoding}）。`,
          en: `The database server does not fit (version ${server?.version}, encoding ${server?.encoding}).`,
        },
        {
          zh: '请使用 PostgreSQL 15 或更高版本，数据库编码为 UTF8。',
          en: 'Use PostgreSQL 15 or later with a database in UTF8.',
        },
      );
    return db;
  } catch (error) {
    await db.close();
    if (error instanceof Problem) throw error;
    const reason = error instanceof Error ? error.message || error.name : String(error);
    throw new Problem(
      'store.unreachable',
      { zh: `无法连接数据库服务器：${reason}`, en: `The database server cannot be reached: ${reason}` },
      {
        zh: '请检查 DATABASE_URL、网络以及服务器是否在运行。',
        en: 'Check DATABASE_URL, the network, and whether the server is running.',
      },
      {},
      error,
    );
  }
};
