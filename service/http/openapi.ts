import type { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import { problemDetailsSchema, problemMediaType, titleOf } from './problems.ts';
import type { Route } from './route.ts';
import { version } from './version.ts';

const tags = [
  { name: 'data', description: 'Documents and records 文件与记录' },
  { name: 'refresh', description: 'What workbooks ask when they refresh 工作簿刷新' },
  { name: 'pages', description: 'Pages for people 网页' },
  { name: 'service', description: 'The service itself 服务自身' },
] as const;

const hasMembers = (schema: z.ZodObject): boolean => Object.keys(schema.shape).length > 0;

/** Statuses of the problems that a route may answer. */
const problemStatuses = (route: Route): number[] => {
  const statuses = new Set([...(route.problems ?? []), 429, 500]);
  // Unknown query parameters are refused on every route, known or not.
  statuses.add(400);
  if (route.access === 'token' || route.id === 'signIn') statuses.add(401);
  if (hasMembers(route.parameters)) statuses.add(404);
  return [...statuses].sort((a, b) => a - b);
};

const operationOf = (route: Route): ZodOpenApiOperationObject => {
  const answers = Object.entries(route.answers).map(([status, { description, schema, type }]) => {
    const mediaType = type ?? (schema ? 'application/json' : undefined);
    const content = mediaType === undefined ? {} : { content: { [mediaType]: schema ? { schema } : {} } };
    return [status, { description, ...content }] as const;
  });
  const problems = problemStatuses(route).map(
    (status) =>
      [
        String(status),
        {
          description: titleOf(status, 'en'),
          content: { [problemMediaType]: { schema: problemDetailsSchema } },
        },
      ] as const,
  );
  return {
    operationId: route.id,
    tags: [route.tag],
    summary: route.summary,
    ...(route.access === 'open' ? { security: [] } : {}),
    requestParams: {
      ...(hasMembers(route.parameters) ? { path: route.parameters } : {}),
      ...(hasMembers(route.query) ? { query: route.query } : {}),
    },
    ...(route.body && route.bodyType
      ? { requestBody: { required: true, content: { [route.bodyType]: { schema: route.body } } } }
      : {}),
    responses: Object.fromEntries([...answers, ...problems]),
  };
};

/**
 * The OpenAPI 3.1 description of the routes, from the schemas that validate them.
 * @param server origin under which the service is reached, where it is known
 */
export const openApiOf = (routes: readonly Route[], server: string | null) => {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) {
    const path = paths[route.path] ?? {};
    path[route.method] = operationOf(route);
    paths[route.path] = path;
  }
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: '政策表格 Policy Sheets',
      version,
      description:
        'Chinese government policy documents as records with evidence. 政府政策文件的记录与原文依据。Lists answer `{ items, next }`; failures are RFC 9457 problem details in the language of Accept-Language.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: server ?? '/' }],
    tags: [...tags],
    security: [{ token: [] }, { session: [] }],
    paths: paths as ZodOpenApiPathsObject,
    components: {
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'The token that the first start prints' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'policy_sheets_session',
          description: 'Session of a browser that opened the printed address',
        },
      },
    },
  });
};
