import { z } from 'zod';
// Types of the OpenAPI members of .meta(); nothing of it is loaded here.
import type {} from 'zod-openapi';
import { documentSchema } from '../records/document.ts';
import { type Kind, kindSchema } from '../records/kinds.ts';
import { asOfSchema, recordFilters, recordQuerySchema, yearSchema } from '../records/record-query.ts';
import { recordViewSchemas } from '../records/record-view.ts';
import { languageNames } from './language.ts';

/**
 * What goes over the wire: the one source of validation and of the OpenAPI document. Objects of a request are strict,
 * because a misspelt filter that is ignored answers with the wrong records. Parameters have no `example`: Swagger UI
 * would fill it in and ask with it.
 */

const words = (description: string) => z.string().trim().min(1).max(200).optional().meta({ description });
const id = (description: string) =>
  z
    .string()
    .regex(/^[\w-]{1,100}$/)
    .meta({ description });

export const documentFilters = {
  region: recordFilters.region,
  year: yearSchema.optional().meta({ description: 'Year of issue' }),
  text: words('Words that stand in the title, the number, the issuers or the text'),
  asOf: asOfSchema,
};
export const paging = {
  limit: z.coerce.number().int().min(1).max(500).default(50).meta({ description: 'Items a page' }),
  cursor: z.string().min(1).max(1000).optional().meta({ description: '`next` of the page before' }),
};
export const languageSchema = z
  .enum(Object.keys(languageNames) as [keyof typeof languageNames, ...(keyof typeof languageNames)[]])
  .optional()
  .meta({ description: 'Language; else by Accept-Language' });

export const documentPath = z.strictObject({ id: id('Document id') });
export const recordPath = z.strictObject({ id: id('Record id') });
export const correctionPath = z.strictObject({ id: id('Correction id') });
export const evidencePath = z.strictObject({ record: id('Record id') });
export const nothing = z.strictObject({});

const countsSchema = z.object({
  target: z.int(),
  goal: z.int(),
  fund: z.int(),
  park: z.int(),
  assignment: z.int(),
}) satisfies z.ZodType<Record<Kind, number>>;

export const documentViewSchema = documentSchema
  .extend({
    hasText: z.boolean().meta({ description: 'False for starter data, which carries no sentences' }),
    change: z.int(),
    recordedAt: z.string(),
    counts: countsSchema.meta({ description: 'Current records by kind' }),
  })
  .meta({ id: 'Document' });

export const documentTextSchema = z
  .object({
    id: z.string(),
    text: z.string().meta({ description: 'Clean text; offsets of evidence count its UTF-16 code units' }),
  })
  .meta({ id: 'DocumentText' });

/** Record views under the names that the OpenAPI document gives them. */
export const recordSchemasByKind = {
  target: recordViewSchemas.target.meta({ id: 'Target' }),
  goal: recordViewSchemas.goal.meta({ id: 'Goal' }),
  fund: recordViewSchemas.fund.meta({ id: 'Fund' }),
  park: recordViewSchemas.park.meta({ id: 'Park' }),
  assignment: recordViewSchemas.assignment.meta({ id: 'Assignment' }),
} as const;
export const anyRecordSchema = z
  .union([
    recordSchemasByKind.target,
    recordSchemasByKind.goal,
    recordSchemasByKind.fund,
    recordSchemasByKind.park,
    recordSchemasByKind.assignment,
  ])
  .meta({ id: 'Record' });

/** A page of items, with the cursor of the next. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    next: z.string().nullable().meta({ description: 'Cursor of the next page; null on the last' }),
  });
export const countSchema = z.object({ count: z.int() }).meta({ id: 'Count' });

export const changeEntrySchema = z
  .object({
    change: z.int(),
    recordedAt: z.string(),
    kind: kindSchema,
    id: z.string(),
    revision: z.int(),
    documentId: z.string(),
    action: z.enum(['added', 'changed', 'withdrawn', 'restored']),
  })
  .meta({ id: 'Change' });
export const changesQuery = z.strictObject({
  since: z.coerce
    .number()
    .int()
    .min(0)
    .default(0)
    .meta({ description: 'Change number after which to begin' }),
  limit: paging.limit,
});
export const changesSchema = z
  .object({
    items: z.array(changeEntrySchema),
    next: z.int().nullable().meta({ description: '`since` of the next page; null on the last' }),
    cursor: z.int().meta({ description: 'Last number of the change sequence' }),
  })
  .meta({ id: 'Changes' });

/** More rows than Excel tables of such records reach; keeps one request from filling the memory. */
const mostKeys = 200_000;
export const syncRequestSchema = z
  .strictObject({
    kind: kindSchema,
    query: recordQuerySchema.default({}),
    keys: z
      .array(z.string().min(1).max(100))
      .max(mostKeys)
      .default([])
      .meta({ description: 'Keys of the rows that the table holds now, each `id@revision`' }),
  })
  .meta({ id: 'SyncRequest' });
export const syncAnswerSchema = z
  .object({
    cursor: z.int(),
    asOf: z.string(),
    records: z.array(anyRecordSchema),
    bases: z
      .record(z.string(), anyRecordSchema)
      .meta({ description: 'By key: the record as it was at the revision of the key' }),
    gone: z
      .record(z.string(), z.enum(['withdrawn', 'outOfQuery', 'unknown']))
      .meta({ description: 'By id: why a record is no longer picked' }),
  })
  .meta({ id: 'SyncAnswer' });

const bothLanguages = z.object({ zh: z.string(), en: z.string() });
export const intakeReportSchema = z
  .object({
    documents: z.array(
      z.object({
        outcome: z.enum(['new', 'changed', 'unchanged', 'duplicate']),
        documentId: z.string(),
        counts: z.object({ added: z.int(), changed: z.int(), withdrawn: z.int(), unchanged: z.int() }),
        title: z.string(),
        source: z.string(),
      }),
    ),
    copies: z
      .array(z.object({ title: z.string(), source: z.string() }))
      .meta({ description: 'Copies of a document within the files, stored once' }),
    failed: z.array(
      z.object({
        name: z.string(),
        problem: z.object({ code: z.string(), what: bothLanguages, remedy: bothLanguages }),
      }),
    ),
  })
  .meta({ id: 'IntakeReport' });

export const healthSchema = z.object({ status: z.literal('ok'), version: z.string() }).meta({ id: 'Health' });
