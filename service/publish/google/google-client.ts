import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import type { GoogleAccess } from './google-access.ts';
import { unknownOutcome } from './google-problems.ts';

/** Reads and writes of one spreadsheet, with quota, tries, and failures as Problems. */
export interface GoogleClient {
  account: string;
  get(
    parameters: Omit<sheets_v4.Params$Resource$Spreadsheets$Get, 'spreadsheetId'>,
  ): Promise<sheets_v4.Schema$Spreadsheet>;
  /** What filters pick of a spreadsheet: marked sheets, ranges. */
  getByFilters(
    dataFilters: sheets_v4.Schema$DataFilter[],
    fields: string,
  ): Promise<sheets_v4.Schema$Spreadsheet>;
  /**
   * One atomic batch. A refused request (429) is sent again; where it is unknown whether Google carried the batch out
   * (5xx, no answer), `applied` looks before it is sent again, so that no row is ever added twice.
   */
  batchUpdate(requests: sheets_v4.Schema$Request[], applied: () => Promise<boolean>): Promise<void>;
}

/** A client for one spreadsheet. */
export const clientFor = (access: GoogleAccess, spreadsheetId: string): GoogleClient => {
  const { spreadsheets } = access.sheets;
  const read = async <T>(work: () => Promise<{ data: T }>): Promise<T> => {
    const answer = await access.send({ doing: 'read', spreadsheetId }, work);
    // Only a write that was found carried out gives no answer.
    if (answer === undefined) throw new Error('a read without an answer');
    return answer.data;
  };
  return {
    account: access.account,
    get: (parameters) => read(() => spreadsheets.get({ ...parameters, spreadsheetId }, access.request)),
    getByFilters: (dataFilters, fields) =>
      read(() =>
        spreadsheets.getByDataFilter({ spreadsheetId, fields, requestBody: { dataFilters } }, access.request),
      ),
    async batchUpdate(requests, applied) {
      const attempt = { doing: 'write', spreadsheetId } as const;
      await access.send(
        attempt,
        () => spreadsheets.batchUpdate({ spreadsheetId, requestBody: { requests } }, access.request),
        () =>
          applied().catch((error: unknown) => {
            const { code } = (error ?? {}) as { code?: unknown };
            if (code !== 'google.unavailable' && code !== 'google.quota') throw error;
            throw unknownOutcome({ ...attempt, account: access.account }, error);
          }),
      );
    },
  };
};
