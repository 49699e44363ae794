import { z } from 'zod';
import { isoDateSchema, placeCodeSchema } from './evidence.ts';

/** The fields of a policy document that are read from its text and page (record-model.md, document). */
export const documentFieldsSchema = z.object({
  title: z.string().min(1),
  noticeTitle: z.string().nullable(),
  issuers: z.array(z.string()),
  docNumber: z.string().nullable(),
  issuedOn: isoDateSchema.nullable(),
  publishedOn: isoDateSchema.nullable(),
  effectiveFrom: isoDateSchema.nullable(),
  region: z.string().nullable(),
  period: z.tuple([z.int(), z.int()]).nullable(),
  url: z.string().nullable(),
});
export type DocumentFields = z.infer<typeof documentFieldsSchema>;

/** A document with its identity; `parent` is the id of the circular that carries it. Codes stand beside the text's words. */
export const documentSchema = documentFieldsSchema.extend({
  id: z.string(),
  parent: z.string().nullable(),
  /** Code of `region` in GB/T 2260, six digits; null for what governs the whole country, and for places without one. */
  regionCode: placeCodeSchema.nullable().default(null),
});
export type PolicyDocument = z.infer<typeof documentSchema>;
