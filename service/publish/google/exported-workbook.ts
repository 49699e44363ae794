import { readGrid, visibleSheets } from '../xlsx/bind-table-part.ts';
import { readBindingPart } from '../xlsx/binding-part.ts';
import { WorkbookPackage } from '../xlsx/parts.ts';
import { tablesOf } from '../xlsx/table.ts';
import { addTable, tableRect } from '../xlsx/table-part.ts';
import type { GoogleSheet, GoogleState } from './google-state.ts';
import { locateTable } from './google-table.ts';

/** The sheets of a workbook in the form in which tables are looked for by their headers. */
const stateOf = (workbook: WorkbookPackage): GoogleState => ({
  writeMark: null,
  namedRanges: [],
  sheets: visibleSheets(workbook).map((title, index): GoogleSheet => {
    const cells = readGrid(workbook, title).rows;
    return {
      id: index,
      title,
      index,
      hidden: false,
      rowCount: cells.length,
      columnCount: Math.max(0, ...cells.map((row) => row.length)),
      role: null,
      basicFilter: undefined,
      tables: [],
      merges: [],
      cells,
    };
  }),
});

/**
 * Google Sheets exports a bound table as plain cells: this makes a table of each again, under its own name, so that the file
 * can be refreshed as a file and in Excel. What is a table already stays as it is.
 * @returns the workbook, and the names of tables whose headers are not to be found in it
 */
export const restoreTables = async (
  bytes: Uint8Array,
): Promise<{ bytes: Uint8Array; restored: string[]; missing: string[] }> => {
  const workbook = new WorkbookPackage(bytes);
  const known = new Set(tablesOf(workbook).map((table) => table.name.toLowerCase()));
  const state = stateOf(workbook);
  const restored: string[] = [];
  const missing: string[] = [];
  for (const binding of readBindingPart(workbook)) {
    if (known.has(binding.table.toLowerCase())) continue;
    const place = locateTable(state, binding);
    const sheet = workbook.sheets().find((one) => one.name === place?.sheet.title);
    if (!place || !sheet) {
      missing.push(binding.table);
      continue;
    }
    const { top, bottom, left, right } = place.range;
    const headers = place.sheet.cells?.[top] ?? [];
    // A table of Excel has at least one row below its header.
    const rows = Math.max(1, bottom - top - 1);
    addTable(workbook, sheet.part, {
      name: binding.table,
      rect: tableRect(top + 1, left + 1, right - left, rows),
      columns: Array.from({ length: right - left }, (_, i) => ({
        name: String(headers[left + i]?.value ?? ''),
      })),
      style: 'TableStyleMedium2',
    });
    restored.push(binding.table);
  }
  return { bytes: restored.length > 0 ? await workbook.save() : bytes, restored, missing };
};
