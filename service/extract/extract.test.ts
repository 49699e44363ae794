import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inventedFields } from '../../test/extract/invented-context.ts';
import { inventedNotice, inventedPlan } from '../../test/extract/invented-documents.ts';
import { collectionOf, kinds, recordSetSchema } from '../records/kinds.ts';
import { extractRecords } from './extract.ts';

const extract = (text: string) => extractRecords({ id: 'doc_invented', text, fields: inventedFields() });
const targetsOf = (text: string) =>
  extract(text).targets.map((t) => [t.indicator, t.change, t.comparator, t.value, t.unit, t.by, t.section]);

describe('targets of an invented plan', () => {
  const targets = targetsOf(inventedPlan);

  it.each([
    [['数字产业主营业务收入', 'level', 'gt', 1500, '亿元', '2022', '二/(二)']],
    [['数字产业主营业务收入', 'increase', 'ge', 12, '%', '2022', '二/(二)']],
    [['龙头企业', 'level', 'range', 3, '家', '2022', '二/(二)']],
    [['细分领域骨干企业', 'level', 'approx', 40, '家', '2022', '二/(二)']],
    [['软件业务收入', 'level', 'eq', 600, '亿元', '2022', '二/(二)']],
    [['省级政务事项网上可办率', 'level', 'ge', 98, '%', '2025', '二/(二)']],
    [['县级政务事项网上可办率', 'level', 'ge', 85, '%', '2025', '二/(二)']],
    [['数字化车间', 'level', 'eq', 120, '个', '2022', '三/(一)/1']],
    [['试点企业运营成本', 'decrease', 'eq', 20, '%', '2022', '三/(一)/1']],
    [['工业互联网平台', 'level', 'range', 5, '个', null, '三/(一)/2']],
    [['云计算产业集群规模', 'level', 'ge', 1000, '亿元', null, '三/(一)/2']],
    [['云应用服务', 'level', 'eq', 300, '项', '2023', '三/(一)/2']],
    [['云服务器', 'level', 'eq', 20_000, '台', '2023', '三/(一)/2']],
    [['企业开办时间', 'level', 'le', 3, '个工作日', '2019-06', '四']],
  ])('hold %j', (expected) => {
    expect(targets).toContainEqual(expected);
  });

  it('hold nothing that was reached, that describes, that is paid, or that is a fund', () => {
    for (const value of [812, 9.5, 14, 300, 2000, 50, 99]) {
      expect(targets.filter(([, , , v, unit]) => v === value && unit !== '项')).toEqual([]);
    }
  });
});

it('records carry the rules that made them, in the order they ran', () => {
  const [target] = extract('一、目标\n到2022年，收入达到3亿元。').targets;
  expect(target?.rules.slice(0, 2)).toEqual(['target-reaching-verb', 'target-deadline']);
});

describe('whatever the text', () => {
  const cuts = fc.tuple(
    fc.constantFrom(inventedPlan, inventedNotice),
    fc.nat(1000),
    fc.nat(1000),
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.constantFrom('，', '\n（', '到2030年，', '“', '1.', '、5家'),
    ),
  );
  const texts = cuts.map(([text, a, b, noise]) => {
    const [from, to] = [Math.min(a, b) % text.length, Math.max(a, b) % text.length];
    return text.slice(0, from) + noise + text.slice(Math.min(from, to)) + noise + text.slice(to);
  });

  it('nothing crashes, every record is valid, and every passage stands in the text at its offsets', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const records = extract(text);
        expect(() => recordSetSchema.parse(records)).not.toThrow();
        for (const kind of kinds) {
          for (const record of records[collectionOf[kind]]) {
            for (const passage of record.evidence)
              expect(text.slice(passage.start, passage.end)).toBe(passage.text);
            expect(record.rules.length).toBeGreaterThan(0);
          }
        }
      }),
      { numRuns: 120 },
    );
  });

  it('ids are unique, and the same text gives the same records', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const records = extract(text);
        const ids = kinds.flatMap((kind) => records[collectionOf[kind]].map((record) => record.id));
        expect(new Set(ids).size).toBe(ids.length);
        expect(extract(text)).toEqual(records);
      }),
      { numRuns: 40 },
    );
  });

  it('time grows with the length of the text, not with its square', () => {
    const monsters = [
      '培育10家企业、',
      '到2022年，',
      '（',
      '“千亿级”',
      '1.甲达到5%，',
      '分别达到5%、',
      '居',
      '的5家',
    ];
    for (const scrap of monsters) {
      const started = performance.now();
      extract(`一、发展目标\n${scrap.repeat(Math.ceil(20_000 / scrap.length))}`);
      expect(performance.now() - started, scrap).toBeLessThan(4000);
    }
  });
});

it('an empty text holds nothing', () => {
  expect(extract('')).toEqual({ targets: [], goals: [], funds: [], parks: [], assignments: [] });
});
