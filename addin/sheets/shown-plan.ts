import { fieldOf, kindLabels, type Language, labelIn } from '../../service/records/catalogue.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';
import { isEmptyPlan, isLinkChange, summaryText } from '../../templates/refresh/summary.ts';
import type { RefreshPlan, TableBinding } from '../../templates/refresh/types.ts';
import { messagesIn } from '../pane/messages.ts';
import { nameField, rowNames } from '../row-names.ts';
import type { LookedTable } from '../workbook-health.ts';

/** A bound table and a plan as the sidebar shows them: texts and numbers, in the user's language. */

export interface ShownTable {
  table: string;
  kind: string;
  query: string;
  refreshedAt: string | null;
  asOf: string | null;
  undoable: boolean;
}
export interface ShownEdit {
  key: string;
  field: string;
  name: string;
  label: string;
  base: string;
  mine: string;
  theirs: string;
  conflict: boolean;
  sendable: boolean;
}
export interface ShownPlan {
  table: string;
  /** Tells this plan from any other; what is written must have the same. */
  mark: string;
  line: string;
  /** True where there is nothing to write, whatever she decides. */
  nothing: boolean;
  /** True where there is nothing to write unless she decides something. */
  empty: boolean;
  added: { count: number; names: string[] };
  changed: { count: number; rows: { name: string; cells: { label: string; old: string; new: string }[] }[] };
  edits: ShownEdit[];
  gone: { key: string; name: string; reason: string }[];
  unmatched: { count: number; lines: string[] };
}

/** More lines than this make a list that nobody reads. */
export const mostLines = 40;

export const shownTable = (binding: TableBinding, language: Language): ShownTable => ({
  table: binding.table,
  kind: labelIn(kindLabels[binding.kind], language),
  query: Object.values(binding.query).join('、') || messagesIn[language].allRegions,
  refreshedAt: binding.refreshedAt,
  asOf: binding.asOf,
  undoable: binding.undo !== null,
});

/** The text of a value; what a cell without one says. */
export const shownValue = (value: CellValue, language: Language): string =>
  value === null || value === '' ? messagesIn[language].empty : String(value);

export const fieldLabel = (kind: TableBinding['kind'], id: string, language: Language): string => {
  const field = fieldOf(kind, id);
  return field ? labelIn(field.label, language) : id;
};

/** What of a plan does not depend on when it was made. */
export const markedParts = ({ snapshot, updates, additions, edits, gone }: RefreshPlan): string =>
  JSON.stringify([snapshot, updates, additions, edits, gone]);

export const shownPlan = (looked: LookedTable, language: Language, mark: string): ShownPlan => {
  const { plan, binding, snapshot, prepared } = looked;
  const messages = messagesIn[language];
  const value = (one: CellValue): string => shownValue(one, language);
  const label = (field: string): string => fieldLabel(binding.kind, field, language);
  const named = rowNames(binding, snapshot);
  const nameOf = (row: number): string => named(row) || messages.rowNumber(String(row + 1));
  const column = plan.headers.indexOf(
    binding.columns.find(({ field }) => field === nameField[binding.kind])?.header ?? '',
  );
  const additions = [...plan.updates.filter((update) => update.fills), ...plan.additions];
  const goneRows = new Set(plan.gone.map(({ row }) => row));
  const changed = new Map<number, ShownPlan['changed']['rows'][number]>();
  for (const change of plan.changes) {
    if (isLinkChange(plan, change)) continue;
    if (goneRows.has(change.row)) continue;
    const row = changed.get(change.row) ?? { name: nameOf(change.row), cells: [] };
    row.cells.push({ label: label(change.field), old: value(change.old), new: value(change.new) });
    changed.set(change.row, row);
  }
  const empty = isEmptyPlan(plan);
  return {
    table: plan.table,
    mark,
    line: summaryText(prepared.summary, language),
    empty,
    nothing: empty && plan.edits.length + plan.gone.length === 0,
    added: {
      count: additions.length,
      names: additions
        .slice(0, mostLines)
        .map(({ key, cells }) => value(cells.find((cell) => cell.column === column)?.value ?? key)),
    },
    changed: { count: changed.size, rows: [...changed.values()].slice(0, mostLines) },
    edits: plan.edits.map((edit) => ({
      key: edit.key,
      field: edit.field,
      name: nameOf(edit.row),
      label: label(edit.field),
      base: value(edit.base),
      mine: value(edit.mine),
      theirs: value(edit.theirs),
      conflict: edit.conflict,
      sendable: edit.sendable,
    })),
    gone: plan.gone.map(({ key, row, reason }) => ({
      key,
      name: nameOf(row),
      reason: messages.reasons[reason],
    })),
    unmatched: {
      count: plan.unmatched.length,
      lines: plan.unmatched
        .slice(0, mostLines)
        .map(({ row, reason }) => `${messages.rowNumber(String(row + 1))}: ${messages.reasons[reason]}`),
    },
  };
};
