import type { Request, RequestHandler, Response } from 'express';
import { crossOrigin, tokenNeeded, tokenWrong } from './problems.ts';
import type { Settings } from './settings.ts';
import { sessionDays, type TokenStore } from './tokens.ts';

const cookieName = 'policy_sheets_session';

const bearerOf = (request: Request): string | null =>
  /^bearer +(\S+) *$/i.exec(request.get('authorization') ?? '')?.[1] ?? null;

const sessionOf = (request: Request): string | null => {
  for (const pair of (request.get('cookie') ?? '').split(';')) {
    const [name, value] = pair.split('=', 2);
    if (name?.trim() === cookieName && value !== undefined) return value.trim();
  }
  return null;
};

/** Whether a request shows a token, right or wrong, so that it counts against the limit of wrong ones. */
export const hasCredentials = (request: Request): boolean =>
  request.get('authorization') !== undefined ||
  request.query.token !== undefined ||
  request.path === '/login';

/**
 * Whether a request comes from a page of ours: by Sec-Fetch-Site where the browser sends it, else by Origin. A request
 * with neither is no browser's form or script of another site.
 */
export const isSameOrigin = (request: Request, settings: Settings): boolean => {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = request.get('origin');
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  return origin === settings.publicUrl || new URL(origin).host === request.get('host');
};

const isSafe = (request: Request): boolean => request.method === 'GET' || request.method === 'HEAD';

/**
 * Lets a request through that shows the token, or the session of a browser that has shown it. A request that changes
 * anything with a session alone must come from our own pages (the cookie travels by itself, the header does not).
 */
export const requireAccess =
  (tokens: TokenStore, settings: Settings, now: () => Date): RequestHandler =>
  (request, response, next) => {
    if (request.get('authorization') !== undefined) {
      const token = bearerOf(request);
      // The playground's page hands its reader's session to the pane in its frame, which sends it as its key.
      if (token !== null && (tokens.verify(token) || tokens.verifySession(token, now()))) return next();
      response.set('WWW-Authenticate', 'Bearer realm="policy-sheets", error="invalid_token"');
      return next(tokenWrong());
    }
    const session = sessionOf(request);
    if (session !== null && tokens.verifySession(session, now())) {
      return isSafe(request) || isSameOrigin(request, settings) ? next() : next(crossOrigin());
    }
    response.set('WWW-Authenticate', 'Bearer realm="policy-sheets"');
    return next(tokenNeeded());
  };

const cookieOptions = (settings: Settings) => ({
  httpOnly: true,
  sameSite: 'strict' as const,
  secure: settings.publicUrl?.startsWith('https:') ?? false,
  path: '/',
});

/** Gives the browser a session. The cookie says nothing of the token itself. */
export const openSession = (response: Response, tokens: TokenStore, settings: Settings, now: Date): void => {
  response.cookie(cookieName, tokens.openSession(now), {
    ...cookieOptions(settings),
    maxAge: sessionDays * 86_400_000,
  });
};

export const endSession = (response: Response, settings: Settings): void => {
  response.clearCookie(cookieName, cookieOptions(settings));
};

/** Path and query of a request without one parameter of it. */
const withoutToken = (request: Request): string => {
  const url = new URL(request.originalUrl, 'http://local.invalid');
  url.searchParams.delete('token');
  return localPath(`${url.pathname}${url.search}`) ?? '/';
};

/** A path on this service to go on to, or null where the text would lead elsewhere (//host, \host, another scheme). */
export const localPath = (text: string): string | null => {
  if (!text.startsWith('/') || !URL.canParse(text, 'http://local.invalid')) return null;
  const url = new URL(text, 'http://local.invalid');
  if (url.origin !== 'http://local.invalid') return null;
  const path = `${url.pathname}${url.search}`;
  return path.startsWith('//') ? null : path;
};

/**
 * Opens a session where a page is opened with `?token=`, and sends the browser on to the same page without it, so that
 * the token stays in no address bar, bookmark or log.
 */
export const acceptPrintedAddress =
  (tokens: TokenStore, settings: Settings, now: () => Date): RequestHandler =>
  (request, response, next) => {
    const { token } = request.query;
    if (token === undefined) return next();
    if (typeof token !== 'string' || !tokens.verify(token)) return next(tokenWrong());
    openSession(response, tokens, settings, now());
    response.set('Cache-Control', 'no-store').redirect(303, withoutToken(request));
  };
