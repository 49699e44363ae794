import { z } from 'zod';
import type { FieldType } from './catalogue.ts';
import { mostAsks, mostListRows } from './fact-limits.ts';
import { kindSchema } from './kinds.ts';
import { asOfSchema, recordQuerySchema, yearSchema } from './record-query.ts';

/**
 * Facts: single answers of the service for single cells. One concept for named cells of report sheets, for Excel's custom
 * functions and for those of Google Sheets: a batch of asks goes up, answers come back in the same order.
 */

export { mostAsks, mostListRows, mostRowsTogether } from './fact-limits.ts';

/** A record by its id, or by the key `id@revision` of a table's row, whose record as it is now is meant. */
const recordName = z
  .string()
  .trim()
  .regex(/^[\w-]{1,100}(@\d{1,9})?$/)
  .meta({ description: 'Record id, or the key of a row (id@revision)' });
const fieldName = z.string().trim().min(1).max(60).meta({
  description: 'Field id of the catalogue, or its header in Chinese or English, such as value or 目标值',
});

/** How many records a query picks. */
const countAsk = z.strictObject({
  ask: z.literal('count'),
  kind: kindSchema,
  query: recordQuerySchema.default({}),
});
/** One figure: the target of a region for an indicator. */
const targetAsk = z.strictObject({
  ask: z.literal('target'),
  region: z.string().trim().min(1).max(100).meta({
    description: 'The very region, by name, short name or code of GB/T 2260; 全国 for the whole country',
  }),
  indicator: z.string().trim().min(1).max(200).meta({
    description: 'The indicator in words; its unit may follow in brackets; or labels of the taxonomy',
  }),
  year: yearSchema.optional().meta({ description: 'Deadline year' }),
  field: fieldName.optional().meta({ description: 'Field of the target; `value` by default' }),
  asOf: asOfSchema,
});
/** The records that a query picks, as rows. */
const listAsk = z.strictObject({
  ask: z.literal('list'),
  kind: kindSchema,
  query: recordQuerySchema.default({}),
  fields: z.array(fieldName).min(1).max(40).optional(),
  limit: z.coerce.number().int().min(1).max(mostListRows).default(200),
});
/** A citation of a record's document and passage. */
const citeAsk = z.strictObject({
  ask: z.literal('cite'),
  record: recordName,
  style: z
    .enum(['gbt', 'plain'])
    .default('gbt')
    .meta({ description: 'GB/T 7714-2015, or the passage with its source in plain words' }),
});
/** One field of one record, as a table shows it. */
const fieldAsk = z.strictObject({ ask: z.literal('field'), record: recordName, field: fieldName });
/** The day that the answers stand for. */
const asOfAsk = z.strictObject({ ask: z.literal('asOf') });

export const factAskSchema = z
  .discriminatedUnion('ask', [countAsk, targetAsk, listAsk, citeAsk, fieldAsk, asOfAsk])
  .meta({ id: 'FactAsk' });
/** An ask as it is written: what has a default may be left out. */
export type FactAsk = z.input<typeof factAskSchema>;
/** An ask with its defaults filled in. */
export type WholeFactAsk = z.output<typeof factAskSchema>;

export const factsRequestSchema = z
  .strictObject({
    // An ask that fits no schema answers a problem in its place and leaves the others alone.
    asks: z.array(z.union([factAskSchema, z.unknown()])).max(mostAsks),
    asOf: asOfSchema,
  })
  .meta({ id: 'FactsRequest' });
export interface FactsRequest {
  asks: readonly FactAsk[];
  /** The state of the store that every ask is about which names none of its own. */
  asOf?: string | undefined;
}

/** What one cell holds (CellValue of sheet-row.ts). Dates are ISO text. */
export const cellValueSchema = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const fieldTypeSchema = z.enum([
  'text',
  'number',
  'date',
  'deadline',
  'enum',
  'boolean',
  'list',
  'url',
] satisfies readonly FieldType[]);

const valueAnswer = z.object({
  is: z.literal('value'),
  value: cellValueSchema.meta({ description: 'null where the document states nothing' }),
  type: fieldTypeSchema.optional(),
  record: z.string().optional().meta({ description: 'Id of the record that the value comes from' }),
});
const rowsAnswer = z.object({
  is: z.literal('rows'),
  headers: z.array(z.string()),
  types: z.array(fieldTypeSchema).meta({ description: 'Type of each column' }),
  rows: z.array(z.array(cellValueSchema)),
  more: z.boolean().meta({ description: 'Whether the query picks more than the limit let through' }),
});
const problemAnswer = z.object({
  is: z.literal('problem'),
  code: z.string().meta({ description: 'Stable, for programs', example: 'fact.none' }),
  title: z.string().meta({ description: 'What is wrong' }),
  detail: z.string().meta({ description: 'What is wrong and what to do' }),
});
export const factAnswerSchema = z
  .discriminatedUnion('is', [valueAnswer, rowsAnswer, problemAnswer])
  .meta({ id: 'FactAnswer' });
export type FactAnswer = z.infer<typeof factAnswerSchema>;

export const factsAnswerSchema = z
  .object({
    cursor: z.int().meta({ description: 'Change sequence up to which the answers are complete' }),
    asOf: z.string().meta({ description: 'The instant that the answers stand for, ISO in UTC' }),
    answers: z.array(factAnswerSchema).meta({ description: 'One for each ask, in the same order' }),
  })
  .meta({ id: 'FactsAnswer' });
export type FactsAnswer = z.infer<typeof factsAnswerSchema>;
