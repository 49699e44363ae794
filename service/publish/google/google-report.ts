import { randomUUID } from 'node:crypto';
import type { GoogleAccess } from './google-access.ts';
import { clientFor } from './google-client.ts';
import { createFile, deleteFile, shareFile } from './google-drive.ts';
import { openGoogleWorkbook } from './google-host.ts';
import { reportRequests } from './google-report-sheets.ts';
import { readOutline } from './google-state.ts';
import { writeBatch } from './google-writing.ts';
import type { NewReport } from './new-report.ts';

/**
 * Makes a report: a spreadsheet of the account's, its bound tables, its sheets of formulas and native charts, and opens it to people. Where
 * anything of that fails, the spreadsheet is taken away again.
 * @returns the id of the spreadsheet
 * @throws Problem `google.…`
 */
export const createReport = async (
  access: GoogleAccess,
  report: NewReport,
  options: { folder?: string | undefined; share: readonly string[] },
): Promise<string> => {
  const id = await createFile(access, { title: report.title, folder: options.folder });
  try {
    const client = clientFor(access, id);
    const blank = await readOutline(client);
    const host = await openGoogleWorkbook(id, { env: {}, access });
    for (const { table } of report.tables) await host.insertTable(table);
    const state = await readOutline(client);
    await writeBatch(client, {
      requests: reportRequests(
        state,
        report,
        blank.sheets.map((sheet) => sheet.id),
      ),
      before: state.writeMark,
      mark: randomUUID(),
      table: report.title,
      unchanged: async () => {},
    });
    for (const email of new Set(options.share)) await shareFile(access, id, email);
    return id;
  } catch (error) {
    await deleteFile(access, id).catch(() => undefined);
    throw error;
  }
};
