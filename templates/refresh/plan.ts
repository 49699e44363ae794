import { keyField, labelIn, ownFieldsOf } from '../../service/records/catalogue.ts';
import type { RecordView } from '../../service/records/record-view.ts';
import type { SyncAnswer } from '../../service/records/sync.ts';
import { locateColumns, type TableColumns } from './columns.ts';
import { snapshotDigest } from './digest.ts';
import type { KeyedRow } from './keyed-rows.ts';
import { printKey } from './keys.ts';
import {
  blanksOf,
  type MergedRow,
  mergeRow,
  type ReadColumn,
  readColumns,
  type Side,
  showsJust,
  sideOf,
  writeOfSide,
} from './merge-row.ts';
import { pairRows } from './pair-rows.ts';
import type {
  CellChange,
  CellWrite,
  Decisions,
  GoneReason,
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
  /** Ids of the fields that are the record's own. */
  own: ReadonlySet<string>;
  /** The bound columns with their readers. */
  read: readonly ReadColumn[];
}

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

const side = ({ binding }: Planning, record: RecordView): Side => sideOf(binding, record);

const keyWrite = (planning: Planning, record: RecordView): CellWrite => ({
  column: planning.columns.key,
  value: printKey(record),
  type: keyField.type,
});
const newRow = (planning: Planning, record: RecordView): RowAddition => {
  const values = side(planning, record);
  return {
    key: printKey(record),
    cells: [keyWrite(planning, record), ...planning.read.map((bound) => writeOfSide(bound, values))],
  };
};

const nothing: ReadonlySet<string> = new Set();
/** Merges a row; `isCurrent` is true where it shows a current record, whose own fields she can correct. */
const merged = (
  planning: Planning,
  row: KeyedRow,
  bounds: readonly ReadColumn[],
  base: Side | undefined,
  theirs: Side,
  isCurrent: boolean,
): MergedRow => {
  return mergeRow(planning.snapshot, planning.binding, {
    row: row.row,
    key: row.text,
    id: row.key.id,
    bounds,
    base,
    theirs,
    decided: planning.decisions.edits?.[row.text],
    sendable: isCurrent ? planning.own : nothing,
  });
};

/** Whether a row holds anything that the service cannot give back: her own columns, or bound cells she changed. */
const hasAnalystContent = (planning: Planning, row: KeyedRow, base: RecordView | undefined): boolean => {
  const ours = new Set([planning.columns.key, ...planning.columns.bound.map((bound) => bound.column)]);
  const cells = planning.snapshot.rows[row.row]?.cells ?? [];
  const hers = cells.some(
    (cell, column) => !ours.has(column) && (cell.formula !== undefined || (cell.value ?? '') !== ''),
  );
  if (hers || !base) return true;
  const values = side(planning, base);
  return merged(planning, row, planning.read, values, values, false).edits.length > 0;
};

/** What a refresh marks in a row whose record is gone: its status, and words for blanks where the table has them. */
const marksOfGone = (
  { binding, read }: Planning,
  base: Side | undefined,
  record: RecordView | undefined,
  reason: GoneReason,
): { bounds: readonly ReadColumn[]; theirs: Side } => {
  const status = read.filter(({ field }) => field.id === 'status');
  const label = status[0]?.field.values?.[reason];
  const words = binding.blanks === 'typed' && reason === 'withdrawn';
  return {
    bounds: words
      ? read.filter((bound) => bound.field.id === 'status' || base?.value(bound) === null)
      : status,
    theirs: {
      value: ({ field }) => (field.id === 'status' && label ? labelIn(label, binding.language) : null),
      holds: () => false,
      blank: blanksOf(binding, record && { ...record, status: 'withdrawn' }),
    },
  };
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
  const own = new Set(ownFieldsOf(binding.kind).map((field) => field.id));
  const read = readColumns(columns.bound, binding.language, context.evidenceBase);
  const planning: Planning = { snapshot, binding, answer, context, decisions, columns, own, read };
  const date1904 = snapshot.date1904 ?? false;
  const paired = pairRows(
    snapshot,
    columns.key,
    answer.records,
    ({ cells }, record) => binding.blanks !== 'typed' && showsJust(cells, read, record, date1904),
  );
  // A map, because an id that an analyst typed may be the name of something that every object has.
  const reasons = new Map(Object.entries(answer.gone));

  const updates: RowUpdate[] = [];
  const removals: RowRemoval[] = [];
  const changes: CellChange[] = [];
  const edits: LocalEdit[] = [];
  const gone: Gone[] = [];
  const corrections: PlannedCorrection[] = [];

  const update = (row: KeyedRow, result: MergedRow, key: CellWrite[]): void => {
    changes.push(...result.changes);
    edits.push(...result.edits);
    const cells = [...key, ...result.cells];
    if (cells.length > 0) updates.push({ row: row.row, key: row.text, cells });
  };

  for (const row of paired.matched) {
    const { record } = row;
    const base = baseOf(answer, row, record);
    const before = base && side(planning, base);
    if (record) {
      const theirs = base === record && before ? before : side(planning, record);
      const result = merged(planning, row, planning.read, before, theirs, true);
      for (const { field, edit } of result.sent)
        corrections.push({
          row: row.row,
          key: row.text,
          record: record.id,
          revision: record.revision,
          field: field.id,
          base: edit.base,
          value: readValue(edit.mine, field, snapshot.date1904),
        });
      update(row, result, record.revision === row.key.revision ? [] : [keyWrite(planning, record)]);
      continue;
    }
    const reason = reasons.get(row.key.id) ?? 'unknown';
    if (accepts(decisions, row)) {
      removals.push({ row: row.row, key: row.text, reason, archive: hasAnalystContent(planning, row, base) });
      continue;
    }
    gone.push({ row: row.row, key: row.text, reason });
    const marks = marksOfGone(planning, before, base, reason);
    update(row, merged(planning, row, marks.bounds, before, marks.theirs, false), []);
  }

  const { fresh, blank } = paired;
  // A table of an office program cannot have no row at all: the blank one that an empty table shows is filled first.
  const free = blank.length === snapshot.rows.length ? blank : [];
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
    unmatched: paired.unmatched,
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
