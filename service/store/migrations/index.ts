import { firstSchema } from './001-first-schema.ts';
import type { Migration } from './migration.ts';

/** All migrations in the order in which they apply. */
export const migrations: readonly Migration[] = [firstSchema];
