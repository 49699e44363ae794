import { createHash } from 'node:crypto';
import type { Store } from '../../store/store.ts';
import { route } from '../route.ts';
import { changesQuery, changesSchema, nothing, syncAnswerSchema, syncRequestSchema } from '../schemas.ts';

/**
 * Tag of the answer to a sync: it is the same as long as the request and the store's state are. The state is the change
 * number together with the store's very first change, because a data folder that was made anew counts from 1 again.
 */
const syncTag = async (store: Store, cursor: number, request: unknown): Promise<string> => {
  const { items: first } = await store.changes(0, 1);
  const state = createHash('sha256')
    .update(JSON.stringify([cursor, first, request]))
    .digest('base64url');
  return `"${state.slice(0, 32)}"`;
};

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
      const known = request.get('if-none-match');
      if (known !== undefined) {
        const tag = await syncTag(store, await store.cursor(), body);
        if (known.split(',').some((one) => one.trim().replace(/^W\//, '') === tag)) {
          return { status: 304, headers: { ETag: tag } };
        }
      }
      const answer = await store.sync(body);
      return { headers: { ETag: await syncTag(store, answer.cursor, body) }, json: answer };
    },
  }),
];
