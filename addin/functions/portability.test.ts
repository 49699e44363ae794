import { runInNewContext } from 'node:vm';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

/** What the functions of Google Sheets share with those of Excel. */
const bundle = async (): Promise<string> => {
  const built = await build({
    stdin: {
      contents: `
        export { FactBatcher } from './fact-batcher.ts';
        export { policyFunctions } from './policy-functions.ts';
        export { targetAsk, countAsk, listAsk, citeAsk } from './asks.ts';
        export { batchesOf, askKey } from './fact-batches.ts';
        export { cellOf, rowsOf, cellErrorOf } from './answers.ts';
        export { functionDeclarations } from './declarations.ts';`,
      resolveDir: import.meta.dirname,
      loader: 'ts',
    },
    bundle: true,
    format: 'iife',
    globalName: 'Functions',
    platform: 'neutral',
    target: 'es2019',
    write: false,
  });
  return built.outputFiles[0]?.text ?? '';
};

describe('the core of the functions runs anywhere', () => {
  it('answers cells in a bare engine: no Excel, no Office, no DOM, no timers, no AbortController, no schemas', async () => {
    const code = await bundle();
    expect(code).not.toMatch(/\b(Excel|Office|CustomFunctions)\.|\brequire\(|\bfetch\(|localStorage|zod/);
    const script = `${code}; (async () => {
      const requests = [];
      let due = [];
      const batcher = new Functions.FactBatcher({
        source: async (request) => {
          requests.push(request.asks.length);
          return { cursor: 1, asOf: '', answers: request.asks.map((ask) => ({ is: 'value', value: ask.region })) };
        },
        later: (work) => due.push(work),
        now: () => 0,
        freshFor: 1000,
      });
      const functions = Functions.policyFunctions(batcher, () => 'zh-CN');
      const signal = { aborted: false, addEventListener() {} };
      const cells = ['甲省', '乙省', '甲省'].map((region) =>
        functions.TARGET({ given: [region, '产值'], signal }),
      );
      const wrong = functions.COUNT({ given: ['政策', null], signal }).catch((error) => [error.is, error.message]);
      for (const work of due) work();
      return JSON.stringify([await Promise.all(cells), requests, await wrong]);
    })()`;
    const result = await (runInNewContext(script, Object.create(null)) as Promise<string>);
    expect(JSON.parse(result)).toEqual([
      ['甲省', '乙省', '甲省'],
      [2],
      ['value', '没有“政策”这种记录。 种类有：目标、定性目标、资金、园区、责任分工。'],
    ]);
  });
});
