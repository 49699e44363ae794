import { createHash } from 'node:crypto';
import { Problem } from '../records/problem.ts';
import type { Db } from './db.ts';
import { migrations as ours } from './migrations/index.ts';
import type { Migration } from './migrations/migration.ts';

/** Key of the advisory lock under which one program at a time changes the schema. */
const schemaLock = 4_310_001;

const checksumOf = (migration: Migration): string => createHash('sha256').update(migration.sql).digest('hex');

/**
 * Brings the schema up to this program's, each migration in a transaction of its own.
 * @returns the migrations that were applied now
 * @throws Problem `store.newer` where a later program made the database, `store.migration-differs` where an applied
 * migration is not the one that this program knows
 */
export const migrate = async (
  db: Db,
  migrations: readonly Migration[] = ours,
): Promise<readonly Migration[]> => {
  await db.script(
    `create table if not exists schema_migrations (
       version int primary key,
       name text not null,
       checksum text not null,
       applied_at timestamptz not null default now()
     )`,
  );
  const applied: Migration[] = [];
  for (;;) {
    const step = await db.tx(async (sql) => {
      await sql.query('select pg_advisory_xact_lock($1)', [schemaLock]);
      const rows = await sql.query<{ version: number; name: string; checksum: string }>(
        'select version, name, checksum from schema_migrations order by version',
      );
      for (const row of rows) check(row, migrations);
      const next = migrations.find(({ version }) => !rows.some((row) => row.version === version));
      if (!next) return null;
      await sql.script(next.sql);
      await sql.query('insert into schema_migrations (version, name, checksum) values ($1, $2, $3)', [
        next.version,
        next.name,
        checksumOf(next),
      ]);
      return next;
    });
    if (!step) return applied;
    applied.push(step);
  }
};

const check = (
  row: { version: number; name: string; checksum: string },
  migrations: readonly Migration[],
): void => {
  const known = migrations.find(({ version }) => version === row.version);
  if (!known)
    throw new Problem(
      'store.newer',
      {
        zh: `数据库由更新版本的程序建立（迁移 ${row.version} ${row.name}）。`,
        en: `The database was made by a newer version of the program (migration ${row.version} ${row.name}).`,
      },
      { zh: '请升级本程序。', en: 'Upgrade this program.' },
      { version: row.version },
    );
  if (checksumOf(known) !== row.checksum)
    throw new Problem(
      'store.migration-differs',
      {
        zh: `数据库中已执行的迁移 ${row.version}（${row.name}）与本程序的不同。`,
        en: `Migration ${row.version} (${row.name}) in the database is not the one that this program knows.`,
      },
      {
        zh: '请使用建立该数据库的程序版本，或导出后导入到新的数据库。',
        en: 'Use the program version that made the database, or export it and import it into a new one.',
      },
      { version: row.version },
    );
};
