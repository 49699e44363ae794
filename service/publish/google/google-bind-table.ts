import { parseBindings, withBinding } from '../../../templates/refresh/binding-sheet.ts';
import type { BindRequest, SheetGrid } from '../../../templates/refresh/grid-types.ts';
import { Problem } from '../../records/problem.ts';
import { writeBindings } from './google-binding.ts';
import { type Cell, onlyValue, type Request, typedCell } from './google-cells.ts';
import { markSheet } from './google-marks.ts';
import { apiRange, bindingRowsOf, type GoogleSheet, type GoogleState } from './google-state.ts';
import { locateTable, rangeNameOf } from './google-table.ts';

/** The tables on a sheet: Google's own, and those that are bound. */
const tablesOn = (state: GoogleState, sheet: GoogleSheet): SheetGrid['tables'] => {
  const bound = parseBindings(bindingRowsOf(state)).flatMap((binding) => {
    const place = locateTable(state, binding);
    return place?.sheet.id === sheet.id ? [{ name: binding.table, range: place.range }] : [];
  });
  const own = sheet.tables.filter((table) => !bound.some((one) => one.name === table.name));
  return [...bound, ...own].map(({ name, range: { top, left, bottom, right } }) => ({
    name,
    range: { top, left, bottom, right },
    totals: false,
  }));
};

/** A sheet as a plain grid, for binding a table that stands on it. */
export const gridOf = (state: GoogleState, sheet: GoogleSheet): SheetGrid => ({
  sheet: sheet.title,
  rows: sheet.cells ?? [],
  merges: sheet.merges.map(({ top, left, bottom, right }) => ({ top, left, bottom, right })),
  tables: tablesOn(state, sheet),
});

export const sheetMissing = (sheet: string): Problem =>
  new Problem(
    'workbook.sheet-missing',
    { zh: `没有工作表“${sheet}”。`, en: `There is no sheet "${sheet}".` },
    { zh: '请核对名称；它可能已改名或被删除。', en: 'Check its name; it may have been renamed or deleted.' },
    { sheet },
  );
const tableExists = (table: string): Problem =>
  new Problem(
    'workbook.table-exists',
    { zh: `表格中已有“${table}”。`, en: `The spreadsheet already has a table "${table}".` },
    { zh: '请换一个名称。', en: 'Choose another name.' },
    { table },
  );

/**
 * One atomic batch that makes a region a bound table.
 * @throws Problem `workbook.table-exists`
 */
export const bindRequests = (state: GoogleState, sheet: GoogleSheet, request: BindRequest): Request[] => {
  const { binding, key, range, existing } = request;
  const sheetId = sheet.id;
  const bindings = parseBindings(bindingRowsOf(state));
  const name = rangeNameOf(binding.table);
  const isTaken =
    bindings.some((one) => one.table === binding.table) ||
    state.namedRanges.some((one) => one.name === name) ||
    (existing === null &&
      state.sheets.some((one) => one.tables.some((table) => table.name === binding.table)));
  if (isTaken) throw tableExists(binding.table);
  const write = (row: number, column: number, values: readonly Cell[]): Request => ({
    updateCells: {
      start: { sheetId, rowIndex: row, columnIndex: column },
      rows: values.map((value) => ({ values: [value] })),
      fields: onlyValue,
    },
  });
  const place = { ...range, sheetId };
  const table = sheet.tables.find((one) => one.name === existing);
  const missing = key.column + 1 - sheet.columnCount;
  return [
    ...(missing > 0 && !key.insert
      ? [{ appendDimension: { sheetId, dimension: 'COLUMNS', length: missing } }]
      : []),
    ...(key.insert
      ? [
          {
            // Only beside the table: what stands above and below keeps its place.
            insertRange: {
              range: apiRange({ ...place, left: key.column, right: key.column + 1 }),
              shiftDimension: 'COLUMNS',
            },
          },
        ]
      : []),
    ...request.unmerge.map((merge) => ({ unmergeCells: { range: apiRange({ ...merge, sheetId }) } })),
    ...request.writes.map(({ row, column, value }) => write(row, column, [typedCell(value)])),
    write(
      range.top,
      key.column,
      [key.header, ...key.keys].map((value) => typedCell(value)),
    ),
    ...(key.hidden
      ? [
          {
            updateDimensionProperties: {
              range: {
                sheetId,
                dimension: 'COLUMNS',
                startIndex: key.column,
                endIndex: key.column + 1,
              },
              properties: { hiddenByUser: true },
              fields: 'hiddenByUser',
            },
          },
        ]
      : []),
    ...(table
      ? [
          {
            updateTable: {
              table: {
                tableId: table.id,
                range: apiRange({ ...table.range, right: Math.max(table.range.right, key.column + 1) }),
              },
              fields: 'range',
            },
          },
        ]
      : []),
    { addNamedRange: { namedRange: { name, range: apiRange(place) } } },
    ...(sheet.role === 'table' ? [] : [markSheet(sheetId, 'table')]),
    ...writeBindings(state, withBinding(bindings, binding)),
  ];
};
