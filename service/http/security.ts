import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import helmet from 'helmet';
import { tooManyRequests } from './problems.ts';
import type { Settings } from './settings.ts';

/** Hosts of Excel on the web that show the pane in a frame: Microsoft's, and 21Vianet's in China. */
const officeHosts = [
  'https://*.officeapps.live.com',
  'https://*.office.com',
  'https://*.office365.com',
  'https://*.cloud.microsoft',
  'https://*.microsoft.com',
  'https://*.sharepoint.com',
  'https://*.live.com',
  'https://*.partner.officewebapps.cn',
  'https://*.sharepoint.cn',
  'https://*.partner.outlook.cn',
];

/** Strict transport security holds for every port of a host: of localhost it would lock out whatever else is tried there. */
const isHttps = ({ publicUrl }: Settings): boolean => {
  const url = publicUrl === null ? null : new URL(publicUrl);
  return url?.protocol === 'https:' && url.hostname !== 'localhost';
};

const shared = (settings: Settings) => ({
  // Over plain http on an intranet, upgrading or remembering https would lock people out.
  strictTransportSecurity: isHttps(settings),
  referrerPolicy: { policy: 'no-referrer' as const },
});

/** Headers of our own pages and of the API: nothing from elsewhere, nothing inline, in nobody's frame. */
export const pageHeaders = (settings: Settings): RequestHandler =>
  helmet({
    ...shared(settings),
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        // data: for the small pictures inside Swagger UI's stylesheet.
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
  });

/**
 * Headers of the add-in's pane. Its page is static, so that no nonce can be given to the styles that Fluent UI makes as
 * it runs: inline styles are allowed there, inline scripts are not. Office shows the pane in a frame and its icons on
 * its own pages, and talks to dialogs that it opens.
 */
export const addinHeaders = (settings: Settings): RequestHandler => {
  const office = new URL(settings.officeJsUrl).origin;
  return helmet({
    ...shared(settings),
    xFrameOptions: false,
    crossOriginResourcePolicy: { policy: 'cross-origin' },
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", office],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        connectSrc: ["'self'", office],
        // In the playground office.js asks, in a frame of our own, whether the page around it is trusted.
        frameSrc: ["'self'"],
        formAction: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'self'", ...officeHosts],
      },
    },
  });
};

const clientOf = (request: Request): string => ipKeyGenerator(request.ip ?? 'unknown');
const refuse: RequestHandler = (_request, _response, next) => next(tooManyRequests());

/** Requests that one address may make in a minute. Health is left out: a monitor must not be told that it asks too often. */
export const steadyLimit = (settings: Settings): RequestHandler =>
  rateLimit({
    windowMs: 60_000,
    limit: settings.rateLimit,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    keyGenerator: clientOf,
    skip: (request) => request.path === '/healthz',
    handler: refuse,
  });

/** Wrong tokens that one address may try; `failed` says whether an answer was such a failure. */
export const guessLimit = (hasCredentials: (request: Request) => boolean): RequestHandler =>
  rateLimit({
    windowMs: 5 * 60_000,
    limit: 60,
    standardHeaders: false,
    legacyHeaders: false,
    keyGenerator: clientOf,
    skip: (request) => !hasCredentials(request),
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_request, response) => response.statusCode !== 401,
    handler: refuse,
  });
