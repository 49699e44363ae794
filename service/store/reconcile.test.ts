import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Clause, policyDocument } from '../../test/fixtures/policy-document.ts';
import { recordIdOf } from '../records/ids.ts';
import { type AnyRecord, collectionOf, kinds, type RecordSet } from '../records/kinds.ts';
import { type KnownRecord, type Reconciliation, reconcile } from './reconcile.ts';

const title = { title: '云山省新材料方案' };
const extracted = (clauses: readonly Clause[]) => policyDocument(title, clauses).records;
const documentId = policyDocument(title, []).document.id;

/** What the store knows after a reconciliation has been written. */
const written = (before: readonly KnownRecord[], { records, withdrawn }: Reconciliation): KnownRecord[] => {
  const known = new Map(before.map((one) => [one.id, one]));
  for (const { id } of withdrawn) {
    const one = known.get(id);
    if (one) known.set(id, { ...one, status: 'withdrawn' });
  }
  for (const { id, kind, naturalId, record, fate } of records)
    if (fate !== 'unchanged') known.set(id, { id, kind, naturalId, record, status: 'current' });
  return [...known.values()];
};
const first = (records: RecordSet): KnownRecord[] => written([], reconcile(documentId, [], records));
const fates = ({ records }: Reconciliation) => records.map(({ fate }) => fate);

const output: Clause = {
  words: '到2025年新材料产业产值达到300亿元',
  targets: [{ indicator: '新材料产业产值', value: 300, by: '2025' }],
};
const firms: Clause = {
  words: '培育龙头企业20家',
  targets: [{ indicator: '龙头企业', value: 20, unit: '家' }],
};

describe('reconciling an extraction with what the store knows', () => {
  it('adds every record of a document that is new', () => {
    const result = reconcile(documentId, [], extracted([output, firms]));
    expect(fates(result)).toEqual(['added', 'added']);
    expect(result.withdrawn).toEqual([]);
  });

  it('leaves the same records alone', () => {
    const known = first(extracted([output, firms]));
    expect(fates(reconcile(documentId, known, extracted([output, firms])))).toEqual([
      'unchanged',
      'unchanged',
    ]);
  });

  it('keeps the id of a target whose indicator was corrected', () => {
    const known = first(extracted([output, firms]));
    const better = { ...output, targets: [{ indicator: '新材料产业总产值', value: 300, by: '2025' }] };
    const { records, withdrawn } = reconcile(documentId, known, extracted([better, firms]));
    expect(records[0]).toMatchObject({ id: known[0]?.id, fate: 'changed' });
    expect(records[0]?.naturalId).not.toBe(known[0]?.id);
    expect(withdrawn).toEqual([]);
  });

  it('keeps the id of a target whose number was corrected', () => {
    const known = first(extracted([output]));
    const better = { ...output, targets: [{ indicator: '新材料产业产值', value: 3000, by: '2025' }] };
    const { records } = reconcile(documentId, known, extracted([better]));
    expect(records[0]).toMatchObject({ id: known[0]?.id, fate: 'changed' });
  });

  it('keeps finding a record under its first id after its natural key has changed', () => {
    const better = { ...output, targets: [{ indicator: '新材料产业总产值', value: 300, by: '2025' }] };
    let known = first(extracted([output]));
    const id = known[0]?.id;
    known = written(known, reconcile(documentId, known, extracted([better])));
    expect(reconcile(documentId, known, extracted([better])).records).toMatchObject([
      { id, fate: 'unchanged' },
    ]);
    const moved = { ...better, words: '力争到2025年全省新材料产业总产值达到300亿元' };
    expect(reconcile(documentId, known, extracted([moved])).records).toMatchObject([{ id, fate: 'changed' }]);
  });

  it('does not take another record of the same passage for it', () => {
    const duty = (agency: string): Clause => ({
      section: '二/1',
      words: '由省科技厅、省财政厅负责落实',
      assignments: [{ agency, task: '1.落实' }],
    });
    const known = first(extracted([duty('省科技厅')]));
    const { records, withdrawn } = reconcile(documentId, known, extracted([duty('省财政厅')]));
    expect(records).toMatchObject([{ fate: 'added' }]);
    expect(withdrawn).toHaveLength(1);
  });

  it('recognises an agency that is now written in full', () => {
    const duty = (agency: string): Clause => ({
      section: '二/1',
      words: '由省发展改革委员会负责落实',
      assignments: [{ agency, task: '1.落实' }],
    });
    const known = first(extracted([duty('省发展改革委')]));
    const { records } = reconcile(documentId, known, extracted([duty('省发展改革委员会')]));
    expect(records).toMatchObject([{ id: known[0]?.id, fate: 'changed' }]);
  });

  it('withdraws what is no longer found, and restores it under its old id', () => {
    let known = first(extracted([output, firms]));
    const id = known[1]?.id;
    const gone = reconcile(documentId, known, extracted([output]));
    expect(gone.withdrawn.map((one) => one.id)).toEqual([id]);
    known = written(known, gone);
    expect(reconcile(documentId, known, extracted([output])).withdrawn).toEqual([]);
    const back = reconcile(documentId, known, extracted([output, firms]));
    expect(back.records[1]).toMatchObject({ id, fate: 'restored' });
  });

  it('takes other rules and another confidence for no change', () => {
    const known = first(extracted([output]));
    const again = extracted([
      { ...output, targets: [{ ...output.targets?.[0], rules: ['other.rule'], confidence: 0.4 }] },
    ]);
    expect(fates(reconcile(documentId, known, again))).toEqual(['unchanged']);
  });

  it('takes a field that the store did not have yet, and that is still empty, for no change', () => {
    const known = first(extracted([output])).map((one) => {
      const { measure, industry, ...older } = one.record as Record<string, unknown>;
      return { ...one, record: older as unknown as AnyRecord };
    });
    expect(fates(reconcile(documentId, known, extracted([output])))).toEqual(['unchanged']);
  });

  it('takes a class or a canonical name that was found for a change of that record alone, under its id', () => {
    const known = first(extracted([output, firms]));
    const classed = {
      ...output,
      targets: [{ indicator: '新材料产业产值', value: 300, by: '2025', measure: 'output' as const }],
    };
    expect(reconcile(documentId, known, extracted([classed, firms])).records).toMatchObject([
      { id: known[0]?.id, naturalId: known[0]?.naturalId, fate: 'changed' },
      { fate: 'unchanged' },
    ]);
  });

  it('takes a passage that stands elsewhere in the text for moved, not for changed', () => {
    const known = first(extracted([output]));
    const shifted = extracted([{ words: '前言说明一句' }, output]);
    expect(fates(reconcile(documentId, known, shifted))).toEqual(['moved']);
  });

  it('takes starter data whose sentences arrive for the same records, changed', () => {
    const starter = policyDocument(title, [output, firms], { withText: false }).records;
    const { records } = reconcile(documentId, first(starter), extracted([output, firms]));
    expect(records.map(({ fate }) => fate)).toEqual(['changed', 'changed']);
  });

  it('matches starter records by their places where a field was read otherwise', () => {
    const starter = policyDocument(title, [output], { withText: false }).records;
    const known = first(starter);
    const better = { ...output, targets: [{ indicator: '新材料产业总产值', value: 300, by: '2025' }] };
    expect(reconcile(documentId, known, extracted([better])).records).toMatchObject([
      { id: known[0]?.id, fate: 'changed' },
    ]);
  });

  it('gives a record a fresh id where its natural id belongs to another by now', () => {
    const better = { ...output, targets: [{ indicator: '新材料产业总产值', value: 300, by: '2025' }] };
    let known = first(extracted([output]));
    known = written(known, reconcile(documentId, known, extracted([better])));
    // Both readings at once, on different passages: the old id stays with the reading that holds it now.
    const twice = extracted([better, { ...output, words: '展望部分另行提出产值三百亿元的设想' }]);
    const { records } = reconcile(documentId, known, twice);
    expect(records[0]).toMatchObject({ id: known[0]?.id, fate: 'unchanged' });
    expect(records[1]?.fate).toBe('added');
    expect(records[1]?.id).not.toBe(known[0]?.id);
  });

  it('matches a thousand reworded records in a few seconds', () => {
    const clauses = (tail: string): Clause[] =>
      Array.from({ length: 1000 }, (_, i) => ({
        section: `三/${i}`,
        words: `第${i}项工作由${i}号单位牵头${tail}办理`,
        assignments: [{ agency: `第${i}号单位`, task: `${i}.专项${tail}`, role: 'lead' as const }],
      }));
    const known = first(extracted(clauses('')));
    const started = performance.now();
    const { withdrawn } = reconcile(documentId, known, extracted(clauses('依法')));
    expect(withdrawn).toEqual([]);
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

const clauseArbitrary: fc.Arbitrary<Clause> = fc.record({
  section: fc.constantFrom('一', '二/(一)', '二/(二)'),
  words: fc.constantFrom(
    '产值达到若干亿元',
    '产值力争达到若干亿元',
    '由省科技厅、省财政厅负责',
    '设立产业基金和引导基金',
    '建设临江软件园与云山科学城',
  ),
  targets: fc.array(
    fc.record({
      indicator: fc.constantFrom('产值', '总产值', '龙头企业'),
      value: fc.constantFrom(1, 10, 300),
      by: fc.constantFrom('2025', null),
    }),
    { maxLength: 2 },
  ),
  funds: fc.array(fc.record({ name: fc.constantFrom('产业基金', '产业引导基金') }), { maxLength: 2 }),
  parks: fc.array(fc.record({ name: fc.constantFrom('临江软件园', '云山科学城') }), { maxLength: 1 }),
  assignments: fc.array(
    fc.record({
      agency: fc.constantFrom('省科技厅', '省财政厅'),
      role: fc.constantFrom('lead' as const, 'support' as const),
    }),
    { maxLength: 2 },
  ),
});
const setArbitrary = fc.array(clauseArbitrary, { maxLength: 6 }).map(extracted);

/** Extractions may also give one id twice, which is wrong but must not lose a record. */
const withTwins = (records: RecordSet): RecordSet => {
  const twin = (one: AnyRecord): AnyRecord => ({ ...one, section: `${one.section}/9` });
  return Object.fromEntries(
    Object.entries(records).map(([name, list]) => [
      name,
      list.length > 0 ? [...list, twin(list[0] as AnyRecord)] : list,
    ]),
  ) as unknown as RecordSet;
};

const sizeOf = (records: RecordSet): number =>
  kinds.reduce((sum, kind) => sum + records[collectionOf[kind]].length, 0);

describe('any sequence of extractions', () => {
  const sequence = fc.array(fc.oneof(setArbitrary, setArbitrary.map(withTwins)), {
    minLength: 1,
    maxLength: 4,
  });

  it('loses no record, gives no id twice, and settles: the last one again changes nothing', () => {
    fc.assert(
      fc.property(sequence, (extractions) => {
        let known: KnownRecord[] = [];
        for (const records of extractions) {
          const current = known.filter(({ status }) => status === 'current').length;
          const result = reconcile(documentId, known, records);
          const ids = result.records.map(({ id }) => id);
          expect(ids).toHaveLength(sizeOf(records));
          expect(new Set(ids).size).toBe(ids.length);
          for (const { id } of result.withdrawn) expect(ids).not.toContain(id);
          const carried = result.records.filter(({ fate }) => fate !== 'added' && fate !== 'restored');
          expect(carried.length + result.withdrawn.length).toBe(current);
          known = written(known, result);
          const again = reconcile(documentId, known, records);
          expect(again.withdrawn).toEqual([]);
          expect(new Set(fates(again))).toEqual(new Set(ids.length > 0 ? ['unchanged'] : []));
          expect(again.records.map(({ id }) => id)).toEqual(ids);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('never hands the id of a kind to another kind', () => {
    fc.assert(
      fc.property(setArbitrary, setArbitrary, (before, after) => {
        const known = first(before);
        const kindOf = new Map(known.map(({ id, kind }) => [id, kind]));
        for (const { id, kind } of reconcile(documentId, known, after).records)
          expect(kindOf.get(id) ?? kind).toBe(kind);
      }),
    );
  });
});

describe('the natural id', () => {
  it('is what the extraction gave, whatever id the store keeps', () => {
    const known = first(extracted([output]));
    const [record] = extracted([output]).targets;
    expect(known[0]?.naturalId).toBe(record?.id);
    expect(record?.id).toBe(record && recordIdOf('target', documentId, record));
  });
});
