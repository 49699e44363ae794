import { z } from 'zod';
import { viewOf } from '../pages/layout.ts';
import { playgroundPage } from '../pages/playground.ts';
import { routeNotFound } from '../problems.ts';
import { route } from '../route.ts';
import { languageSchema, nothing } from '../schemas.ts';

/**
 * What the playground may load: its own files, and the pane in a frame. The grid sets the places of its cells by inline
 * styles; scripts stand in files alone.
 */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The add-in without Excel. */
export const playgroundRoutes = [
  route({
    id: 'playgroundPage',
    method: 'get',
    path: '/try',
    tag: 'pages',
    access: 'token',
    page: true,
    summary: 'The add-in beside a sheet for trying it out, without Excel',
    parameters: nothing,
    query: z.strictObject({ lang: languageSchema }),
    answers: { 200: { description: 'The page', type: 'text/html' } },
    problems: [404],
    handle: ({ hasPlayground, tokens, now }, { request, language }) => {
      if (!hasPlayground) throw routeNotFound();
      return {
        html: playgroundPage(viewOf(request, language), tokens.openSession(now())),
        headers: { 'Content-Security-Policy': policy, 'Cache-Control': 'no-store' },
      };
    },
  }),
];
