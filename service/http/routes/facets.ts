import { z } from 'zod';
import { facetsSchema } from '../../records/facets.ts';
import { kindSchema } from '../../records/kinds.ts';
import { recordFilters } from '../../records/record-query.ts';
import { route } from '../route.ts';
import { nothing } from '../schemas.ts';
import { knownState, stateTag } from '../state-tag.ts';

export const facetRoutes = [
  route({
    id: 'listFacets',
    method: 'get',
    path: '/v1/facets',
    tag: 'data',
    access: 'token',
    summary: 'What each filter could be set to, and how many records that would pick: for building a query',
    parameters: nothing,
    query: z.strictObject({ kind: kindSchema, ...recordFilters }),
    answers: {
      200: { description: 'Number of records, and the values of each filter', schema: facetsSchema },
      304: { description: 'The answer whose ETag came in If-None-Match still holds' },
    },
    handle: async ({ store, facets }, { query: { kind, ...filters }, language, request }) => {
      const question = ['facets', kind, filters, language];
      const known = await knownState(store, request, question);
      if (known) return known;
      const answer = await facets(kind, filters, language);
      return { headers: { ETag: await stateTag(store, answer.cursor, question) }, json: answer };
    },
  }),
];
