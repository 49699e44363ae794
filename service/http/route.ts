import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Facts } from '../facts/answer-facts.ts';
import type { HandedFile, IntakeReport } from '../intake/intake.ts';
import type { SheetService } from '../publish/schedules/sheet-service.ts';
import type { Language } from '../records/catalogue.ts';
import type { Store } from '../store/store.ts';
import type { FacetSource } from './facets.ts';
import type { Html } from './html.ts';
import type { Overviews } from './overview.ts';
import type { Settings } from './settings.ts';
import type { TokenStore } from './tokens.ts';
import type { WorkbookRunner } from './workbooks/workbook-thread.ts';

/** Makes a template's workbook, empty, in one language. */
export type TemplateBuilder = (name: string, language: Language) => Promise<Uint8Array>;

/** Reads files into the store. */
export type Intake = (files: readonly HandedFile[]) => Promise<IntakeReport>;

/** What the routes work with. */
export interface Service {
  store: Store;
  settings: Settings;
  tokens: TokenStore;
  overviews: Overviews;
  facts: Facts;
  facets: FacetSource;
  /** Works on workbooks that are sent, in a thread of its own. */
  workbooks: WorkbookRunner;
  /** null where this service takes in no files. */
  intake: Intake | null;
  /** Reports in Google Sheets; null where this service has none. */
  sheets: SheetService | null;
  /** null where none can be made. */
  templates: TemplateBuilder | null;
  /** Whether the add-in's pane is there to be served. */
  hasAddin: boolean;
  /** Whether the playground was built beside it. */
  hasPlayground: boolean;
  /** Files of the pane's folder that are manifests, by name. */
  manifests: readonly string[];
  /** The API's description. */
  openApi: () => unknown;
  now: () => Date;
}

/** What a route answers: one of the bodies, or none. */
export interface Answer {
  status?: number;
  headers?: Readonly<Record<string, string>>;
  json?: unknown;
  html?: Html;
  text?: string;
  bytes?: Uint8Array;
  /** Sets or clears cookies. */
  cookies?: (response: Response) => void;
}

export interface Input<P, Q, B> {
  path: P;
  query: Q;
  body: B;
  language: Language;
  request: Request;
}

/** A body that a request may carry. */
export type BodyType =
  | 'application/json'
  | 'application/x-www-form-urlencoded'
  | 'multipart/form-data'
  | 'application/octet-stream';

interface RouteDescription {
  /** operationId of the OpenAPI document. */
  id: string;
  method: 'get' | 'post';
  /** As OpenAPI writes it: /v1/documents/{id}. */
  path: string;
  tag: 'data' | 'refresh' | 'pages' | 'service';
  /** `open` answers without a token and therefore shows no data. */
  access: 'open' | 'token';
  /** Problems are shown as a page to a browser. */
  page?: boolean;
  summary: string;
  bodyType?: BodyType;
  /** Media type, schema and description of the answer. A schema of null is text or bytes. */
  answers: Readonly<Record<string, { description: string; type?: string; schema?: z.ZodType }>>;
  /** Statuses of the problems that it can answer beside 400, 401, 429 and 500. */
  problems?: readonly number[];
}

/** One route: everything from which both the Express app and its OpenAPI description are made. */
export interface Route extends RouteDescription {
  parameters: z.ZodObject;
  query: z.ZodObject;
  body: z.ZodType | null;
  handle(service: Service, input: Input<unknown, unknown, unknown>): Promise<Answer> | Answer;
}

/** Declares a route with its handler typed by its schemas. */
export const route = <P extends z.ZodObject, Q extends z.ZodObject, B extends z.ZodType = z.ZodNull>(
  declared: RouteDescription & {
    parameters: P;
    query: Q;
    body?: B;
    handle(service: Service, input: Input<z.output<P>, z.output<Q>, z.output<B>>): Promise<Answer> | Answer;
  },
  // The cast loses the schemas' types, which the app restores by parsing with the very same schemas.
): Route => ({ ...declared, body: declared.body ?? null }) as unknown as Route;
