import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Problem } from '../records/problem.ts';
import {
  DatabaseFailure,
  type Db,
  type Sql,
  type SqlValue,
  type StoreLogger,
  TransactionGuard,
} from './db.ts';
import { lockDirectory } from './directory-lock.ts';
import type { WorkerAnswer, WorkerError, WorkerStart, WorkerTask } from './embedded-protocol.ts';
import { workerEntry } from './package-place.ts';

export interface EmbeddedOptions {
  /** Database directory, made where it is missing; null keeps everything in memory until close. */
  directory: string | null;
  /** An empty database (see template.ts), which spares the first start an initdb; nothing need be there. */
  template?: string | null;
  logger?: StoreLogger | undefined;
  /** Minutes between two rounds of CHECKPOINT and VACUUM (ANALYZE). */
  maintenanceMinutes?: number;
}

/** Transactions after which maintenance does not wait for its timer: the log of a long ingest must not pile up. */
const transactionsPerMaintenance = 250;

const startProblem = (directory: string, error: WorkerError): Problem => {
  const cause = new DatabaseFailure(error.message, error.code, error.constraint);
  switch (error.code) {
    case 'not-a-database':
      return new Problem(
        'store.not-a-database',
        {
          zh: `目录 ${directory} 不为空，但不是本软件的数据库。`,
          en: `The folder ${directory} is not empty and is no database of ours.`,
        },
        { zh: '请另选一个空的 DATA_DIR。', en: 'Choose another, empty DATA_DIR.' },
        { directory },
        cause,
      );
    case 'other-version':
      return new Problem(
        'store.other-version',
        {
          zh: `目录 ${directory} 中的数据库由另一 PostgreSQL 版本（${error.message}）建立，本版本无法打开。`,
          en: `The database in ${directory} was made by another PostgreSQL version (${error.message}) and cannot be opened.`,
        },
        {
          zh: '请用建立它的程序版本导出数据，再用本版本导入到新的目录。',
          en: 'Export it with the program version that made it, and import that into a new folder with this one.',
        },
        { directory, version: error.message },
        cause,
      );
    default:
      return new Problem(
        'store.cannot-open',
        {
          zh: `无法打开 ${directory} 中的数据库：${error.message}`,
          en: `The database in ${directory} could not be opened: ${error.message}`,
        },
        {
          zh: '请检查磁盘空间和目录权限；若目录已损坏，请从备份导入到新的目录。',
          en: 'Check disk space and permissions; if the folder is damaged, import a backup into a new one.',
        },
        { directory },
        cause,
      );
  }
};

const stoppedProblem = (cause: unknown): Problem =>
  new Problem(
    'store.stopped',
    { zh: '嵌入式数据库已停止运行。', en: 'The embedded database has stopped.' },
    {
      zh: '请重新启动服务；已提交的数据不会丢失。',
      en: 'Start the service again; what was committed is not lost.',
    },
    {},
    cause,
  );

interface Waiting {
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** The thread of the database as something that can be asked. */
class DatabaseThread {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  readonly ready: Promise<unknown>;
  readonly ended: Promise<void>;
  #last = 0;
  #failure: Problem | null = null;

  constructor(start: WorkerStart) {
    const { entry, eval: asCode } = workerEntry();
    this.#worker = new Worker(entry, { workerData: start, eval: asCode, execArgv: [] });
    this.ready = this.#await(0);
    this.#worker.on('message', (answer: WorkerAnswer) => this.#take(answer));
    this.#worker.on('error', (error) => this.#fail(error));
    this.ended = new Promise((done) => {
      this.#worker.on('exit', () => {
        this.#fail(undefined);
        done();
      });
    });
  }

  #await(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
  }

  #take(answer: WorkerAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if (!waiting) return;
    if (!('error' in answer)) waiting.resolve(answer.value);
    else if (answer.id === 0) waiting.reject(answer.error);
    else
      waiting.reject(new DatabaseFailure(answer.error.message, answer.error.code, answer.error.constraint));
  }

  #fail(cause: unknown): void {
    this.#failure ??= stoppedProblem(cause);
    for (const [id, { reject }] of this.#waiting)
      reject(id === 0 ? { message: String(cause), code: '', constraint: null } : this.#failure);
    this.#waiting.clear();
  }

  ask(task: WorkerTask): Promise<unknown> {
    if (this.#failure) return Promise.reject(this.#failure);
    const id = ++this.#last;
    const answer = this.#await(id);
    this.#worker.postMessage({ ...task, id });
    return answer;
  }
}

class EmbeddedDb implements Db {
  readonly host = 'embedded';
  readonly #thread: DatabaseThread;
  readonly #release: () => void;
  readonly #logger: StoreLogger | undefined;
  readonly #guard = new TransactionGuard();
  readonly #timer: NodeJS.Timeout;
  #queue: Promise<unknown> = Promise.resolve();
  #transactions = 0;
  #closing: Promise<void> | null = null;

  constructor(thread: DatabaseThread, release: () => void, options: EmbeddedOptions) {
    this.#thread = thread;
    this.#release = release;
    this.#logger = options.logger;
    const minutes = options.maintenanceMinutes ?? 10;
    this.#timer = setInterval(() => void this.maintain(), minutes * 60_000);
    this.#timer.unref();
    void thread.ended.then(release);
  }

  /** The database has one connection, so that whatever runs on it waits for its turn. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    this.#guard.check();
    const turn = this.#queue.then(work);
    this.#queue = turn.catch(() => undefined);
    return turn;
  }

  readonly #sql: Sql = {
    query: async <Row extends object>(text: string, values: readonly SqlValue[] = []) =>
      (await this.#thread.ask({ task: 'query', text, values })) as Row[],
    script: async (text) => {
      await this.#thread.ask({ task: 'script', text });
    },
  };

  query<Row extends object>(text: string, values: readonly SqlValue[] = []): Promise<Row[]> {
    return this.#inTurn(() => this.#sql.query<Row>(text, values));
  }

  script(text: string): Promise<void> {
    return this.#inTurn(() => this.#sql.script(text));
  }

  async tx<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    const result = await this.#inTurn(async () => {
      await this.#sql.script('begin');
      try {
        const value = await this.#guard.run(() => work(this.#sql));
        await this.#sql.script('commit');
        return value;
      } catch (error) {
        await this.#sql.script('rollback').catch(() => undefined);
        throw error;
      }
    });
    if (++this.#transactions >= transactionsPerMaintenance) void this.maintain();
    return result;
  }

  /** One process and no background workers: nobody else checkpoints, vacuums or gathers statistics (A4). */
  async maintain(): Promise<void> {
    if (this.#transactions === 0 || this.#closing) return;
    this.#transactions = 0;
    try {
      await this.#inTurn(async () => {
        await this.#sql.script('checkpoint');
        await this.#sql.script('vacuum (analyze)');
      });
    } catch (error) {
      this.#logger?.warn({ error: String(error) }, 'database maintenance failed');
    }
  }

  /** An archive of the whole database directory, gzip. */
  async dump(): Promise<Uint8Array> {
    return (await this.#inTurn(() => this.#thread.ask({ task: 'dump' }))) as Uint8Array;
  }

  close(): Promise<void> {
    this.#closing ??= (async () => {
      clearInterval(this.#timer);
      try {
        await this.#inTurn(() => this.#thread.ask({ task: 'close' }));
        await this.#thread.ended;
      } finally {
        this.#release();
      }
    })();
    return this.#closing;
  }
}

/**
 * Opens the embedded database: PGlite in a thread of its own, durable, one process at a time
 * (design/store-and-sheets.md, A6).
 * @throws Problem `store.locked`, `store.not-a-database`, `store.other-version`, `store.cannot-open`
 */
export const openEmbedded = async (
  options: EmbeddedOptions,
): Promise<Db & { dump(): Promise<Uint8Array> }> => {
  const { directory, template = null } = options;
  let release: () => void = () => undefined;
  if (directory !== null) {
    mkdirSync(dirname(resolve(directory)), { recursive: true });
    release = lockDirectory(directory);
  }
  try {
    const thread = new DatabaseThread({ directory, template });
    try {
      await thread.ready;
    } catch (error) {
      throw startProblem(directory ?? ':memory:', error as WorkerError);
    }
    return new EmbeddedDb(thread, release, options);
  } catch (error) {
    release();
    throw error;
  }
};
