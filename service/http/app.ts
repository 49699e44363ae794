import express, { type RequestHandler } from 'express';
import type { Logger } from 'pino';
import { factsOf } from '../facts/answer-facts.ts';
import type { SheetService } from '../publish/schedules/sheet-service.ts';
import type { Store } from '../store/store.ts';
import { acceptPrintedAddress, hasCredentials, requireAccess } from './access.ts';
import { addinFiles, addinFolderAt } from './addin-files.ts';
import { handlerOf, problemHandler } from './answering.ts';
import { bodyOf } from './body-reading.ts';
import { facetsOf } from './facets.ts';
import { openApiOf } from './openapi.ts';
import { overviewsOf } from './overview.ts';
import { methodNotAllowed, routeNotFound } from './problems.ts';
import { requestLog } from './request-log.ts';
import type { Intake, Route, Service, TemplateBuilder } from './route.ts';
import { routes } from './routes.ts';
import { addinHeaders, guessLimit, pageHeaders, steadyLimit } from './security.ts';
import type { Settings } from './settings.ts';
import type { TokenStore } from './tokens.ts';
import type { WorkbookLimits } from './workbooks/workbook-limits.ts';
import { workbookRunner } from './workbooks/workbook-thread.ts';

export interface AppOptions {
  store: Store;
  settings: Settings;
  tokens: TokenStore;
  logger: Logger;
  /** Folder of the built add-in pane, served at /addin/. */
  addinDir?: string | undefined;
  /** Reads uploaded files into the store, for /v1/intake. */
  intake?: Intake | undefined;
  /** Makes the workbooks of /templates/{name}.xlsx. */
  templates?: TemplateBuilder | undefined;
  /** Reports in Google Sheets, for /v1/sheets. */
  sheets?: SheetService | undefined;
  /** What an uploaded workbook may cost; whatever is left out is as in workbook-limits.ts. */
  workbookLimits?: Partial<WorkbookLimits> | undefined;
  /** The clock, for sessions and the day of a citation. */
  now?: (() => Date) | undefined;
}

/** {id} of the table is :id of Express, and the colon before a verb (…/{id}:adopt) a plain one. */
const expressPath = (path: string): string => path.replaceAll(':', '\\:').replace(/\{(\w+)\}/g, ':$1');

/** Answers the methods that an address does not take. */
const otherMethods = (methods: readonly string[]): RequestHandler => {
  const allowed = methods.flatMap((method) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
  return (request, response, next) => {
    response.set('Allow', allowed.join(', '));
    if (request.method === 'OPTIONS') response.status(204).end();
    else next(methodNotAllowed(allowed));
  };
};

/**
 * The whole service as an Express app: its routes (routes.ts), its guards, and the add-in's files.
 * @returns an app that listens nowhere yet; see server.ts
 */
export const createApp = (options: AppOptions): express.Express => {
  const { store, settings, tokens, logger, addinDir, templates, intake, now = () => new Date() } = options;
  const addin = addinFolderAt(addinDir);
  let description: unknown;
  const service: Service = {
    store,
    settings,
    tokens,
    intake: intake ?? null,
    templates: templates ?? null,
    sheets: options.sheets ?? null,
    overviews: overviewsOf(store),
    facts: factsOf(store),
    facets: facetsOf(store),
    workbooks: workbookRunner(options.workbookLimits),
    hasAddin: addin.page !== null,
    hasPlayground: addin.hasPlayground,
    manifests: addin.manifests,
    openApi: () => {
      description ??= openApiOf(routes, settings.publicUrl);
      return description;
    },
    now,
  };
  const access = requireAccess(tokens, settings, now);
  const printedAddress = acceptPrintedAddress(tokens, settings, now);
  const guards = (route: Route): RequestHandler[] => {
    if (route.access === 'open') return [];
    return route.page && route.method === 'get' ? [printedAddress, access] : [access];
  };

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', settings.trustProxy);
  app.use(requestLog(logger));
  app.use(steadyLimit(settings));
  if (addinDir !== undefined) app.use('/addin', addinHeaders(settings), addinFiles(addinDir, settings));
  app.use(pageHeaders(settings));
  app.use(guessLimit(hasCredentials));
  for (const route of routes) {
    app[route.method](expressPath(route.path), ...guards(route), ...bodyOf(route), handlerOf(route, service));
  }
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map((route) => route.method);
    app.all(expressPath(path), otherMethods(methods));
  }
  app.use((_request, _response, next) => next(routeNotFound()));
  app.use(problemHandler);
  return app;
};
