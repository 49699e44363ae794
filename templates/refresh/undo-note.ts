import type { CellValue } from '../../service/records/sheet-row.ts';
import type { BoundColumn, TableColumns } from './columns.ts';
import { joinJson, splitJson } from './json-cells.ts';
import { parseKey } from './keys.ts';
import type {
  CellWrite,
  RefreshPlan,
  RemovedRow,
  SnapshotCell,
  SnapshotRow,
  TableBinding,
  TableSnapshot,
  UndoNote,
  WrittenCell,
} from './types.ts';
import { readValue } from './values.ts';

/**
 * The note that a refresh leaves for an undo: what it wrote and what stood there before. It lives in the hidden sheet,
 * so that an undo works in any host and after the file was closed (refresh.md, promise 5).
 */

const isEmpty = (cell: SnapshotCell | undefined): boolean =>
  cell === undefined || (cell.formula === undefined && (cell.value === null || cell.value === ''));

/**
 * A short mark of the bound values of a row (FNV-1a over the values as they compare): what is not told apart by it is
 * one in four thousand million, and an undo that errs archives nothing that the service did not write.
 * @param cellOf the cell of a bound column, as it is written or as it stands
 */
export const markOf = (
  bound: readonly BoundColumn[],
  cellOf: (column: number) => SnapshotCell | undefined,
  date1904: boolean,
): string => {
  const values = [...bound]
    .sort((a, b) => (a.field.id < b.field.id ? -1 : 1))
    .map(({ column, field }): [string, CellValue] => {
      const cell = cellOf(column);
      if (cell?.formula !== undefined) return [field.id, `=${cell.formula}`];
      const value = readValue(cell?.value ?? null, field, date1904);
      // Workbooks keep fifteen digits; twelve tell whether somebody typed another number.
      return [field.id, typeof value === 'number' ? Number(value.toPrecision(12)) : value];
    });
  const text = JSON.stringify(values);
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
};

/** Id of the record in a row, null where it has none. */
const idAt = (row: SnapshotRow | undefined, keyColumn: number): string | null =>
  parseKey(row?.cells[keyColumn]?.value)?.id ?? null;

type Written = Pick<RefreshPlan, 'updates' | 'additions' | 'removals' | 'archivedAt'>;

/**
 * What an undo of a plan will need.
 * @param binding as it is before the refresh
 */
export const undoNoteOf = (
  snapshot: TableSnapshot,
  binding: TableBinding,
  columns: TableColumns,
  plan: Written,
): UndoNote => {
  const date1904 = snapshot.date1904 ?? false;
  const fieldAt = new Map(columns.bound.map((bound) => [bound.column, bound.field.id]));
  const keyWritten = (cells: readonly CellWrite[]): string | undefined => {
    const key = cells.find((cell) => cell.column === columns.key)?.value;
    return key === undefined ? undefined : String(key);
  };
  const came = (key: string, cells: readonly CellWrite[]): { key: string; mark: string } => {
    const byColumn = new Map(cells.map((cell) => [cell.column, cell]));
    return { key, mark: markOf(columns.bound, (column) => byColumn.get(column), date1904) };
  };
  const cellsBefore = (row: number, cells: readonly CellWrite[]): Record<string, WrittenCell> =>
    Object.fromEntries(
      cells.flatMap(({ column, value }): [string, WrittenCell][] => {
        const field = fieldAt.get(column);
        const was = snapshot.rows[row]?.cells[column] ?? { value: null };
        return field === undefined ? [] : [[field, { was, now: value }]];
      }),
    );
  const removed = [...plan.removals]
    .sort((a, b) => a.row - b.row)
    .map(
      ({ row, key }): RemovedRow => ({
        index: row,
        after: idAt(snapshot.rows[row - 1], columns.key),
        key,
        cells: (snapshot.rows[row]?.cells ?? []).flatMap((cell, column) =>
          isEmpty(cell) ? [] : [{ header: snapshot.headers[column] ?? '', ...cell }],
        ),
      }),
    );
  return {
    before: {
      asOf: binding.asOf,
      cursor: binding.cursor,
      refreshedAt: binding.refreshedAt,
      refreshedBy: binding.refreshedBy,
    },
    rows: plan.updates
      .filter((update) => !update.fills)
      .map(({ row, key, cells }) => ({
        key: keyWritten(cells) ?? key,
        was: String(snapshot.rows[row]?.cells[columns.key]?.value ?? key),
        cells: cellsBefore(row, cells),
      })),
    added: plan.additions.map(({ key, cells }) => came(key, cells)),
    filled: plan.updates.filter((update) => update.fills).map(({ key, cells }) => came(key, cells)),
    removed,
    emptied:
      plan.removals.length > 0 &&
      plan.removals.length === snapshot.rows.length &&
      plan.additions.length === 0,
    archivedAt: plan.removals.some((removal) => removal.archive) ? plan.archivedAt : null,
  };
};

/** A note as texts that each fit a cell. */
export const printUndoNote = (note: UndoNote): string[] => splitJson(note);

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNote = (value: unknown): value is UndoNote =>
  isObject(value) &&
  isObject(value.before) &&
  ['rows', 'added', 'filled', 'removed'].every((name) => Array.isArray(value[name])) &&
  typeof value.emptied === 'boolean' &&
  (value.archivedAt === null || typeof value.archivedAt === 'string');

/**
 * Reads a printed note. One that is damaged is none: a refresh must not fail over it, there is only nothing to take back.
 * @param parts the texts in their order
 */
export const parseUndoNote = (parts: readonly string[]): UndoNote | null => {
  const note = joinJson(parts);
  return isNote(note) ? note : null;
};
