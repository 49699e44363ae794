import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  hostileInput,
  planInput,
  startTestService,
  type TestService,
} from '../../test/hosts/http-service.ts';
import { correctionSchema, correctionsAnswerSchema } from '../records/corrections.ts';
import { pageOf, recordSchemasByKind } from './schemas.ts';

let service: TestService;
let record: string;
beforeAll(async () => {
  service = await startTestService({ inputs: [planInput(), hostileInput()] });
  const { items } = (await service.json('/v1/targets?text=核心产业产值')) as { items: { id: string }[] };
  record = items[0]?.id ?? '';
});
afterAll(() => service?.close());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  service.ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const sendAll = async (corrections: readonly object[]) => {
  const response = await post('/v1/corrections', { corrections }, { 'accept-language': 'en' });
  expect(response.status).toBe(200);
  return correctionsAnswerSchema.parse(await response.json()).outcomes;
};
const send = async (correction: object): Promise<string> => {
  const [outcome] = await sendAll([{ record, revision: 1, field: 'value', ...correction }]);
  if (outcome?.is !== 'taken') throw new Error(JSON.stringify(outcome));
  return outcome.id;
};
const listed = async (query: string) =>
  pageOf(correctionSchema).parse(await service.json(`/v1/corrections${query}`)).items;

describe('corrections over HTTP', () => {
  it('are taken or refused one by one, in order', async () => {
    const outcomes = await sendAll([
      { record, revision: 1, field: 'unit', value: '万元', by: 'Li', note: 'see page 3', from: 'a.xlsx' },
      { record: 'tgt_nobody', revision: 1, field: 'unit', value: '万元' },
      { record, revision: 1, field: 'unit', value: '万元' },
    ]);
    expect(outcomes).toMatchObject([
      { is: 'taken', again: false },
      {
        is: 'problem',
        code: 'correction.record-unknown',
        title: 'The store has no record tgt_nobody.',
        detail: expect.stringContaining('Refresh'),
      },
      { is: 'taken', again: true },
    ]);
  });

  it('are listed by status and record, newest first', async () => {
    const id = await send({ value: 3100 });
    expect(await listed(`?record=${record}&status=open`)).toMatchObject([
      { id, value: 3100, before: 3000 },
      { field: 'unit', by: 'Li', note: 'see page 3', from: 'a.xlsx' },
    ]);
    expect(await listed('?status=adopted')).toEqual([]);
    expect(await listed('?record=tgt_nobody')).toEqual([]);
    const first = pageOf(correctionSchema).parse(await service.json('/v1/corrections?limit=1'));
    const next = await listed(`?limit=1&cursor=${first.next}`);
    expect([first.items[0]?.id, next[0]?.field]).toEqual([id, 'unit']);
    expect((await service.ask('/v1/corrections?status=done')).status).toBe(400);
  });

  it('are adopted with who did, and the record says so', async () => {
    const id = await send({ value: 3200, by: '李分析' });
    const response = await post(`/v1/corrections/${id}:adopt`, { by: '王主任', reason: '属实' });
    expect(response.status).toBe(200);
    expect(correctionSchema.parse(await response.json())).toMatchObject({
      status: 'adopted',
      decidedBy: '王主任',
    });
    const view = recordSchemasByKind.target.parse(await service.json(`/v1/records/${record}`));
    expect(view).toMatchObject({
      value: 3200,
      corrected: [{ field: 'value', correction: id, by: '李分析' }],
    });
    await service.store.put(planInput());
    expect(await service.json(`/v1/records/${record}`)).toMatchObject({ value: 3200 });
    const page = await (await service.ask(`/evidence/${record}?lang=zh`)).text();
    expect(page).toContain('由人更正：目标值 (李分析)');
    expect(page).toContain('<del>3,000</del>');
    expect(page).toContain('王主任');
  });

  it('are decided once', async () => {
    const id = await send({ value: 3300 });
    expect((await post(`/v1/corrections/${id}:reject`, {})).status).toBe(200);
    const again = await post(`/v1/corrections/${id}:adopt`, {});
    expect(again.status).toBe(409);
    expect(await again.json()).toMatchObject({ code: 'correction.decided' });
    expect((await post('/v1/corrections/cor_nobody:adopt', {})).status).toBe(404);
    expect((await post(`/v1/corrections/${id}:keep`, {})).status).toBe(404);
  });

  it('refuse bodies that are wrong, too many, or of another type, and askers without the token', async () => {
    expect((await post('/v1/corrections', { corrections: [] })).status).toBe(400);
    expect(
      (await post('/v1/corrections', { corrections: [{ record, field: 'value', value: 1 }] })).status,
    ).toBe(400);
    const one = { record, revision: 1, field: 'value', value: { formula: '=1' } };
    expect((await post('/v1/corrections', { corrections: [one] })).status).toBe(400);
    const many = Array.from({ length: 501 }, () => ({ record, revision: 1, field: 'value', value: 1 }));
    expect((await post('/v1/corrections', { corrections: many })).status).toBe(400);
    const form = { method: 'POST', body: new URLSearchParams({ corrections: '1' }) };
    expect((await service.ask('/v1/corrections', form)).status).toBe(415);
    for (const path of ['/v1/corrections', '/v1/corrections/cor_x:adopt', '/corrections/cor_x'])
      expect((await fetch(`${service.address}${path}`, { method: 'POST' })).status).toBe(401);
  });
});

describe('the page of corrections', () => {
  it('shows what waits with its record, and decides it from a form', async () => {
    const id = await send({ value: 3456, by: '李分析', note: '<b>见</b>正文' });
    const page = await (await service.ask('/corrections?lang=zh')).text();
    expect(page).toContain('数字经济核心产业产值');
    expect(page).toContain('<ins>3,456</ins>');
    expect(page).toContain('&lt;b&gt;见&lt;/b&gt;正文');
    expect(page).not.toContain('<b>见');
    expect(page).toContain(`action="/corrections/${id}"`);
    const form = (decision: string, next: string, headers: Record<string, string> = {}) =>
      service.ask(`/corrections/${id}`, {
        method: 'POST',
        body: new URLSearchParams({ decision, next, by: '王主任', reason: '' }),
        headers,
      });
    expect((await form('maybe', '/corrections')).status).toBe(400);
    const done = await form('rejected', 'https://elsewhere.example/');
    expect([done.status, done.headers.get('location')]).toEqual([303, '/corrections']);
    const rejected = await (await service.ask('/corrections?status=rejected&lang=en')).text();
    expect(rejected).toContain('王主任');
    expect(await (await service.ask('/corrections')).text()).not.toContain(id);
  });

  it('takes no decision from a page of another site', async () => {
    const id = await send({ value: 3457 });
    const session = service.tokens.openSession(new Date());
    const decide = (headers: Record<string, string>) =>
      fetch(`${service.address}/corrections/${id}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { cookie: `policy_sheets_session=${session}`, ...headers },
        body: new URLSearchParams({ decision: 'adopted' }),
      });
    expect((await decide({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await decide({ origin: 'https://elsewhere.example' })).status).toBe(403);
    expect((await decide({ 'sec-fetch-site': 'same-origin' })).status).toBe(303);
  });
});
