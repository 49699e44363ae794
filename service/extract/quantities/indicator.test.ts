import { describe, expect, it } from 'vitest';
import { countedThing, objectAfterVerb, subjectOf, withoutVerb } from './indicator.ts';

describe('indicators', () => {
  it.each([
    ['到2022年，全省数字产业收入', '数字产业收入'],
    ['力争软件业务收入年均', '软件业务收入'],
    ['功率密度较现有器件水平', '功率密度'],
    ['单位产品用汞量在2010年的基础上', '单位产品用汞量'],
    ['用水量较 2020 年', '用水量'],
  ])('the subject of %s is %s', (text, subject) => {
    expect(subjectOf(text)).toBe(subject);
  });

  it('lose the verb that tells what is done', () => {
    expect(withoutVerb('发布共享数据资源')).toBe('共享数据资源');
    expect(withoutVerb('覆盖率')).toBe('覆盖率');
  });

  it('are what stands behind the verb', () => {
    expect(objectAfterVerb('在工业软件等领域新增工程中心')).toBe('工程中心');
    expect(objectAfterVerb('主导或参与制定技术标准')).toBe('技术标准');
  });

  it('part the thing from the condition on it', () => {
    expect(countedThing('营业收入超过百亿、具有国际竞争力的龙头企业')).toEqual({
      thing: '龙头企业',
      qualifier: '营业收入超过百亿、具有国际竞争力',
    });
    expect(countedThing('年收入超百亿元企业')).toEqual({ thing: '企业', qualifier: '年收入超百亿元' });
    expect(countedThing('细分领域骨干企业')).toEqual({ thing: '细分领域骨干企业', qualifier: null });
  });
});
