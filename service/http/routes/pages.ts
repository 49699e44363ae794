import { z } from 'zod';
import { templates } from '../../../templates/catalog/catalog.ts';
import { correctionDecisionSchema, correctionStatusSchema } from '../../records/corrections.ts';
import { type Collection, collectionOf, type Kind, kinds } from '../../records/kinds.ts';
import { recordFilters } from '../../records/record-query.ts';
import type { RecordView } from '../../records/record-view.ts';
import type { Page, PageRequest, RecordQuery, Store } from '../../store/store.ts';
import { localPath } from '../access.ts';
import { languageNames } from '../language.ts';
import { correctionsPage } from '../pages/corrections.ts';
import { docsPage } from '../pages/docs.ts';
import { documentPage } from '../pages/document.ts';
import { documentsPage } from '../pages/documents.ts';
import { evidencePage } from '../pages/evidence.ts';
import { homePage } from '../pages/home.ts';
import { viewOf } from '../pages/layout.ts';
import { recordsPage } from '../pages/records.ts';
import { documentNotFound, recordNotFound, templateNotFound } from '../problems.ts';
import { route } from '../route.ts';
import {
  correctionPath,
  documentFilters,
  documentPath,
  evidencePath,
  languageSchema,
  nothing,
  paging,
} from '../schemas.ts';

const page = { method: 'get', tag: 'pages', access: 'token', page: true } as const;
const shown = { 200: { description: 'The page', type: 'text/html' } } as const;
const onlyLanguage = z.strictObject({ lang: languageSchema });
const { cursor } = paging;
const itemsPerPage = 50;
/** Records of one kind on the page of a document; more are a link away. */
const recordsPerDocument = 200;

/** A form sends every input, also those left empty: on a page, an empty filter is no filter. */
const fromForm = <T extends z.ZodRawShape>(shape: T) =>
  Object.fromEntries(
    Object.entries(shape).map(([name, schema]) => [
      name,
      z.preprocess((value) => (value === '' ? undefined : value), schema as unknown as z.ZodType).optional(),
    ]),
  ) as unknown as T;

/** Records of a kind that is known only as it runs; the store's types tie each record to a kind named in the program. */
const recordsOf = (store: Store, kind: Kind, query: RecordQuery, page: PageRequest) =>
  store.records(kind, query, page) as Promise<unknown> as Promise<Page<RecordView>>;

const collections = kinds.map((kind) => collectionOf[kind]) as [Collection, ...Collection[]];

export const pageRoutes = [
  route({
    ...page,
    id: 'homePage',
    path: '/',
    summary: 'Home',
    parameters: nothing,
    query: onlyLanguage,
    answers: shown,
    handle: async (service, { request, language }) => ({
      html: homePage(viewOf(request, language), await service.overviews(), {
        templates: service.templates === null ? [] : templates.map(({ name, title }) => ({ name, title })),
        addin: service.hasAddin,
        playground: service.hasPlayground,
        sheets: service.sheets !== null,
        manifests: service.manifests,
      }),
    }),
  }),
  route({
    ...page,
    id: 'documentsPage',
    path: '/documents',
    summary: 'Documents, with search',
    parameters: nothing,
    query: z.strictObject({
      ...fromForm({ region: documentFilters.region, year: documentFilters.year, text: documentFilters.text }),
      cursor,
      lang: languageSchema,
    }),
    answers: shown,
    handle: async ({ store, overviews }, { request, language, query }) => {
      const { region, year, text } = query;
      const [found, { regions }] = await Promise.all([
        store.documents({ region, year, text }, { limit: itemsPerPage, cursor: query.cursor }),
        overviews(),
      ]);
      const names = regions.map((one) => one.region);
      return {
        html: documentsPage(viewOf(request, language), found, { region, year, text }, query.cursor, names),
      };
    },
  }),
  route({
    ...page,
    id: 'documentPage',
    path: '/documents/{id}',
    summary: 'One document with its records',
    parameters: documentPath,
    query: onlyLanguage,
    answers: shown,
    problems: [404],
    handle: async ({ store }, { path, request, language }) => {
      const document = await store.document(path.id);
      if (!document) throw documentNotFound();
      const parent = document.parent === null ? null : await store.document(document.parent);
      const records = await Promise.all(
        kinds.map(async (kind) => {
          const { items } = await recordsOf(
            store,
            kind,
            { document: path.id },
            { limit: recordsPerDocument },
          );
          return { kind, items, count: document.counts[kind] };
        }),
      );
      return { html: documentPage(viewOf(request, language), document, parent, records) };
    },
  }),
  route({
    ...page,
    id: 'recordsPage',
    path: '/records/{collection}',
    summary: 'Records of one kind, with filters',
    parameters: z.strictObject({ collection: z.enum(collections) }),
    query: z.strictObject({ ...fromForm(recordFilters), cursor, lang: languageSchema }),
    answers: shown,
    problems: [404],
    handle: async ({ store, overviews }, { path, query: { lang: _, ...query }, request, language }) => {
      const kind = kinds.find((one) => collectionOf[one] === path.collection);
      if (!kind) throw recordNotFound();
      const { cursor: from, ...filters } = query;
      const [found, count, { regions }] = await Promise.all([
        recordsOf(store, kind, filters, { limit: itemsPerPage, cursor: from }),
        store.count(kind, filters),
        overviews(),
      ]);
      const names = regions.map(({ region }) => region);
      return { html: recordsPage(viewOf(request, language), kind, found, count, filters, from, names) };
    },
  }),
  route({
    ...page,
    id: 'evidencePage',
    path: '/evidence/{record}',
    summary: 'The passage of a record, highlighted in its document',
    parameters: evidencePath,
    query: onlyLanguage,
    answers: shown,
    problems: [404],
    handle: async ({ store, now }, { path, request, language }) => {
      const history = await store.history(path.record);
      const record = (await store.record(path.record)) ?? history.at(-1);
      if (!record) throw recordNotFound();
      const text = await store.documentText(record.document.id);
      const { items: corrections } = await store.corrections({ record: record.id }, { limit: 100 });
      return {
        html: evidencePage(viewOf(request, language), record, text, history, corrections, now()),
      };
    },
  }),
  route({
    ...page,
    id: 'correctionsPage',
    path: '/corrections',
    summary: 'Corrections that were sent, to be decided',
    parameters: nothing,
    query: z.strictObject({
      status: correctionStatusSchema.default('open'),
      cursor,
      lang: languageSchema,
    }),
    answers: shown,
    handle: async ({ store }, { request, language, query: { status, cursor: from } }) => {
      const found = await store.corrections({ status }, { limit: itemsPerPage, cursor: from });
      const reading = await store.reading();
      const records = await reading.recordsById(found.items.map(({ record }) => record));
      return { html: correctionsPage(viewOf(request, language), found, records, status, from) };
    },
  }),
  route({
    id: 'decideCorrection',
    method: 'post',
    path: '/corrections/{id}',
    tag: 'pages',
    access: 'token',
    page: true,
    summary: 'Adopt or reject a correction from a page',
    parameters: correctionPath,
    query: nothing,
    bodyType: 'application/x-www-form-urlencoded',
    body: correctionDecisionSchema.extend({
      decision: z.enum(['adopted', 'rejected']),
      next: z.string().max(4000).default('/corrections'),
    }),
    answers: { 303: { description: 'Back to the page' } },
    problems: [403, 404, 409, 413, 415, 422],
    handle: async ({ store }, { path, body: { decision, next, ...given } }) => {
      await store.decideCorrection(path.id, decision, given);
      return { status: 303, headers: { Location: localPath(next) ?? '/corrections' } };
    },
  }),
  route({
    ...page,
    id: 'docsPage',
    path: '/docs',
    summary: 'This description, to browse and try out',
    parameters: nothing,
    query: onlyLanguage,
    answers: shown,
    handle: (_service, { request, language }) => ({ html: docsPage(viewOf(request, language)) }),
  }),
  route({
    ...page,
    id: 'downloadTemplate',
    path: '/templates/{name}.xlsx',
    tag: 'service',
    summary: 'An empty workbook of a template, bound to this service',
    parameters: z.strictObject({ name: z.string().regex(/^[a-z][a-z0-9-]{0,40}$/) }),
    query: onlyLanguage,
    answers: {
      200: {
        description: 'The workbook',
        type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      },
    },
    problems: [404],
    handle: async ({ templates }, { path, query, language }) => {
      if (templates === null) throw templateNotFound();
      const bytes = await templates(path.name, query.lang ? languageNames[query.lang] : language);
      return {
        bytes,
        headers: { 'Content-Disposition': `attachment; filename="policy-sheets-${path.name}.xlsx"` },
      };
    },
  }),
];
