import { randomBytes } from 'node:crypto';
import { describe, it } from 'vitest';
import { describeStore, type StoreUnderTest } from '../../test/contract/store-contract.ts';
import { testServer } from '../../test/hosts/postgres-server.ts';
import type { Db } from './db.ts';
import { openDatabase, type StoreOptions, storeOver } from './open-store.ts';
import { openPostgres } from './postgres.ts';
import { makeTemplate } from './template.ts';

const tables =
  'corrections, record_versions, records, document_versions, document_texts, document_sources, documents, sources, commits';

const underTest = async (
  options: StoreOptions,
  finish: (db: Db) => Promise<void> = (db) => db.close(),
): Promise<StoreUnderTest> => {
  const db = await openDatabase(options);
  return {
    store: storeOver(db),
    empty: () =>
      db.script(`truncate ${tables} restart identity;
        update change_clock set change = 0, recorded_at = '1970-01-01T00:00:00Z'`),
    close: () => finish(db),
  };
};

describeStore('the embedded database', async () => {
  await makeTemplate();
  return underTest({});
});

const server = await testServer();
if (server) {
  describeStore('a PostgreSQL server', async () => {
    // A schema of its own, so that a database with other things in it is left as it was.
    const schema = `policy_sheets_test_${randomBytes(4).toString('hex')}`;
    const admin = await openPostgres(server.url);
    await admin.script(`create schema ${schema}`);
    const url = new URL(server.url);
    url.searchParams.set('options', `-c search_path=${schema}`);
    return underTest({ databaseUrl: url.href }, async (db) => {
      await db.close();
      await admin.script(`drop schema ${schema} cascade`);
      await admin.close();
      await server.stop();
    });
  });
} else {
  describe('the store on a PostgreSQL server', () => {
    it.skip('is not tested: no PostgreSQL 15 or later is installed, and DATABASE_TEST_URL is not set', () =>
      undefined);
  });
}
