import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SelectedRow } from '../excel/selected-row.ts';
import { type CommandId, runCommand } from './commands.ts';
import { onViewRequest, type ViewRequest } from './view-requests.ts';

let seen: ViewRequest[];
let shown: number;
let stop: () => void;
beforeEach(() => {
  seen = [];
  shown = 0;
  stop = onViewRequest((request) => seen.push(request));
});
afterEach(() => stop());
const run = (id: CommandId, selectedRow: () => Promise<SelectedRow>): Promise<void> =>
  runCommand(id, {
    selectedRow,
    showPane: async () => {
      shown++;
    },
  });
const elsewhere = async (): Promise<SelectedRow> => ({ is: 'elsewhere' });

describe('the commands of the ribbon', () => {
  it.each<[CommandId, ViewRequest]>([
    ['OpenPane', { view: null }],
    ['RefreshAll', { view: 'refresh', tables: 'all' }],
    ['ShowEvidence', { view: 'evidence' }],
    ['CheckWorkbook', { view: 'check' }],
  ])('%s shows the pane at its place', async (id, request) => {
    await run(id, elsewhere);
    expect([seen, shown]).toEqual([[request], 1]);
  });

  it('RefreshTable takes the table in which the active cell stands, whether its row has a key or not', async () => {
    await run('RefreshTable', async () => ({ is: 'noKey', table: '目标表' }));
    await run('RefreshTable', async () => ({
      is: 'record',
      table: 'Funds',
      key: { id: 'fnd_1', revision: 2 },
    }));
    expect(seen).toEqual([
      { view: 'refresh', tables: ['目标表'] },
      { view: 'refresh', tables: ['Funds'] },
    ]);
  });

  it('RefreshTable lets her choose where the active cell is in none, or while she types in it', async () => {
    await run('RefreshTable', elsewhere);
    await run('RefreshTable', () => Promise.reject(new Error('InvalidOperationInCellEditMode')));
    expect(seen).toEqual([
      { view: 'refresh', tables: null },
      { view: 'refresh', tables: null },
    ]);
  });
});
