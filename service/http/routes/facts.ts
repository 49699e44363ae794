import { factsAnswerSchema, factsRequestSchema } from '../../records/facts.ts';
import { route } from '../route.ts';
import { nothing } from '../schemas.ts';
import { serviceAddress } from '../service-address.ts';
import { knownState, stateTag } from '../state-tag.ts';

export const factRoutes = [
  route({
    id: 'askFacts',
    method: 'post',
    path: '/v1/facts',
    tag: 'refresh',
    access: 'token',
    summary: 'Facts for single cells: counts, figures, lists, citations, up to 500 asks in one request',
    parameters: nothing,
    query: nothing,
    body: factsRequestSchema,
    bodyType: 'application/json',
    answers: {
      200: { description: 'An answer for each ask, a problem where one is wrong', schema: factsAnswerSchema },
      304: { description: 'The answers whose ETag came in If-None-Match still hold' },
    },
    problems: [413, 415],
    handle: async ({ store, facts, settings, now }, { body, language, request }) => {
      const evidenceBase = serviceAddress(request, settings);
      const day = now();
      // A citation names its day, and labels are of one language.
      const question = ['facts', body, language, evidenceBase, day.toDateString()];
      const known = await knownState(store, request, question);
      if (known) return known;
      const answer = await facts.answer(body.asks, body.asOf, { language, evidenceBase, now: day });
      return { headers: { ETag: await stateTag(store, answer.cursor, question) }, json: answer };
    },
  }),
];
