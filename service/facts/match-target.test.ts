import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TargetOutline } from '../store/store.ts';
import { matchTarget } from './match-target.ts';

const outline = (facts: Partial<TargetOutline> & { indicator: string }): TargetOutline => ({
  id: `tgt_${JSON.stringify(facts)}`,
  qualifier: null,
  change: 'level',
  value: 1,
  unit: '亿元',
  by: '2025',
  perYear: false,
  measure: null,
  industry: null,
  region: '云山省',
  documentId: 'doc_a',
  documentTitle: '云山省规划',
  issuedOn: '2021-03-01',
  sequence: 1,
  ...facts,
});

const valuesFor = (asked: string, targets: TargetOutline[], year: number | null = null) => {
  const match = matchTarget(asked, targets, year, ['云山省']);
  return match.is === 'none' ? 'none' : [match.is, ...match.targets.map(({ value }) => value)];
};

const output = outline({ indicator: '数字经济增加值', value: 3000, measure: 'valueAdded' });
const growth = outline({
  indicator: '数字经济增加值',
  change: 'increase',
  unit: '%',
  value: 12,
  perYear: true,
  measure: 'growth',
});
const share = outline({
  indicator: '数字经济增加值占地区生产总值比重',
  unit: '%',
  value: 45,
  measure: 'share',
});
const core = outline({ indicator: '数字经济核心产业增加值', value: 900, measure: 'valueAdded' });

describe('the target that an indicator means', () => {
  it('is the one with the very words, whatever else sounds like it', () => {
    expect(valuesFor('数字经济增加值', [core, share, output])).toEqual(['one', 3000]);
    expect(valuesFor(' 数字 经济 增加值 ', [core, share, output])).toEqual(['one', 3000]);
  });

  it('is a level, unless growth is asked for', () => {
    expect(valuesFor('数字经济增加值', [growth, output])).toEqual(['one', 3000]);
    expect(valuesFor('数字经济增加值增速', [growth, output])).toEqual(['one', 12]);
    expect(valuesFor('数字经济增加值年均增长', [growth, output])).toEqual(['one', 12]);
    expect(valuesFor('数字经济增加值', [growth])).toEqual(['one', 12]);
  });

  it('is a growth without being asked for as one only by its very words', () => {
    expect(valuesFor('数字经济增加值', [growth])).toEqual(['one', 12]);
    expect(valuesFor('规模以上数字经济增加值', [growth])).toEqual('none');
    expect(valuesFor('规模以上数字经济增加值增速', [growth])).toEqual(['one', 12]);
    const energy = outline({ indicator: '单位产值能耗', unit: '%', value: 13.5, change: 'decrease' });
    expect(valuesFor('单位产值能耗降低', [energy])).toEqual(['one', 13.5]);
    const more = outline({ indicator: '高新技术企业', unit: '家', value: 500, change: 'increase' });
    const all = outline({ indicator: '高新技术企业', unit: '家', value: 5000 });
    expect(valuesFor('新增高新技术企业', [all, more])).toEqual(['one', 500]);
    expect(valuesFor('高新技术企业', [all, more])).toEqual(['one', 5000]);
    const jobs = outline({ indicator: '城镇新增就业', unit: '万人', value: 30, change: 'increase' });
    expect(valuesFor('城镇新增就业', [jobs])).toEqual(['one', 30]);
  });

  it('has the unit that stands in brackets behind the indicator', () => {
    const area = outline({ indicator: '数据中心', unit: '平方米', value: 20_000 });
    const count = outline({ indicator: '数据中心', unit: '个', value: 8 });
    expect(valuesFor('数据中心（个）', [area, count])).toEqual(['one', 8]);
    expect(valuesFor('数据中心(平方米)', [area, count])).toEqual(['one', 20_000]);
  });

  it('keeps brackets that hold no unit as part of the name', () => {
    const named = outline({ indicator: '研究中心（省级）', unit: '家', value: 30 });
    expect(valuesFor('研究中心（省级）', [named, outline({ indicator: '研究中心', value: 2 })])).toEqual([
      'one',
      30,
    ]);
  });

  it('may be told by its qualifier, and is the one without where none is said', () => {
    const all = outline({ indicator: '龙头企业', unit: '家', value: 50 });
    const large = outline({ indicator: '龙头企业', unit: '家', value: 10, qualifier: '营业收入超过百亿' });
    expect(valuesFor('龙头企业', [large, all])).toEqual(['one', 50]);
    expect(valuesFor('营业收入超过百亿龙头企业', [large, all])).toEqual(['one', 10]);
  });

  it('is found without the place in front and the word for number behind', () => {
    const firms = outline({ indicator: '全省高新技术企业数量', unit: '家', value: 5000 });
    expect(valuesFor('高新技术企业', [firms])).toEqual(['one', 5000]);
    expect(valuesFor('云山省高新技术企业总数', [firms])).toEqual(['one', 5000]);
  });

  it('is found by labels of the taxonomy', () => {
    const ai = outline({ indicator: '智能产业集群总体规模', value: 800, measure: 'scale', industry: 'ai' });
    const chips = outline({
      indicator: '芯片产业规模',
      value: 70,
      measure: 'scale',
      industry: 'integratedCircuits',
    });
    expect(valuesFor('人工智能 产业规模', [ai, chips])).toEqual(['one', 800]);
    expect(valuesFor('人工智能产业规模', [ai, chips])).toEqual(['one', 800]);
    expect(valuesFor('ai scale', [ai, chips])).toEqual(['one', 800]);
  });

  it('is never another quantity of the same thing', () => {
    expect(valuesFor('数字经济增加值', [share])).toBe('none');
    expect(valuesFor('地区生产总值', [share])).toBe('none');
  });

  it('is that of the document issued last, where documents disagree', () => {
    const later = outline({ ...output, value: 3600, documentId: 'doc_b', issuedOn: '2023-05-01' });
    const undated = outline({ ...output, value: 1, documentId: 'doc_c', issuedOn: null, sequence: 9 });
    expect(valuesFor('数字经济增加值', [later, output, undated])).toEqual(['one', 3600]);
  });

  it('is told to be in other years where it has none in the year that is asked', () => {
    expect(matchTarget('数字经济增加值', [output], 2030, [])).toMatchObject({ is: 'none', years: [2025] });
    expect(valuesFor('数字经济增加值', [output], 2025)).toEqual(['one', 3000]);
  });

  it('is nobody’s guess between two that fit equally well', () => {
    const roads = outline({ indicator: '农村公路里程', unit: '公里', value: 10 });
    const rails = outline({ indicator: '高速公路里程', unit: '公里', value: 20 });
    expect(matchTarget('公路里程', [roads, rails], null, [])).toMatchObject({
      is: 'many',
      targets: [{ value: 10 }, { value: 20 }],
    });
  });

  it('names what comes near where there is none', () => {
    const match = matchTarget('数字经济总产值', [core, outline({ indicator: '造林面积' })], null, []);
    expect(match).toMatchObject({ is: 'none', near: [{ indicator: '数字经济核心产业增加值' }] });
  });

  it('does not depend on the order of the targets, and takes any words', () => {
    const targets = [output, growth, share, core];
    const words = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.constantFrom('增加值', '数字经济', '数字经济增加值（%）', '年均增长', '（亿元）'),
    );
    fc.assert(
      fc.property(words, fc.shuffledSubarray(targets, { minLength: 4 }), (asked, shuffled) => {
        const sorted = (list: TargetOutline[]) => {
          const match = matchTarget(asked, list, null, ['云山省']);
          return match.is === 'none' ? match.is : [match.is, match.targets.map(({ id }) => id).sort()];
        };
        expect(sorted(shuffled)).toEqual(sorted(targets));
      }),
    );
  });
});
