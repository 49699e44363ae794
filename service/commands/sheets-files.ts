import { basename, resolve } from 'node:path';
import { readSettings } from '../http/settings.ts';
import { openGoogleAccess } from '../publish/google/google-access.ts';
import { createFile, exportFile } from '../publish/google/google-drive.ts';
import { spreadsheetUrl } from '../records/sheet-reports.ts';
import type { CommandContext } from './context.ts';
import { readUpTo, writeWhole } from './files.ts';
import { say } from './messages.ts';
import { maxWorkbookBytes } from './refresh.ts';
import { type SheetsOptions, spreadsheetIdOf } from './sheets.ts';
import { sayOfSheets } from './sheets-messages.ts';

const accessOf = (context: CommandContext, options: SheetsOptions) => {
  const { dataDir } = readSettings({
    ...context.env,
    ...(options.dataDir === undefined ? {} : { DATA_DIR: options.dataDir }),
  });
  return openGoogleAccess({ env: context.env, dataDir: resolve(dataDir) });
};

/**
 * `sheets import FILE`: uploads a bound workbook and opens it as a Google Sheet.
 * @returns the exit code
 */
export const sheetsImport = async (
  context: CommandContext,
  path: string,
  options: SheetsOptions & { title?: string; folder?: string },
): Promise<number> => {
  const bytes = await readUpTo(path, maxWorkbookBytes);
  const title = options.title ?? basename(path).replace(/\.xls[xm]$/i, '');
  const id = await createFile(await accessOf(context, options), { title, folder: options.folder }, bytes);
  const url = spreadsheetUrl(id);
  context.stdout(
    options.json
      ? `${JSON.stringify({ id, title, url })}\n`
      : `${sayOfSheets('created', context.language, { title, url })}\n`,
  );
  return 0;
};

/**
 * `sheets export ID FILE`: saves a Google Sheet as a workbook whose bound tables are tables again.
 * @returns the exit code: 1 where a bound table was not found in it
 */
export const sheetsExport = async (
  context: CommandContext,
  idOrAddress: string,
  path: string,
  options: SheetsOptions,
): Promise<number> => {
  const access = await accessOf(context, options);
  const exported = await exportFile(access, spreadsheetIdOf(idOrAddress));
  const { restoreTables } = await import('../publish/google/exported-workbook.ts');
  const { bytes, restored, missing } = await restoreTables(exported);
  await writeWhole(path, bytes);
  context.stderr(say('written', context.language, { file: path }));
  if (options.json) context.stdout(`${JSON.stringify({ restored, missing })}\n`);
  if (missing.length > 0)
    context.stderr(sayOfSheets('notFound', context.language, { tables: missing.join(', ') }));
  return missing.length > 0 ? 1 : 0;
};
