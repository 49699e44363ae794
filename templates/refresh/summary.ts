import { fieldOf, type Language } from '../../service/records/catalogue.ts';
import type { CellChange, PlanSummary, RefreshPlan } from './types.ts';

/** Whether a change is that of a link alone: it follows the address of the service and says nothing of the record. */
export const isLinkChange = ({ binding }: Pick<RefreshPlan, 'binding'>, change: CellChange): boolean =>
  fieldOf(binding.kind, change.field)?.type === 'url';

/** Counts of a plan. `changed` counts rows with a changed value, `withdrawn` rows whose record is gone and kept. */
export const summaryOf = (plan: RefreshPlan): PlanSummary => {
  const gone = new Set(plan.gone.map((row) => row.row));
  const rowsOf = (which: (change: CellChange) => boolean): Set<number> =>
    new Set(plan.changes.flatMap((change) => (!gone.has(change.row) && which(change) ? [change.row] : [])));
  const changed = rowsOf((change) => !isLinkChange(plan, change));
  const linked = rowsOf((change) => isLinkChange(plan, change));
  return {
    table: plan.table,
    added: plan.additions.length + plan.updates.filter((update) => update.fills).length,
    changed: changed.size,
    relinked: [...linked].filter((row) => !changed.has(row)).length,
    removed: plan.removals.length + plan.updates.filter((update) => update.empties).length,
    withdrawn: plan.gone.length,
    restored: plan.restorations.length,
    localEdits: plan.edits.length,
    conflicts: plan.edits.filter((edit) => edit.conflict).length,
    corrections: plan.corrections.length,
    unmatched: plan.unmatched.length,
  };
};

/** True where a plan writes nothing into the table (its binding aside). */
export const isEmptyPlan = (plan: RefreshPlan): boolean =>
  plan.updates.length === 0 &&
  plan.additions.length === 0 &&
  plan.removals.length === 0 &&
  plan.restorations.length === 0;

/** A plan's summary as one line: what is nought is left out. */
export const summaryText = (summary: PlanSummary, language: Language): string => {
  const count = (n: number, one: string, many = one): string[] =>
    n === 0 ? [] : [language === 'en' ? `${n} ${n === 1 ? one : many}` : `${one} ${n}`];
  const parts =
    language === 'en'
      ? [
          ...count(summary.added, 'added'),
          ...count(summary.changed, 'changed'),
          ...count(summary.relinked, 'with its link renewed', 'with their links renewed'),
          ...count(summary.removed, 'removed'),
          ...count(summary.restored, 'put back'),
          ...count(summary.withdrawn, 'withdrawn or out of the query, kept'),
          ...count(summary.localEdits, 'local edit kept', 'local edits kept'),
          ...count(summary.conflicts, 'of them in conflict'),
          ...count(summary.corrections, 'sent as a correction', 'sent as corrections'),
          ...count(summary.unmatched, 'row left alone', 'rows left alone'),
        ]
      : [
          ...count(summary.added, '新增'),
          ...count(summary.changed, '变更'),
          ...count(summary.relinked, '仅链接随服务地址改变'),
          ...count(summary.removed, '移除'),
          ...count(summary.restored, '恢复'),
          ...count(summary.withdrawn, '已撤回或不再符合查询（保留）'),
          ...count(summary.localEdits, '本地修改（保留）'),
          ...count(summary.conflicts, '其中有冲突'),
          ...count(summary.corrections, '作为更正提交'),
          ...count(summary.unmatched, '无法识别的行（未改动）'),
        ];
  const none = language === 'en' ? 'up to date' : '已是最新';
  return language === 'en'
    ? `${summary.table}: ${parts.length > 0 ? parts.join(', ') : none}`
    : `${summary.table}：${parts.length > 0 ? parts.join('，') : none}`;
};
