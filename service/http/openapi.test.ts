import { Validator } from '@seriousme/openapi-schema-validator';
import type { Express } from 'express';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../test/hosts/http-service.ts';
import { createApp } from './app.ts';
import { openApiOf } from './openapi.ts';
import { routes } from './routes.ts';
import { readSettings } from './settings.ts';

interface Operation {
  operationId: string;
  parameters?: { in: string; name: string }[];
  responses: Record<string, { content?: Record<string, unknown> }>;
  security?: unknown[];
}
interface Description {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, unknown> };
}

let service: TestService;
let description: Description;
beforeAll(async () => {
  service = await startTestService({ inputs: [] });
  description = (await service.json('/openapi.json')) as Description;
});
afterAll(() => service?.close());

const operations = () =>
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

/** Routes that the app really answers, read from Express itself; what refuses all other methods of a path is left out. */
const registeredIn = (app: Express): string[] =>
  (
    app.router.stack as unknown as {
      route?: { path: string; methods: Record<string, boolean> };
    }[]
  ).flatMap(({ route }) =>
    route && Object.keys(route.methods).length === 1
      ? Object.keys(route.methods).map(
          (method) => `${method} ${route.path.replace(/(?<!\\):(\w+)/g, '{$1}').replaceAll('\\:', ':')}`,
        )
      : [],
  );

describe('the description of the API', () => {
  it('is valid OpenAPI 3.1', async () => {
    expect(description.openapi).toBe('3.1.0');
    const result = await new Validator().validate(
      structuredClone(description) as unknown as Record<string, unknown>,
    );
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
  });

  it('holds every route of the app, and the app every route of it', () => {
    const app = createApp({
      store: service.store,
      settings: readSettings({}),
      tokens: service.tokens,
      logger: pino({ level: 'silent' }),
    });
    const described = operations().map(({ path, method }) => `${method} ${path}`);
    expect(described.length).toBeGreaterThan(25);
    expect(described.toSorted()).toEqual(registeredIn(app).toSorted());
  });

  it('names each operation once, and every parameter of its path', () => {
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, operation } of operations()) {
      const named = (operation.parameters ?? []).filter((one) => one.in === 'path').map(({ name }) => name);
      expect(named.toSorted()).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).toSorted());
    }
  });

  it('says of every operation how it fails, and that all but the open ones need the token', () => {
    for (const { path, operation } of operations()) {
      const open = routes.find((route) => route.path === path)?.access === 'open';
      expect(operation.security).toEqual(open ? [] : undefined);
      if (!open) expect(Object.keys(operation.responses)).toContain('401');
      for (const [status, { content }] of Object.entries(operation.responses)) {
        if (Number(status) >= 400) expect(Object.keys(content ?? {})).toEqual(['application/problem+json']);
      }
    }
  });

  it('names the schemas that clients make types of', () => {
    expect(Object.keys(description.components.schemas)).toEqual(
      expect.arrayContaining([
        'Target',
        'Goal',
        'Fund',
        'Park',
        'Assignment',
        'Document',
        'Problem',
        'SyncRequest',
      ]),
    );
  });

  it('names the address of the service where it is known', () => {
    expect(openApiOf(routes, 'https://policy.example.cn').servers).toEqual([
      { url: 'https://policy.example.cn' },
    ]);
  });

  it('is browsable at /docs by files of this service alone', async () => {
    const page = await (await service.ask('/docs?lang=en')).text();
    const addresses = [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
    expect(addresses).toContain('/docs/swagger-ui-bundle.js');
    for (const address of addresses) expect(address).toMatch(/^[/#]/);
    expect(page).not.toMatch(/<script(?![^>]*\bsrc=)/);
    expect((await service.ask('/docs/swagger-ui-bundle.js')).status).toBe(200);
    expect((await service.ask('/docs/swagger-ui.css')).headers.get('content-type')).toMatch(/^text\/css/);
    expect((await service.ask('/docs/index.html')).status).toBe(404);
  });
});
