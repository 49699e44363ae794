import { describe, expect, it } from 'vitest';
import type { Language } from '../../service/records/catalogue.ts';
import type { FactAnswer } from '../../service/records/facts.ts';
import { Problem } from '../../service/records/problem.ts';
import { CellError } from './answers.ts';
import { FactBatcher } from './fact-batcher.ts';
import { policyFunctions } from './policy-functions.ts';

/** The functions over a service that gives one answer to everything. */
const over = (answer: FactAnswer | Problem, language: Language = 'zh-CN') => {
  const functions = policyFunctions(
    new FactBatcher({
      source: async ({ asks }) => {
        if (answer instanceof Problem) throw answer;
        return { cursor: 1, asOf: '', answers: asks.map(() => answer) };
      },
      later: (work) => queueMicrotask(work),
      now: () => 0,
      freshFor: 1,
    }),
    () => language,
  );
  return (id: keyof typeof functions, ...given: unknown[]) =>
    functions[id]({ given, signal: new AbortController().signal });
};
const errorOf = async (work: Promise<unknown>): Promise<[string, string]> => {
  const error: unknown = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof CellError)) throw new Error(`no CellError: ${String(error)}`);
  return [error.is, error.message];
};
const rows = (more: boolean, count = 2): FactAnswer => ({
  is: 'rows',
  headers: ['园区名称', '面积'],
  types: ['text', 'number'],
  rows: Array.from({ length: count }, (_, i) => [`园 ${i}`, i === 1 ? null : i]),
  more,
});

describe('the functions', () => {
  it('show numbers as numbers, and a field that the document does not state as an empty text', async () => {
    expect(await over({ is: 'value', value: 3000 })('TARGET', '云山省', '产值')).toBe(3000);
    expect(await over({ is: 'value', value: null })('TARGET', '云山省', '产值', 2027, '口径')).toBe('');
  });

  it('hand text over as it is, however much it looks like a formula; a value is never read as one', async () => {
    expect(await over({ is: 'value', value: '=HYPERLINK("http://x")' })('CITE', 'tgt_a')).toBe(
      '=HYPERLINK("http://x")',
    );
    expect(await over({ is: 'value', value: 'a\u0000b\r\nc' })('CITE', 'tgt_a')).toBe('ab\nc');
  });

  it('LIST gives rows under their headers, without holes', async () => {
    expect(await over(rows(false))('LIST', '园区', [])).toEqual([
      ['园区名称', '面积'],
      ['园 0', 0],
      ['园 1', ''],
    ]);
    expect(await over(rows(false))('LIST', '园区', ['标题', '否'])).toHaveLength(2);
  });

  it('LIST never shows a part for the whole, unless she asked for a part', async () => {
    expect(await errorOf(over(rows(true))('LIST', '园区', []))).toEqual([
      'missing',
      '符合条件的记录超过 2 条。请缩小条件，或写明条数："条数",100。',
    ]);
    expect(await over(rows(true))('LIST', '园区', ['条数', 2])).toHaveLength(3);
  });

  it('a list of nothing is #N/A and says so', async () => {
    const [is, message] = await errorOf(over(rows(false, 0), 'en')('LIST', 'parks', []));
    expect([is, message]).toEqual(['missing', 'No record matches. Loosen the filters.']);
  });

  it('a wrong formula is #VALUE!, in the language of Office, before the service is asked', async () => {
    const unreachable = new Problem('service.unreachable', { zh: '', en: '' }, { zh: '', en: '' });
    expect(await errorOf(over(unreachable, 'en')('COUNT', 'policies', []))).toEqual([
      'value',
      'There is no kind of record called “policies”. Kinds: Targets, Goals, Funds, Parks, Assignments.',
    ]);
  });

  it('what cannot be had is #N/A with the reason of the service or of the connection', async () => {
    const none: FactAnswer = { is: 'problem', code: 'fact.none', title: '没有', detail: '没有这个目标。' };
    expect(await errorOf(over(none)('TARGET', '云山省', '产值'))).toEqual(['missing', '没有这个目标。']);
    const wrongField: FactAnswer = {
      is: 'problem',
      code: 'fact.field-unknown',
      title: '',
      detail: '没有字段。',
    };
    expect((await errorOf(over(wrongField)('TARGET', '云山省', '产值', '', '口')))[0]).toBe('value');
    const down = new Problem(
      'service.unreachable',
      { zh: '连接不上服务。', en: 'Down.' },
      { zh: '请检查网络。', en: 'Check.' },
    );
    expect(await errorOf(over(down)('COUNT', '目标', []))).toEqual([
      'missing',
      '连接不上服务。 请检查网络。',
    ]);
  });
});
