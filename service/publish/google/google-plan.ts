import { bindingSheetName } from '../../../templates/refresh/binding-sheet.ts';
import type {
  CellWrite,
  RefreshPlan,
  RowAddition,
  RowRestoration,
  RowUpdate,
  TableBinding,
  TableSnapshot,
} from '../../../templates/refresh/types.ts';
import type { CellValue } from '../../records/sheet-row.ts';
import { writeArchive } from './google-archive.ts';
import { freeSheetId, writeBindings } from './google-binding.ts';
import {
  bytesOf,
  type Cell,
  datePattern,
  onlyValue,
  type Request,
  sameCell,
  writtenCell,
} from './google-cells.ts';
import { markSheet } from './google-marks.ts';
import { Packing, type Piece, refuseTooLarge, type Step } from './google-pieces.ts';
import { apiRange, type GoogleState, sheetOf } from './google-state.ts';
import {
  hasContentBelow,
  keyColumnOf,
  type LocatedTable,
  rangeNameOf,
  refuseContentBeside,
} from './google-table.ts';

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

const writeRow = (
  place: LocatedTable,
  row: number,
  cells: readonly CellWrite[],
  cellOf: (write: CellWrite) => Cell = writtenCell,
): Request[] =>
  runs(cells).map((run) => ({
    updateCells: {
      start: {
        sheetId: place.sheet.id,
        rowIndex: place.range.top + 1 + row,
        columnIndex: place.range.left + (run[0]?.column ?? 0),
      },
      rows: [{ values: run.map(cellOf) }],
      fields: onlyValue,
    },
  }));

/** The key that a row has after cells were written into it. */
const keyIn = (cells: readonly CellWrite[], column: number): CellValue | undefined =>
  cells.find((cell) => cell.column === column)?.value;

const updateStep = (place: LocatedTable, update: RowUpdate, now: TableSnapshot, keys: number): Step => {
  const before = now.rows[update.row]?.cells ?? [];
  return {
    requests: writeRow(place, update.row, update.cells),
    inverse: writeRow(place, update.row, update.cells, (cell) => sameCell(before[cell.column])),
    rekey: (list) => {
      const key = keyIn(update.cells, keys);
      if (key !== undefined) list[update.row] = key;
    },
  };
};

const rowsOf = (place: LocatedTable, top: number, count: number) => ({
  sheetId: place.sheet.id,
  dimension: 'ROWS',
  startIndex: top,
  endIndex: top + count,
});

/** Rows of additions as the API takes them, each as wide as the table. */
const additionRow = (place: LocatedTable, addition: RowAddition): { values: Cell[] } => {
  const values: Cell[] = Array.from({ length: place.range.right - place.range.left }, () => ({}));
  for (const cell of addition.cells) values[cell.column] = writtenCell(cell);
  return { values };
};

/**
 * New rows at the end of the table. Where something stands below, rows are inserted so that it moves down whole;
 * otherwise only the grid grows where it is too short. A date column takes the format of dates.
 * @param done how many rows were added before these
 */
const addRows = (
  place: LocatedTable,
  additions: readonly RowAddition[],
  done: number,
  isContentBelow: boolean,
  keys: number,
): Step => {
  const { sheet, range } = place;
  const [top, count, left] = [range.bottom + done, additions.length, range.left];
  const box = { sheetId: sheet.id, startRowIndex: top, endRowIndex: top + count };
  const requests: Request[] = [];
  const inverse: Request[] = [];
  const missing = Math.max(0, top + count - Math.max(sheet.rowCount, top));
  if (isContentBelow) {
    requests.push({ insertDimension: { range: rowsOf(place, top, count), inheritFromBefore: true } });
    inverse.push({ deleteDimension: { range: rowsOf(place, top, count) } });
  } else {
    if (missing > 0)
      requests.push({ appendDimension: { sheetId: sheet.id, dimension: 'ROWS', length: missing } });
    // Rows that the grid had are emptied again, those that it got go.
    if (count > missing)
      inverse.push({
        updateCells: {
          range: {
            ...box,
            endRowIndex: top + count - missing,
            startColumnIndex: left,
            endColumnIndex: range.right,
          },
          fields: onlyValue,
        },
      });
    if (missing > 0)
      inverse.push({ deleteDimension: { range: rowsOf(place, top + count - missing, missing) } });
  }
  requests.push({
    updateCells: {
      start: { sheetId: sheet.id, rowIndex: top, columnIndex: left },
      rows: additions.map((addition) => additionRow(place, addition)),
      fields: onlyValue,
    },
  });
  for (const cell of additions[0]?.cells ?? []) {
    if (cell.type !== 'date') continue;
    requests.push({
      repeatCell: {
        range: { ...box, startColumnIndex: left + cell.column, endColumnIndex: left + cell.column + 1 },
        cell: { userEnteredFormat: { numberFormat: datePattern } },
        fields: 'userEnteredFormat.numberFormat',
      },
    });
  }
  return {
    requests,
    inverse,
    rekey: (list) => {
      for (const { cells } of additions) list.push(keyIn(cells, keys) ?? null);
    },
  };
};

/** Additions in blocks that fill the batch at hand and then whole batches. */
const packAdditions = (packing: Packing, place: LocatedTable, plan: RefreshPlan, keys: number): void => {
  const isContentBelow = hasContentBelow(place);
  // The frame of a block: its insertion and the formats of date columns.
  const frame = 2000;
  let block: RowAddition[] = [];
  let bytes = frame;
  let done = 0;
  const flush = (): void => {
    if (block.length === 0) return;
    packing.add(addRows(place, block, done, isContentBelow, keys));
    done += block.length;
    block = [];
    bytes = frame;
  };
  for (const addition of plan.additions) {
    const size = bytesOf(additionRow(place, addition)) + 1;
    if (bytes + size > (packing.room > frame + size ? packing.room : packing.whole)) flush();
    block.push(addition);
    bytes += size;
  }
  flush();
};

/** Rows go as whole rows of the sheet, from the last up, and only where nothing stands beside them. */
const removeRows = (place: LocatedTable, plan: RefreshPlan): Request[] => {
  if (plan.removals.length + plan.restorations.length === 0) return [];
  refuseContentBeside(place, plan.table);
  const first = place.range.top + 1;
  const left = place.sheet.rowCount + plan.additions.length - plan.removals.length;
  // A sheet keeps at least one row below its frozen ones.
  const spare: Request[] =
    left <= first ? [{ appendDimension: { sheetId: place.sheet.id, dimension: 'ROWS', length: 1 } }] : [];
  return [
    ...spare,
    ...[...plan.removals]
      .sort((a, b) => b.row - a.row)
      .map(({ row }) => ({ deleteDimension: { range: rowsOf(place, first + row, 1) } })),
  ];
};

/** Rows that an undo puts back, one by one at their places, looking like the row above them. */
const restoreRows = (place: LocatedTable, plan: RefreshPlan, now: TableSnapshot): Request[] => {
  let standing = now.rows.length - plan.removals.length;
  return plan.restorations.flatMap((restored: RowRestoration): Request[] => {
    const alone = standing === 0;
    standing++;
    const dates = alone ? restored.cells.filter((cell) => cell.type === 'date') : [];
    return [
      {
        insertDimension: {
          range: rowsOf(place, place.range.top + 1 + restored.index, 1),
          // Without a row of the table above it takes the look of the one below, not that of the header.
          inheritFromBefore: restored.index > 0,
        },
      },
      ...writeRow(place, restored.index, restored.cells),
      ...dates.map((cell) => ({
        repeatCell: {
          range: {
            sheetId: place.sheet.id,
            startRowIndex: place.range.top + 1 + restored.index,
            endRowIndex: place.range.top + 2 + restored.index,
            startColumnIndex: place.range.left + cell.column,
            endColumnIndex: place.range.left + cell.column + 1,
          },
          cell: { userEnteredFormat: { numberFormat: datePattern } },
          fields: 'userEnteredFormat.numberFormat',
        },
      })),
    ];
  });
};

/** The marks of the table's place, moved to where it ends after the writing. */
export const markPlace = (place: LocatedTable, table: string, bottom: number): Request[] => {
  const { range, sheet } = place;
  const namedRange = { name: rangeNameOf(table), range: apiRange({ ...range, bottom }) };
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
  if (sheet.role !== 'table') requests.push(markSheet(sheet.id, 'table'));
  if (bottom <= range.bottom) return requests;
  const filter = sheet.basicFilter;
  const end = filter?.range?.endRowIndex;
  if (filter?.range && !filter.tableId && filter.range.startRowIndex === range.top && end && end < bottom) {
    requests.push({
      setBasicFilter: { filter: { ...filter, range: { ...filter.range, endRowIndex: bottom } } },
    });
  }
  for (const one of sheet.tables) {
    if (one.range.top !== range.top || one.range.bottom !== range.bottom) continue;
    requests.push({
      updateTable: {
        table: { tableId: one.id, range: apiRange({ ...one.range, bottom }) },
        fields: 'range',
      },
    });
  }
  return requests;
};

/**
 * The batches of a plan: one, below 2 MB, for all but very large ones. Changed and new rows come first, each row whole with its
 * key, so that the table is in order after every batch; the last has what cannot be cut (removed rows, the archive, the marks, the binding).
 * @throws Problem `table.content-beside`, `google.too-large`
 */
export const planPieces = (
  state: GoogleState,
  place: LocatedTable,
  plan: RefreshPlan,
  now: TableSnapshot,
  bindings: readonly TableBinding[],
): Piece[] => {
  const hidden = sheetOf(state, bindingSheetName)?.id ?? freeSheetId(state);
  const keys = keyColumnOf(now.headers, plan.binding);
  const packing = new Packing();
  for (const update of plan.updates) packing.add(updateStep(place, update, now, keys));
  packAdditions(packing, place, plan, keys);
  const bottom = place.range.bottom + plan.additions.length + plan.restorations.length - plan.removals.length;
  packing.add({
    requests: [
      ...writeArchive(state, plan, now, [hidden]),
      // Additions stand at the end: they come before the removals, whose row numbers they leave as they are.
      ...removeRows(place, plan),
      ...restoreRows(place, plan, now),
      ...markPlace(place, plan.table, bottom),
      ...writeBindings(state, bindings, hidden),
    ],
    inverse: [],
    rekey: () => {},
  });
  const pieces = packing.pieces();
  refuseTooLarge(pieces);
  return pieces;
};
