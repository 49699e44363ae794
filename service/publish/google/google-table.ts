import { parseKey } from '../../../templates/refresh/keys.ts';
import type { SnapshotCell, TableBinding, TableSnapshot } from '../../../templates/refresh/types.ts';
import { Problem } from '../../records/problem.ts';
import type { GoogleSheet, GoogleState, GridRange } from './google-state.ts';

/** A bound table at its place: `range` has the header row first. */
export interface LocatedTable {
  sheet: GoogleSheet;
  range: GridRange;
  /** The named range of the table, wherever it points now; null where there is none. */
  namedRangeId: string | null;
}

const blank: SnapshotCell = { value: null };
const isBlank = (cell: SnapshotCell | undefined): boolean =>
  cell === undefined || (cell.formula === undefined && (cell.value === null || cell.value === ''));
const textOf = (cell: SnapshotCell | undefined): string =>
  String(cell?.value ?? '')
    .normalize('NFKC')
    .trim();

/**
 * Name of the range that marks a table's place: letters, digits and underscores only, as the API demands, so any
 * other character is written as its code.
 */
export const rangeNameOf = (table: string): string =>
  `policy_sheets_${table.replace(/[^A-Za-z0-9]/gu, (char) => `_${char.codePointAt(0)?.toString(16)}_`)}`;
export const rangePrefix = 'policy_sheets_';

/** The columns that belong to a header row: from the marked ones outwards as far as headers stand without a gap. */
const widen = (sheet: GoogleSheet, row: number, left: number, right: number): [number, number] => {
  const header = sheet.cells?.[row] ?? [];
  let [from, to] = [left, Math.min(right, Math.max(header.length, left + 1))];
  while (from > 0 && !isBlank(header[from - 1])) from--;
  while (!isBlank(header[to])) to++;
  while (to > from + 1 && isBlank(header[to - 1])) to--;
  return [from, to];
};

const keyHeaderOf = (binding: TableBinding): string =>
  (binding.columns.find((column) => column.field === 'key')?.header ?? '').normalize('NFKC').trim();

/** Place of the key among the headers of a table; -1 where it is not there. */
export const keyColumnOf = (headers: readonly string[], binding: TableBinding): number =>
  headers.findIndex((header) => header.normalize('NFKC').trim() === keyHeaderOf(binding));

/** The end of a table: the marked one, or further down while rows with a key follow. */
const deepen = (sheet: GoogleSheet, range: GridRange, binding: TableBinding): number => {
  const header = sheet.cells?.[range.top] ?? [];
  const key = header.findIndex((cell) => textOf(cell) === keyHeaderOf(binding));
  let bottom = Math.max(range.top + 1, Math.min(range.bottom, sheet.rowCount));
  while (key >= 0 && parseKey(sheet.cells?.[bottom]?.[key]?.value)) bottom++;
  return bottom;
};

const rectangle = (sheet: GoogleSheet, marked: GridRange, binding: TableBinding): GridRange => {
  const [left, right] = widen(sheet, marked.top, marked.left, marked.right);
  return { ...marked, left, right, bottom: deepen(sheet, marked, binding) };
};

/** How many bound headers a row of cells carries; none where the key is not among them. */
const likeness = (row: readonly SnapshotCell[], binding: TableBinding): number => {
  const texts = new Set(row.map(textOf));
  if (!texts.has(keyHeaderOf(binding))) return 0;
  return binding.columns.filter((column) => texts.has(column.header.normalize('NFKC').trim())).length;
};

const namedRangeOf = (
  state: GoogleState,
  binding: TableBinding,
): GoogleState['namedRanges'][number] | undefined =>
  state.namedRanges.find((one) => one.name === rangeNameOf(binding.table));

/** A table whose mark was lost (deleted, or never there after conversion from .xlsx), by its headers. */
const search = (state: GoogleState, binding: TableBinding): LocatedTable | undefined => {
  let best: { sheet: GoogleSheet; row: number; score: number } | undefined;
  for (const sheet of state.sheets) {
    sheet.cells?.forEach((cells, row) => {
      const score = likeness(cells, binding);
      if (score * 2 > binding.columns.length && score > (best?.score ?? 0)) best = { sheet, row, score };
    });
  }
  if (!best) return undefined;
  const { sheet, row } = best;
  const cells = sheet.cells?.[row] ?? [];
  const key = cells.findIndex((cell) => textOf(cell) === keyHeaderOf(binding));
  const [left, right] = widen(sheet, row, key, key + 1);
  let bottom = row + 1;
  while (sheet.cells?.[bottom]?.slice(left, right).some((cell) => !isBlank(cell))) bottom++;
  return {
    sheet,
    namedRangeId: namedRangeOf(state, binding)?.id ?? null,
    range: { sheetId: sheet.id, top: row, bottom, left, right },
  };
};

/** The place of a table by its named range, else by a Google table of its name; undefined where neither was read. */
const marked = (state: GoogleState, binding: TableBinding): LocatedTable | undefined => {
  const named = namedRangeOf(state, binding);
  const own = state.sheets.flatMap((sheet) => sheet.tables).find((table) => table.name === binding.table);
  const range = named?.range ?? own?.range;
  const sheet = range && state.sheets.find((one) => one.id === range.sheetId && one.cells !== undefined);
  if (!range || !sheet) return undefined;
  return { sheet, namedRangeId: named?.id ?? null, range: rectangle(sheet, range, binding) };
};

/** Ids of the sheets that marks of bound tables point at; their cells are worth reading at once. */
export const markedSheets = (state: GoogleState): Set<number> =>
  new Set([
    ...state.namedRanges.flatMap(({ name, range }) =>
      range && name.startsWith(rangePrefix) ? [range.sheetId] : [],
    ),
    ...state.sheets.filter((sheet) => sheet.tables.length > 0).map((sheet) => sheet.id),
  ]);

/** Finds a bound table among the sheets whose cells were read. */
export const locateTable = (state: GoogleState, binding: TableBinding): LocatedTable | undefined => {
  const place = marked(state, binding);
  if (place && likeness(place.sheet.cells?.[place.range.top] ?? [], binding) > 0) return place;
  return search(state, binding) ?? place;
};

/** @returns the Problem for a table that is nowhere in the spreadsheet */
export const tableMissing = (table: string): Problem =>
  new Problem(
    'workbook.table-missing',
    { zh: `表格中找不到绑定的表“${table}”。`, en: `The spreadsheet has no bound table "${table}".` },
    {
      zh: '该表所在的工作表可能已被删除，或记录编号列的标题被改动。请从版本历史恢复，或重新插入模板表。',
      en: 'Its sheet was deleted, or the header of its key column was changed. Restore it from the version history, or insert the template table again.',
    },
    { table },
  );

/** A located table as plain data. */
export const snapshotOf = (table: string, { sheet, range }: LocatedTable): TableSnapshot => {
  const row = (index: number): SnapshotCell[] =>
    Array.from(
      { length: range.right - range.left },
      (_, i) => sheet.cells?.[index]?.[range.left + i] ?? blank,
    );
  return {
    table,
    sheet: sheet.title,
    headers: row(range.top).map((cell) => String(cell.value ?? '')),
    rows: Array.from({ length: range.bottom - range.top - 1 }, (_, i) => ({ cells: row(range.top + 1 + i) })),
  };
};

/** Whether anything is written below the last row of a table, in any column. */
export const hasContentBelow = ({ sheet, range }: LocatedTable): boolean =>
  (sheet.cells ?? []).slice(range.bottom).some((row) => row.some((cell) => !isBlank(cell)));

/** Whether anything stands beside the rows of a table, outside its columns. */
const hasContentBeside = ({ sheet, range }: LocatedTable): boolean =>
  (sheet.cells ?? [])
    .slice(range.top + 1, range.bottom)
    .some((row) =>
      row.some((cell, column) => (column < range.left || column >= range.right) && !isBlank(cell)),
    );

/** Rows go and come as whole rows of the sheet. @throws Problem `table.content-beside` where that would tear something off */
export const refuseContentBeside = (place: LocatedTable, table: string): void => {
  if (!hasContentBeside(place)) return;
  throw new Problem(
    'table.content-beside',
    {
      zh: `表“${table}”旁边的列中还有内容，移除或放回行会使其错位，没有写入任何内容。`,
      en: `There is content beside the table "${table}" that taking rows out or putting them back would tear off; nothing was written.`,
    },
    {
      zh: '请把这些内容移到紧邻该表的列（带列标题）或别的工作表，或者不移除这些行。',
      en: 'Move it into columns next to the table, under headers, or to another sheet, or do not remove the rows.',
    },
    { table },
  );
};
