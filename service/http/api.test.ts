import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  planInput,
  starterInput,
  startTestService,
  type TestService,
} from '../../test/hosts/http-service.ts';
import { facetsSchema } from '../records/facets.ts';
import { type Collection, collectionOf, kinds } from '../records/kinds.ts';
import {
  anyRecordSchema,
  changesSchema,
  documentTextSchema,
  documentViewSchema,
  pageOf,
  recordSchemasByKind,
  syncAnswerSchema,
} from './schemas.ts';

const post = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

let service: TestService;
let empty: TestService;
beforeAll(async () => {
  service = await startTestService();
  empty = await startTestService({ inputs: [] });
});
afterAll(() => Promise.all([service?.close(), empty?.close()]));

const plan = planInput();
const targets = async (query = '') =>
  recordSchemasByKind.target
    .array()
    .parse(((await service.json(`/v1/targets${query}`)) as { items: unknown[] }).items);
const idOfPlanTarget = async () => (await targets('?text=核心产业产值'))[0]?.id ?? '';

describe('documents', () => {
  it('are listed as the description says, with their counts', async () => {
    const page = pageOf(documentViewSchema).parse(await service.json('/v1/documents'));
    expect(page.next).toBeNull();
    expect(page.items.map(({ title, hasText }) => [title, hasText]).sort()).toEqual([
      ['临江市人工智能产业规划', false],
      ['云山省数字经济发展行动方案', true],
    ]);
    expect(page.items.find(({ hasText }) => hasText)?.counts).toEqual({
      target: 2,
      goal: 1,
      fund: 1,
      park: 1,
      assignment: 1,
    });
  });

  it('are picked by region, year and words', async () => {
    const titles = async (query: string) =>
      ((await service.json(`/v1/documents?${query}`)) as { items: { title: string }[] }).items.map(
        ({ title }) => title,
      );
    expect(await titles('year=2024')).toEqual(['云山省数字经济发展行动方案']);
    expect(await titles('text=人工智能')).toEqual(['临江市人工智能产业规划']);
    expect(await titles('year=1999')).toEqual([]);
  });

  it('come one by one, and with their text', async () => {
    const id = plan.document.id;
    expect(documentViewSchema.parse(await service.json(`/v1/documents/${id}`))).toMatchObject(plan.document);
    const text = documentTextSchema.parse(await service.json(`/v1/documents/${id}/text`));
    expect(text).toEqual({ id, text: plan.text });
  });

  it('without text say how to attach it; unknown ones are not found', async () => {
    const starter = await service.ask(`/v1/documents/${starterInput().document.id}/text`);
    expect(starter.status).toBe(404);
    expect(await starter.json()).toMatchObject({ code: 'document.text-missing' });
    for (const path of ['/v1/documents/doc_nothing', '/v1/documents/doc_nothing/text']) {
      const answer = await service.ask(path);
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        404,
        'document.not-found',
      ]);
    }
  });
});

describe('records', () => {
  it.each(kinds)('of kind %s are listed and counted', async (kind) => {
    const collection: Collection = collectionOf[kind];
    const page = pageOf(recordSchemasByKind[kind]).parse(await service.json(`/v1/${collection}`));
    expect(page.items.length).toBeGreaterThan(0);
    expect(await service.json(`/v1/${collection}/count`)).toEqual({ count: page.items.length });
    for (const item of page.items) expect(item.kind).toBe(kind);
  });

  it('are picked by filters, which hold together', async () => {
    expect((await targets('?region=云山省')).length).toBeGreaterThan(0);
    expect(await targets(`?document=${plan.document.id}`)).toHaveLength(2);
    expect(await targets('?year=2027&text=工业互联网')).toHaveLength(1);
    expect(await targets('?year=2031')).toHaveLength(0);
    expect(await service.json('/v1/assignments/count?agency=省财政厅')).toEqual({ count: 1 });
    expect(await service.json('/v1/parks/count?industry=大数据')).toEqual({ count: 1 });
    expect(await service.json('/v1/parks/count?industry=航天')).toEqual({ count: 0 });
  });

  it('come by page, each once', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page = pageOf(recordSchemasByKind.target).parse(
        await service.json(`/v1/targets?limit=1${cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`),
      );
      expect(page.items.length).toBeLessThanOrEqual(1);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(3);
    expect(seen).toHaveLength(3);
  });

  it('come one by one with their history', async () => {
    const id = await idOfPlanTarget();
    expect(anyRecordSchema.parse(await service.json(`/v1/records/${id}`))).toMatchObject({
      id,
      kind: 'target',
      value: 3000,
      revision: 1,
      document: { title: '云山省数字经济发展行动方案', hasText: true },
    });
    const history = (await service.json(`/v1/records/${id}/history`)) as { items: unknown[] };
    expect(anyRecordSchema.array().parse(history.items)).toHaveLength(1);
    expect((await service.ask('/v1/records/tgt_nothing')).status).toBe(404);
    expect((await service.ask('/v1/records/tgt_nothing/history')).status).toBe(404);
  });

  it('were not there before they came', async () => {
    const id = await idOfPlanTarget();
    expect((await service.ask(`/v1/records/${id}?asOf=2001-01-01`)).status).toBe(404);
    expect(await targets('?asOf=2001-01-01')).toEqual([]);
    expect((await targets('?asOf=2999-01-01T00:00:00Z')).length).toBe(3);
  });
});

describe('parameters', () => {
  it.each([
    ['/v1/targets?regoin=云山省', 'regoin'],
    ['/v1/targets?limit=0', 'limit'],
    ['/v1/targets?limit=501', 'limit'],
    ['/v1/targets?limit=ten', 'limit'],
    ['/v1/targets?year=24', 'year'],
    ['/v1/targets?region=', 'region'],
    ['/v1/targets?region=a&region=b', 'region'],
    ['/v1/targets?asOf=gestern', 'asOf'],
    ['/v1/targets?asOf=2026-02-30', 'asOf'],
    ['/v1/documents?agency=x', 'agency'],
    ['/v1/targets/count?limit=5', 'limit'],
    ['/v1/changes?since=-1', 'since'],
    ['/v1/records/tgt_1?lang=zh', 'lang'],
    ['/healthz?verbose=1', 'verbose'],
  ])('of %s are refused by name, not ignored', async (path, name) => {
    const answer = await service.ask(encodeURI(path));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: 'request.parameter-invalid',
      parameters: [{ in: 'query', name }],
    });
  });

  it('of another query as cursor are refused', async () => {
    const answer = await service.ask('/v1/targets?cursor=bm90aGluZw');
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([400, 'query.cursor']);
  });
});

describe('changes', () => {
  it('come in order from any number on', async () => {
    const all = changesSchema.parse(await service.json('/v1/changes'));
    expect(all.items.length).toBe(7);
    expect(all.items.at(-1)?.change).toBeLessThanOrEqual(all.cursor);
    expect(all.items.map(({ change }) => change)).toEqual(
      all.items.map(({ change }) => change).toSorted((a, b) => a - b),
    );
    const first = changesSchema.parse(await service.json('/v1/changes?limit=2'));
    const rest = changesSchema.parse(await service.json(`/v1/changes?since=${first.next}`));
    expect([...first.items, ...rest.items]).toEqual(all.items);
    expect(rest.next).toBeNull();
  });
});

describe('sync', () => {
  it('answers everything a table needs', async () => {
    const id = await idOfPlanTarget();
    const answer = syncAnswerSchema.parse(
      await service.json(
        '/v1/sync',
        post({ kind: 'target', query: { region: '云山省' }, keys: [`${id}@1`, 'tgt_never@1'] }),
      ),
    );
    expect(answer.records.map((record) => record.id)).toContain(id);
    expect(answer.gone).toEqual({ tgt_never: 'unknown' });
  });

  it('takes the year as a number and as the text that a workbook keeps', async () => {
    for (const year of [2027, '2027']) {
      const answer = await service.json('/v1/sync', post({ kind: 'target', query: { year }, keys: [] }));
      expect(syncAnswerSchema.parse(answer).records).toHaveLength(3);
    }
  });

  it('says 304 while nothing changed, and answers again once it did', async () => {
    const own = await startTestService();
    try {
      const body = { kind: 'target', query: {}, keys: [] };
      const first = await own.ask('/v1/sync', post(body));
      const tag = first.headers.get('etag') ?? '';
      expect(tag).toMatch(/^"[\w-]{32}"$/);
      const again = await own.ask('/v1/sync', post(body, { 'if-none-match': tag }));
      expect([again.status, await again.text()]).toEqual([304, '']);
      const other = await own.ask('/v1/sync', post({ ...body, kind: 'fund' }, { 'if-none-match': tag }));
      expect(other.status).toBe(200);

      const id = planInput().records.targets[0]?.id ?? '';
      await own.store.put(planInput(3500));
      const changed = await own.ask('/v1/sync', post(body, { 'if-none-match': tag }));
      expect(changed.status).toBe(200);
      expect(changed.headers.get('etag')).not.toBe(tag);
      const { records } = syncAnswerSchema.parse(await changed.json());
      expect(records.find((record) => record.id === id)).toMatchObject({ value: 3500, revision: 2 });
    } finally {
      await own.close();
    }
  });

  it('answers anew for a store that was made anew, though it counts the same', async () => {
    const body = { kind: 'target', query: {}, keys: [] };
    const tag = (await service.ask('/v1/sync', post(body))).headers.get('etag') ?? '';
    const anew = await startTestService();
    const answer = await anew.ask('/v1/sync', post(body, { 'if-none-match': tag }));
    expect([answer.status, await anew.store.cursor()]).toEqual([200, await service.store.cursor()]);
    await anew.close();
  });

  it.each([
    [{ query: {}, keys: [] }, 'kind'],
    [{ kind: 'wish', query: {}, keys: [] }, 'kind'],
    [{ kind: 'target', query: { regoin: 'x' }, keys: [] }, 'query.regoin'],
    [{ kind: 'target', query: {}, keys: [1] }, 'keys.0'],
    [{ kind: 'target', query: {}, keys: [], extra: 1 }, 'extra'],
  ])('refuses %j, naming %s', async (body, name) => {
    const answer = await service.ask('/v1/sync', post(body));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ parameters: [{ in: 'body', name }] });
  });
});

describe('an empty store', () => {
  it('answers empty lists', async () => {
    expect(await empty.json('/v1/targets')).toEqual({ items: [], next: null });
    expect(await empty.json('/v1/documents')).toEqual({ items: [], next: null });
    expect(await empty.json('/v1/changes')).toEqual({ items: [], next: null, cursor: 0 });
    const answer = await empty.json('/v1/sync', post({ kind: 'goal' }));
    expect(answer).toMatchObject({ cursor: 0, records: [], bases: {}, gone: {} });
  });
});

describe('facets', () => {
  const facets = async (query: string) => facetsSchema.parse(await service.json(`/v1/facets?${query}`));

  it('name what each filter could be set to, and count what that would pick', async () => {
    const { count, facets: found } = await facets('kind=target');
    expect(count).toBe(3);
    // A region is picked with the places in it, and so it is counted.
    expect(found.region.values).toEqual([
      { value: '云山省', label: '云山省', count: 3 },
      { value: '云山省临江市', label: '云山省临江市', count: 1 },
    ]);
    expect(found.year.values).toEqual([{ value: '2027', label: '2027', count: 3 }]);
    expect(found.document.values.map(({ label }) => label)).toContain('云山省数字经济发展行动方案');
    for (const { value, count: of } of found.region.values)
      expect(await service.json(`/v1/targets/count?region=${value}`)).toEqual({ count: of });
  });

  it('of a filter that is set show what else it could be', async () => {
    const { count, facets: found } = await facets('kind=target&region=云山省临江市');
    expect(count).toBe(1);
    expect(found.region.values.map(({ value }) => value)).toEqual(['云山省', '云山省临江市']);
    expect(found.document.values).toHaveLength(1);
  });

  it('are told in the language of the asker, and not again to who has them', async () => {
    const own = await startTestService({ inputs: [planInput()] });
    try {
      const [target] = planInput().records.targets;
      const classed = planInput();
      classed.records.targets = [{ ...(target as NonNullable<typeof target>), industry: 'ai' }];
      await own.store.put(classed);
      const ask = (headers: Record<string, string>) => own.ask('/v1/facets?kind=target', { headers });
      const english = await ask({ 'accept-language': 'en' });
      const { facets: found } = facetsSchema.parse(await english.json());
      expect(found.industry.values).toEqual([{ value: 'ai', label: 'artificial intelligence', count: 1 }]);
      const tag = english.headers.get('etag') ?? '';
      expect((await ask({ 'accept-language': 'en', 'if-none-match': tag })).status).toBe(304);
      await own.store.put(starterInput());
      const after = facetsSchema.parse(await (await ask({ 'if-none-match': tag })).json());
      expect(after.count).toBe(2);
    } finally {
      await own.close();
    }
  });

  it('need a kind, and refuse filters that there are not', async () => {
    expect((await service.ask('/v1/facets')).status).toBe(400);
    expect((await service.ask('/v1/facets?kind=target&colour=red')).status).toBe(400);
  });
});
