import { ExcelHost } from '../excel/excel-host.ts';
import { readSelectedRow } from '../excel/selected-row.ts';
import { type CommandSurroundings, commandIds, runCommand } from './commands.ts';

const inOffice: CommandSurroundings = {
  selectedRow: async () => readSelectedRow(await new ExcelHost().readBindings()),
  showPane: async () => {
    // Without a shared runtime there is no pane to show from here; the manifests then bring no ribbon either.
    if (Office.context.requirements.isSetSupported('SharedRuntime', '1.1'))
      await Office.addin.showAsTaskpane();
  },
};

/**
 * Ties the ids of the manifests to what they do. To be called as soon as Office.js is there: Office holds back a click
 * until its function is known.
 */
export const registerCommands = (): void => {
  for (const id of commandIds)
    Office.actions.associate(id, async (event?: Office.AddinCommands.Event) => {
      try {
        await runCommand(id, inOffice);
      } finally {
        // A ribbon button stays pressed until this; a keyboard shortcut gives no event.
        event?.completed();
      }
    });
};
