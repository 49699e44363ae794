import { firstSchema } from './001-first-schema.ts';
import { corrections } from './002-corrections.ts';
import { sheetReports } from './003-sheet-reports.ts';
import type { Migration } from './migration.ts';

/** All migrations in the order in which they apply. */
export const migrations: readonly Migration[] = [firstSchema, corrections, sheetReports];
