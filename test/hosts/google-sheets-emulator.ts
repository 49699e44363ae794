import { createPublicKey, createVerify } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type NextFunction, type Request, type Response } from 'express';
import { ApiError, invalid } from './google-batch.ts';
import { GoogleBook } from './google-book.ts';
import { asksFor, parseMask, project } from './google-field-mask.ts';

/** What the next matching request meets instead of its answer. */
export interface Fault {
  on: 'read' | 'write';
  code: number;
  status: string;
  message?: string;
  reason?: string;
  /** True where the request is carried out all the same, and only its answer is lost. */
  applied?: boolean;
}
export interface EmulatorOptions {
  /** Public keys of service accounts by their e-mail address. */
  accounts: Readonly<Record<string, string>>;
  /** The clock of quotas and of tokens, in milliseconds. */
  now: () => number;
  perMinutePerUser?: number;
}

interface Entry {
  kind: 'read' | 'write' | 'token';
  method: string;
  path: string;
  body: unknown;
}

/**
 * The part of the Google Sheets API v4 that our host uses, over HTTP on this machine, for the real client: signed
 * tokens checked (RS256), sharing, quotas by an injected clock, partial responses, errors in Google's form.
 */
export class GoogleSheetsEmulator {
  readonly books = new Map<string, GoogleBook>();
  readonly requests: Entry[] = [];
  readonly faults: Fault[] = [];
  readonly #options: EmulatorOptions;
  readonly #tokens = new Map<string, string>();
  readonly #counts = new Map<string, number>();
  readonly #server;

  constructor(options: EmulatorOptions) {
    this.#options = options;
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
    if (known) return known;
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
    const slot = `${kind} ${user} ${Math.floor(this.#options.now() / 60_000)}`;
    const count = (this.#counts.get(slot) ?? 0) + 1;
    this.#counts.set(slot, count);
    if (count > (this.#options.perMinutePerUser ?? 60)) {
      const name = kind === 'read' ? 'Read' : 'Write';
      throw new ApiError(
        429,
        'RESOURCE_EXHAUSTED',
        `Quota exceeded for quota metric '${name} requests' and limit '${name} requests per minute per user' of service 'sheets.googleapis.com'.`,
      );
    }
  }

  /** Checks in the order of the real service: who, how often, which spreadsheet, with which right. */
  #open(
    request: Request,
    kind: 'read' | 'write',
  ): { book: GoogleBook; user: string; fault: Fault | undefined } {
    this.requests.push({ kind, method: request.method, path: request.path, body: request.body });
    const user = this.#user(request);
    this.#meter(kind, user);
    const at = this.faults.findIndex((fault) => fault.on === kind);
    const fault = at < 0 ? undefined : this.faults.splice(at, 1)[0];
    if (fault && !fault.applied)
      throw new ApiError(fault.code, fault.status, fault.message ?? 'injected', fault.reason);
    const id = String(request.params.id).replace(/:batchUpdate$/, '');
    const book = this.books.get(id);
    if (!book) throw new ApiError(404, 'NOT_FOUND', 'Requested entity was not found.');
    const right = book.access.get(user);
    if (!right || (kind === 'write' && right !== 'writer'))
      throw new ApiError(403, 'PERMISSION_DENIED', 'The caller does not have permission', 'forbidden');
    return { book, user, fault };
  }

  #get(request: Request, response: Response): void {
    const { book, fault } = this.#open(request, 'read');
    if (fault) throw new ApiError(fault.code, fault.status, fault.message ?? 'injected', fault.reason);
    const fields = typeof request.query.fields === 'string' ? request.query.fields : undefined;
    const mask = parseMask(fields ?? '*');
    const ranges = [request.query.ranges ?? []].flat().map((range) => book.resolve(String(range)));
    const withData = fields ? asksFor(mask, ['sheets', 'data']) : request.query.includeGridData === 'true';
    const shown =
      ranges.length > 0
        ? book.sheets.filter((sheet) => ranges.some((one) => one.sheet === sheet))
        : book.sheets;
    const answer = {
      spreadsheetId: book.id,
      properties: { title: book.title },
      namedRanges: book.namedRanges,
      sheets: shown.map((sheet) => {
        const { rowCount, columnCount } = sheet.properties.gridProperties;
        const boxes = ranges.filter((one) => one.sheet === sheet).map((one) => one.box);
        const whole = { top: 0, left: 0, bottom: rowCount, right: columnCount };
        const { properties, basicFilter, protectedRanges, tables } = sheet;
        return {
          properties,
          basicFilter,
          ...(protectedRanges.length > 0 ? { protectedRanges } : {}),
          ...(tables.length > 0 ? { tables } : {}),
          ...(withData
            ? { data: (boxes.length > 0 ? boxes : [whole]).map((box) => book.gridData(sheet, box)) }
            : {}),
        };
      }),
    };
    response.json(project(answer, mask));
  }

  #app(): express.Express {
    const app = express();
    app.use(express.json({ limit: '10mb' }), express.urlencoded({ extended: false }));
    // RFC 7523: a signed claim for an access token, as https://oauth2.googleapis.com/token.
    app.post('/token', (request, response) => {
      this.requests.push({ kind: 'token', method: 'POST', path: '/token', body: null });
      try {
        const email = this.#verify(String(request.body.assertion));
        const token = `token-${this.#tokens.size + 1}`;
        this.#tokens.set(token, email);
        response.json({ access_token: token, token_type: 'Bearer', expires_in: 3599 });
      } catch {
        response.status(400).json({ error: 'invalid_grant', error_description: 'Invalid JWT Signature.' });
      }
    });
    app.get('/v4/spreadsheets/:id', (request, response) => this.#get(request, response));
    app.post('/v4/spreadsheets/:id', (request, response) => {
      if (!request.path.endsWith(':batchUpdate')) throw new ApiError(404, 'NOT_FOUND', 'Not found.');
      const { book, user, fault } = this.#open(request, 'write');
      const { requests } = request.body;
      if (!Array.isArray(requests) || requests.length === 0)
        throw invalid('Must specify at least one request.');
      const replies = book.batchUpdate(requests, user);
      if (fault) throw new ApiError(fault.code, fault.status, fault.message ?? 'injected', fault.reason);
      response.json({ spreadsheetId: book.id, replies });
    });
    app.use((error: unknown, _request: Request, response: Response, _next: NextFunction) => {
      const known = error instanceof ApiError ? error : new ApiError(500, 'INTERNAL', String(error));
      const { code, status, message, reason } = known;
      const errors = reason ? { errors: [{ message, domain: 'global', reason }] } : {};
      response.status(code).json({ error: { code, message, status, ...errors } });
    });
    return app;
  }
}
