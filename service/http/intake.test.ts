import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../test/hosts/http-service.ts';
import { intakeFiles } from '../intake/intake.ts';
import { openStore } from '../store/open-store.ts';
import type { Intake } from './route.ts';
import { intakeReportSchema } from './schemas.ts';

const notice = `临江市人民政府办公室关于印发临江市氢能产业发展方案的通知
临政办发〔2025〕12号
各区县人民政府，市有关部门：
现将《临江市氢能产业发展方案》印发给你们，请认真组织实施。
临江市人民政府办公室
2025年4月8日
临江市氢能产业发展方案
一、发展目标
到2028年，全市氢能产业产值达到120亿元，建成加氢站15座。
二、重点任务
（一）建设园区。建设临江氢能产业园。（责任单位：市发展改革委）
`;

let service: TestService;
beforeAll(async () => {
  const store = await openStore({});
  const intake: Intake = (files) => intakeFiles(store, files);
  service = await startTestService({ store, inputs: [], intake });
});
afterAll(async () => {
  await service?.close();
  await service?.store.close();
});

const upload = (files: Record<string, string | Uint8Array<ArrayBuffer>>) => {
  const body = new FormData();
  for (const [name, content] of Object.entries(files)) body.append('files', new Blob([content]), name);
  return service.ask('/v1/intake', { method: 'POST', body });
};

describe('files that are handed in', () => {
  it('become documents with records, once', async () => {
    const first = intakeReportSchema.strict().parse(await (await upload({ '通知 "一".txt': notice })).json());
    expect(first.failed).toEqual([]);
    expect(first.documents.map(({ outcome, source }) => [outcome, source])).toEqual([
      ['new', '通知 "一".txt'],
    ]);
    const found = (await service.json('/v1/targets?text=氢能产业产值')) as { items: { value: number }[] };
    expect(found.items.map(({ value }) => value)).toEqual([120]);
    const again = intakeReportSchema.parse(await (await upload({ 'copy.txt': notice })).json());
    expect(again.documents.map(({ outcome }) => outcome)).not.toContain('new');
  });

  it('that cannot be read are told with the reason, the others are taken', async () => {
    const report = intakeReportSchema.parse(
      await (await upload({ 'empty.txt': '', 'good.txt': notice })).json(),
    );
    expect(report.failed).toMatchObject([{ name: 'empty.txt', problem: { code: 'file.empty' } }]);
    expect(report.documents).toHaveLength(1);
  });

  it('under another name, as another type, or broken, are refused', async () => {
    const body = new FormData();
    body.append('file', new Blob(['x']), 'x.txt');
    const named = await service.ask('/v1/intake', { method: 'POST', body });
    expect([
      named.status,
      ((await named.json()) as { parameters: { name: string }[] }).parameters.map((p) => p.name).sort(),
    ]).toEqual([400, ['file', 'files']]);
    const json = await service.ask('/v1/intake', {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json' },
    });
    expect(json.status).toBe(415);
    const broken = await service.ask('/v1/intake', {
      method: 'POST',
      body: 'no parts',
      headers: { 'content-type': 'multipart/form-data; boundary=x' },
    });
    expect([broken.status, ((await broken.json()) as { code: string }).code]).toEqual([
      400,
      'request.body-broken',
    ]);
  });

  it('beyond the size that is taken at once are refused', async () => {
    const answer = await upload({ 'large.txt': new Uint8Array(65 * 1024 * 1024) });
    expect(answer.status).toBe(413);
  });

  it('wait for nobody: while others are read the service says so', async () => {
    let finish: () => void = () => {};
    const reading = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let begun: () => void = () => {};
    const started = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const own = await startTestService({
      store: service.store,
      inputs: [],
      intake: async () => {
        begun();
        await reading;
        return { documents: [], copies: [], failed: [] };
      },
    });
    const body = () => {
      const form = new FormData();
      form.append('files', new Blob(['x']), 'x.txt');
      return form;
    };
    const first = own.ask('/v1/intake', { method: 'POST', body: body() });
    await started;
    expect((await own.ask('/v1/intake', { method: 'POST', body: body() })).status).toBe(503);
    finish();
    expect((await first).status).toBe(200);
    expect((await own.ask('/v1/intake', { method: 'POST', body: body() })).status).toBe(200);
    await own.close();
  });
});
