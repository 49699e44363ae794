import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { targetReachingVerb } from '../finders/target-reaching-verb.ts';
import { measureOf } from '../lexicon/measure-words.ts';
import { targetMeasure } from './target-measure.ts';

const classOf = (indicator: string, unit: string, change: 'level' | 'increase' | 'decrease' = 'level') =>
  measureOf({ indicator, unit, change, qualifier: null });

describe('target-measure', () => {
  it('sets the class beside the indicator of the text', () => {
    const [target] = readWith(
      '一、发展目标\n云计算产业规模达到300亿元。',
      [targetReachingVerb],
      [targetMeasure],
    );
    expect(target).toMatchObject({ indicator: '云计算产业规模', measure: 'scale' });
  });

  it('tells sums of money apart by what they are sums of', () => {
    expect(classOf('云计算产业规模', '亿元')).toBe('scale');
    expect(classOf('装备制造业总产值', '亿元')).toBe('output');
    expect(classOf('软件业务收入', '亿元')).toBe('revenue');
    expect(classOf('数字经济增加值', '亿元')).toBe('valueAdded');
    expect(classOf('固定资产投资', '亿元')).toBe('investment');
    expect(classOf('研发经费投入', '亿元')).toBe('research');
    expect(classOf('货物贸易进出口额', '亿元')).toBe('trade');
    expect(classOf('增信担保', '亿元')).toBeNull();
  });

  it('takes a rise in per cent for growth, and a share or rate for itself', () => {
    expect(classOf('数字经济增加值', '%', 'increase')).toBe('growth');
    expect(classOf('数字经济增加值占地区生产总值比重', '%')).toBe('share');
    expect(classOf('光纤宽带普及率', '个百分点', 'increase')).toBe('rate');
    expect(classOf('固体废物综合利用率', '%')).toBe('rate');
    expect(classOf('研发投入占营业收入比重', '%')).toBe('research');
    expect(classOf('研发设计工具普及率', '%')).toBe('rate');
    expect(classOf('单位产值能耗', '%', 'decrease')).toBe('energy');
    expect(classOf('饮用水水源水质达标比例', '%')).toBe('rate');
    expect(classOf('审批时间', '%', 'decrease')).toBe('efficiency');
  });

  it('tells counts apart by the noun with which the indicator ends', () => {
    expect(classOf('智能家居龙头企业', '家')).toBe('enterprises');
    expect(classOf('工业互联网平台', '家')).toBe('platforms');
    expect(classOf('软件产业园区', '个')).toBe('parks');
    expect(classOf('示范项目', '个')).toBe('projects');
    expect(classOf('人工智能应用场景', '个')).toBe('applications');
    expect(classOf('发明专利数量', '项')).toBe('patents');
    expect(classOf('5G基站', '个')).toBe('facilities');
    expect(classOf('高端人才', '名')).toBe('talent');
    expect(classOf('产业总体水平', '名')).toBe('rank');
    expect(classOf('关键技术', '项')).toBe('technologies');
    expect(classOf('开放数据集', '个')).toBe('data');
  });

  it('tells what is measured in technical units by the unit', () => {
    expect(classOf('芯片设计能力', '纳米')).toBe('performance');
    expect(classOf('出省带宽能力', 'Gbps')).toBe('capacity');
    expect(classOf('风电装机规模', '万千瓦')).toBe('capacity');
    expect(classOf('造林面积', '万亩')).toBe('area');
    expect(classOf('办理时限', '个工作日')).toBe('efficiency');
    expect(classOf('氢气产量', '万吨/年')).toBe('capacity');
  });

  it('gives no class where none applies', () => {
    expect(classOf('用地产出强度', '亿元/平方公里')).toBeNull();
    expect(classOf('整治建制村', '个')).toBeNull();
  });
});
