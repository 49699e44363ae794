import { route } from '../route.ts';
import { healthSchema, nothing } from '../schemas.ts';
import { version } from '../version.ts';

export const serviceRoutes = [
  route({
    id: 'health',
    method: 'get',
    path: '/healthz',
    tag: 'service',
    access: 'open',
    summary: 'Whether the service and its store answer',
    parameters: nothing,
    query: nothing,
    answers: { 200: { description: 'They do', schema: healthSchema } },
    handle: async ({ store }) => {
      await store.cursor();
      return { json: { status: 'ok', version } };
    },
  }),
  route({
    id: 'openapi',
    method: 'get',
    path: '/openapi.json',
    tag: 'service',
    access: 'token',
    summary: 'This description',
    parameters: nothing,
    query: nothing,
    answers: { 200: { description: 'OpenAPI 3.1', type: 'application/json' } },
    handle: ({ openApi }) => ({ json: openApi() }),
  }),
];
