import { z } from 'zod';
import { assignmentSchema } from './assignment.ts';
import { documentSchema } from './document.ts';
import { fundSchema } from './fund.ts';
import { goalSchema } from './goal.ts';
import { parkSchema } from './park.ts';
import { targetSchema } from './target.ts';

/** The kinds of record, with the schema of each. The order is the order of every listing. */
export const recordSchemas = {
  target: targetSchema,
  goal: goalSchema,
  fund: fundSchema,
  park: parkSchema,
  assignment: assignmentSchema,
} as const;

export const kindSchema = z.enum(['target', 'goal', 'fund', 'park', 'assignment']);
export type Kind = z.infer<typeof kindSchema>;
export const kinds: readonly Kind[] = kindSchema.options;

export type RecordOf<K extends Kind> = z.infer<(typeof recordSchemas)[K]>;
export type AnyRecord = RecordOf<Kind>;

/** Name of a kind's collection in extracted documents, in the API and in the store's answers. */
export const collectionOf = {
  target: 'targets',
  goal: 'goals',
  fund: 'funds',
  park: 'parks',
  assignment: 'assignments',
} as const satisfies Record<Kind, string>;
export type Collection = (typeof collectionOf)[Kind];

export const recordSetSchema = z.object({
  targets: z.array(targetSchema),
  goals: z.array(goalSchema),
  funds: z.array(fundSchema),
  parks: z.array(parkSchema),
  assignments: z.array(assignmentSchema),
});
/** The records of one document, by collection. */
export type RecordSet = z.infer<typeof recordSetSchema>;

export const emptyRecordSet = (): RecordSet => ({
  targets: [],
  goals: [],
  funds: [],
  parks: [],
  assignments: [],
});

/** A document as `extract` prints it and as the store takes it: its fields and its records. */
export const extractedDocumentSchema = documentSchema.extend(recordSetSchema.shape);
export type ExtractedDocument = z.infer<typeof extractedDocumentSchema>;
