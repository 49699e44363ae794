import { type Field, keyField, labelIn } from '../../service/records/catalogue.ts';
import type { RecordView } from '../../service/records/record-view.ts';
import type { CellValue, SheetRow } from '../../service/records/sheet-row.ts';
import type { SyncAnswer } from '../../service/records/sync.ts';
import { type BoundColumn, locateColumns, type TableColumns } from './columns.ts';
import { snapshotDigest } from './digest.ts';
import { type KeyedRow, readKeys } from './keyed-rows.ts';
import { printKey } from './keys.ts';
import { mergeCell, shownValue } from './merge.ts';
import { shownValues } from './shown-values.ts';
import type {
  CellChange,
  CellWrite,
  Decisions,
  EditDecision,
  LocalEdit,
  PlannedCorrection,
  RefreshPlan,
  RowAddition,
  RowRemoval,
  RowUpdate,
  TableBinding,
  TableSnapshot,
} from './types.ts';
import { undoNoteOf } from './undo-note.ts';
import { readValue } from './values.ts';

/** What a plan needs to know beside its data. */
export interface PlanContext {
  /** Address of the service without a trailing slash, for evidence links. */
  evidenceBase: string;
  /** When the refresh runs, ISO date and time. */
  now: string;
  /** Who runs it, for the hidden sheet. */
  who: string | null;
}

type Gone = RefreshPlan['gone'][number];

/** Everything that the planning of one table looks at. */
interface Planning {
  snapshot: TableSnapshot;
  binding: TableBinding;
  answer: SyncAnswer;
  context: PlanContext;
  decisions: Decisions;
  columns: TableColumns;
}

const valuesOf = ({ binding, context }: Planning, record: RecordView): SheetRow =>
  shownValues(record, binding.language, context.evidenceBase);

/** The record at the revision that a row shows; undefined where the service does not know it. */
const baseOf = (
  answer: SyncAnswer,
  row: KeyedRow,
  current: RecordView | undefined,
): RecordView | undefined => {
  if (current?.revision === row.key.revision) return current;
  return [answer.bases[row.text], answer.bases[row.key.id]].find(
    (record) => record?.revision === row.key.revision,
  );
};

const writeOf = (bound: BoundColumn, value: CellValue): CellWrite => ({
  column: bound.column,
  value,
  type: bound.field.type,
});
const keyWrite = (planning: Planning, record: RecordView): CellWrite => ({
  column: planning.columns.key,
  value: printKey(record),
  type: keyField.type,
});
const newRow = (planning: Planning, record: RecordView): RowAddition => {
  const values = valuesOf(planning, record);
  return {
    key: printKey(record),
    cells: [
      keyWrite(planning, record),
      ...planning.columns.bound.map((bound) => writeOf(bound, values[bound.field.id] ?? null)),
    ],
  };
};

const decisionOn = (decisions: Decisions, row: KeyedRow, field: Field): EditDecision =>
  decisions.edits?.[row.text]?.[field.id] ?? 'keep';

interface MergedRow {
  cells: CellWrite[];
  changes: CellChange[];
  edits: LocalEdit[];
  /** Those of the edits that she sends. */
  sent: { field: Field; edit: LocalEdit }[];
}

/** Merges the bound cells of one row; the cells to write, and what a person is to see of it. */
const mergeRow = (
  planning: Planning,
  row: KeyedRow,
  bounds: readonly BoundColumn[],
  base: SheetRow | undefined,
  theirs: SheetRow,
): MergedRow => {
  const date1904 = planning.snapshot.date1904 ?? false;
  const cells: CellWrite[] = [];
  const changes: CellChange[] = [];
  const edits: LocalEdit[] = [];
  const sent: MergedRow['sent'] = [];
  for (const bound of bounds) {
    const { field, column } = bound;
    const mine = planning.snapshot.rows[row.row]?.cells[column] ?? { value: null };
    const values = {
      base: base ? (base[field.id] ?? null) : undefined,
      theirs: theirs[field.id] ?? null,
    };
    const outcome = mergeCell({ field, recordId: row.key.id, mine, date1904, ...values });
    if (outcome.is === 'same') continue;
    const at = { row: row.row, key: row.text, column, field: field.id };
    const shown = shownValue(mine, field, date1904);
    const decision = outcome.is === 'take' ? 'take' : decisionOn(planning.decisions, row, field);
    if (decision === 'take') {
      cells.push(writeOf(bound, values.theirs));
      changes.push({ ...at, old: shown, new: values.theirs });
    } else {
      const { theirs: now } = values;
      const edit = {
        ...at,
        base: values.base ?? null,
        mine: shown,
        theirs: now,
        conflict: outcome.is === 'edit' && outcome.conflict,
      };
      edits.push(edit);
      if (decision === 'send') sent.push({ field, edit });
    }
  }
  return { cells, changes, edits, sent };
};

/** Whether a row holds anything that the service cannot give back: her own columns, or bound cells she changed. */
const hasAnalystContent = (planning: Planning, row: KeyedRow, base: RecordView | undefined): boolean => {
  const ours = new Set([planning.columns.key, ...planning.columns.bound.map((bound) => bound.column)]);
  const cells = planning.snapshot.rows[row.row]?.cells ?? [];
  const hers = cells.some(
    (cell, column) => !ours.has(column) && (cell.formula !== undefined || (cell.value ?? '') !== ''),
  );
  if (hers || !base) return true;
  const values = valuesOf(planning, base);
  return mergeRow(planning, row, planning.columns.bound, values, values).edits.length > 0;
};

const accepts = (decisions: Decisions, row: KeyedRow): boolean =>
  decisions.removals === 'all' ||
  (decisions.removals ?? []).some((key) => key === row.text || key === row.key.id);

/**
 * Plans the refresh of one table: plain data in, plain data out, nothing is written.
 *
 * A row's revision moves on to the service's at every refresh, also where a conflict is left undecided: the cell stays
 * hers and is shown as a local edit against the new revision, and no other cell of the row is ever compared with a
 * base that it left long ago.
 *
 * @param snapshot the table as its host reads it
 * @param binding how the table is bound
 * @param answer the service's answer to the table's query and keys
 * @param decisions what the analyst decided about an earlier plan of the same state
 * @returns the plan; updates, additions and removals are empty where there is nothing to do
 * @throws Problem `table.key-column-missing`, `table.column-missing`, `table.column-twice`
 */
export const planRefresh = (
  snapshot: TableSnapshot,
  binding: TableBinding,
  answer: SyncAnswer,
  context: PlanContext,
  decisions: Decisions = {},
): RefreshPlan => {
  const columns = locateColumns(snapshot, binding);
  const planning: Planning = { snapshot, binding, answer, context, decisions, columns };
  const keyed = readKeys(snapshot, columns.key);
  const current = new Map(answer.records.map((record) => [record.id, record]));
  // A map, because an id that an analyst typed may be the name of something that every object has.
  const reasons = new Map(Object.entries(answer.gone));

  const updates: RowUpdate[] = [];
  const removals: RowRemoval[] = [];
  const changes: CellChange[] = [];
  const edits: LocalEdit[] = [];
  const gone: Gone[] = [];
  const corrections: PlannedCorrection[] = [];

  const update = (row: KeyedRow, merged: MergedRow, key: CellWrite[]): void => {
    changes.push(...merged.changes);
    edits.push(...merged.edits);
    const cells = [...key, ...merged.cells];
    if (cells.length > 0) updates.push({ row: row.row, key: row.text, cells });
  };

  for (const row of keyed.matched) {
    const record = current.get(row.key.id);
    const base = baseOf(answer, row, record);
    const baseValues = base && valuesOf(planning, base);
    if (record) {
      const theirs = base === record && baseValues ? baseValues : valuesOf(planning, record);
      const merged = mergeRow(planning, row, columns.bound, baseValues, theirs);
      for (const { field, edit } of merged.sent)
        corrections.push({
          row: row.row,
          key: row.text,
          record: record.id,
          revision: record.revision,
          field: field.id,
          base: edit.base,
          value: readValue(edit.mine, field, snapshot.date1904),
        });
      update(row, merged, record.revision === row.key.revision ? [] : [keyWrite(planning, record)]);
      continue;
    }
    const reason = reasons.get(row.key.id) ?? 'unknown';
    if (accepts(decisions, row)) {
      removals.push({ row: row.row, key: row.text, reason, archive: hasAnalystContent(planning, row, base) });
      continue;
    }
    gone.push({ row: row.row, key: row.text, reason });
    const status = columns.bound.filter((bound) => bound.field.id === 'status');
    const label = status[0]?.field.values?.[reason];
    const marked = label ? { status: labelIn(label, binding.language) } : {};
    if (label) update(row, mergeRow(planning, row, status, baseValues, marked), []);
  }

  const fresh = answer.records.filter((record) => !keyed.taken.has(record.id));
  // A table of an office program cannot have no row at all: the blank one that an empty table shows is filled first.
  const free = keyed.blank.length === snapshot.rows.length ? keyed.blank : [];
  fresh.slice(0, free.length).forEach((record, index) => {
    updates.push({ row: free[index] ?? 0, ...newRow(planning, record), fills: true });
  });
  const additions = fresh.slice(free.length).map((record) => newRow(planning, record));

  const archivedAt = context.now;
  const wrote = updates.length + additions.length + removals.length > 0;
  return {
    table: snapshot.table,
    sheet: snapshot.sheet,
    snapshot: snapshotDigest(snapshot),
    headers: snapshot.headers,
    updates,
    additions,
    removals,
    restorations: [],
    unarchive: null,
    archivedAt,
    changes,
    edits,
    corrections,
    gone,
    unmatched: keyed.unmatched,
    binding: {
      ...binding,
      asOf: answer.asOf,
      cursor: answer.cursor,
      refreshedAt: context.now,
      refreshedBy: context.who,
      // A refresh that writes nothing leaves the one before it to be taken back.
      undo: wrote
        ? undoNoteOf(snapshot, binding, columns, { updates, additions, removals, archivedAt })
        : binding.undo,
    },
  };
};
