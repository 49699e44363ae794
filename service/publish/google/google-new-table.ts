import type { sheets_v4 } from 'googleapis/build/src/apis/sheets/v4.js';
import { bindingSheetName } from '../../../templates/refresh/binding-sheet.ts';
import type { NewTable, TableBinding } from '../../../templates/refresh/types.ts';
import type { FieldType } from '../../records/catalogue.ts';
import { freeSheetId, writeBindings } from './google-binding.ts';
import { datePattern, type Request, typedCell } from './google-cells.ts';
import { markSheet } from './google-marks.ts';
import { apiRange, type GoogleState, sheetOf } from './google-state.ts';
import { rangeNameOf } from './google-table.ts';

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
export const characterWidth = 8;
const titleRow = 0;
export const headerRow = 1;
export const newRowCount = 200;

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
    markSheet(sheetId, 'table'),
    { addNamedRange: { namedRange: { name: rangeNameOf(table.binding.table), range: apiRange(range) } } },
    // A filter of a header alone is none: it takes the first empty row in and grows with the table.
    { setBasicFilter: { filter: { range: apiRange({ ...range, bottom: range.bottom + 1 }) } } },
    ...writeBindings(state, bindings, hidden),
  ];
};
