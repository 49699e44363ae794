import { z } from 'zod';
import { comparatorSchema, recordBaseShape } from './evidence.ts';

export const fundTypeSchema = z.enum([
  'guidance',
  'industry',
  'venture',
  'equity',
  'fundOfFunds',
  'special',
  'transfer',
  'subsidy',
  'other',
]);
export const fundActionSchema = z.enum(['establish', 'encourage', 'use', 'seek', 'mention']);

/** Money that is set aside under a name (record-model.md, fund). */
export const fundSchema = z.object({
  ...recordBaseShape,
  name: z.string().min(1),
  type: fundTypeSchema,
  amount: z.number().nullable(),
  unit: z.string().nullable(),
  comparator: comparatorSchema.nullable(),
  action: fundActionSchema,
  terms: z.string().nullable(),
});
export type Fund = z.infer<typeof fundSchema>;
