import { z } from 'zod';
import { labelIn } from '../../records/catalogue.ts';
import {
  correctionDecisionSchema,
  correctionSchema,
  correctionStatusSchema,
  correctionsAnswerSchema,
  correctionsRequestSchema,
} from '../../records/corrections.ts';
import { Problem } from '../../records/problem.ts';
import { route } from '../route.ts';
import { correctionPath, nothing, pageOf, paging, recordPath } from '../schemas.ts';

const decision = {
  method: 'post',
  tag: 'data',
  access: 'token',
  parameters: correctionPath,
  query: nothing,
  body: correctionDecisionSchema,
  bodyType: 'application/json',
  answers: { 200: { description: 'The correction as it stands now', schema: correctionSchema } },
  problems: [404, 409, 413, 415, 422],
} as const;

export const correctionRoutes = [
  route({
    id: 'sendCorrections',
    method: 'post',
    path: '/v1/corrections',
    tag: 'data',
    access: 'token',
    summary: 'Send corrections of records, to be adopted or rejected by somebody',
    parameters: nothing,
    query: nothing,
    body: correctionsRequestSchema,
    bodyType: 'application/json',
    answers: {
      200: { description: 'What became of each, in the same order', schema: correctionsAnswerSchema },
    },
    problems: [413, 415],
    handle: async ({ store }, { body, language }) => {
      const outcomes = await store.sendCorrections(body.corrections);
      return {
        json: {
          outcomes: outcomes.map((outcome) =>
            outcome instanceof Problem
              ? {
                  is: 'problem',
                  code: outcome.code,
                  title: labelIn(outcome.what, language),
                  detail: outcome.in(language),
                }
              : { is: 'taken', ...outcome },
          ),
        },
      };
    },
  }),
  route({
    id: 'listCorrections',
    method: 'get',
    path: '/v1/corrections',
    tag: 'data',
    access: 'token',
    summary: 'Corrections, newest first, by page',
    parameters: nothing,
    query: z.strictObject({
      status: correctionStatusSchema.optional(),
      record: recordPath.shape.id.optional(),
      ...paging,
    }),
    answers: { 200: { description: 'A page of corrections', schema: pageOf(correctionSchema) } },
    handle: async ({ store }, { query: { limit, cursor, ...which } }) => ({
      json: await store.corrections(which, { limit, cursor }),
    }),
  }),
  route({
    ...decision,
    id: 'adoptCorrection',
    path: '/v1/corrections/{id}:adopt',
    summary:
      'Adopt a correction: its record gets a new revision, which holds when the document is read again',
    handle: async ({ store }, { path, body }) => ({
      json: await store.decideCorrection(path.id, 'adopted', body),
    }),
  }),
  route({
    ...decision,
    id: 'rejectCorrection',
    path: '/v1/corrections/{id}:reject',
    summary: 'Reject a correction: its record stays as it is',
    handle: async ({ store }, { path, body }) => ({
      json: await store.decideCorrection(path.id, 'rejected', body),
    }),
  }),
];
