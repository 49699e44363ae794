import express, { type RequestHandler } from 'express';
import { bodyBroken, bodyUnsupported } from './problems.ts';
import type { BodyType, Route } from './route.ts';
import { workbookLimits } from './workbooks/workbook-limits.ts';
import { workbookTooLarge } from './workbooks/workbook-thread.ts';

/**
 * Files arrive whole in memory, because a document is read whole anyway. The limit is above that of a single file
 * (ingest/problems.ts), which answers with the name of the file that is too large.
 */
const uploadLimit = '64mb';

/** Reads multipart/form-data by Node's own parser: fields and files by name, each a list. */
const formReader: RequestHandler[] = [
  express.raw({ type: 'multipart/form-data', limit: uploadLimit }),
  async (request, _response, next) => {
    const type = request.get('content-type') ?? '';
    const form = await new Response(request.body, { headers: { 'content-type': type } })
      .formData()
      .catch(() => null);
    if (form === null) return next(bodyBroken());
    request.body = Object.fromEntries([...new Set(form.keys())].map((name) => [name, form.getAll(name)]));
    next();
  },
];

/** What programs call a workbook that they send as it is. */
const workbookTypes = [
  'application/octet-stream',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.ms-excel.sheet.macroEnabled.12',
];
const readWorkbook = express.raw({ type: workbookTypes, limit: workbookLimits.bytes });

/** A request without a body is an empty file, which the reader of workbooks refuses in words of its own. */
const workbookReader: RequestHandler = (request, response, next) =>
  readWorkbook(request, response, (error?: unknown) => {
    if (error) {
      const { type } = error as { type?: string };
      return next(type === 'entity.too.large' ? workbookTooLarge(workbookLimits.bytes) : error);
    }
    if (!Buffer.isBuffer(request.body)) request.body = Buffer.alloc(0);
    next();
  });

/** Media types that a body type stands for. */
const typesOf = (bodyType: BodyType): string[] =>
  bodyType === 'application/octet-stream' ? workbookTypes : [bodyType];

const readers: Readonly<Record<BodyType, readonly RequestHandler[]>> = {
  // A sync names every row of a table: 200,000 keys are some 4 MB.
  'application/json': [express.json({ limit: '8mb' })],
  'application/x-www-form-urlencoded': [express.urlencoded({ extended: false, limit: '16kb' })],
  'multipart/form-data': formReader,
  'application/octet-stream': [workbookReader],
};

/** Reads the body of a route that has one; another media type is refused. */
export const bodyOf = ({ bodyType }: Route): readonly RequestHandler[] =>
  bodyType === undefined
    ? []
    : [
        (request, _response, next) =>
          next(request.is(typesOf(bodyType)) ? undefined : bodyUnsupported(bodyType)),
        ...readers[bodyType],
      ];
