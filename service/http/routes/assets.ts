import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { assets } from '../pages/assets.ts';
import { routeNotFound } from '../problems.ts';
import { route } from '../route.ts';
import { nothing } from '../schemas.ts';

const swaggerFiles = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
} as const;
type SwaggerFile = keyof typeof swaggerFiles;
const fileNames = Object.keys(swaggerFiles) as [SwaggerFile, ...SwaggerFile[]];

/** Swagger UI's folder, found the way Node finds packages, from wherever the service was bundled to. */
const swaggerFolder = () => dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

export const assetRoutes = [
  route({
    id: 'asset',
    method: 'get',
    path: '/assets/{file}',
    tag: 'service',
    // The sign-in page needs them, and they hold no data.
    access: 'open',
    summary: 'Style, scripts and icon of the pages',
    parameters: z.strictObject({ file: z.string().max(40) }),
    // The version in the address, which makes it another address when the content changes.
    query: z.strictObject({ v: z.string().max(40).optional() }),
    answers: { 200: { description: 'The file', type: 'text/*' } },
    problems: [404],
    handle: (_service, { path, query }) => {
      const asset = Object.hasOwn(assets, path.file) ? assets[path.file] : undefined;
      if (!asset) throw routeNotFound();
      const caching = query.v === undefined ? 'no-cache' : 'public, max-age=31536000, immutable';
      return { text: asset.content, headers: { 'Content-Type': asset.type, 'Cache-Control': caching } };
    },
  }),
  route({
    id: 'docsAsset',
    method: 'get',
    path: '/docs/{file}',
    tag: 'service',
    access: 'token',
    summary: 'Swagger UI',
    parameters: z.strictObject({ file: z.enum(fileNames) }),
    query: nothing,
    answers: { 200: { description: 'The file', type: 'text/*' } },
    handle: async (_service, { path: { file } }) => ({
      bytes: await readFile(join(swaggerFolder(), file)),
      headers: { 'Content-Type': swaggerFiles[file], 'Cache-Control': 'private, max-age=86400' },
    }),
  }),
];
