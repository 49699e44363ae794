import { describe, expect, it } from 'vitest';
import { fundTypeOf, isKindOfFund, isNamedFund, isOwnMoney } from './fund-words.ts';

describe('the type of a fund', () => {
  it.each([
    ['海洋产业母基金', 'fundOfFunds'],
    ['农机购置补贴', 'subsidy'],
    ['“创新券”', 'subsidy'],
    ['风险补偿资金池', 'subsidy'],
    ['科技贷款风险拨备资金', 'subsidy'],
    ['技改贷款贴息', 'subsidy'],
    ['体育产业引导资金', 'special'],
    ['国际技术转移投资基金', 'transfer'],
    ['国有创业投资引导基金', 'guidance'],
    ['省级政府投资基金', 'guidance'],
    ['海洋产业创业投资基金', 'venture'],
    ['海洋产业股权投资基金', 'equity'],
    ['智能制造专项资金', 'special'],
    ['海洋产业发展基金', 'industry'],
    ['云山市科技创新基金', 'guidance'],
    ['鹿湖保护基金', 'other'],
  ])('shows in its name: %s is %s', (name, type) => {
    expect(fundTypeOf(name)).toBe(type);
  });
});

describe('the name of a fund', () => {
  it('says whose or what for it is', () => {
    expect(['海洋产业发展基金', '政府引导基金', '国家产业投资基金'].every(isNamedFund)).toBe(true);
    expect(
      [
        '产业投资基金',
        '财政专项资金',
        '各类专项资金',
        '子基金',
        '省级奖补资金',
        '单个项目奖补资金',
        '引导基金',
      ].some(isNamedFund),
    ).toBe(false);
  });

  it('may say no more than its kind', () => {
    expect(isKindOfFund('风险投资基金')).toBe(true);
    expect(isKindOfFund('专项基金')).toBe(false);
  });
});

describe('money under a name of its own', () => {
  it.each([['高精尖资金'], ['“三重一创”资金'], ['数谷资金']])('is told by it: %s', (name) => {
    expect(isOwnMoney(name)).toBe(true);
  });

  it.each([
    ['财政资金'],
    ['社会资金'],
    ['各级财政资金'],
    ['中央和省级资金'],
    ['企业自筹资金'],
    ['项目建设资金'],
  ])('is not: %s', (name) => {
    expect(isOwnMoney(name)).toBe(false);
  });
});
