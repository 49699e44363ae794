import { z } from 'zod';
import { documentNotFound, documentTextMissing } from '../problems.ts';
import { route } from '../route.ts';
import {
  documentFilters,
  documentPath,
  documentTextSchema,
  documentViewSchema,
  nothing,
  pageOf,
  paging,
} from '../schemas.ts';

export const documentRoutes = [
  route({
    id: 'listDocuments',
    method: 'get',
    path: '/v1/documents',
    tag: 'data',
    access: 'token',
    summary: 'Documents, by page',
    parameters: nothing,
    query: z.strictObject({ ...documentFilters, ...paging }),
    answers: { 200: { description: 'A page of documents', schema: pageOf(documentViewSchema) } },
    handle: async ({ store }, { query: { limit, cursor, ...filters } }) => ({
      json: await store.documents(filters, { limit, cursor }),
    }),
  }),
  route({
    id: 'getDocument',
    method: 'get',
    path: '/v1/documents/{id}',
    tag: 'data',
    access: 'token',
    summary: 'One document',
    parameters: documentPath,
    query: nothing,
    answers: { 200: { description: 'The document', schema: documentViewSchema } },
    problems: [404],
    handle: async ({ store }, { path }) => {
      const document = await store.document(path.id);
      if (!document) throw documentNotFound();
      return { json: document };
    },
  }),
  route({
    id: 'getDocumentText',
    method: 'get',
    path: '/v1/documents/{id}/text',
    tag: 'data',
    access: 'token',
    summary: 'Clean text of one document',
    parameters: documentPath,
    query: nothing,
    answers: { 200: { description: 'Its text', schema: documentTextSchema } },
    problems: [404],
    handle: async ({ store }, { path }) => {
      const text = await store.documentText(path.id);
      if (text !== null) return { json: { id: path.id, text } };
      throw (await store.document(path.id)) ? documentTextMissing() : documentNotFound();
    },
  }),
];
