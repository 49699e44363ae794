import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { z } from 'zod';
import type { Language } from '../records/catalogue.ts';
import { localPath } from './access.ts';
import { languageOf } from './language.ts';
import { viewOf } from './pages/layout.ts';
import { problemPage } from './pages/problem.ts';
import { signInPage } from './pages/sign-in.ts';
import {
  detailsOf,
  type ParameterFault,
  ParameterProblem,
  problemMediaType,
  problemOf,
  routeNotFound,
  statusOf,
} from './problems.ts';
import type { Answer, Route, Service } from './route.ts';

/** Zod's words in the language of the answer. */
const wordings = { 'zh-CN': z.locales.zhCN().localeError, en: z.locales.en().localeError };

const faultsOf = (error: z.ZodError, where: 'query' | 'body'): ParameterFault[] =>
  error.issues.flatMap((issue) => {
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [undefined];
    return names.map((name) => ({
      in: where,
      name: [...issue.path, ...(name === undefined ? [] : [name])].map(String).join('.') || where,
      reason: issue.message,
    }));
  });

/** Parts of a request, checked by the schemas of its route. */
const parse = (route: Route, request: Request, language: Language) => {
  const wording = { error: wordings[language] };
  // A path whose id no store could hold leads to nothing.
  const path = route.parameters.safeParse(request.params, wording);
  if (!path.success) throw routeNotFound();
  const query = route.query.safeParse(request.query, wording);
  const body = route.body?.safeParse(request.body, wording);
  const faults = [
    ...(query.success ? [] : faultsOf(query.error, 'query')),
    ...(body && !body.success ? faultsOf(body.error, 'body') : []),
  ];
  if (!query.success || (body && !body.success)) throw new ParameterProblem(faults);
  return { path: path.data, query: query.data, body: body?.data ?? null };
};

const send = (response: Response, answer: Answer, language: Language): void => {
  response.status(answer.status ?? 200);
  answer.cookies?.(response);
  response.set({ ...answer.headers });
  if (answer.html) {
    response.vary('Accept-Language').set('Content-Language', language);
    response.type('html').send(answer.html.toString());
  } else if (answer.json !== undefined) response.json(answer.json);
  else if (answer.text !== undefined) response.send(answer.text);
  else if (answer.bytes) {
    if (!response.get('Content-Type')) {
      response.type('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet');
    }
    response.send(Buffer.from(answer.bytes));
  } else response.end();
};

/** Runs a route: checks the request, asks its handler, sends the answer. */
export const handlerOf =
  (route: Route, service: Service): RequestHandler =>
  async (request, response) => {
    const language = languageOf(request);
    // Answers hold data of whoever has the token: kept by nobody in between, and asked for again each time.
    response.set('Cache-Control', route.access === 'open' ? 'no-store' : 'private, no-cache');
    const answer = await route.handle(service, { ...parse(route, request, language), language, request });
    send(response, answer, language);
  };

/** Whether the asker would rather have a page than data: a browser, at an address typed or followed. */
const prefersPage = (request: Request): boolean => request.accepts(['json', 'html']) === 'html';

/** Where a browser goes on to after signing in. */
const nextOf = (request: Request, fallback: string): string => {
  const asked = request.method === 'POST' ? (request.body as { next?: unknown } | undefined)?.next : fallback;
  return (typeof asked === 'string' ? localPath(asked) : null) ?? '/';
};

/** Answers every failure: as a page to a browser, as RFC 9457 problem details to a program. */
export const problemHandler: ErrorRequestHandler = (thrown, request, response, next) => {
  const problem = problemOf(thrown);
  const status = statusOf(problem);
  if (status >= 500) request.log.error({ err: thrown, code: problem.code }, 'request failed');
  if (response.headersSent) return next(thrown);
  const language = languageOf(request);
  response.status(status).removeHeader('ETag');
  response
    .vary('Accept-Language')
    .vary('Accept')
    .set('Cache-Control', 'no-store')
    .set('Content-Language', language);
  if (!prefersPage(request)) {
    response.set('Content-Type', `${problemMediaType}; charset=utf-8`);
    response.send(JSON.stringify(detailsOf(problem, language)));
    return;
  }
  const view = viewOf(request, language);
  const page =
    status === 401
      ? signInPage(view, {
          next: nextOf(request, view.path),
          wrong: problem.code === 'access.token-wrong',
          crossSite: request.get('sec-fetch-site') === 'cross-site',
        })
      : problemPage(view, problem);
  response.type('html').send(page.toString());
};
