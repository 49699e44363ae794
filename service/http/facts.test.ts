import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { policyDocument } from '../../test/fixtures/policy-document.ts';
import {
  hostileInput,
  planInput,
  starterInput,
  startTestService,
  type TestService,
} from '../../test/hosts/http-service.ts';
import { type FactAnswer, type FactAsk, type FactsAnswer, factsAnswerSchema } from '../records/facts.ts';
import type { Store } from '../store/store.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({
    inputs: [
      planInput(),
      starterInput(),
      hostileInput(),
      policyDocument({ title: '云山省数字经济规划（修订）', issuedOn: '2025-01-01' }, [
        {
          words: '到2030年数字经济核心产业产值达到5000亿元',
          targets: [{ indicator: '数字经济核心产业产值', value: 5000, by: '2030' }],
        },
      ]),
    ],
    now: () => new Date('2026-11-22T04:00:00Z'),
    env: { PUBLIC_URL: 'https://policy.example.cn' },
  });
});
afterAll(() => service?.close());

const send = (asks: readonly unknown[], headers: Record<string, string> = {}, more: object = {}) =>
  service.ask('/v1/facts', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ asks, ...more }),
  });
const facts = async (
  asks: readonly unknown[],
  language = 'zh-CN',
  more: object = {},
): Promise<FactsAnswer> => {
  const response = await send(asks, { 'accept-language': language }, more);
  expect(response.status).toBe(200);
  return factsAnswerSchema.parse(await response.json());
};
const answersTo = async (...asks: FactAsk[]): Promise<FactAnswer[]> => (await facts(asks)).answers;
const one = async (ask: FactAsk): Promise<FactAnswer | undefined> => (await answersTo(ask))[0];
const fundId = async (): Promise<string> => {
  const { items } = (await service.json('/v1/funds')) as { items: { id: string }[] };
  return items[0]?.id ?? '';
};

describe('facts', () => {
  it('are answered in the order of the asks, each by itself', async () => {
    const { answers, cursor, asOf } = await facts([
      { ask: 'count', kind: 'target', query: { region: '云山省' } },
      { ask: 'nonsense' },
      { ask: 'count', kind: 'park' },
      { ask: 'count', kind: 'park', query: { reigon: '云山省' } },
      null,
      { ask: 'asOf' },
    ]);
    expect(answers.map((answer) => (answer.is === 'value' ? answer.value : answer.is))).toEqual([
      4,
      'problem',
      1,
      'problem',
      'problem',
      expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    ]);
    expect(answers[3]).toMatchObject({ code: 'fact.ask-invalid' });
    expect(cursor).toBe(await service.store.cursor());
    expect(Date.parse(asOf)).not.toBeNaN();
  });

  it('give the figure of a region and an indicator, of the document issued last', async () => {
    const asks: FactAsk[] = [
      { ask: 'target', region: '云山', indicator: '数字经济核心产业产值' },
      { ask: 'target', region: '云山省', indicator: '数字经济核心产业产值（亿元）', year: 2027 },
      { ask: 'target', region: '云山省', indicator: '数字经济核心产业产值', field: '完成时限' },
      { ask: 'target', region: '云山省', indicator: '国家级工业互联网平台数量', field: 'unit' },
      { ask: 'target', region: '临江市', indicator: '人工智能产业规模', field: 'evidenceUrl' },
    ];
    expect(await answersTo(...asks)).toMatchObject([
      { is: 'value', value: 5000, type: 'number', record: expect.stringMatching(/^tgt_/) },
      { is: 'value', value: 3000 },
      { is: 'value', value: '2030', type: 'deadline' },
      { is: 'value', value: '家' },
      {
        is: 'value',
        value: expect.stringMatching(/^https:\/\/policy\.example\.cn\/evidence\/tgt_/),
        type: 'url',
      },
    ]);
  });

  it('say what there is where there is no such figure', async () => {
    const [none, year, region, field] = await answersTo(
      { ask: 'target', region: '云山省', indicator: '造林面积' },
      { ask: 'target', region: '云山省', indicator: '数字经济核心产业产值', year: 2040 },
      { ask: 'target', region: '海东省', indicator: '造林面积' },
      { ask: 'target', region: '云山省', indicator: '数字经济核心产业产值', field: '颜色' },
    );
    expect(none).toMatchObject({ is: 'problem', code: 'fact.none' });
    expect(year).toMatchObject({ code: 'fact.none', detail: expect.stringContaining('2027、2030') });
    expect(region).toMatchObject({ code: 'fact.region-unknown' });
    expect(field).toMatchObject({ code: 'fact.field-unknown', detail: expect.stringContaining('目标值') });
  });

  it('tell problems in the language of the asker', async () => {
    const ask = { ask: 'target', region: '海东省', indicator: '造林面积' };
    expect((await facts([ask], 'en')).answers[0]).toMatchObject({
      title: 'The store has no document of 海东省.',
    });
    expect((await facts([ask], 'zh-CN')).answers[0]).toMatchObject({ title: '库中没有“海东省”的文件。' });
  });

  it('list rows under headers, and tell where there are more', async () => {
    const whole = await one({ ask: 'list', kind: 'fund', query: {}, fields: ['资金名称', 'amount', 'key'] });
    expect(whole).toEqual({
      is: 'rows',
      headers: ['资金名称', '金额', '记录编号'],
      types: ['text', 'number', 'text'],
      rows: [['云山省数字经济产业基金', 50, expect.stringMatching(/^fund_\w+@1$/)]],
      more: false,
    });
    const first = await one({ ask: 'list', kind: 'target', query: {}, limit: 1 });
    expect(first).toMatchObject({ more: true, rows: [expect.anything()] });
    const english = (await facts([{ ask: 'list', kind: 'fund' }], 'en')).answers[0];
    expect(english).toMatchObject({ headers: expect.arrayContaining(['Fund', 'Amount', 'Region']) });
  });

  it('cite a record, and show a field of it, by id or by the key of a row', async () => {
    const id = await fundId();
    const answers = await answersTo(
      { ask: 'cite', record: id },
      { ask: 'cite', record: `${id}@1`, style: 'plain' },
      { ask: 'field', record: `${id}@7`, field: 'type' },
      { ask: 'field', record: id, field: '金额' },
      { ask: 'cite', record: 'fund_nobody' },
    );
    expect(answers).toMatchObject([
      { value: expect.stringContaining('[A/OL]. (2024-03-11)[2026-11-22]') },
      { value: expect.stringContaining('《云山省数字经济发展行动方案》') },
      { value: '产业基金', type: 'enum' },
      { value: 50, type: 'number' },
      { is: 'problem', code: 'fact.record-unknown' },
    ]);
  });

  it('show the store as it was, where a state is asked', async () => {
    const before = (await facts([], 'zh-CN')).asOf;
    const own = await startTestService({ inputs: [planInput()] });
    try {
      const { asOf } = (await (
        await own.ask('/v1/facts', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ asks: [] }),
        })
      ).json()) as FactsAnswer;
      expect(asOf >= before).toBe(true);
      await own.store.put(planInput(3500));
      const response = await own.ask('/v1/facts', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          asks: [
            { ask: 'target', region: '云山省', indicator: '数字经济核心产业产值' },
            { ask: 'target', region: '云山省', indicator: '数字经济核心产业产值', asOf },
            { ask: 'count', kind: 'target', query: { asOf: '2020-01-01' } },
          ],
        }),
      });
      const { answers } = (await response.json()) as FactsAnswer;
      expect(answers).toMatchObject([{ value: 3500 }, { value: 3000 }, { value: 0 }]);
    } finally {
      await own.close();
    }
  });

  it('refuse a field of a withdrawn record, but cite it', async () => {
    const own = await startTestService({ inputs: [planInput()] });
    try {
      const { items } = (await own.json('/v1/funds')) as { items: { id: string }[] };
      const id = items[0]?.id ?? '';
      const without = planInput();
      without.records.funds = [];
      await own.store.put(without);
      const response = await own.ask('/v1/facts', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          asks: [
            { ask: 'field', record: id, field: 'amount' },
            { ask: 'field', record: id, field: 'status' },
            { ask: 'cite', record: id },
          ],
        }),
      });
      expect(((await response.json()) as FactsAnswer).answers).toMatchObject([
        { code: 'fact.record-withdrawn' },
        { value: '已撤回' },
        { is: 'value' },
      ]);
    } finally {
      await own.close();
    }
  });

  it('answer 304 to who holds them already, in the same language', async () => {
    const asks = [{ ask: 'count', kind: 'target' }];
    const first = await send(asks, { 'accept-language': 'en' });
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]{32}"$/);
    expect((await send(asks, { 'accept-language': 'en', 'if-none-match': tag })).status).toBe(304);
    expect((await send(asks, { 'accept-language': 'zh-CN', 'if-none-match': tag })).status).toBe(200);
    expect((await send([], { 'accept-language': 'en', 'if-none-match': tag })).status).toBe(200);
  });

  it('are asked about twenty states of the store at most', async () => {
    const states = Array.from({ length: 30 }, (_, i) => ({
      ask: 'count',
      kind: 'target',
      query: { asOf: `2020-01-${String(i + 1).padStart(2, '0')}` },
    }));
    const { answers } = await facts(states);
    expect(answers.filter(({ is }) => is === 'value')).toHaveLength(20);
    expect(answers[29]).toMatchObject({ is: 'problem', code: 'fact.too-many-states' });
  });

  it('refuse more asks than a request may hold, and other bodies', async () => {
    const many = Array.from({ length: 501 }, () => ({ ask: 'asOf' }));
    expect((await send(many)).status).toBe(400);
    expect((await send([], {}, { more: 1 })).status).toBe(400);
    expect((await send([], {}, { asOf: 'yesterday' })).status).toBe(400);
    const text = await service.ask('/v1/facts', { method: 'POST', body: '{}' });
    expect(text.status).toBe(415);
    const bare = await fetch(`${service.address}/v1/facts`, { method: 'POST' });
    expect(bare.status).toBe(401);
  });

  it('ask the store once for what several cells want', async () => {
    let picks = 0;
    let regions = 0;
    let byId = 0;
    const counting: Store = {
      ...service.store,
      reading: async (asOf) => {
        const reading = await service.store.reading(asOf);
        return {
          ...reading,
          pick: (...given) => {
            picks++;
            return reading.pick(...given);
          },
          recordsById: (ids) => {
            byId++;
            return reading.recordsById(ids);
          },
          targetsOf: (given) => {
            regions++;
            return reading.targetsOf(given);
          },
        };
      },
    };
    const own = await startTestService({ store: counting, inputs: [] });
    try {
      const asks: FactAsk[] = Array.from({ length: 100 }, (_, i) =>
        i % 2 === 0
          ? { ask: 'count', kind: 'target', query: { region: '云山省', year: 2027 } }
          : i % 3 === 0
            ? { ask: 'list', kind: 'target', query: { year: 2027, region: '云山省' }, limit: (i % 5) + 1 }
            : {
                ask: 'target',
                region: '云山省',
                indicator: i % 5 === 0 ? '国家级工业互联网平台' : '数字经济核心产业产值',
                year: 2027,
              },
      );
      const response = await own.ask('/v1/facts', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ asks }),
      });
      const { answers } = (await response.json()) as FactsAnswer;
      expect(answers.filter(({ is }) => is === 'problem')).toEqual([]);
      expect(answers[1]).toMatchObject({ value: 3000 });
      expect([picks, regions, byId]).toEqual([1, 1, 1]);
    } finally {
      await own.close();
    }
  });
});
