import type { FactPlan, NamedCells } from '../../../templates/refresh/fact-types.ts';
import { onlyValue, type Request, writtenCell } from './google-cells.ts';
import type { GoogleClient } from './google-client.ts';
import {
  type GoogleSheet,
  type GoogleState,
  type GridRange,
  readOutline,
  readSheets,
} from './google-state.ts';

/** Cells of a spreadsheet that bear a name: read, and written as values with their own formats. */

/** Cells that a name may stand for at most. */
const mostCells = 200_000;

const placeOf = (state: GoogleState, name: string): { sheet: GoogleSheet; range: GridRange } | undefined => {
  const found = state.namedRanges.find((one) => one.name.toLowerCase() === name.toLowerCase());
  const range = found?.range;
  const sheet = range && state.sheets.find((one) => one.id === range.sheetId);
  if (!range || !sheet) return undefined;
  const [bottom, right] = [Math.min(range.bottom, sheet.rowCount), Math.min(range.right, sheet.columnCount)];
  if ((bottom - range.top) * (right - range.left) > mostCells) return undefined;
  return { sheet, range: { ...range, bottom, right } };
};

/** The state of a spreadsheet with the cells of the sheets on which names stand, and of further ones: two requests. */
export const readForNames = async (
  client: GoogleClient,
  names: readonly string[],
  further: readonly string[] = [],
): Promise<GoogleState> => {
  const outline = await readOutline(client);
  const titles = new Set([
    ...names.flatMap((name) => placeOf(outline, name)?.sheet.title ?? []),
    ...outline.sheets.map((sheet) => sheet.title).filter((title) => further.includes(title)),
  ]);
  if (titles.size === 0) return outline;
  const read = await readSheets(client, [...titles]);
  const byId = new Map(read.sheets.map((sheet) => [sheet.id, sheet]));
  return { ...read, sheets: outline.sheets.map((sheet) => byId.get(sheet.id) ?? sheet) };
};

/** The cells of names; a name that the spreadsheet does not have is left out. */
export const namedCellsOf = (state: GoogleState, names: readonly string[]): NamedCells[] =>
  names.flatMap((name): NamedCells[] => {
    const place = placeOf(state, name);
    if (!place) return [];
    const { sheet, range } = place;
    const cells = Array.from({ length: range.bottom - range.top }, (_, row) =>
      Array.from(
        { length: range.right - range.left },
        (_cell, column) => sheet.cells?.[range.top + row]?.[range.left + column] ?? { value: null },
      ),
    );
    return [{ name, sheet: sheet.title, cells }];
  });

/** The writes of a plan of facts. */
export const factRequests = (state: GoogleState, plan: FactPlan): Request[] =>
  plan.writes.flatMap(({ name, cells }) => {
    const place = placeOf(state, name);
    if (!place) return [];
    const { sheet, range } = place;
    return cells.map(({ row, column, ...cell }) => ({
      updateCells: {
        start: { sheetId: sheet.id, rowIndex: range.top + row, columnIndex: range.left + column },
        rows: [{ values: [writtenCell({ ...cell, column })] }],
        fields: onlyValue,
      },
    }));
  });
