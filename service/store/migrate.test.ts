import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Db } from './db.ts';
import { openEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import type { Migration } from './migrations/migration.ts';
import { makeTemplate, templatePath } from './template.ts';

const one: Migration = {
  version: 1,
  name: 'one',
  sql: 'create table one (id int); insert into one values (1);',
};
const two: Migration = { version: 2, name: 'two', sql: 'alter table one add column name text;' };
const broken: Migration = { version: 2, name: 'broken', sql: 'insert into one values (2); select nothing;' };

let db: Db;
beforeAll(async () => {
  await makeTemplate();
  db = await openEmbedded({ directory: null, template: templatePath() });
});
beforeEach(() => db.script('drop table if exists one; drop table if exists schema_migrations'));
afterAll(() => db.close());

describe('migrations', () => {
  it('apply in order, each once', async () => {
    expect(await migrate(db, [one])).toEqual([one]);
    expect(await migrate(db, [one, two])).toEqual([two]);
    expect(await migrate(db, [one, two])).toEqual([]);
    expect(await db.query('select id, name from one')).toEqual([{ id: 1, name: null }]);
  });

  it('that fail leave the database as it was', async () => {
    await migrate(db, [one]);
    await expect(migrate(db, [one, broken])).rejects.toThrow('nothing');
    expect(await db.query('select id from one')).toEqual([{ id: 1 }]);
    expect(await migrate(db, [one, two])).toEqual([two]);
  });

  it('of a later program are refused', async () => {
    await migrate(db, [one, two]);
    await expect(migrate(db, [one])).rejects.toMatchObject({ code: 'store.newer', facts: { version: 2 } });
  });

  it('that were altered after they had been applied are refused', async () => {
    await migrate(db, [one]);
    await expect(migrate(db, [{ ...one, sql: `${one.sql} ` }])).rejects.toMatchObject({
      code: 'store.migration-differs',
    });
  });
});
