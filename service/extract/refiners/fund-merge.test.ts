import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { readWith } from '../../../test/extract/read-with.ts';
import { fundNamed } from '../finders/fund-named.ts';
import { runRules } from '../rule.ts';
import { fundAmount } from './fund-amount.ts';
import { fundMerge } from './fund-merge.ts';

describe('the same fund in several passages', () => {
  it('is one record under its longest name, with the strongest action and the amount', () => {
    const funds = readWith(
      '发挥航空产业投资基金作用。完善机制，设立云山省航空产业投资基金，规模50亿元。发挥航空产业投资基金引导作用。',
      [fundNamed],
      [fundAmount, fundMerge],
    );
    expect(funds).toHaveLength(1);
    expect(funds[0]).toMatchObject({ name: '云山省航空产业投资基金', action: 'establish', amount: 50 });
    expect(funds[0]?.evidence).toHaveLength(3);
  });

  it('is not another fund of the same kind', () => {
    expect(readWith('设立航空产业基金、海洋产业基金。', [fundNamed], [fundMerge])).toHaveLength(2);
  });

  it('takes a time in keeping with the number of passages', () => {
    const once = readWith('设立航空产业投资基金。', [fundNamed])[0];
    const [draft] = runRules(
      { finders: [fundNamed], refiners: [] },
      inventedContext('设立航空产业投资基金。'),
    );
    if (!once || !draft) throw new Error('no fund found');
    const many = Array.from({ length: 30_000 }, (_, i) => ({
      ...draft,
      record: { ...once, evidence: once.evidence.map((e) => ({ ...e, start: i, end: i + 10 })) },
    }));
    const begun = performance.now();
    const merged = fundMerge.refine(many, inventedContext('设立航空产业投资基金。'));
    // Copying the passages with each would take minutes.
    expect(performance.now() - begun).toBeLessThan(3000);
    expect(merged).toHaveLength(1);
    expect(merged[0]?.record.evidence).toHaveLength(30_000);
  });
});
