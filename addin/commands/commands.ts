import type { SelectedRow } from '../excel/selected-row.ts';
import { requestView, type ViewRequest } from './view-requests.ts';

/**
 * What the ribbon, the context menu and the keyboard shortcuts do. Their ids stand in both manifests. None of them
 * writes: a refresh goes through its plan, which the pane shows (promise 5 of a refresh).
 */
export const commandIds = [
  'OpenPane',
  'RefreshAll',
  'RefreshTable',
  'ShowEvidence',
  'CheckWorkbook',
] as const;
export type CommandId = (typeof commandIds)[number];

/** What a command needs of the open workbook and of Office. */
export interface CommandSurroundings {
  /** The row in which the active cell stands; throws where a cell is being edited. */
  selectedRow(): Promise<SelectedRow>;
  /** Brings the pane before the user, whose page runs already. */
  showPane(): Promise<void>;
}

const refreshTable = async ({ selectedRow }: CommandSurroundings): Promise<ViewRequest> => {
  // Where the selection cannot be read, or is in none of our tables, the pane asks which one.
  const row = await selectedRow().catch((): SelectedRow => ({ is: 'elsewhere' }));
  return { view: 'refresh', tables: row.is === 'elsewhere' ? null : [row.table] };
};

const requests: Readonly<
  Record<CommandId, (surroundings: CommandSurroundings) => ViewRequest | Promise<ViewRequest>>
> = {
  OpenPane: () => ({ view: null }),
  RefreshAll: () => ({ view: 'refresh', tables: 'all' }),
  RefreshTable: refreshTable,
  ShowEvidence: () => ({ view: 'evidence' }),
  CheckWorkbook: () => ({ view: 'check' }),
};

/** Runs a command: the pane comes to the front and goes to its place. */
export const runCommand = async (id: CommandId, surroundings: CommandSurroundings): Promise<void> => {
  // Both at once: the pane opens while the workbook is asked.
  const shown = surroundings.showPane();
  requestView(await requests[id](surroundings));
  await shown;
};
