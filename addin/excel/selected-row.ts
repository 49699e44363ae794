import { keyField } from '../../service/records/catalogue.ts';
import { parseKey, type RowKey } from '../../templates/refresh/keys.ts';
import type { TableBinding } from '../../templates/refresh/types.ts';
import { inExcel } from './excel-batch.ts';

/** The row in which the active cell stands. */
export type SelectedRow =
  | { is: 'record'; table: string; key: RowKey }
  /** A row of a bound table that carries no key that could be read. */
  | { is: 'noKey'; table: string }
  | { is: 'elsewhere' };

const elsewhere: SelectedRow = { is: 'elsewhere' };

/**
 * Which record the active cell belongs to.
 * @param bindings of the workbook, to know its bound tables and their key columns
 */
export const readSelectedRow = (bindings: readonly TableBinding[]): Promise<SelectedRow> =>
  inExcel(async (context) => {
    const cell = context.workbook.getActiveCell();
    const tables = cell.getTables(false).load('items/name');
    await context.sync();
    const binding = bindings.find((one) => tables.items.some((table) => table.name === one.table));
    const table = tables.items.find((one) => one.name === binding?.table);
    if (!binding || !table) return elsewhere;
    const header = table.getHeaderRowRange().load('values');
    const row = table.getDataBodyRange().getIntersectionOrNullObject(cell.getEntireRow()).load('values');
    await context.sync();
    if (row.isNullObject) return elsewhere;
    const keyHeader = binding.columns.find((column) => column.field === keyField.id)?.header;
    const column = (header.values[0] ?? []).findIndex((text: unknown) => String(text) === keyHeader);
    const key = parseKey(row.values[0]?.[column]);
    return key ? { is: 'record', table: binding.table, key } : { is: 'noKey', table: binding.table };
  });

/**
 * Tells when another cell becomes active, in any sheet.
 * @returns stops telling
 */
export const watchSelection = (onChange: () => void): Promise<() => Promise<void>> =>
  inExcel(async (context) => {
    const handler = context.workbook.worksheets.onSelectionChanged.add(async () => onChange());
    await context.sync();
    return async () => {
      // A handler is taken away in the context that it was added in.
      handler.remove();
      await handler.context.sync();
    };
  });
