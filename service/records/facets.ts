import { z } from 'zod';

/** What a query builder offers: the values of each filter that occur, with the number of records that each would pick. */

const facetValueSchema = z
  .object({
    value: z.string().meta({ description: 'What the filter takes' }),
    label: z.string().meta({ description: 'What a person reads' }),
    count: z
      .int()
      .meta({ description: 'Records that the filter with this value picks, the other filters as given' }),
  })
  .meta({ id: 'FacetValue' });
export type FacetValue = z.infer<typeof facetValueSchema>;

const facetSchema = z
  .object({
    values: z
      .array(facetValueSchema)
      .meta({ description: 'Those with most records first; years in their order' }),
    more: z.boolean().meta({ description: 'Whether there are more values than are listed' }),
  })
  .meta({ id: 'Facet' });
export type Facet = z.infer<typeof facetSchema>;

/** Filters that have facets. `text` has none, and `asOf` is no choice among values. */
export const facetNames = ['region', 'document', 'year', 'industry', 'agency'] as const;
export type FacetName = (typeof facetNames)[number];

export const facetsSchema = z
  .object({
    cursor: z.int(),
    count: z.int().meta({ description: 'Records that all filters together pick' }),
    facets: z.object({
      region: facetSchema,
      document: facetSchema,
      year: facetSchema,
      industry: facetSchema.meta({
        description:
          'Classes of the taxonomy for targets, names as written for parks, none for the other kinds',
      }),
      agency: facetSchema.meta({
        description:
          'Agencies of assignments; for the other kinds those that issued the document, though the filter finds who answers for a task as well',
      }),
    }),
  })
  .meta({ id: 'Facets' });
export type Facets = z.infer<typeof facetsSchema>;
