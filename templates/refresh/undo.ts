import { type Field, keyField } from '../../service/records/catalogue.ts';
import { Problem } from '../../service/records/problem.ts';
import { type BoundColumn, locateColumns, type TableColumns } from './columns.ts';
import { snapshotDigest } from './digest.ts';
import { isBlank, type KeyedRow, readKeys } from './keyed-rows.ts';
import { parseKey } from './keys.ts';
import { shownValue } from './merge.ts';
import type {
  CellChange,
  CellWrite,
  LocalEdit,
  RefreshPlan,
  RemovedRow,
  RowRemoval,
  RowRestoration,
  RowUpdate,
  SnapshotCell,
  TableBinding,
  TableSnapshot,
  UndoNote,
} from './types.ts';
import { markOf } from './undo-note.ts';
import { sameValue } from './values.ts';

/** What an undo needs to know beside the table: when it runs, ISO date and time. */
export interface UndoContext {
  now: string;
}

const nothingToUndo = (table: string): Problem =>
  new Problem(
    'refresh.nothing-to-undo',
    {
      zh: `表“${table}”没有可以撤销的刷新。`,
      en: `There is no refresh of the table "${table}" to take back.`,
    },
    {
      zh: '只能撤销最近一次写入了内容的刷新，且只能撤销一次。',
      en: 'Only the last refresh that wrote something can be taken back, and only once.',
    },
    { table },
  );

/** A cell as it was. A text in a date column was no day then and must not become one now. */
const writeBack = (column: number, cell: SnapshotCell, type: Field['type']): CellWrite => ({
  column,
  value: cell.value,
  type: type === 'date' && typeof cell.value === 'string' ? 'text' : type,
  ...(cell.formula === undefined ? {} : { formula: cell.formula }),
});

/** The table as an undo looks at it. */
interface Undoing {
  snapshot: TableSnapshot;
  note: UndoNote;
  columns: TableColumns;
  byField: ReadonlyMap<string, BoundColumn>;
  byId: ReadonlyMap<string, KeyedRow>;
  date1904: boolean;
}

const cellAt = ({ snapshot }: Undoing, row: number, column: number): SnapshotCell =>
  snapshot.rows[row]?.cells[column] ?? { value: null };

/** Cells back to what they were; those that somebody changed since stay and are reported. */
const undoUpdates = (
  undoing: Undoing,
): { updates: RowUpdate[]; changes: CellChange[]; edits: LocalEdit[] } => {
  const updates: RowUpdate[] = [];
  const changes: CellChange[] = [];
  const edits: LocalEdit[] = [];
  for (const { key, was, cells } of undoing.note.rows) {
    const found = undoing.byId.get(parseKey(key)?.id ?? '');
    if (!found) continue;
    // Another revision since: somebody refreshed the row by other means, and nothing of it is ours to take back.
    const asWritten = found.text === key;
    const written: CellWrite[] = [];
    for (const [id, cell] of Object.entries(cells)) {
      const bound = undoing.byField.get(id);
      if (!bound) continue;
      const { column, field } = bound;
      const mine = cellAt(undoing, found.row, column);
      const at = { row: found.row, key: found.text, column, field: id };
      const [shown, old] = [mine, cell.was].map((one) => shownValue(one, field, undoing.date1904));
      const untouched =
        mine.formula === undefined && sameValue(mine.value, cell.now, field, undoing.date1904);
      if (asWritten && untouched) {
        written.push(writeBack(column, cell.was, field.type));
        changes.push({ ...at, old: shown ?? null, new: old ?? null });
      } else if (
        mine.formula !== cell.was.formula ||
        !sameValue(mine.value, cell.was.value, field, undoing.date1904)
      )
        edits.push({
          ...at,
          base: cell.now,
          mine: shown ?? null,
          theirs: old ?? null,
          conflict: true,
          sendable: false,
        });
    }
    const keyCell: CellWrite[] =
      asWritten && was !== key ? [{ column: undoing.columns.key, value: was, type: keyField.type }] : [];
    if (keyCell.length + written.length > 0)
      updates.push({ row: found.row, key: found.text, cells: [...keyCell, ...written] });
  }
  return { updates, changes, edits };
};

/** Columns of hers whose every row with a key has a formula: such a formula comes with a row, nobody typed it there. */
const filledDown = ({ snapshot, columns, byId }: Undoing): ReadonlySet<number> => {
  const bound = new Set([columns.key, ...columns.bound.map((one) => one.column)]);
  const rows = [...byId.values()].map(({ row }) => snapshot.rows[row]);
  return new Set(
    snapshot.headers.flatMap((_, column) =>
      !bound.has(column) && rows.length > 0 && rows.every((row) => row?.cells[column]?.formula !== undefined)
        ? [column]
        : [],
    ),
  );
};

/** Rows that came are taken out; one in which somebody worked since goes to the archive. */
const undoArrivals = (undoing: Undoing): { updates: RowUpdate[]; removals: RowRemoval[] } => {
  const { columns, note, snapshot } = undoing;
  const free = filledDown(undoing);
  const ours = new Set([columns.key, ...columns.bound.map((one) => one.column)]);
  /** `stays` is true for a row that is only emptied: the formulas in her columns stay where they are. */
  const isTouched = (row: number, mark: string, stays: boolean): boolean =>
    markOf(columns.bound, (column) => cellAt(undoing, row, column), undoing.date1904) !== mark ||
    (snapshot.rows[row]?.cells ?? []).some(
      (cell, column) =>
        !ours.has(column) &&
        !free.has(column) &&
        (cell.formula !== undefined ? !stays : cell.value !== null && cell.value !== ''),
    );
  const updates: RowUpdate[] = [];
  const removals: RowRemoval[] = [];
  const rowOf = (key: string): KeyedRow | undefined => undoing.byId.get(parseKey(key)?.id ?? '');
  for (const { key, mark } of note.filled) {
    const found = rowOf(key);
    if (!found) continue;
    if (isTouched(found.row, mark, true) || found.text !== key) {
      removals.push({ row: found.row, key: found.text, reason: 'undone', archive: true });
      continue;
    }
    const cells = [
      { column: columns.key, type: keyField.type },
      ...columns.bound.map(({ column, field }) => ({ column, type: field.type })),
    ].filter(({ column }) => cellAt(undoing, found.row, column).value !== null);
    updates.push({
      row: found.row,
      key: found.text,
      cells: cells.map((cell): CellWrite => ({ ...cell, value: null })),
      empties: true,
    });
  }
  for (const { key, mark } of note.added) {
    const found = rowOf(key);
    if (!found) continue;
    const archive = found.text !== key || isTouched(found.row, mark, false);
    removals.push({ row: found.row, key: found.text, reason: 'undone', archive });
  }
  removals.sort((a, b) => a.row - b.row);
  return { updates, removals };
};

/**
 * The cells of a removed row under the headers of today.
 * @returns also whether every one of them has a place
 */
const cellsOfRemoved = (undoing: Undoing, removed: RemovedRow): { cells: CellWrite[]; whole: boolean } => {
  const types = new Map(undoing.columns.bound.map(({ column, field }) => [column, field.type]));
  const free = new Map<string, number[]>();
  undoing.snapshot.headers.forEach((header, column) => {
    free.set(header, [...(free.get(header) ?? []), column]);
  });
  const cells: CellWrite[] = [];
  for (const { header, ...cell } of removed.cells) {
    const column = free.get(header)?.shift();
    if (column !== undefined) cells.push(writeBack(column, cell, types.get(column) ?? 'text'));
  }
  return { cells, whole: cells.length === removed.cells.length };
};

/** Removed rows at their place: behind the row that stood above them, wherever that is now, else by their number. */
const undoRemovals = (
  undoing: Undoing,
  leaving: ReadonlySet<number>,
): { updates: RowUpdate[]; restorations: RowRestoration[]; whole: boolean } => {
  const { snapshot, note, byId } = undoing;
  // A table that cannot be empty shows a blank row in place of the last that went; the first one comes back into it.
  const [only] = snapshot.rows;
  const blank = note.emptied && snapshot.rows.length === 1 && only !== undefined && isBlank(only);
  const missing = note.removed.filter(({ key }) => !byId.has(parseKey(key)?.id ?? ''));
  const updates: RowUpdate[] = [];
  let whole = true;
  const order: (string | null)[] = [];
  const idOf = new Map([...byId.values()].map(({ row, key }) => [row, key.id]));
  snapshot.rows.forEach((_, row) => {
    if (!leaving.has(row)) order.push(idOf.get(row) ?? null);
  });
  const placed: { id: string; key: string; cells: CellWrite[] }[] = [];
  for (const removed of missing) {
    const { cells, whole: all } = cellsOfRemoved(undoing, removed);
    whole &&= all;
    const id = parseKey(removed.key)?.id ?? '';
    if (blank && updates.length === 0) {
      updates.push({ row: 0, key: removed.key, cells });
      order[0] = id;
      continue;
    }
    const above = removed.after === null ? -1 : order.indexOf(removed.after);
    const expected = Math.min(removed.index, order.length);
    const asBefore = removed.after === null || order[expected - 1] === removed.after;
    const place = asBefore || above < 0 ? expected : above + 1;
    order.splice(place, 0, id);
    placed.push({ id, key: removed.key, cells });
  }
  const restorations = placed
    .map(({ id, key, cells }) => ({ index: order.indexOf(id), key, cells }))
    .sort((a, b) => a.index - b.index);
  return { updates, restorations, whole };
};

/**
 * Plans the undo of the last refresh of a table: the inverse of its plan, made from the note in the binding, so that it
 * works in every host and after the file was closed. It is applied like any plan.
 *
 * A cell that somebody changed after the refresh stays and is reported among the edits (base: what the refresh wrote,
 * theirs: what the undo would have put back). A row that the refresh added and somebody worked in goes to the archive.
 *
 * @param snapshot the table as its host reads it
 * @param binding its binding; the plan's binding has the facts of before and no note
 * @throws Problem `refresh.nothing-to-undo`, and as locateColumns
 */
export const undoPlan = (
  snapshot: TableSnapshot,
  binding: TableBinding,
  context: UndoContext,
): RefreshPlan => {
  const { undo: note } = binding;
  if (!note) throw nothingToUndo(binding.table);
  const columns = locateColumns(snapshot, binding);
  const keyed = readKeys(snapshot, columns.key);
  const undoing: Undoing = {
    snapshot,
    note,
    columns,
    byField: new Map(columns.bound.map((bound) => [bound.field.id, bound])),
    byId: new Map(keyed.matched.map((row) => [row.key.id, row])),
    date1904: snapshot.date1904 ?? false,
  };
  const changed = undoUpdates(undoing);
  const arrived = undoArrivals(undoing);
  const leaving = new Set(arrived.removals.map((removal) => removal.row));
  const back = undoRemovals(undoing, leaving);
  return {
    table: snapshot.table,
    sheet: snapshot.sheet,
    snapshot: snapshotDigest(snapshot),
    headers: snapshot.headers,
    updates: [...changed.updates, ...arrived.updates, ...back.updates].sort((a, b) => a.row - b.row),
    additions: [],
    removals: arrived.removals,
    restorations: back.restorations,
    // Where a column is gone that held something of a removed row, the archive stays the place where it is found.
    unarchive: back.whole ? note.archivedAt : null,
    archivedAt: context.now,
    changes: changed.changes,
    edits: changed.edits,
    corrections: [],
    gone: [],
    unmatched: keyed.unmatched,
    binding: { ...binding, ...note.before, undo: null },
  };
};

/** Whether a plan asks of a host what a refresh never does: rows or formulas put back, lines dropped from the archive. */
export const restores = (plan: RefreshPlan): boolean =>
  plan.restorations.length > 0 ||
  plan.unarchive !== null ||
  plan.updates.some((update) => update.cells.some((cell) => cell.formula !== undefined));

/**
 * What a host that cannot put rows back says before it writes anything.
 * @throws Problem `workbook.cannot-restore`
 */
export const refuseRestorations = (plan: RefreshPlan): void => {
  if (!restores(plan)) return;
  throw new Problem(
    'workbook.cannot-restore',
    {
      zh: `这里还不能把表“${plan.table}”被移除的行放回原处，没有写入任何内容。`,
      en: `The rows that left the table "${plan.table}" cannot be put back here; nothing was written.`,
    },
    {
      zh: '请用工作簿自己的撤销或版本历史恢复，或在另一种宿主（Excel 或命令行）中撤销。',
      en: 'Use the undo or the version history of the workbook itself, or take it back in another host (Excel or the command line).',
    },
    { table: plan.table },
  );
};
