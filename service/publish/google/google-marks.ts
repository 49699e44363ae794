import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { Request } from './google-cells.ts';

/**
 * What we note in developer metadata, which people do not see and which goes with a sheet when it is renamed, moved or
 * copied. Two things, and rows are not among them: nothing documents that the metadata of a row goes along when the rows
 * are sorted, and all metadata of a sheet share 30,000 characters; the key column in the cells has neither fault.
 *
 * - Each sheet of ours carries its role, so that one request reads the hidden sheet and every bound one, whatever they are called.
 * - The spreadsheet carries the id of the last batch of ours, written by that batch itself: so a batch without an answer
 *   can be looked up, and is never sent twice.
 */
export const roleKey = 'policy_sheets';
export const writeKey = 'policy_sheets_write';
export type SheetRole = 'bindings' | 'table';

const visibility = 'DOCUMENT';

/** Gives a sheet its role. */
export const markSheet = (sheetId: number, role: SheetRole): Request => ({
  createDeveloperMetadata: {
    developerMetadata: { metadataKey: roleKey, metadataValue: role, location: { sheetId }, visibility },
  },
});

/** Notes a batch; `before` is the note that stands, null where there is none. */
export const markWrite = (before: string | null, mark: string): Request =>
  before === null
    ? {
        createDeveloperMetadata: {
          developerMetadata: {
            metadataKey: writeKey,
            metadataValue: mark,
            location: { spreadsheet: true },
            visibility,
          },
        },
      }
    : {
        updateDeveloperMetadata: {
          dataFilters: [{ developerMetadataLookup: { metadataKey: writeKey } }],
          developerMetadata: { metadataValue: mark },
          fields: 'metadataValue',
        },
      };

/** The note of the last batch. */
export const writeMarkOf = (spreadsheet: sheets_v4.Schema$Spreadsheet): string | null =>
  spreadsheet.developerMetadata?.find((one) => one.metadataKey === writeKey)?.metadataValue ?? null;

/** The sheets of a role; all of ours without one. */
export const sheetsOfRole = (role?: SheetRole): sheets_v4.Schema$DataFilter => ({
  developerMetadataLookup: {
    metadataKey: roleKey,
    ...(role === undefined ? {} : { metadataValue: role }),
  },
});
