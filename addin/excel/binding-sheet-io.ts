import type { CellValue } from '../../service/records/sheet-row.ts';
import {
  bindingColumns,
  bindingSheetName,
  parseBindings,
  printBindings,
} from '../../templates/refresh/binding-sheet.ts';
import { parseFacts } from '../../templates/refresh/fact-lines.ts';
import type { FactBinding } from '../../templates/refresh/fact-types.ts';
import type { TableBinding } from '../../templates/refresh/types.ts';
import { textInput } from './cell-input.ts';
import type { CellBlock } from './write-queue.ts';

/** The hidden sheet of bindings in the open workbook. */

interface QueuedBindings {
  sheet: Excel.Worksheet;
  used: Excel.Range;
}

/** Puts the reading of the hidden sheet into the context's queue. */
export const queueBindings = (context: Excel.RequestContext): QueuedBindings => {
  const sheet = context.workbook.worksheets.getItemOrNullObject(bindingSheetName);
  const used = sheet.getUsedRangeOrNullObject(true);
  used.load('values,rowIndex,columnIndex');
  return { sheet, used };
};

export interface BindingSheet {
  exists: boolean;
  /** Rows that hold something, from the first row of the sheet. */
  rows: CellValue[][];
  bindings: TableBinding[];
}

/** What the queued reading brought. @throws Problem `binding.broken`, `binding.newer` */
export const readBindingSheet = ({ sheet, used }: QueuedBindings): BindingSheet => {
  if (sheet.isNullObject || used.isNullObject) return { exists: !sheet.isNullObject, rows: [], bindings: [] };
  const blank = (count: number): CellValue[] => Array.from({ length: count }, () => '');
  const rows: CellValue[][] = [
    ...Array.from({ length: used.rowIndex }, () => []),
    ...used.values.map((row: CellValue[]) => [...blank(used.columnIndex), ...row]),
  ];
  return { exists: true, rows, bindings: parseBindings(rows) };
};

/** The cells that make the hidden sheet show these bindings, those to be emptied among them. */
export const bindingBlock = (
  bindings: readonly TableBinding[],
  before: BindingSheet,
  facts: readonly FactBinding[] = parseFacts(before.rows),
): CellBlock => {
  const printed = printBindings(bindings, facts);
  const values = Array.from({ length: Math.max(printed.length, before.rows.length) }, (_, row) =>
    Array.from({ length: bindingColumns }, (_, column) => textInput(printed[row]?.[column] ?? '')),
  );
  return { row: 0, column: 0, values };
};

/** The hidden sheet, made where the workbook has none. */
export const bindingSheetIn = (context: Excel.RequestContext, before: BindingSheet): Excel.Worksheet => {
  if (before.exists) return context.workbook.worksheets.getItem(bindingSheetName);
  const sheet = context.workbook.worksheets.add(bindingSheetName);
  sheet.visibility = Excel.SheetVisibility.hidden;
  return sheet;
};
