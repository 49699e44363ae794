import {
  archiveHeader,
  archiveLines,
  archiveSheetName,
  keptArchiveLines,
} from '../../../templates/refresh/archive.ts';
import type { RefreshPlan, TableSnapshot } from '../../../templates/refresh/types.ts';
import { freeSheetId } from './google-binding.ts';
import { onlyValue, type Request, textRows } from './google-cells.ts';
import { type GoogleSheet, type GoogleState, sheetOf } from './google-state.ts';

/** Whether a plan writes to the archive sheet, so that it must be read first. */
export const touchesArchive = (plan: RefreshPlan): boolean =>
  plan.unarchive !== null || plan.removals.some((removal) => removal.archive);

/** Lines that an undo takes back go as whole rows of the archive sheet, from the last up. */
const dropLines = (sheet: GoogleSheet, plan: RefreshPlan): Request[] => {
  const lines = (sheet.cells ?? []).map((row, index) => ({ index, line: row.map((cell) => cell.value) }));
  const body = lines.slice(1);
  const kept = new Set(
    keptArchiveLines(
      plan,
      body.map(({ line }) => line),
    ),
  );
  const dropped = body.filter(({ line }) => !kept.has(line)).map(({ index }) => index);
  const requests = dropped.reverse().map((index) => ({
    deleteDimension: {
      range: { sheetId: sheet.id, dimension: 'ROWS', startIndex: index, endIndex: index + 1 },
    },
  }));
  // A sheet keeps at least one row below those that are frozen.
  return dropped.length > 0 && sheet.rowCount - dropped.length < 2
    ? [{ appendDimension: { sheetId: sheet.id, dimension: 'ROWS', length: 1 } }, ...requests]
    : requests;
};

/**
 * Takes lines back from the archive and adds those of rows that leave.
 * @param state with the cells of the archive sheet, where there is one
 * @param taken ids of sheets that the same batch makes
 */
export const writeArchive = (
  state: GoogleState,
  plan: RefreshPlan,
  now: TableSnapshot,
  taken: readonly number[],
): Request[] => {
  const existing = sheetOf(state, archiveSheetName);
  const drop = existing && plan.unarchive !== null ? dropLines(existing, plan) : [];
  const lines = archiveLines(plan, now);
  if (lines.length === 0) return drop;
  const sheetId = existing?.id ?? freeSheetId(state, taken);
  const gridProperties = { rowCount: 2, columnCount: archiveHeader.length, frozenRowCount: 1 };
  const make: Request[] = existing
    ? []
    : [
        { addSheet: { properties: { sheetId, title: archiveSheetName, gridProperties } } },
        { appendCells: { sheetId, rows: textRows([archiveHeader]), fields: onlyValue } },
      ];
  return [...drop, ...make, { appendCells: { sheetId, rows: textRows(lines), fields: onlyValue } }];
};
