import { z } from 'zod';
import type { PlannedTable, WorkbookRun } from '../../../templates/refresh/workbook-run.ts';
import { cellValueSchema } from '../../records/facts.ts';

/** What `POST /v1/workbooks:plan` answers: the plan as people and programs read it, without what only hosts need. */

const row = z.int().meta({ description: 'Row of the table, 0 for the first below the header' });
const key = z.string().meta({ description: 'id@revision' });
const count = z.int();
const reasonSchema = z.enum(['withdrawn', 'outOfQuery', 'unknown']);

const summarySchema = z
  .object({
    table: z.string(),
    added: count,
    changed: count,
    relinked: count.meta({ description: 'Rows of which nothing changes but a link' }),
    removed: count,
    withdrawn: count,
    restored: count,
    localEdits: count,
    conflicts: count,
    corrections: count,
    unmatched: count,
  })
  .meta({ id: 'PlanSummary' });

const plannedTableSchema = z
  .object({
    table: z.string(),
    sheet: z.string(),
    summary: summarySchema,
    additions: z.array(z.object({ key, values: z.record(z.string(), cellValueSchema) })).meta({
      description: 'Rows that come, with their values by field',
    }),
    changes: z
      .array(z.object({ row, key, field: z.string(), old: cellValueSchema, new: cellValueSchema }))
      .meta({ description: 'Cells of the service that change' }),
    edits: z
      .array(
        z.object({
          row,
          key,
          field: z.string(),
          base: cellValueSchema,
          mine: cellValueSchema,
          theirs: cellValueSchema,
          conflict: z.boolean(),
        }),
      )
      .meta({ description: 'Cells that somebody typed over; they stay unless they are taken' }),
    gone: z.array(z.object({ row, key, reason: reasonSchema })).meta({
      description: 'Rows whose record is gone; they stay, marked, unless their removal is accepted',
    }),
    removals: z.array(
      z.object({ row, key, reason: z.enum([...reasonSchema.options, 'undone']), archive: z.boolean() }),
    ),
    restored: z.array(z.object({ row, key })).meta({ description: 'Rows that an undo puts back' }),
    unmatched: z
      .array(z.object({ row, reason: z.enum(['noKey', 'duplicateKey', 'brokenKey']) }))
      .meta({ description: 'Rows that are left alone' }),
    more: z.boolean().meta({ description: 'Whether a list was cut at `limit`; the summary counts all' }),
  })
  .meta({ id: 'PlannedTable' });

const plannedFactsSchema = z
  .object({
    changes: z.array(
      z.object({
        name: z.string(),
        row: z.int(),
        column: z.int(),
        old: cellValueSchema,
        new: cellValueSchema,
      }),
    ),
    edits: z.array(
      z.object({
        name: z.string(),
        row: z.int(),
        column: z.int(),
        base: cellValueSchema,
        mine: cellValueSchema,
        theirs: cellValueSchema,
      }),
    ),
    failures: z.array(
      z.object({ name: z.string(), code: z.string(), title: z.string(), detail: z.string() }),
    ),
  })
  .meta({ id: 'PlannedFacts' });

export const workbookPlanSchema = z
  .object({
    changes: z.boolean().meta({ description: 'Whether the refresh would write anything' }),
    tables: z.array(plannedTableSchema),
    facts: plannedFactsSchema.nullable().meta({ description: 'Named cells that show single facts' }),
  })
  .meta({ id: 'WorkbookPlan' });
export type WorkbookPlanView = z.infer<typeof workbookPlanSchema>;

const tableView = ({ plan, summary }: PlannedTable, limit: number): z.infer<typeof plannedTableSchema> => {
  const { table, sheet, headers } = plan;
  const fields = new Map(plan.binding.columns.map(({ header, field }) => [header, field]));
  const fieldAt = (column: number): string => fields.get(headers[column] ?? '') ?? headers[column] ?? '';
  const filled = plan.updates.filter(({ fills }) => fills);
  const lists = {
    additions: [...filled, ...plan.additions].map(({ key: added, cells }) => ({
      key: added,
      values: Object.fromEntries(cells.map(({ column, value }) => [fieldAt(column), value])),
    })),
    changes: plan.changes.map(({ row: at, key: of, field, old, new: now }) => ({
      row: at,
      key: of,
      field,
      old,
      new: now,
    })),
    edits: plan.edits.map(({ row: at, key: of, field, base, mine, theirs, conflict }) => ({
      row: at,
      key: of,
      field,
      base,
      mine,
      theirs,
      conflict,
    })),
    gone: [...plan.gone],
    removals: [...plan.removals],
    restored: plan.restorations.map(({ index, key: of }) => ({ row: index, key: of })),
    unmatched: [...plan.unmatched],
  };
  return {
    table,
    sheet,
    summary,
    additions: lists.additions.slice(0, limit),
    changes: lists.changes.slice(0, limit),
    edits: lists.edits.slice(0, limit),
    gone: lists.gone.slice(0, limit),
    removals: lists.removals.slice(0, limit),
    restored: lists.restored.slice(0, limit),
    unmatched: lists.unmatched.slice(0, limit),
    more: Object.values(lists).some((list) => list.length > limit),
  };
};

const writes = ({ plan }: PlannedTable): boolean =>
  plan.updates.length + plan.additions.length + plan.removals.length + plan.restorations.length > 0;

/**
 * A plan for people and programs.
 * @param limit entries of each list; the summaries count all of them
 */
export const planView = ({ tables, facts }: WorkbookRun, limit: number): WorkbookPlanView => ({
  changes: tables.some(writes) || (facts?.writes.length ?? 0) > 0,
  tables: tables.map((table) => tableView(table, limit)),
  facts: facts && {
    changes: facts.changes.slice(0, limit),
    edits: facts.edits.slice(0, limit),
    failures: facts.failures.slice(0, limit),
  },
});
