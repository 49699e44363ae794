import { firstSchema } from './001-first-schema.ts';

/**
 * One step of the schema. A migration that has been released never changes: its checksum is in people's databases.
 */
export interface Migration {
  version: number;
  name: string;
  sql: string;
}

/** All migrations in the order in which they apply. */
export const migrations: readonly Migration[] = [firstSchema];
