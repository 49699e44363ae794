import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { bindingSheetName } from '../../../templates/refresh/binding-sheet.ts';
import type { SnapshotCell } from '../../../templates/refresh/types.ts';
import type { CellValue } from '../../records/sheet-row.ts';
import type { GoogleClient } from './google-client.ts';
import { roleKey, type SheetRole, sheetsOfRole, writeMarkOf } from './google-marks.ts';

/** A rectangle of a sheet: first row and column, and the ones after its last, counted from 0. */
export interface GridRange {
  sheetId: number;
  top: number;
  bottom: number;
  left: number;
  right: number;
}

/** A sheet as the host read it; `cells` only where its cells were read. */
export interface GoogleSheet {
  id: number;
  title: string;
  index: number;
  hidden: boolean;
  rowCount: number;
  columnCount: number;
  /** What the sheet is to us, by its developer metadata; null for a sheet that was never marked. */
  role: SheetRole | null;
  basicFilter: sheets_v4.Schema$BasicFilter | undefined;
  tables: readonly { id: string; name: string; range: GridRange }[];
  merges: readonly GridRange[];
  cells: readonly (readonly SnapshotCell[])[] | undefined;
}
export interface GoogleState {
  /** Note of the last batch of ours; null where there was none. */
  writeMark: string | null;
  sheets: readonly GoogleSheet[];
  /** `range` is null where the named cells were deleted. */
  namedRanges: readonly { id: string; name: string; range: GridRange | null }[];
}

const metadata = 'developerMetadata(metadataKey,metadataValue)';
const about =
  `${metadata},namedRanges(namedRangeId,name,range),` +
  `sheets(properties(sheetId,title,index,hidden,gridProperties(rowCount,columnCount)),${metadata},basicFilter,merges,tables(tableId,name,range)`;
const withCells =
  ',data(startRow,startColumn,rowData(values(userEnteredValue(formulaValue),effectiveValue)))';

const rangeOf = (range: sheets_v4.Schema$GridRange | undefined): GridRange => ({
  sheetId: range?.sheetId ?? 0,
  top: range?.startRowIndex ?? 0,
  bottom: range?.endRowIndex ?? Number.MAX_SAFE_INTEGER,
  left: range?.startColumnIndex ?? 0,
  right: range?.endColumnIndex ?? Number.MAX_SAFE_INTEGER,
});

/** The form of the API: an end that was open stays open. */
export const apiRange = (range: GridRange): sheets_v4.Schema$GridRange => ({
  sheetId: range.sheetId,
  startRowIndex: range.top,
  startColumnIndex: range.left,
  ...(range.bottom === Number.MAX_SAFE_INTEGER ? {} : { endRowIndex: range.bottom }),
  ...(range.right === Number.MAX_SAFE_INTEGER ? {} : { endColumnIndex: range.right }),
});

const shownValueOf = (value: sheets_v4.Schema$ExtendedValue | undefined): CellValue =>
  value?.stringValue ??
  value?.numberValue ??
  value?.boolValue ??
  (value?.errorValue ? `#${value.errorValue.type ?? 'ERROR'}` : null);

const cellOf = (cell: sheets_v4.Schema$CellData): SnapshotCell => {
  const formula = cell.userEnteredValue?.formulaValue;
  const value = shownValueOf(cell.effectiveValue ?? cell.userEnteredValue);
  return typeof formula === 'string' ? { value, formula: formula.replace(/^=/, '') } : { value };
};

/** Cells from the first of the sheet on, whatever corner the answer begins at. */
const cellsOf = (data: readonly sheets_v4.Schema$GridData[] | undefined): SnapshotCell[][] | undefined => {
  const [grid] = data ?? [];
  if (!grid) return undefined;
  const rows: SnapshotCell[][] = Array.from({ length: grid.startRow ?? 0 }, () => []);
  const before: SnapshotCell[] = Array.from({ length: grid.startColumn ?? 0 }, () => ({ value: null }));
  for (const row of grid.rowData ?? []) rows.push([...before, ...(row.values ?? []).map(cellOf)]);
  return rows;
};

const roleOf = (sheet: sheets_v4.Schema$Sheet): SheetRole | null => {
  const role = sheet.developerMetadata?.find((one) => one.metadataKey === roleKey)?.metadataValue;
  return role === 'bindings' || role === 'table' ? role : null;
};

const stateOf = (spreadsheet: sheets_v4.Schema$Spreadsheet): GoogleState => ({
  writeMark: writeMarkOf(spreadsheet),
  namedRanges: (spreadsheet.namedRanges ?? []).map((one) => ({
    id: one.namedRangeId ?? '',
    name: one.name ?? '',
    range: one.range ? rangeOf(one.range) : null,
  })),
  sheets: (spreadsheet.sheets ?? []).map(({ properties, basicFilter, tables, merges, data, ...sheet }) => ({
    role: roleOf(sheet),
    id: properties?.sheetId ?? 0,
    title: properties?.title ?? '',
    index: properties?.index ?? 0,
    hidden: properties?.hidden ?? false,
    rowCount: properties?.gridProperties?.rowCount ?? 0,
    columnCount: properties?.gridProperties?.columnCount ?? 0,
    basicFilter,
    tables: (tables ?? []).map((table) => ({
      id: table.tableId ?? '',
      name: table.name ?? '',
      range: rangeOf(table.range),
    })),
    merges: (merges ?? []).map(rangeOf),
    cells: cellsOf(data),
  })),
});

/** A sheet's name as A1 notation takes it. */
export const quoted = (title: string): string => `'${title.replaceAll("'", "''")}'`;

/** All sheets and names of a spreadsheet, without cells. */
export const readOutline = async (client: GoogleClient): Promise<GoogleState> =>
  stateOf(await client.get({ fields: `${about})` }));

/**
 * The sheets of ours with all their cells, found by their roles, wherever they stand and whatever they are called; and
 * the whole of one more sheet. One request. What was never marked (a workbook that came as .xlsx) is not among them.
 */
export const readMarked = async (
  client: GoogleClient,
  which: { role?: SheetRole; sheetId?: number } = {},
): Promise<GoogleState> => {
  const filters = [
    sheetsOfRole(which.role),
    ...(which.sheetId === undefined ? [] : [{ gridRange: { sheetId: which.sheetId } }]),
  ];
  return stateOf(await client.getByFilters(filters, `${about}${withCells})`));
};

/** The note of the last batch of ours, and nothing else. */
export const readWriteMark = async (client: GoogleClient): Promise<string | null> =>
  writeMarkOf(await client.get({ fields: metadata }));

/** One header row and one column of a sheet, and how many rows and columns it has: enough to tell whether rows moved. */
export const readFrame = async (
  client: GoogleClient,
  sheet: Pick<GoogleSheet, 'title'>,
  range: GridRange,
  column: number,
): Promise<{ headers: CellValue[]; column: CellValue[] }> => {
  const letters = lettersOf(column);
  const state = await client.get({
    fields: `sheets(data(startRow,startColumn,rowData(values(effectiveValue))))`,
    ranges: [
      `${quoted(sheet.title)}!${lettersOf(range.left)}${range.top + 1}:${lettersOf(range.right - 1)}${range.top + 1}`,
      `${quoted(sheet.title)}!${letters}${range.top + 2}:${letters}`,
    ],
  });
  const [header, keys] = state.sheets?.[0]?.data ?? [];
  const valuesOf = (data: sheets_v4.Schema$GridData | undefined): CellValue[][] =>
    (data?.rowData ?? []).map((row) => (row.values ?? []).map((cell) => shownValueOf(cell.effectiveValue)));
  return { headers: valuesOf(header)[0] ?? [], column: valuesOf(keys).map((row) => row[0] ?? null) };
};

/** Letters of a column: 0 is A. */
export const lettersOf = (column: number): string => {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? lettersOf(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
};

/** The named sheets with all their cells: what was typed, and what it shows. One request. */
export const readSheets = async (client: GoogleClient, titles: readonly string[]): Promise<GoogleState> =>
  stateOf(await client.get({ fields: `${about}${withCells})`, ranges: titles.map(quoted) }));

/** The sheet of a title. */
export const sheetOf = (state: GoogleState, title: string): GoogleSheet | undefined =>
  state.sheets.find((sheet) => sheet.title === title);

/** The rows of the hidden sheet; none where the spreadsheet has no such sheet. */
export const bindingRowsOf = (state: GoogleState): CellValue[][] =>
  (sheetOf(state, bindingSheetName)?.cells ?? []).map((row) => row.map((cell) => cell.value));
