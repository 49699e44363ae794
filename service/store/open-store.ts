import { join } from 'node:path';
import { countOpenCorrections, decideCorrection, readCorrections, sendCorrections } from './corrections.ts';
import type { Db, StoreLogger } from './db.ts';
import { readDocument, readDocuments, readDocumentText } from './document-reader.ts';
import { openEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { momentOf } from './moment.ts';
import { openPostgres } from './postgres.ts';
import { putDocument } from './put.ts';
import { readingOf } from './reading.ts';
import { countRecords, readChanges, readHistory, readRecord, readRecords } from './record-reader.ts';
import { sheetReportsOver } from './sheet-reports.ts';
import type { Store } from './store.ts';
import { answerSync } from './sync.ts';
import { templatePath } from './template.ts';

export interface StoreOptions {
  /** Data folder; the embedded database lies in its subfolder `database`. */
  dataDir?: string | undefined;
  /** Address of a PostgreSQL server; goes before `dataDir`. */
  databaseUrl?: string | undefined;
  logger?: StoreLogger | undefined;
}

/** The store over an open database whose schema is up to date. Closing the store closes the database. */
export const storeOver = (db: Db): Store => ({
  put: (input) => putDocument(db, input),
  documents: (query, page) => readDocuments(db, query, page),
  document: (id) => readDocument(db, id),
  documentText: (id) => readDocumentText(db, id),
  records: (kind, query, page) => readRecords(db, kind, query, page),
  count: (kind, query) => countRecords(db, kind, query),
  record: (id, asOf) => readRecord(db, id, asOf),
  history: (id) => readHistory(db, id),
  changes: (since, limit) => readChanges(db, since, limit),
  sync: (request) => answerSync(db, request),
  sendCorrections: (inputs) => sendCorrections(db, inputs),
  corrections: (query, page) => readCorrections(db, query, page),
  openCorrections: () => countOpenCorrections(db),
  decideCorrection: (id, status, decision) => decideCorrection(db, id, status, decision),
  reading: (asOf) => readingOf(db, asOf),
  sheets: sheetReportsOver(db),
  cursor: async () => (await momentOf(db)).change,
  close: () => db.close(),
});

/** Opens the database that the options name, whatever schema it has. */
export const openUnmigrated = ({ dataDir, databaseUrl, logger }: StoreOptions): Promise<Db> =>
  databaseUrl
    ? openPostgres(databaseUrl, logger)
    : openEmbedded({
        directory: dataDir === undefined ? null : join(dataDir, 'database'),
        template: templatePath(),
        logger,
      });

/** Opens the database that the options name, with this program's schema. */
export const openDatabase = async (options: StoreOptions): Promise<Db> => {
  const db = await openUnmigrated(options);
  try {
    const applied = await migrate(db);
    if (applied.length > 0)
      options.logger?.info(
        { migrations: applied.map(({ name }) => name) },
        'database schema brought up to date',
      );
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
};

/**
 * Opens the store: on a PostgreSQL server, or embedded in the data folder; with neither, in memory until it is closed.
 * The embedded store belongs to one process at a time; a team moves to a server.
 * @throws Problem with a code `store.…` that says what is wrong and what to do
 */
export const openStore = async (options: StoreOptions): Promise<Store> =>
  storeOver(await openDatabase(options));
