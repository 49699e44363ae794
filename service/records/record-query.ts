import { z } from 'zod';
// Types of the OpenAPI members of .meta(); nothing of it is loaded here.
import type {} from 'zod-openapi';

/**
 * The filters by which records are picked: of lists and counts over HTTP, of a bound table, of a fact in a cell. All that
 * are given must hold. Over the wire they may be text, as a form or a workbook's binding keeps them.
 */

const words = (description: string) => z.string().trim().min(1).max(200).optional().meta({ description });

/** The store as it was at a moment. */
export const asOfSchema = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })])
  .optional()
  .meta({
    description: 'The store as it was at this ISO date or time, such as 2026-11-21 or 2026-11-21T08:00:00Z',
    // The patterns of ISO dates with leap years fill a screen each and tell a reader nothing.
    override: { anyOf: undefined, type: 'string' },
  });

/** A year that documents and deadlines can have. */
export const yearSchema = z.coerce.number().int().min(1900).max(2200);

export const recordFilters = {
  region: words('Region that the document governs, such as 甘肃省, or its code of GB/T 2260, such as 620000'),
  document: z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .optional()
    .meta({ description: 'Document id' }),
  year: yearSchema.optional().meta({
    description: 'Deadline year of targets and goals; year of issue of the other kinds',
  }),
  agency: words('Agency that answers for a task, as written or in full, or that issued the document'),
  text: words('Words that stand in the record or in its passages'),
  industry: words(
    'Industry: in words of the record, or a class of the taxonomy for targets, such as ai or 人工智能',
  ),
  asOf: asOfSchema,
};

/** A query as a whole; strict, because a misspelt filter that is ignored picks the wrong records. */
export const recordQuerySchema = z.strictObject(recordFilters);

/** Filters of a query; all that are given must hold. Dates are ISO. */
export type RecordQuery = z.output<typeof recordQuerySchema>;
