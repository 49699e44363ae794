import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { FakeService } from '../../test/hosts/fake-service.ts';
import { newTableOf } from './bind.ts';

const bundle = async (): Promise<string> => {
  const entry = `
    export { planRefresh } from './plan.ts';
    export { keysOf } from './keyed-rows.ts';
    export { undoPlan } from './undo.ts';
    export { parseBindings, printBindings } from './binding-sheet.ts';
    export { summaryOf, summaryText } from './summary.ts';
    export { matchHeaders } from './match-headers.ts';
    export { archiveLines } from './archive.ts';
    export { needsTextMark } from './text-safety.ts';
    export { prepareRefresh } from './refresh.ts';`;
  const built = await build({
    stdin: { contents: entry, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    format: 'iife',
    globalName: 'Core',
    platform: 'neutral',
    target: 'es2019',
    write: false,
  });
  return built.outputFiles[0]?.text ?? '';
};

describe('the core runs anywhere', () => {
  it('plans a refresh in a bare engine: no Node, no DOM, no TextEncoder, no URL, no timers', async () => {
    const service = new FakeService();
    service.add('tgt_a', { indicator: '=甲', value: 1 });
    const { binding } = newTableOf({
      table: 'T',
      sheet: 'S',
      title: 'T',
      kind: 'target',
      language: 'zh-CN',
      fields: ['indicator', 'value'],
    });
    const input = {
      binding,
      snapshot: { table: 'T', sheet: 'S', headers: ['记录编号', '指标', '目标值'], rows: [] },
      answer: await service.sync({ kind: 'target', query: {}, keys: [] }),
      context: { evidenceBase: 'https://policy.example', now: '2026-02-01T09:00:00.000Z', who: null },
    };
    const code = await bundle();
    const script = `${code}; JSON.stringify((() => {
      const input = ${JSON.stringify(input)};
      const plan = Core.planRefresh(input.snapshot, input.binding, input.answer, input.context);
      const [read] = Core.parseBindings(Core.printBindings([plan.binding]));
      return { plan, read, text: Core.summaryText(Core.summaryOf(plan), 'en') };
    })())`;
    const { plan, read, text } = JSON.parse(String(runInNewContext(script, Object.create(null))));
    expect(plan.additions).toMatchObject([{ key: 'tgt_a@1', cells: [{}, { value: '=甲' }, { value: 1 }] }]);
    expect(plan.snapshot).toMatch(/^[0-9a-f]{16}$/);
    expect(read).toEqual(plan.binding);
    expect(text).toBe('T: 1 added');
    expect(code).not.toMatch(/\brequire\(|\bprocess\.|zod/);
  });
});
