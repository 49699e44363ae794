import { z } from 'zod';
import {
  type EditName,
  editNamed,
  type WorkbookClient,
  type WorkbookRun,
  type WorkbookRunOptions,
} from '../../../templates/refresh/workbook-run.ts';
import { type Growth, growths } from '../../publish/xlsx/room.ts';
import type { Language } from '../../records/catalogue.ts';
import { mostAsks } from '../../records/facts.ts';
import { Problem } from '../../records/problem.ts';
import { type Input, route, type Service } from '../route.ts';
import { nothing, syncRequestSchema } from '../schemas.ts';
import { serviceAddress } from '../service-address.ts';
import { planView, workbookPlanSchema } from '../workbooks/plan-view.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const xlsm = 'application/vnd.ms-excel.sheet.macroEnabled.12';

/** A parameter that may be given several times, or once with commas. */
const listed = (description: string) =>
  z
    .preprocess(
      (value) => (value === undefined ? undefined : [value].flat()),
      z.array(z.string().min(1).max(8000)).max(200).optional(),
    )
    .transform((values) => values?.flatMap((value) => value.split(',')).map((value) => value.trim()))
    .meta({ description, override: { type: 'string' } });

const tableNames = z
  .preprocess(
    (value) => (value === undefined ? undefined : [value].flat()),
    z.array(z.string().min(1).max(255)).max(50).optional(),
  )
  .meta({
    description:
      'Only this table; may be given several times. Every table and named cell where it is left out',
    override: { type: 'array', items: { type: 'string' } },
  });
const who = z.string().trim().min(1).max(100).optional().meta({
  description: 'Name that the workbook notes as whose refresh it was, and that corrections are sent under',
});
const choices = {
  accept: listed('Rows of gone records whose removal is accepted: `all`, or keys or record ids'),
  take: listed(
    'Local edits in whose place the service’s value is taken: `all`, or key:field, or a cell’s name',
  ),
  send: listed('Local edits that stay and are sent as corrections: `all`, or key:field'),
};

const growth = z.enum(growths).optional().meta({
  description:
    'How tables take and give up rows, as Excel offers it: insert and delete cells, insert whole rows and clear, or write over and clear. Left out, the workbook and what stands around a table decide',
});

const chosen = (values: readonly string[] | undefined): 'all' | string[] | undefined =>
  values?.includes('all') ? 'all' : values && [...values];

const edits = (values: readonly string[] | undefined): 'all' | EditName[] | undefined => {
  const named = chosen(values);
  return named === 'all' || named === undefined ? named : named.map(editNamed);
};

const bindingBroken = (): Problem =>
  new Problem(
    'workbook.binding-broken',
    {
      zh: '工作簿中的绑定有误，无法据此查询。',
      en: 'The binding in the workbook is broken and cannot be asked for.',
    },
    {
      zh: '请核对隐藏工作表 _policy_sheets 中的查询，或重新绑定。',
      en: 'Check the query in the hidden sheet _policy_sheets, or bind the table again.',
    },
  );

/** The service as the thread asks it. What a workbook says is checked like what a stranger sends. */
const clientOf = (service: Service, evidenceBase: string, language: Language): WorkbookClient => ({
  evidenceBase,
  sync: async (request) => {
    const question = syncRequestSchema.safeParse(request);
    if (!question.success) throw bindingBroken();
    return service.store.sync(question.data);
  },
  facts: async ({ asks }) => {
    if (asks.length > mostAsks) throw bindingBroken();
    return service.facts.answer(asks, undefined, { language, evidenceBase, now: service.now() });
  },
});

const workbook = {
  method: 'post',
  tag: 'refresh',
  access: 'token',
  parameters: nothing,
  bodyType: 'application/octet-stream',
  body: z.instanceof(Uint8Array).meta({
    description: 'The .xlsx or .xlsm file, at most 64 MB',
    override: { type: 'string', format: 'binary' },
  }),
  problems: [404, 413, 415, 422, 503],
} as const;
const answersWorkbook = {
  200: { description: 'The workbook', type: xlsx },
} as const;

type Body = Input<unknown, unknown, Uint8Array>;

const run = (
  service: Service,
  { request, body, language }: Body,
  work: 'plan' | 'refresh' | 'undo' | 'planUndo',
  options: Pick<WorkbookRunOptions, 'tables' | 'choices' | 'who'>,
  growth?: Growth,
) => {
  const gone = new AbortController();
  // Closed before it was answered; after the answer nothing is left to stop.
  request.res?.once('close', () => gone.abort());
  return service.workbooks.run(
    { work, bytes: body, growth, options: { ...options, now: service.now().toISOString(), language } },
    clientOf(service, serviceAddress(request, service.settings), language),
    gone.signal,
  );
};

/** @param taken corrections that the service took */
const sent = (bytes: Uint8Array, macros: boolean, run: WorkbookRun, taken: number) => ({
  bytes,
  headers: {
    'Content-Type': macros ? xlsm : xlsx,
    'Content-Disposition': `attachment; filename="workbook.${macros ? 'xlsm' : 'xlsx'}"`,
    // For a script that decides whether to replace its file.
    'Policy-Sheets-Changed': String(run.changed),
    'Policy-Sheets-Corrections': String(taken),
  },
});

/** A workbook with macros has a part for them; names of parts stand in the file as they are. */
const hasMacros = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('xl/vbaProject.bin');

export const workbookRoutes = [
  route({
    ...workbook,
    id: 'planWorkbook',
    path: '/v1/workbooks:plan',
    summary: 'What a refresh of the workbook in the body would do; writes nothing',
    query: z.strictObject({
      table: tableNames,
      ...choices,
      undo: z
        .stringbool()
        .optional()
        .meta({
          description: 'true plans the undo of the last refresh instead',
          override: { type: 'boolean' },
        }),
      limit: z.coerce.number().int().min(0).max(100_000).default(1000).meta({
        description: 'Entries of each list; the summaries count all',
      }),
    }),
    answers: { 200: { description: 'The plan', schema: workbookPlanSchema } },
    handle: async (service, input) => {
      const { table, accept, take, send, undo, limit } = input.query;
      const { run: planned } = await run(service, input, undo ? 'planUndo' : 'plan', {
        tables: table,
        choices: { accept: chosen(accept) ?? [], take: edits(take) ?? [], send: edits(send) ?? [] },
        who: null,
      });
      return { json: planView(planned, limit) };
    },
  }),
  route({
    ...workbook,
    id: 'refreshWorkbook',
    path: '/v1/workbooks:refresh',
    summary: 'Refresh the workbook in the body, and answer it',
    query: z.strictObject({ table: tableNames, ...choices, growth, who }),
    answers: answersWorkbook,
    handle: async (service, input) => {
      const { table, accept, take, send, who: by } = input.query;
      const { run: done, bytes } = await run(
        service,
        input,
        'refresh',
        {
          tables: table,
          choices: { accept: chosen(accept) ?? [], take: edits(take) ?? [], send: edits(send) ?? [] },
          who: by ?? null,
        },
        input.query.growth,
      );
      const outcomes = await service.store.sendCorrections(
        done.corrections.map(({ record, revision, field, value, table: from }) => ({
          record,
          revision,
          field,
          value,
          from,
          ...(by === undefined ? {} : { by }),
        })),
      );
      const taken = outcomes.filter((outcome) => !(outcome instanceof Problem)).length;
      return sent(bytes ?? input.body, hasMacros(input.body), done, taken);
    },
  }),
  route({
    ...workbook,
    id: 'undoWorkbook',
    path: '/v1/workbooks:undo',
    summary: 'Take the last refresh of the workbook in the body back, and answer it',
    query: z.strictObject({ table: tableNames, growth }),
    answers: answersWorkbook,
    handle: async (service, input) => {
      const { table, growth: way } = input.query;
      const { run: done, bytes } = await run(service, input, 'undo', { tables: table, who: null }, way);
      return sent(bytes ?? input.body, hasMacros(input.body), done, 0);
    },
  }),
];
