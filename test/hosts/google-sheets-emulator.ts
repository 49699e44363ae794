import { createHash, createPublicKey, createVerify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type NextFunction, type Request, type Response } from 'express';
import { ApiError, invalid } from './google-batch.ts';
import { GoogleBook } from './google-book.ts';
import { type DriveDoor, DriveFiles } from './google-drive-files.ts';
import { asksFor, parseMask, project } from './google-field-mask.ts';

/** What the next matching request meets instead of its answer. */
export interface Fault {
  on: 'read' | 'write' | 'drive';
  code: number;
  status: string;
  message?: string;
  reason?: string;
  /** True where the request is carried out all the same, and only its answer is lost. */
  applied?: boolean;
  /** Header Retry-After of the answer. */
  retryAfter?: string;
  /** True where no answer comes at all and the asker has to give up waiting. */
  hangs?: boolean;
}
export interface EmulatorOptions {
  /** Public keys of service accounts by their e-mail address. */
  accounts: Readonly<Record<string, string>>;
  /** The clock of quotas and of tokens, in milliseconds. */
  now: () => number;
  /** The OAuth client that people may sign in through. */
  client?: { id: string; secret: string };
  perMinutePerUser?: number;
}

interface Entry {
  kind: 'read' | 'write' | 'token';
  method: string;
  path: string;
  body: unknown;
  /** Sizes of bodies, unpacked. */
  bytesIn: number;
  bytesOut: number;
}

/**
 * The part of the Google Sheets API v4 that our host uses, over HTTP on this machine, for the real client: signed
 * tokens checked (RS256), sharing, quotas by an injected clock, partial responses, errors in Google's form.
 */
export class GoogleSheetsEmulator {
  readonly books = new Map<string, GoogleBook>();
  readonly requests: Entry[] = [];
  readonly faults: Fault[] = [];
  /** How often the quota was exceeded. */
  refusals = 0;
  /** The clock of quotas, where it is another than that of tokens. */
  clock: () => number;
  /** Runs when a request has come in and before it is answered: what somebody else does meanwhile. */
  on: ((kind: 'read' | 'write', count: number) => void) | undefined;
  readonly #options: EmulatorOptions;
  /** Access tokens: whose they are and until when they hold. */
  readonly #tokens = new Map<string, { user: string; until: number }>();
  /** Refresh tokens of people who signed in; taken away here, a sign-in has ended. */
  readonly signedIn = new Map<string, string>();
  /** Who sits before the browser and what she grants; null where she refuses. */
  consents: { email: string; scopes?: string[] } | null = null;
  readonly drive = new DriveFiles(this.books);
  readonly #codes = new Map<string, { email: string; scope: string; challenge: string; redirect: string }>();
  readonly #counts = new Map<string, number>();
  readonly #server;

  constructor(options: EmulatorOptions) {
    this.#options = options;
    this.clock = options.now;
    this.#server = createServer(this.#app());
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
  }
  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
  get rootUrl(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  /** A spreadsheet that a person made and, unless said otherwise, shared with an account as editor. */
  addBook(id: string, sharedWith?: string): GoogleBook {
    const book = new GoogleBook(id, '政策工作簿');
    if (sharedWith) book.access.set(sharedWith, 'writer');
    this.books.set(id, book);
    return book;
  }

  #verify(token: string): string {
    const [head = '', payload = '', signature = ''] = token.split('.');
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString() || 'null');
    if (claims === null || typeof claims !== 'object' || !('iss' in claims) || typeof claims.iss !== 'string')
      throw new Error('no claims');
    const key = this.#options.accounts[claims.iss];
    const valid =
      key &&
      createVerify('RSA-SHA256')
        .update(`${head}.${payload}`)
        .verify(createPublicKey(key), signature, 'base64url');
    if (!valid || !('exp' in claims) || Number(claims.exp) * 1000 < this.#options.now())
      throw new Error('not valid');
    return claims.iss;
  }

  #user(request: Request): string {
    const token = (request.get('authorization') ?? '').replace(/^Bearer /, '');
    const known = this.#tokens.get(token);
    if (known && known.until > this.#options.now()) return known.user;
    try {
      return this.#verify(token);
    } catch {
      throw new ApiError(
        401,
        'UNAUTHENTICATED',
        'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.',
      );
    }
  }

  #meter(kind: 'read' | 'write', user: string): void {
    const slot = `${kind} ${user} ${Math.floor(this.clock() / 60_000)}`;
    const count = (this.#counts.get(slot) ?? 0) + 1;
    this.#counts.set(slot, count);
    if (count > (this.#options.perMinutePerUser ?? 60)) {
      this.refusals++;
      const name = kind === 'read' ? 'Read' : 'Write';
      throw new ApiError(
        429,
        'RESOURCE_EXHAUSTED',
        `Quota exceeded for quota metric '${name} requests' and limit '${name} requests per minute per user' of service 'sheets.googleapis.com'.`,
      );
    }
  }

  /** Meets a fault. @throws the error that it answers with */
  #fail(fault: Fault): never {
    throw Object.assign(
      new ApiError(fault.code, fault.status, fault.message ?? 'injected', fault.reason),
      fault,
    );
  }

  /** Checks in the order of the real service: who, how often, which spreadsheet, with which right. */
  #open(
    request: Request,
    kind: 'read' | 'write',
  ): { book: GoogleBook; user: string; fault: Fault | undefined } {
    const bytesIn = Number(request.get('content-length') ?? 0);
    const { method, path, body } = request;
    this.requests.push({ kind, method, path, body, bytesIn, bytesOut: 0 });
    const user = this.#user(request);
    this.#meter(kind, user);
    const at = this.faults.findIndex((fault) => fault.on === kind);
    const fault = at < 0 ? undefined : this.faults.splice(at, 1)[0];
    this.on?.(kind, this.requests.length);
    if (fault && !fault.applied) this.#fail(fault);
    const id = String(request.params.id).replace(/:\w+$/, '');
    const book = this.books.get(id);
    if (!book) throw new ApiError(404, 'NOT_FOUND', 'Requested entity was not found.');
    const right = book.access.get(user);
    if (!right || (kind === 'write' && right !== 'writer'))
      throw new ApiError(403, 'PERMISSION_DENIED', 'The caller does not have permission', 'forbidden');
    return { book, user, fault };
  }

  /** Answers with what a mask leaves of a spreadsheet, of the boxes that were asked for, or of everything. */
  #show(
    request: Request,
    response: Response,
    opened: { book: GoogleBook; fault: Fault | undefined },
    picked: ReturnType<GoogleBook['pick']> | null,
  ): void {
    const { book, fault } = opened;
    if (fault) this.#fail(fault);
    const fields = typeof request.query.fields === 'string' ? request.query.fields : undefined;
    const mask = parseMask(fields ?? '*');
    const withData = fields ? asksFor(mask, ['sheets', 'data']) : request.query.includeGridData === 'true';
    const shown = picked
      ? book.sheets.filter((sheet) => picked.some((one) => one.sheet === sheet))
      : book.sheets;
    const metadataAt = (sheetId: number | undefined) =>
      book.metadata.filter(
        ({ location }) => !location?.dimensionRange && (location?.sheetId ?? undefined) === sheetId,
      );
    const answer = {
      spreadsheetId: book.id,
      spreadsheetUrl: `https://docs.google.com/spreadsheets/d/${book.id}/edit`,
      properties: { ...book.properties, title: book.title },
      namedRanges: book.namedRanges,
      developerMetadata: metadataAt(undefined),
      sheets: shown.map((sheet) => {
        const { rowCount, columnCount } = sheet.properties.gridProperties;
        const boxes = (picked ?? []).filter((one) => one.sheet === sheet).map((one) => one.box);
        const whole = { top: 0, left: 0, bottom: rowCount, right: columnCount };
        const { properties, basicFilter, protectedRanges, tables, charts, merges } = sheet;
        return {
          properties,
          basicFilter,
          developerMetadata: metadataAt(properties.sheetId),
          ...(protectedRanges.length > 0 ? { protectedRanges } : {}),
          ...(tables.length > 0 ? { tables } : {}),
          ...(charts.length > 0 ? { charts } : {}),
          ...(merges.length > 0 ? { merges } : {}),
          ...(withData
            ? { data: (boxes.length > 0 ? boxes : [whole]).map((box) => book.gridData(sheet, box)) }
            : {}),
        };
      }),
    };
    this.#send(response, project(answer, mask));
  }

  #send(response: Response, answer: unknown): void {
    const text = JSON.stringify(answer);
    const entry = this.requests.at(-1);
    if (entry) entry.bytesOut = Buffer.byteLength(text);
    response.type('json').send(text);
  }

  #get(request: Request, response: Response): void {
    const opened = this.#open(request, 'read');
    const ranges = [request.query.ranges ?? []].flat().map((range) => opened.book.resolve(String(range)));
    this.#show(request, response, opened, ranges.length > 0 ? ranges : null);
  }

  #getByDataFilter(request: Request, response: Response): void {
    const opened = this.#open(request, 'read');
    const filters: unknown = request.body.dataFilters;
    if (!Array.isArray(filters) || filters.length === 0)
      throw invalid('Must specify at least one dataFilter.');
    this.#show(
      request,
      response,
      opened,
      filters.flatMap((filter) => opened.book.pick(filter)),
    );
  }

  /** A new access token, good for an hour. */
  #issue(user: string): { access_token: string; token_type: string; expires_in: number } {
    const token = `token-${this.#tokens.size + 1}`;
    this.#tokens.set(token, { user, until: this.#options.now() + 3_599_000 });
    return { access_token: token, token_type: 'Bearer', expires_in: 3599 };
  }

  /** Ends every access token before its time. */
  endTokens(): void {
    for (const token of this.#tokens.values()) token.until = 0;
  }

  /** Google's authorization and token service: RFC 6749 with PKCE (7636), and signed claims (7523). */
  #signIn(app: express.Express): void {
    app.get('/o/oauth2/v2/auth', (request, response) => {
      const ask = new URL(request.originalUrl, this.rootUrl).searchParams;
      const back = new URL(ask.get('redirect_uri') ?? 'http://nowhere.invalid');
      const wrong =
        ask.get('client_id') !== this.#options.client?.id ||
        ask.get('response_type') !== 'code' ||
        ask.get('code_challenge_method') !== 'S256';
      if (wrong) {
        response.status(400).send('Error 400: invalid_request');
        return;
      }
      back.searchParams.set('state', ask.get('state') ?? '');
      if (this.consents === null) back.searchParams.set('error', 'access_denied');
      else {
        const code = `code-${this.#codes.size + 1}`;
        this.#codes.set(code, {
          email: this.consents.email,
          scope: (this.consents.scopes ?? [ask.get('scope') ?? '']).join(' '),
          challenge: ask.get('code_challenge') ?? '',
          redirect: ask.get('redirect_uri') ?? '',
        });
        back.searchParams.set('code', code);
      }
      response.redirect(302, back.href);
    });
    app.post('/revoke', (request, response) => {
      this.signedIn.delete(String(request.body.token));
      response.json({});
    });
    app.post('/token', (request, response) => {
      this.requests.push({
        kind: 'token',
        method: 'POST',
        path: '/token',
        body: null,
        bytesIn: 0,
        bytesOut: 0,
      });
      try {
        response.json(this.#grant(request.body));
      } catch {
        response.status(400).json({ error: 'invalid_grant', error_description: 'Bad Request' });
      }
    });
  }

  #grant(body: Record<string, string | undefined>): Record<string, unknown> {
    if (body.assertion !== undefined) return this.#issue(this.#verify(body.assertion));
    const { client } = this.#options;
    if (!client || body.client_id !== client.id || body.client_secret !== client.secret)
      throw new Error('client');
    if (body.grant_type === 'refresh_token') {
      const email = this.signedIn.get(body.refresh_token ?? '');
      if (!email) throw new Error('revoked');
      return this.#issue(email);
    }
    const found = this.#codes.get(body.code ?? '');
    this.#codes.delete(body.code ?? '');
    const proof = createHash('sha256')
      .update(body.code_verifier ?? '')
      .digest('base64url');
    if (!found || proof !== found.challenge || body.redirect_uri !== found.redirect) throw new Error('code');
    const refresh = `refresh-${this.signedIn.size + 1}`;
    this.signedIn.set(refresh, found.email);
    const claims = Buffer.from(JSON.stringify({ email: found.email })).toString('base64url');
    return {
      ...this.#issue(found.email),
      refresh_token: refresh,
      scope: found.scope,
      id_token: `e30.${claims}.e30`,
    };
  }

  #app(): express.Express {
    const app = express();
    app.use(express.json({ limit: '10mb' }), express.urlencoded({ extended: false }));
    this.#signIn(app);
    const open: DriveDoor = (request, kind) => {
      this.requests.push({
        kind,
        method: request.method,
        path: request.path,
        body: null,
        bytesIn: Number(request.get('content-length') ?? 0),
        bytesOut: 0,
      });
      const at = this.faults.findIndex((fault) => fault.on === 'drive');
      const fault = at < 0 ? undefined : this.faults.splice(at, 1)[0];
      if (fault && !fault.applied) this.#fail(fault);
      return {
        user: this.#user(request),
        lose: () => {
          if (fault) this.#fail(fault);
        },
      };
    };
    this.drive.serve(app, open);
    app.get('/v4/spreadsheets/:id', (request, response) => this.#get(request, response));
    app.post('/v4/spreadsheets/:id', (request, response) => {
      if (request.path.endsWith(':getByDataFilter')) return this.#getByDataFilter(request, response);
      if (!request.path.endsWith(':batchUpdate')) throw new ApiError(404, 'NOT_FOUND', 'Not found.');
      const { book, user, fault } = this.#open(request, 'write');
      const { requests } = request.body;
      if (!Array.isArray(requests) || requests.length === 0)
        throw invalid('Must specify at least one request.');
      const replies = book.batchUpdate(requests, user);
      if (fault) this.#fail(fault);
      this.#send(response, { spreadsheetId: book.id, replies });
    });
    app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
      const known = error instanceof ApiError ? error : new ApiError(500, 'INTERNAL', String(error));
      const { code, status, message, reason } = known;
      const { retryAfter, hangs } = known as Partial<Fault>;
      if (hangs) return;
      if (retryAfter) response.set('Retry-After', retryAfter);
      const errors = reason ? { errors: [{ message, domain: 'global', reason }] } : {};
      response.status(code).json({ error: { code, message, status, ...errors } });
    });
    return app;
  }
}
