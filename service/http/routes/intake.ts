import { z } from 'zod';
import { intakeBusy, routeNotFound } from '../problems.ts';
import { route } from '../route.ts';
import { intakeReportSchema, nothing } from '../schemas.ts';

const mostFiles = 1000;

/** Services that are reading files now: reading is heavy, and one at a time bounds what it takes of the machine. */
const reading = new WeakSet<object>();

export const intakeRoutes = [
  route({
    id: 'takeIn',
    method: 'post',
    path: '/v1/intake',
    tag: 'data',
    access: 'token',
    summary: 'Read policy documents into the store',
    parameters: nothing,
    query: nothing,
    bodyType: 'multipart/form-data',
    body: z.strictObject({
      files: z
        .array(z.file())
        .min(1)
        .max(mostFiles)
        .meta({ description: '.txt, .md, .html, .docx or .pdf files' }),
    }),
    answers: { 200: { description: 'What became of each document', schema: intakeReportSchema } },
    problems: [413, 415, 503],
    handle: async (service, { body }) => {
      if (service.intake === null) throw routeNotFound();
      if (reading.has(service)) throw intakeBusy();
      reading.add(service);
      try {
        const report = await service.intake(
          body.files.map((file) => ({
            name: file.name,
            read: async () => new Uint8Array(await file.arrayBuffer()),
          })),
        );
        const failed = report.failed.map(({ name, problem: { code, what, remedy } }) => ({
          name,
          problem: { code, what, remedy },
        }));
        return { json: { ...report, failed } };
      } finally {
        reading.delete(service);
      }
    },
  }),
];
