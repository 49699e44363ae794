import { z } from 'zod';
import { recordBaseShape } from './evidence.ts';

export const roleSchema = z.enum(['lead', 'support', 'responsible', 'member', 'host']);
export type Role = z.infer<typeof roleSchema>;

/** Who answers for a task, one agency a record (record-model.md, assignment). */
export const assignmentSchema = z.object({
  ...recordBaseShape,
  task: z.string(),
  agency: z.string().min(1),
  /** Full name of the agency with its place: 甘肃省科学技术厅; null where the words name no single agency that is known. */
  agencyName: z.string().min(1).nullable().default(null),
  role: roleSchema,
});
export type Assignment = z.infer<typeof assignmentSchema>;
