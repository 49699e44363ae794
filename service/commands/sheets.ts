import { refreshWorkbook } from '../../templates/refresh/refresh-workbook.ts';
import { openBackend } from './backend.ts';
import type { CommandContext } from './context.ts';
import { say } from './messages.ts';
import { summaryLines, whoami } from './refresh.ts';

/** The id in a spreadsheet's address, or the text itself. */
export const spreadsheetIdOf = (idOrAddress: string): string =>
  /\/spreadsheets\/d\/([\w-]+)/.exec(idOrAddress)?.[1] ?? idOrAddress;

/**
 * `sheets refresh ID`: refreshes the bound tables of a Google Sheet; with a template, makes its table where there is none.
 * @returns the exit code
 */
export const sheetsRefresh = async (
  context: CommandContext,
  idOrAddress: string,
  options: { template?: string; table?: string; dataDir?: string; json?: boolean },
): Promise<number> => {
  const { language, stdout, stderr } = context;
  // googleapis takes over a second to import: only where it is used.
  const { openGoogleWorkbook } = await import('../publish/google/google-host.ts');
  const host = await openGoogleWorkbook(spreadsheetIdOf(idOrAddress), { env: context.env });
  const backend = await openBackend(context, options.dataDir);
  try {
    if (backend.through) stderr(say('throughService', language, { address: backend.through }));
    if (options.template !== undefined && (await host.readBindings()).length === 0) {
      const { tableOfTemplate } = await import('../../templates/catalog/new-table.ts');
      await host.insertTable(tableOfTemplate(options.template, language));
      stderr(say('created', language, { template: options.template }));
    }
    const { summaries } = await refreshWorkbook(host, backend, {
      who: whoami(context),
      now: new Date().toISOString(),
      ...(options.table === undefined ? {} : { table: options.table }),
    });
    stdout(options.json ? `${JSON.stringify(summaries)}\n` : summaryLines(summaries, language));
    return 0;
  } finally {
    await backend.close();
  }
};
