import { z } from 'zod';
import { placeCodeSchema, recordBaseShape } from './evidence.ts';

export const parkTypeSchema = z.enum([
  'etdz',
  'hightech',
  'ftz',
  'demo',
  'sciencecity',
  'industrial',
  'base',
  'cluster',
  'town',
  'newarea',
  'other',
]);
export const parkActionSchema = z.enum(['build', 'upgrade', 'rely', 'apply', 'mention']);

/** A named place set apart for industry or innovation (record-model.md, park). */
export const parkSchema = z.object({
  ...recordBaseShape,
  name: z.string().min(1),
  type: parkTypeSchema,
  location: z.string().nullable(),
  /** Code of `location` in GB/T 2260, six digits; null where it is no single administrative place. */
  locationCode: placeCodeSchema.nullable().default(null),
  industries: z.array(z.string()),
  action: parkActionSchema,
});
export type Park = z.infer<typeof parkSchema>;
