import { z } from 'zod';
import { endSession, isSameOrigin, localPath, openSession } from '../access.ts';
import { crossOrigin, tokenWrong } from '../problems.ts';
import { route } from '../route.ts';
import { nothing } from '../schemas.ts';

const form = 'application/x-www-form-urlencoded' as const;

/** Signing in and out of the pages in a browser. Programs send the token with each request instead. */
export const sessionRoutes = [
  route({
    id: 'signIn',
    method: 'post',
    path: '/login',
    tag: 'service',
    access: 'open',
    page: true,
    summary: 'Open a session in a browser with the token',
    parameters: nothing,
    query: nothing,
    bodyType: form,
    body: z.strictObject({
      token: z.string().trim().min(1).max(600),
      next: z.string().max(4000).default('/'),
    }),
    answers: { 303: { description: 'On to the page that was asked for, with a session cookie' } },
    problems: [403, 413, 415],
    handle: ({ tokens, settings, now }, { body, request }) => {
      // A session forced on a reader from elsewhere is harmless here, but no other site has a reason to.
      if (!isSameOrigin(request, settings)) throw crossOrigin();
      if (!tokens.verify(body.token)) throw tokenWrong();
      return {
        status: 303,
        headers: { Location: localPath(body.next) ?? '/', 'Cache-Control': 'no-store' },
        cookies: (response) => openSession(response, tokens, settings, now()),
      };
    },
  }),
  route({
    id: 'signOut',
    method: 'post',
    path: '/logout',
    tag: 'service',
    access: 'token',
    page: true,
    summary: 'End the session of this browser',
    parameters: nothing,
    query: nothing,
    answers: { 303: { description: 'Back to the home page' } },
    problems: [403],
    handle: ({ settings }) => ({
      status: 303,
      headers: { Location: '/', 'Cache-Control': 'no-store' },
      cookies: (response) => endSession(response, settings),
    }),
  }),
];
