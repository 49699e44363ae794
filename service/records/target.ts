import { z } from 'zod';
import { comparatorSchema, deadlineSchema, recordBaseShape } from './evidence.ts';

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
});
export type Target = z.infer<typeof targetSchema>;
