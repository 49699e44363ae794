import { route } from '../route.ts';
import { changesQuery, changesSchema, nothing, syncAnswerSchema, syncRequestSchema } from '../schemas.ts';
import { knownState, stateTag } from '../state-tag.ts';

export const refreshRoutes = [
  route({
    id: 'listChanges',
    method: 'get',
    path: '/v1/changes',
    tag: 'refresh',
    access: 'token',
    summary: 'What changed after a change number, oldest first',
    parameters: nothing,
    query: changesQuery,
    answers: { 200: { description: 'A page of changes', schema: changesSchema } },
    handle: async ({ store }, { query }) => ({ json: await store.changes(query.since, query.limit) }),
  }),
  route({
    id: 'sync',
    method: 'post',
    path: '/v1/sync',
    tag: 'refresh',
    access: 'token',
    summary: 'Everything that one table needs for a refresh, in one request',
    parameters: nothing,
    query: nothing,
    body: syncRequestSchema,
    bodyType: 'application/json',
    answers: {
      200: { description: 'Records, bases and what is gone', schema: syncAnswerSchema },
      304: { description: 'The answer whose ETag came in If-None-Match still holds' },
    },
    problems: [413, 415],
    handle: async ({ store }, { body, request }) => {
      const known = await knownState(store, request, body);
      if (known) return known;
      const answer = await store.sync(body);
      return { headers: { ETag: await stateTag(store, answer.cursor, body) }, json: answer };
    },
  }),
];
