import { z } from 'zod';
import { kindLabels } from '../../records/catalogue.ts';
import { collectionOf, kinds } from '../../records/kinds.ts';
import { asOfSchema, recordFilters } from '../../records/record-query.ts';
import { recordNotFound } from '../problems.ts';
import { route } from '../route.ts';
import {
  anyRecordSchema,
  countSchema,
  nothing,
  pageOf,
  paging,
  recordPath,
  recordSchemasByKind,
} from '../schemas.ts';

/** A list and a count a kind: a path of its own each, so that the description names what it answers. */
const listsByKind = kinds.flatMap((kind) => {
  const collection = collectionOf[kind];
  const name = collection[0]?.toUpperCase() + collection.slice(1);
  return [
    route({
      id: `list${name}`,
      method: 'get',
      path: `/v1/${collection}`,
      tag: 'data',
      access: 'token',
      summary: `${kindLabels[kind].en} (${kindLabels[kind].zh}), by page`,
      parameters: nothing,
      query: z.strictObject({ ...recordFilters, ...paging }),
      answers: { 200: { description: 'A page of records', schema: pageOf(recordSchemasByKind[kind]) } },
      handle: async ({ store }, { query: { limit, cursor, ...filters } }) => ({
        json: await store.records(kind, filters, { limit, cursor }),
      }),
    }),
    route({
      id: `count${name}`,
      method: 'get',
      path: `/v1/${collection}/count`,
      tag: 'data',
      access: 'token',
      summary: `Number of ${kindLabels[kind].en.toLowerCase()} that the filters pick`,
      parameters: nothing,
      query: z.strictObject(recordFilters),
      answers: { 200: { description: 'The number', schema: countSchema } },
      handle: async ({ store }, { query }) => ({ json: { count: await store.count(kind, query) } }),
    }),
  ];
});

export const recordRoutes = [
  ...listsByKind,
  route({
    id: 'getRecord',
    method: 'get',
    path: '/v1/records/{id}',
    tag: 'data',
    access: 'token',
    summary: 'One record, now or as it was',
    parameters: recordPath,
    query: z.strictObject({ asOf: asOfSchema }),
    answers: { 200: { description: 'The record', schema: anyRecordSchema } },
    problems: [404],
    handle: async ({ store }, { path, query }) => {
      const record = await store.record(path.id, query.asOf);
      if (!record) throw recordNotFound();
      return { json: record };
    },
  }),
  route({
    id: 'getRecordHistory',
    method: 'get',
    path: '/v1/records/{id}/history',
    tag: 'data',
    access: 'token',
    summary: 'All revisions of one record, oldest first',
    parameters: recordPath,
    query: nothing,
    answers: {
      200: { description: 'Its revisions', schema: z.object({ items: z.array(anyRecordSchema) }) },
    },
    problems: [404],
    handle: async ({ store }, { path }) => {
      const items = await store.history(path.id);
      if (items.length === 0) throw recordNotFound();
      return { json: { items } };
    },
  }),
];
