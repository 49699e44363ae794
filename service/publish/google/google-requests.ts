import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { archiveHeader, archiveLines, archiveSheetName } from '../../../templates/refresh/archive.ts';
import { bindingColumns, bindingSheetName, printBindings } from '../../../templates/refresh/binding-sheet.ts';
import { serialOfIso } from '../../../templates/refresh/dates.ts';
import type {
  CellWrite,
  NewTable,
  RefreshPlan,
  RowAddition,
  TableBinding,
  TableSnapshot,
} from '../../../templates/refresh/types.ts';
import type { FieldType } from '../../records/catalogue.ts';
import { Problem } from '../../records/problem.ts';
import type { CellValue } from '../../records/sheet-row.ts';
import { apiRange, type GoogleSheet, type GoogleState, sheetOf } from './google-state.ts';
import { hasContentBelow, hasContentBeside, type LocatedTable, rangeNameOf } from './google-table.ts';

type Request = sheets_v4.Schema$Request;
type Cell = sheets_v4.Schema$CellData;

const onlyValue = 'userEnteredValue';
const datePattern = { type: 'DATE', pattern: 'yyyy-mm-dd' };

/** A value as a typed cell: text is `stringValue` and so never a formula, a day is its serial number. */
export const typedCell = (value: CellValue, type: FieldType = 'text'): Cell => {
  if (value === null || value === '') return {};
  if (typeof value === 'number') return { userEnteredValue: { numberValue: value } };
  if (typeof value === 'boolean') return { userEnteredValue: { boolValue: value } };
  const serial = type === 'date' ? serialOfIso(value) : null;
  return { userEnteredValue: serial === null ? { stringValue: value } : { numberValue: serial } };
};

/** The writes of one row as runs of neighbouring cells, so that no cell between them is touched. */
const runs = (cells: readonly CellWrite[]): CellWrite[][] => {
  const sorted = [...cells].sort((a, b) => a.column - b.column);
  const all: CellWrite[][] = [];
  for (const cell of sorted) {
    const last = all.at(-1);
    if (last && last[last.length - 1]?.column === cell.column - 1) last.push(cell);
    else all.push([cell]);
  }
  return all;
};

const writeRow = (place: LocatedTable, row: number, cells: readonly CellWrite[]): Request[] =>
  runs(cells).map((run) => ({
    updateCells: {
      start: {
        sheetId: place.sheet.id,
        rowIndex: place.range.top + 1 + row,
        columnIndex: place.range.left + (run[0]?.column ?? 0),
      },
      rows: [{ values: run.map((cell) => typedCell(cell.value, cell.type)) }],
      fields: onlyValue,
    },
  }));

/**
 * New rows at the end of the table. Where something stands below, rows are inserted so that it moves down whole;
 * otherwise only the grid grows where it is too short. A date column takes the format of dates.
 */
const addRows = (place: LocatedTable, additions: readonly RowAddition[]): Request[] => {
  if (additions.length === 0) return [];
  const { sheet, range } = place;
  const [top, count, width] = [range.bottom, additions.length, range.right - range.left];
  const requests: Request[] = [];
  if (hasContentBelow(place)) {
    requests.push({
      insertDimension: {
        range: { sheetId: sheet.id, dimension: 'ROWS', startIndex: top, endIndex: top + count },
        inheritFromBefore: true,
      },
    });
  } else if (top + count > sheet.rowCount) {
    requests.push({
      appendDimension: { sheetId: sheet.id, dimension: 'ROWS', length: top + count - sheet.rowCount },
    });
  }
  const rows = additions.map((addition) => {
    const values: Cell[] = Array.from({ length: width }, () => ({}));
    for (const cell of addition.cells) values[cell.column] = typedCell(cell.value, cell.type);
    return { values };
  });
  requests.push({
    updateCells: {
      start: { sheetId: sheet.id, rowIndex: top, columnIndex: range.left },
      rows,
      fields: onlyValue,
    },
  });
  for (const cell of additions[0]?.cells ?? []) {
    if (cell.type !== 'date') continue;
    const column = range.left + cell.column;
    requests.push({
      repeatCell: {
        range: {
          sheetId: sheet.id,
          startRowIndex: top,
          endRowIndex: top + count,
          startColumnIndex: column,
          endColumnIndex: column + 1,
        },
        cell: { userEnteredFormat: { numberFormat: datePattern } },
        fields: 'userEnteredFormat.numberFormat',
      },
    });
  }
  return requests;
};

/** Rows go as whole rows of the sheet, from the last up, and only where nothing stands beside them. */
const removeRows = (place: LocatedTable, plan: RefreshPlan): Request[] => {
  if (plan.removals.length === 0) return [];
  if (hasContentBeside(place)) {
    throw new Problem(
      'table.content-beside',
      {
        zh: `表“${plan.table}”旁边的列中还有内容，移除行会使其错位，没有写入任何内容。`,
        en: `There is content beside the table "${plan.table}" that the removal of rows would tear off; nothing was written.`,
      },
      {
        zh: '请把这些内容移到紧邻该表的列（带列标题）或别的工作表，或者不移除这些行。',
        en: 'Move it into columns next to the table, under headers, or to another sheet, or do not remove the rows.',
      },
      { table: plan.table },
    );
  }
  const first = place.range.top + 1;
  return [...plan.removals]
    .sort((a, b) => b.row - a.row)
    .map(({ row }) => ({
      deleteDimension: {
        range: {
          sheetId: place.sheet.id,
          dimension: 'ROWS',
          startIndex: first + row,
          endIndex: first + row + 1,
        },
      },
    }));
};

/** The marks of the table's place, moved to where it ends after the writing. */
const markPlace = (place: LocatedTable, plan: RefreshPlan): Request[] => {
  const { range, sheet } = place;
  const bottom = range.bottom + plan.additions.length - plan.removals.length;
  const namedRange = { name: rangeNameOf(plan.table), range: apiRange({ ...range, bottom }) };
  const requests: Request[] = [
    place.namedRangeId === null
      ? { addNamedRange: { namedRange } }
      : {
          updateNamedRange: {
            namedRange: { ...namedRange, namedRangeId: place.namedRangeId },
            fields: 'range',
          },
        },
  ];
  if (plan.additions.length === 0) return requests;
  const filter = sheet.basicFilter;
  const end = filter?.range?.endRowIndex;
  if (filter?.range && !filter.tableId && filter.range.startRowIndex === range.top && end && end < bottom) {
    requests.push({
      setBasicFilter: { filter: { ...filter, range: { ...filter.range, endRowIndex: bottom } } },
    });
  }
  for (const table of sheet.tables) {
    if (table.range.top !== range.top || table.range.bottom !== range.bottom) continue;
    requests.push({
      updateTable: {
        table: { tableId: table.id, range: apiRange({ ...table.range, bottom }) },
        fields: 'range',
      },
    });
  }
  return requests;
};

/** An id that no sheet has yet: known before the batch is sent, so that one batch can make a sheet and fill it. */
const freeSheetId = (state: GoogleState, taken: readonly number[] = []): number => {
  const ids = new Set([...state.sheets.map((sheet) => sheet.id), ...taken]);
  let id = 1_000_001;
  while (ids.has(id)) id++;
  return id;
};

const archive = (
  state: GoogleState,
  plan: RefreshPlan,
  now: TableSnapshot,
  taken: readonly number[],
): Request[] => {
  const lines = archiveLines(plan, now);
  if (lines.length === 0) return [];
  const existing = sheetOf(state, archiveSheetName);
  const sheetId = existing?.id ?? freeSheetId(state, taken);
  const rows = (values: readonly (readonly CellValue[])[]) =>
    values.map((line) => ({ values: line.map((value) => typedCell(value)) }));
  const make: Request[] = existing
    ? []
    : [
        {
          addSheet: {
            properties: {
              sheetId,
              title: archiveSheetName,
              gridProperties: { rowCount: 2, columnCount: archiveHeader.length, frozenRowCount: 1 },
            },
          },
        },
        { appendCells: { sheetId, rows: rows([archiveHeader]), fields: onlyValue } },
      ];
  return [...make, { appendCells: { sheetId, rows: rows(lines), fields: onlyValue } }];
};

/** The hidden sheet, made where it is missing, with its rows replaced. */
export const writeBindings = (
  state: GoogleState,
  bindings: readonly TableBinding[],
  sheetId: number = sheetOf(state, bindingSheetName)?.id ?? freeSheetId(state),
): Request[] => {
  const lines = printBindings(bindings);
  const existing: GoogleSheet | undefined = sheetOf(state, bindingSheetName);
  const rowCount = existing?.rowCount ?? 0;
  const requests: Request[] = [];
  if (!existing) {
    const gridProperties = { rowCount: lines.length, columnCount: bindingColumns };
    requests.push({
      addSheet: { properties: { sheetId, title: bindingSheetName, hidden: true, gridProperties } },
    });
  } else if (lines.length > rowCount) {
    requests.push({ appendDimension: { sheetId, dimension: 'ROWS', length: lines.length - rowCount } });
  }
  requests.push({
    updateCells: {
      range: {
        sheetId,
        startRowIndex: 0,
        endRowIndex: Math.max(lines.length, rowCount),
        startColumnIndex: 0,
        endColumnIndex: bindingColumns,
      },
      rows: lines.map((line) => ({ values: line.map((text) => typedCell(text)) })),
      fields: onlyValue,
    },
  });
  return requests;
};

/**
 * One atomic batch for a plan and the bindings as they are to stand.
 * @throws Problem `table.content-beside`
 */
export const planRequests = (
  state: GoogleState,
  place: LocatedTable,
  plan: RefreshPlan,
  now: TableSnapshot,
  bindings: readonly TableBinding[],
): Request[] => {
  const hidden = sheetOf(state, bindingSheetName)?.id ?? freeSheetId(state);
  return [
    ...plan.updates.flatMap((update) => writeRow(place, update.row, update.cells)),
    ...archive(state, plan, now, [hidden]),
    // Additions stand at the end: they come before the removals, whose row numbers they leave as they are.
    ...addRows(place, plan.additions),
    ...removeRows(place, plan),
    ...markPlace(place, plan),
    ...writeBindings(state, bindings, hidden),
  ];
};

const formats: Partial<Record<FieldType, sheets_v4.Schema$NumberFormat>> = {
  date: datePattern,
  // Typed 2024-05 must stay a deadline and 0012 a number of a document, also when she types it.
  text: { type: 'TEXT' },
  deadline: { type: 'TEXT' },
  list: { type: 'TEXT' },
  enum: { type: 'TEXT' },
  url: { type: 'TEXT' },
};
/** Pixels of one character of the default font, Arial 10. */
const characterWidth = 8;
const titleRow = 0;
const headerRow = 1;
const newRowCount = 200;

/** One atomic batch that makes a bound, empty table on a sheet of its own. */
export const newTableRequests = (
  state: GoogleState,
  table: NewTable,
  bindings: readonly TableBinding[],
): Request[] => {
  const sheetId = freeSheetId(state);
  const hidden = sheetOf(state, bindingSheetName)?.id ?? freeSheetId(state, [sheetId]);
  const width = table.columns.length;
  const firstShown = Math.max(
    0,
    table.columns.findIndex((column) => !column.hidden),
  );
  const range = { sheetId, top: headerRow, bottom: headerRow + 1, left: 0, right: width };
  const column = (index: number) => ({ sheetId, startColumnIndex: index, endColumnIndex: index + 1 });
  return [
    {
      addSheet: {
        properties: {
          sheetId,
          title: table.sheet,
          gridProperties: { rowCount: newRowCount, columnCount: width + 4, frozenRowCount: headerRow + 1 },
        },
      },
    },
    {
      updateCells: {
        start: { sheetId, rowIndex: titleRow, columnIndex: firstShown },
        rows: [
          {
            values: [
              { ...typedCell(table.title), userEnteredFormat: { textFormat: { bold: true, fontSize: 14 } } },
            ],
          },
        ],
        fields: 'userEnteredValue,userEnteredFormat.textFormat',
      },
    },
    {
      updateCells: {
        start: { sheetId, rowIndex: headerRow, columnIndex: 0 },
        rows: [
          {
            values: table.columns.map(({ header }) => ({
              ...typedCell(header),
              userEnteredFormat: {
                textFormat: { bold: true },
                backgroundColor: { red: 0.87, green: 0.92, blue: 0.97 },
                verticalAlignment: 'MIDDLE',
                wrapStrategy: 'WRAP',
              },
            })),
          },
        ],
        fields: 'userEnteredValue,userEnteredFormat',
      },
    },
    ...table.columns.flatMap((one, index): Request[] => {
      const numberFormat = formats[one.type];
      const dimensions: Request = {
        updateDimensionProperties: {
          range: { sheetId, dimension: 'COLUMNS', startIndex: index, endIndex: index + 1 },
          properties: { pixelSize: one.width * characterWidth, hiddenByUser: one.hidden },
          fields: 'pixelSize,hiddenByUser',
        },
      };
      if (!numberFormat) return [dimensions];
      const repeatCell = {
        range: { ...column(index), startRowIndex: headerRow + 1, endRowIndex: newRowCount },
        cell: { userEnteredFormat: { numberFormat } },
        fields: 'userEnteredFormat.numberFormat',
      };
      return [dimensions, { repeatCell }];
    }),
    { addNamedRange: { namedRange: { name: rangeNameOf(table.binding.table), range: apiRange(range) } } },
    // A filter of a header alone is none: it takes the first empty row in and grows with the table.
    { setBasicFilter: { filter: { range: apiRange({ ...range, bottom: range.bottom + 1 }) } } },
    ...writeBindings(state, bindings, hidden),
  ];
};
