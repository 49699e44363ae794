import type { GoogleSheet, GoogleState, GridRange } from '../../service/publish/google/google-state.ts';
import { rangePrefix } from '../../service/publish/google/google-table.ts';
import { bindingSheetName } from '../../templates/refresh/binding-sheet.ts';
import type { NamedSheetRange, ScriptSheet, ScriptSpreadsheet, Services } from './services.ts';
import { readCells, serialReader } from './sheet-cells.ts';

/**
 * The spreadsheet in the form that the other Google host reads it in, so that both find a table by the same rules
 * (service/publish/google/google-table.ts) and either may refresh what the other bound.
 */
export interface SheetState extends GoogleState {
  scripts: ReadonlyMap<number, ScriptSheet>;
  ranges: ReadonlyMap<string, NamedSheetRange>;
}

const boxOf = (named: NamedSheetRange): GridRange | null => {
  try {
    const range = named.getRange();
    const [top, left] = [range.getRow() - 1, range.getColumn() - 1];
    return {
      sheetId: range.getSheet().getSheetId(),
      top,
      left,
      bottom: top + range.getNumRows(),
      right: left + range.getNumColumns(),
    };
  } catch {
    // The named cells were deleted; Apps Script has no other sign of it.
    return null;
  }
};

/**
 * Reads the hidden sheet and the sheets that bear a table of ours, each as one block.
 * @param more names of further sheets to read; `all` reads every one, for a table whose mark was lost
 */
export const readState = (
  services: Pick<Services, 'Utilities'>,
  book: ScriptSpreadsheet,
  more: readonly string[] | 'all' = [],
): SheetState => {
  const serialOf = serialReader(services, book.getSpreadsheetTimeZone());
  const named = book.getNamedRanges().filter((one) => one.getName().startsWith(rangePrefix));
  const namedRanges = named.map((one) => ({ id: one.getName(), name: one.getName(), range: boxOf(one) }));
  const marked = new Set(namedRanges.map(({ range }) => range?.sheetId));
  const scripts = new Map<number, ScriptSheet>();
  const sheets = book.getSheets().map((script, index): GoogleSheet => {
    const [id, title] = [script.getSheetId(), script.getName()];
    scripts.set(id, script);
    const read = more === 'all' || marked.has(id) || title === bindingSheetName || more.includes(title);
    return {
      id,
      title,
      index,
      hidden: script.isSheetHidden(),
      rowCount: read ? script.getMaxRows() : 0,
      columnCount: read ? script.getMaxColumns() : 0,
      role: null,
      basicFilter: undefined,
      tables: [],
      merges: [],
      cells: read ? readCells(script.getDataRange(), serialOf) : undefined,
    };
  });
  return {
    writeMark: null,
    namedRanges,
    sheets,
    scripts,
    ranges: new Map(named.map((one) => [one.getName(), one])),
  };
};
