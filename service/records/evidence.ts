import { z } from 'zod';

/**
 * An exact passage of a cleaned document text (record-model.md: "a record without evidence does not exist").
 *
 * `start` and `end` are offsets in UTF-16 code units into the document's clean text, `end` exclusive, so that
 * `text === document.text.slice(start, end)`. Starter data carries the place but no sentence: there `text` is
 * null until the original document is ingested.
 */
export const evidenceSchema = z.object({
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  /** Section path, outermost first: 二/(三)/8. Empty where the passage stands before the first heading. */
  section: z.string(),
  text: z.string().nullable(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

/** A deadline: a year, or a year and month. */
export const deadlineSchema = z.string().regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/);
/** Code of an administrative place in GB/T 2260. */
export const placeCodeSchema = z.string().regex(/^\d{6}$/);
/** An ISO calendar date. */
export const isoDateSchema = z.iso.date();

/** How the number is bounded; see record-model.md, `comparator`. */
export const comparatorSchema = z.enum(['eq', 'ge', 'gt', 'le', 'lt', 'approx', 'range']);
export type Comparator = z.infer<typeof comparatorSchema>;

/** What every record carries beside its own fields. */
export const recordBaseShape = {
  id: z.string(),
  section: z.string(),
  evidence: z.array(evidenceSchema).min(1),
  /** The extraction rules that found, completed or changed this record, in the order they ran. */
  rules: z.array(z.string()),
  /** Share of such records that are right, 0 to 1. */
  confidence: z.number().min(0).max(1),
};
