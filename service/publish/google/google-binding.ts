import { bindingColumns, bindingSheetName, printBindings } from '../../../templates/refresh/binding-sheet.ts';
import { parseFacts } from '../../../templates/refresh/fact-lines.ts';
import type { FactBinding } from '../../../templates/refresh/fact-types.ts';
import type { TableBinding } from '../../../templates/refresh/types.ts';
import { onlyValue, type Request, textRows } from './google-cells.ts';
import { markSheet } from './google-marks.ts';
import { bindingRowsOf, type GoogleState, sheetOf } from './google-state.ts';

/** An id that no sheet has yet: known before the batch is sent, so that one batch can make a sheet and fill it. */
export const freeSheetId = (state: GoogleState, taken: readonly number[] = []): number => {
  const ids = new Set([...state.sheets.map((sheet) => sheet.id), ...taken]);
  let id = 1_000_001;
  while (ids.has(id)) id++;
  return id;
};

/** The hidden sheet, made where it is missing, with its rows replaced. The facts that stand there stay unless others are given. */
export const writeBindings = (
  state: GoogleState,
  bindings: readonly TableBinding[],
  sheetId: number = sheetOf(state, bindingSheetName)?.id ?? freeSheetId(state),
  facts: readonly FactBinding[] = parseFacts(bindingRowsOf(state)),
): Request[] => {
  const lines = printBindings(bindings, facts);
  const existing = sheetOf(state, bindingSheetName);
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
  if (existing?.role !== 'bindings') requests.push(markSheet(sheetId, 'bindings'));
  requests.push({
    updateCells: {
      range: {
        sheetId,
        startRowIndex: 0,
        endRowIndex: Math.max(lines.length, rowCount),
        startColumnIndex: 0,
        endColumnIndex: bindingColumns,
      },
      rows: textRows(lines),
      fields: onlyValue,
    },
  });
  return requests;
};
