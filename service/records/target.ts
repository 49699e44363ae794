import { z } from 'zod';
import { comparatorSchema, deadlineSchema, recordBaseShape } from './evidence.ts';
import { industryIds, measureIds } from './taxonomy.ts';

export const changeSchema = z.enum(['level', 'increase', 'decrease']);

/** A number that a document sets out to reach (record-model.md, target). */
export const targetSchema = z.object({
  ...recordBaseShape,
  indicator: z.string().min(1),
  change: changeSchema,
  comparator: comparatorSchema,
  value: z.number(),
  valueHigh: z.number().nullable(),
  unit: z.string(),
  by: deadlineSchema.nullable(),
  from: z.string().nullable(),
  perYear: z.boolean(),
  qualifier: z.string().nullable(),
  /** 约束性 or 预期性, where a table of indicators says so. */
  nature: z.enum(['binding', 'expected']).nullable().default(null),
  /** The year that the change is measured from, and the value in it, in `unit`, where the text states them. */
  baselineYear: z.int().nullable().default(null),
  baselineValue: z.number().nullable().default(null),
  /** What is measured, by the published taxonomy (docs/taxonomy.md); null where no class applies. */
  measure: z.enum(measureIds).nullable().default(null),
  /** The industry that it concerns, by the same; null where it concerns none or several. */
  industry: z.enum(industryIds).nullable().default(null),
});
export type Target = z.infer<typeof targetSchema>;
