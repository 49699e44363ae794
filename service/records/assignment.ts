import { z } from 'zod';
import { recordBaseShape } from './evidence.ts';

export const roleSchema = z.enum(['lead', 'support', 'responsible', 'member', 'host']);
export type Role = z.infer<typeof roleSchema>;

/** Who answers for a task, one agency a record (record-model.md, assignment). */
export const assignmentSchema = z.object({
  ...recordBaseShape,
  task: z.string(),
  agency: z.string().min(1),
  role: roleSchema,
});
export type Assignment = z.infer<typeof assignmentSchema>;
