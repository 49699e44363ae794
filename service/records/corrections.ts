import { z } from 'zod';
import { kindSchema } from './kinds.ts';

/**
 * Corrections: what an analyst holds to be right in one field of one record, sent from her table (decision `send`), from a
 * pane or from a page. The record stays as it is until somebody adopts the correction; an adopted one makes a new revision,
 * and stays in force when the document is read again.
 */

/** Corrections in one request. */
export const mostCorrections = 500;

const note = (description: string) => z.string().trim().max(2000).optional().meta({ description });
const person = z.string().trim().max(100).optional();

/** A correction as it is sent; the refresh core lists such objects in a plan. */
export const correctionInputSchema = z
  .strictObject({
    record: z
      .string()
      .regex(/^[\w-]{1,100}$/)
      .meta({ description: 'Record id' }),
    revision: z.int().positive().max(2_147_483_647).meta({ description: 'The revision that she corrects' }),
    field: z
      .string()
      .regex(/^\w{1,60}$/)
      .meta({ description: 'Field id of the catalogue' }),
    // No cell of Excel holds a longer text.
    value: z.union([z.string().max(32_767), z.number(), z.boolean(), z.null()]).meta({
      description: 'What she holds to be right, as the table shows it: an enumeration by label or id',
    }),
    by: person.meta({ description: 'Who sends it' }),
    note: note('Why'),
    from: z
      .string()
      .trim()
      .max(300)
      .optional()
      .meta({ description: 'Workbook and table that it was sent from' }),
  })
  .meta({ id: 'CorrectionInput' });
export type CorrectionInput = z.infer<typeof correctionInputSchema>;

export const correctionStatusSchema = z.enum(['open', 'adopted', 'rejected']);
export type CorrectionStatus = z.infer<typeof correctionStatusSchema>;

/** A stored correction. Values are those of the record's own field, an enumeration by its id. */
export const correctionSchema = z
  .object({
    id: z.string(),
    record: z.string(),
    kind: kindSchema,
    document: z.string().meta({ description: 'Document id' }),
    revision: z.int().positive(),
    field: z.string(),
    before: z.unknown().meta({ description: 'The value of the field at that revision' }),
    value: z.unknown().meta({ description: 'The value that was sent' }),
    by: z.string().nullable(),
    note: z.string().nullable(),
    from: z.string().nullable(),
    sentAt: z.string(),
    status: correctionStatusSchema,
    decidedAt: z.string().nullable(),
    decidedBy: z.string().nullable(),
    reason: z.string().nullable().meta({ description: 'Why it was decided so' }),
    adoptedAs: z.int().nullable().meta({ description: 'Revision of the record that adopting it made' }),
    extracted: z
      .unknown()
      .meta({ description: 'What the latest reading of the document says in its place, while adopted' }),
    replaced: z
      .boolean()
      .meta({ description: 'Whether a later adopted correction of the field holds instead' }),
  })
  .meta({ id: 'Correction' });
export type Correction = z.infer<typeof correctionSchema>;

/** Part of a record view: the fields that adopted corrections hold, and who sent them. */
export const correctedFieldSchema = z.object({
  field: z.string(),
  correction: z.string(),
  by: z.string().nullable(),
  on: z.string().meta({ description: 'When it was adopted, ISO in UTC' }),
});
export type CorrectedField = z.infer<typeof correctedFieldSchema>;

export const correctionsRequestSchema = z
  .strictObject({ corrections: z.array(correctionInputSchema).min(1).max(mostCorrections) })
  .meta({ id: 'CorrectionsRequest' });

/** What became of each sent correction, in the same order; one that cannot be taken leaves the others alone. */
export const correctionOutcomeSchema = z
  .discriminatedUnion('is', [
    z.object({
      is: z.literal('taken'),
      id: z.string(),
      again: z.boolean().meta({ description: 'Whether the same correction was open already' }),
    }),
    z.object({ is: z.literal('problem'), code: z.string(), title: z.string(), detail: z.string() }),
  ])
  .meta({ id: 'CorrectionOutcome' });
export type CorrectionOutcome = z.infer<typeof correctionOutcomeSchema>;
export const correctionsAnswerSchema = z
  .object({ outcomes: z.array(correctionOutcomeSchema) })
  .meta({ id: 'CorrectionsAnswer' });

/** A decision on a correction. */
export const correctionDecisionSchema = z
  .strictObject({ by: person.meta({ description: 'Who decides' }), reason: note('Why') })
  .meta({ id: 'CorrectionDecision' });
export type CorrectionDecision = z.infer<typeof correctionDecisionSchema>;
