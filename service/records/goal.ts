import { z } from 'zod';
import { deadlineSchema, recordBaseShape } from './evidence.ts';

/** An aim without a number, stated in a goal section (record-model.md, goal). */
export const goalSchema = z.object({
  ...recordBaseShape,
  statement: z.string().min(1),
  by: deadlineSchema.nullable(),
});
export type Goal = z.infer<typeof goalSchema>;
