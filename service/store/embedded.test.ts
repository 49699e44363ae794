import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { policyDocument } from '../../test/fixtures/policy-document.ts';
import { Problem } from '../records/problem.ts';
import { DatabaseFailure, type Db } from './db.ts';
import { openEmbedded } from './embedded.ts';
import { openStore } from './open-store.ts';
import { makeTemplate, templatePath } from './template.ts';

const input = policyDocument({ title: '云山省方案' }, [{ words: '产值达到9亿元', targets: [{ value: 9 }] }]);

let folder: string;
const children = new Set<ChildProcess>();
beforeAll(async () => {
  await makeTemplate();
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ps-store-'));
});
afterEach(async () => {
  for (const child of children) await killed(child);
  rmSync(folder, { recursive: true, force: true });
});

const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
  try {
    await work;
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('It was expected to fail.');
};

/** A process that writes into the store of the folder; see store-writer.ts. */
const writer = (
  prefix: string,
): { child: ChildProcess; acknowledged: string[]; count(n: number): Promise<void> } => {
  const tsx = join(createRequire(import.meta.url).resolve('tsx/package.json'), '..', 'dist', 'loader.mjs');
  const script = fileURLToPath(new URL('../../test/hosts/store-writer.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', pathToFileURL(tsx).href, script, folder, prefix], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.add(child);
  const acknowledged: string[] = [];
  let rest = '';
  let heard = (): void => undefined;
  child.stdout?.on('data', (part: Buffer) => {
    const lines = (rest + part.toString()).split('\n');
    rest = lines.pop() ?? '';
    acknowledged.push(...lines);
    heard();
  });
  const count = (n: number): Promise<void> =>
    new Promise((done, fail) => {
      heard = () => {
        if (acknowledged.length >= n) done();
      };
      child.once('exit', () => fail(new Error('The writer ended by itself.')));
      heard();
    });
  return { child, acknowledged, count };
};

const killed = (child: ChildProcess): Promise<void> => {
  children.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill('SIGKILL');
  });
};

// Each of these starts a database or more, on a machine that may have much else to do.
describe('the embedded database in a folder', { timeout: 120_000 }, () => {
  it('keeps what was put into it for the next start', async () => {
    const first = await openStore({ dataDir: folder });
    await first.put(input);
    await first.close();
    const second = await openStore({ dataDir: folder });
    try {
      expect(await second.count('target', {})).toBe(1);
      expect(await second.put(input)).toMatchObject({ outcome: 'unchanged' });
    } finally {
      await second.close();
    }
    expect(readdirSync(folder)).toEqual(['database']);
  });

  it('belongs to one opener at a time, whom the second is told', async () => {
    const first = await openStore({ dataDir: folder });
    try {
      const problem = await problemOf(openStore({ dataDir: folder }));
      expect(problem.code).toBe('store.locked');
      expect(problem.facts.pid).toBe(process.pid);
      expect(problem.in('zh-CN')).toContain(String(process.pid));
    } finally {
      await first.close();
    }
    await (await openStore({ dataDir: folder })).close();
  });

  it('is locked against other processes, and loses nothing acknowledged when one is killed', async () => {
    const acknowledged: string[] = [];
    for (const [round, count] of [3, 1, 8].entries()) {
      const { child, acknowledged: ids, count: heard } = writer(`第${round}轮`);
      await heard(count);
      const problem = await problemOf(openStore({ dataDir: folder }));
      expect(problem).toMatchObject({ code: 'store.locked', facts: { pid: child.pid } });
      await killed(child);
      acknowledged.push(...ids);
    }
    const store = await openStore({ dataDir: folder });
    try {
      const { items } = await store.documents({}, { limit: 10_000 });
      expect(items.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged));
      // A document that was being put when the process died is there whole or not at all.
      expect(await store.count('target', {})).toBe(items.length * 2);
      expect((await store.changes(0, 100_000)).items).toHaveLength(items.length * 2);
      expect(await store.cursor()).toBe(items.length * 3);
    } finally {
      await store.close();
    }
  });

  it('starts over where a first start was interrupted', async () => {
    mkdirSync(join(folder, 'database.new', 'base'), { recursive: true });
    writeFileSync(join(folder, 'database.new', 'PG_VERSION'), '18\n');
    const store = await openStore({ dataDir: folder });
    await store.put(input);
    await store.close();
    expect(existsSync(join(folder, 'database.new'))).toBe(false);
  });

  it('refuses a folder with other things in it and leaves them', async () => {
    mkdirSync(join(folder, 'database'));
    writeFileSync(join(folder, 'database', 'thesis.docx'), 'x');
    expect((await problemOf(openStore({ dataDir: folder }))).code).toBe('store.not-a-database');
    expect(readdirSync(join(folder, 'database'))).toEqual(['thesis.docx']);
    expect(readdirSync(folder)).toEqual(['database']);
  });

  it('refuses a database of another PostgreSQL version', async () => {
    mkdirSync(join(folder, 'database'));
    writeFileSync(join(folder, 'database', 'PG_VERSION'), '17\n');
    expect((await problemOf(openStore({ dataDir: folder }))).code).toBe('store.other-version');
  });

  it('makes its own empty database where there is no template', async () => {
    const db = await openEmbedded({ directory: join(folder, 'database'), template: join(folder, 'none') });
    try {
      expect(await db.query('select 1 as one')).toEqual([{ one: 1 }]);
    } finally {
      await db.close();
    }
  });
});

describe('statements on the embedded database', () => {
  let db: Db;
  beforeAll(async () => {
    db = await openEmbedded({ directory: null, template: templatePath() });
  });
  beforeEach(() => db.script('drop table if exists things; create table things (id int primary key)'));
  afterAll(() => db.close());

  it('give the same JavaScript values as a server does', async () => {
    const [row] = await db.query(
      `select 9007199254740991::int8 as int8, 1.50::numeric as numeric, '2021-03-01'::date as date,
           '2021-03-01T08:00:00.123+08'::timestamptz as timestamptz, '{"a":[1]}'::jsonb as jsonb, null as nothing`,
    );
    expect(row).toEqual({
      int8: 9007199254740991,
      numeric: '1.50',
      date: '2021-03-01',
      timestamptz: '2021-03-01T00:00:00.123Z',
      jsonb: { a: [1] },
      nothing: null,
    });
  });

  it('fail with the code that PostgreSQL gives, and the next one works', async () => {
    await db.query('insert into things values ($1)', [1]);
    await expect(db.query('insert into things values ($1)', [1])).rejects.toMatchObject({
      code: '23505',
      constraint: 'things_pkey',
    });
    await expect(db.query('selec 1')).rejects.toBeInstanceOf(DatabaseFailure);
    expect(await db.query('select id from things')).toEqual([{ id: 1 }]);
  });

  it('in a transaction that fails leave nothing', async () => {
    await expect(
      db.tx(async (sql) => {
        await sql.query('insert into things values (1)');
        throw new Error('changed my mind');
      }),
    ).rejects.toThrow('changed my mind');
    expect(await db.query('select id from things')).toEqual([]);
  });

  it('wait for a transaction that is open, and are refused inside one', async () => {
    const seen = db.tx(async (sql) => {
      await sql.query('insert into things values (1)');
      await expect(async () => db.query('select 1')).rejects.toThrow('inside tx()');
      await sql.query('insert into things values (2)');
    });
    expect(await db.query('select count(*) as count from things')).toEqual([{ count: 2 }]);
    await seen;
  });

  it('do not hold up the thread that serves people', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 5);
    await db.query('select count(*) from generate_series(1, 3000000)');
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(3);
  });

  it('are tidied up after from time to time, because nothing else does', async () => {
    const other = await openEmbedded({
      directory: null,
      template: templatePath(),
      maintenanceMinutes: 0.002,
    });
    try {
      await other.script('create table things (id int)');
      await other.tx((sql) => sql.query('insert into things select generate_series(1, 500)'));
      const rows = (): Promise<{ rows: number }[]> =>
        other.query(`select reltuples::int as rows from pg_class where relname = 'things'`);
      await expect.poll(rows, { timeout: 20_000 }).toEqual([{ rows: 500 }]);
    } finally {
      await other.close();
    }
  });

  it('after close fail with a problem', async () => {
    const other = await openEmbedded({ directory: null, template: templatePath() });
    await other.close();
    await other.close();
    expect((await problemOf(other.query('select 1'))).code).toBe('store.stopped');
  });
});
