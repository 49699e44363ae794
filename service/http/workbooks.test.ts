import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTemplate } from '../../templates/catalog/build.ts';
import { factsAsPlan, newFact } from '../../templates/refresh/plan-facts.ts';
import {
  planInput,
  starterInput,
  startTestService,
  type TestService,
} from '../../test/hosts/http-service.ts';
import { editTable, typeInto } from '../../test/hosts/xlsx-analyst.ts';
import { openXlsxWorkbook } from '../publish/xlsx/xlsx-host.ts';
import type { CellValue } from '../records/sheet-row.ts';
import { workbookPlanSchema } from './workbooks/plan-view.ts';

const octets = { 'content-type': 'application/octet-stream', 'accept-language': 'en' };

let service: TestService;
let empty: Uint8Array;
let filled: Uint8Array;
beforeAll(async () => {
  service = await startTestService({ env: { PUBLIC_URL: 'https://policy.example.cn' } });
  empty = await buildTemplate('targets', 'zh-CN');
  filled = await bytesOf(await send('refresh?who=Li', empty));
});
afterAll(() => service?.close());

const send = (
  path: string,
  body: Uint8Array,
  { of = service, headers = {} as Record<string, string> } = {},
): Promise<Response> =>
  of.ask(`/v1/workbooks:${path}`, { method: 'POST', headers: { ...octets, ...headers }, body });
const bytesOf = async (response: Response): Promise<Uint8Array> => {
  expect(response.status, response.status === 200 ? '' : await response.clone().text()).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
};
const planOf = async (path: string, body: Uint8Array, of = service) => {
  const response = await send(path, body, { of });
  expect(response.status, response.status === 200 ? '' : await response.clone().text()).toBe(200);
  return workbookPlanSchema.parse(await response.json());
};
const refusal = async (response: Response): Promise<[number, string]> => [
  response.status,
  ((await response.json()) as { code: string }).code,
];
/** Values of a column of the one bound table. */
const column = async (bytes: Uint8Array, header: string): Promise<CellValue[]> => {
  const host = await openXlsxWorkbook(bytes);
  const [binding] = await host.readBindings();
  const snapshot = await host.readTable(binding?.table ?? '');
  const at = snapshot.headers.indexOf(header);
  return snapshot.rows.map(({ cells }) => cells[at]?.value ?? null);
};
/** Bound tables of a workbook: their headers, and the formulas that stand in them. */
const tablesOf = async (bytes: Uint8Array) => {
  const host = await openXlsxWorkbook(bytes);
  return Promise.all(
    (await host.readBindings()).map(async ({ table }) => {
      const { headers, rows } = await host.readTable(table);
      const formulas = rows.flatMap(({ cells }) => cells.flatMap(({ formula }) => formula ?? []));
      return { table, headers, formulas };
    }),
  );
};
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.from(a).equals(Buffer.from(b));

describe('a workbook sent to the service', () => {
  it('comes back filled, with links to this service, and with its own media type', async () => {
    const response = await send('refresh', empty);
    expect(response.headers.get('content-type')).toBe(
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
    expect(response.headers.get('content-disposition')).toContain('workbook.xlsx');
    expect(response.headers.get('policy-sheets-changed')).toBe('true');
    const bytes = await bytesOf(response);
    expect(await column(bytes, '目标值')).toEqual([3000, 5, 800]);
    expect(await column(bytes, '原文链接')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^https:\/\/policy\.example\.cn\/evidence\/tgt_/)]),
    );
    const [binding] = await (await openXlsxWorkbook(filled)).readBindings();
    expect(binding?.refreshedBy).toBe('Li');
  });

  it('comes back byte for byte where nothing changed', async () => {
    const response = await send('refresh', filled);
    expect(response.headers.get('policy-sheets-changed')).toBe('false');
    expect(same(await bytesOf(response), filled)).toBe(true);
  });

  it('is planned without being written', async () => {
    const plan = await planOf('plan', empty);
    expect(plan).toMatchObject({ changes: true, facts: null });
    const [table] = plan.tables;
    expect(table?.summary).toMatchObject({ added: 3, changed: 0, conflicts: 0 });
    expect(table?.additions[0]).toMatchObject({
      key: expect.stringMatching(/^tgt_\w+@1$/),
      values: { indicator: '数字经济核心产业产值', value: 3000, unit: '亿元' },
    });
    expect((await planOf('plan', filled)).changes).toBe(false);
    const short = (await planOf('plan?limit=1', empty)).tables[0];
    expect(short).toMatchObject({ summary: { added: 3 }, additions: [expect.anything()], more: true });
  });

  it('goes back to what it was by an undo, once', async () => {
    const planned = await planOf('plan?undo=true', filled);
    expect(planned.tables[0]?.summary.removed).toBe(3);
    const back = await bytesOf(await send('undo', filled));
    expect((await column(back, '目标值')).filter((value) => value !== null)).toEqual([]);
    expect(await refusal(await send('undo', back))).toEqual([422, 'refresh.nothing-to-undo']);
    expect(await column(await bytesOf(await send('refresh', back)), '目标值')).toEqual([3000, 5, 800]);
  });

  it('takes decisions: removals by key, the service’s values, corrections', async () => {
    const own = await startTestService({ inputs: [planInput(), starterInput()] });
    try {
      const first = await bytesOf(await send('refresh', empty, { of: own }));
      const keys = (await column(first, '记录编号')) as string[];
      const less = planInput(3500);
      less.records.targets = less.records.targets.slice(0, 1);
      await own.store.put(less);
      const [planned] = (await planOf('plan', first, own)).tables;
      expect(planned?.changes).toContainEqual(
        expect.objectContaining({ field: 'value', old: 3000, new: 3500 }),
      );
      expect(planned?.gone).toMatchObject([{ key: keys[1], reason: 'withdrawn' }]);
      const kept = await bytesOf(await send('refresh', first, { of: own }));
      expect(await column(kept, '目标值')).toEqual([3500, 5, 800]);
      const removed = await bytesOf(
        await send(`refresh?accept=${keys[1]?.split('@')[0]}`, first, { of: own }),
      );
      expect(await column(removed, '目标值')).toEqual([3500, 800]);
      expect(
        await column(await bytesOf(await send('refresh?accept=all', first, { of: own })), '目标值'),
      ).toEqual([3500, 800]);
      expect(await refusal(await send('refresh?accept=tgt_nobody', first, { of: own }))).toEqual([
        422,
        'refresh.not-in-plan',
      ]);
    } finally {
      await own.close();
    }
  });

  it('keeps what somebody typed over, until it is taken or sent as a correction', async () => {
    const own = await startTestService({ inputs: [planInput()] });
    try {
      const first = await bytesOf(await send('refresh', empty, { of: own }));
      const [{ table, headers } = { table: '', headers: [''] }] = await tablesOf(first);
      const hers = editTable(first, table, (raw) => typeInto(raw, 0, '目标值', 3111));
      const edit = (await planOf('plan', hers, own)).tables[0]?.edits[0];
      expect(edit).toMatchObject({ field: 'value', base: 3000, mine: 3111, theirs: 3000, conflict: false });
      expect(headers).toContain('目标值');
      const values = async (query: string) =>
        column(await bytesOf(await send(`refresh${query}`, hers, { of: own })), '目标值');
      expect(await values('')).toEqual([3111, 5]);
      expect(await values(`?take=${edit?.key}:value`)).toEqual([3000, 5]);
      expect(await values('?take=all')).toEqual([3000, 5]);
      expect(await own.store.openCorrections()).toBe(0);
      const sent = await send(`refresh?send=${edit?.key}:value&who=Li`, hers, { of: own });
      expect(sent.headers.get('policy-sheets-corrections')).toBe('1');
      expect(await column(await bytesOf(sent), '目标值')).toEqual([3111, 5]);
      expect((await own.store.corrections({}, { limit: 5 })).items).toMatchObject([
        { field: 'value', before: 3000, value: 3111, by: 'Li', from: table },
      ]);
      // A macro of hers is text like any other: what comes back is what Excel shows, never a formula.
      const evil = planInput();
      const [target] = evil.records.targets;
      if (target) target.qualifier = '=HYPERLINK("https://elsewhere.example")';
      await own.store.put(evil);
      const shown = await bytesOf(await send('refresh', first, { of: own }));
      const [cells] = await tablesOf(shown);
      expect(cells?.formulas).toEqual([]);
      expect(await column(shown, '限定条件')).toContain('=HYPERLINK("https://elsewhere.example")');
    } finally {
      await own.close();
    }
  });

  it('has its named cells filled with facts', async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet('报告').getCell('B2').value = '数字经济核心产业产值';
    book.definedNames.add('报告!$B$3', 'output');
    book.definedNames.add('报告!$B$4', 'nothing');
    const host = await openXlsxWorkbook(new Uint8Array(await book.xlsx.writeBuffer()));
    const ask = { ask: 'target', region: '云山省', indicator: '数字经济核心产业产值' } as const;
    await host.applyFacts(
      factsAsPlan([newFact('output', ask), newFact('nothing', { ...ask, indicator: '造林面积' })]),
    );
    const plan = await planOf('plan', host.bytes());
    expect(plan).toMatchObject({
      changes: true,
      tables: [],
      facts: {
        changes: [{ name: 'output', old: null, new: 3000 }],
        failures: [{ name: 'nothing', code: 'fact.none' }],
      },
    });
    const done = await openXlsxWorkbook(await bytesOf(await send('refresh', host.bytes())));
    expect((await done.readNamed(['output']))[0]?.cells).toEqual([[{ value: 3000 }]]);
  });

  it('makes room as it is told to', async () => {
    expect((await send('refresh?growth=insertClear', empty)).status).toBe(200);
    expect((await send('refresh?growth=sideways', empty)).status).toBe(400);
  });

  it('is refused where a table is not bound, or nothing is', async () => {
    expect(await refusal(await send('refresh?table=别的表', filled))).toEqual([
      422,
      'workbook.table-not-bound',
    ]);
    const table = (await planOf('plan', filled)).tables[0]?.table ?? '';
    expect((await send(`refresh?table=${encodeURIComponent(table)}`, filled)).status).toBe(200);
  });

  it('is refused where it is no workbook, and the service goes on', async () => {
    expect(await refusal(await send('plan', new Uint8Array()))).toEqual([422, 'workbook.empty']);
    expect((await refusal(await send('plan', new TextEncoder().encode('name,value\n1,2'))))[1]).toBe(
      'workbook.not-xlsx',
    );
    expect((await refusal(await send('plan', filled.slice(0, filled.length / 2))))[0]).toBe(422);
    const json = await service.ask('/v1/workbooks:plan', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(json.status).toBe(415);
    expect((await send('plan?colour=red', filled)).status).toBe(400);
    expect((await send('refresh', filled, { headers: { authorization: 'Bearer wrong' } })).status).toBe(401);
    expect((await service.ask('/v1/workbooks:plan')).status).toBe(405);
    expect((await send('plan', filled)).status).toBe(200);
  });

  it('is refused where it would cost too much: parts, size unpacked, ratio, time, memory', async () => {
    const refusedUnder = async (limits: object, bytes = empty) => {
      const own = await startTestService({ store: service.store, inputs: [], workbookLimits: limits });
      try {
        return await refusal(await send('refresh', bytes, { of: own }));
      } finally {
        await own.close();
      }
    };
    expect(await refusedUnder({ entries: 3 })).toEqual([422, 'workbook.zip-bomb']);
    expect(await refusedUnder({ inflated: 1000 })).toEqual([422, 'workbook.zip-bomb']);
    expect(await refusedUnder({ milliseconds: 1 })).toEqual([422, 'workbook.slow']);
    expect(await refusedUnder({ heapMegabytes: 4 })).toEqual([422, 'workbook.too-heavy']);
  });

  it('is refused where it is larger than a workbook may be', async () => {
    expect(await refusal(await send('plan', new Uint8Array((64 << 20) + 1)))).toEqual([
      413,
      'workbook.too-large',
    ]);
  });

  it('waits for the one before it, and too many at once are turned away', async () => {
    const own = await startTestService({ store: service.store, inputs: [], workbookLimits: { waiting: 1 } });
    try {
      const answers = await Promise.all([0, 1, 2, 3].map(() => send('plan', filled, { of: own })));
      const statuses = answers.map(({ status }) => status).sort();
      expect(statuses).toEqual([200, 200, 503, 503]);
      const turned = answers.find(({ status }) => status === 503);
      expect(await turned?.json()).toMatchObject({ code: 'workbook.busy' });
      expect((await send('plan', filled, { of: own })).status).toBe(200);
    } finally {
      await own.close();
    }
  });

  it('is let go where whoever sent it has gone, so that the next one need not wait', async () => {
    const own = await startTestService({ store: service.store, inputs: [], workbookLimits: { waiting: 0 } });
    try {
      const stop = new AbortController();
      const first = own.ask('/v1/workbooks:refresh', {
        method: 'POST',
        headers: octets,
        body: empty,
        signal: stop.signal,
      });
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect((await send('plan', filled, { of: own })).status).toBe(503);
      stop.abort();
      await expect(first).rejects.toThrow();
      await expect.poll(async () => (await send('plan', filled, { of: own })).status).toBe(200);
      expect(own.log.join('')).not.toContain('service.failed');
    } finally {
      await own.close();
    }
  });

  it('leaves the service free to answer others while it is worked on', async () => {
    const working = send('refresh', empty);
    let done = false;
    void working.finally(() => {
      done = true;
    });
    let answered = 0;
    let longest = 0;
    while (!done) {
      const begun = performance.now();
      expect((await service.ask('/healthz')).status).toBe(200);
      longest = Math.max(longest, performance.now() - begun);
      answered++;
    }
    expect((await working).status).toBe(200);
    expect(answered).toBeGreaterThan(10);
    expect(longest).toBeLessThan(500);
  });
});
