import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { fundNamed } from '../finders/fund-named.ts';
import { fundSubsidy } from '../finders/fund-subsidy.ts';
import { fundAmount } from './fund-amount.ts';

const read = (text: string) =>
  readWith(text, [fundNamed], [fundAmount]).map(({ name, amount, unit, comparator }) => [
    name,
    amount,
    unit,
    comparator,
  ]);

describe('the amount of a fund', () => {
  it.each([
    ['发挥100亿元海洋装备专项资金作用。', ['海洋装备专项资金', 100, '亿元', 'eq']],
    ['设立规模不低于5000万元的海洋产业引导资金。', ['海洋产业引导资金', 0.5, '亿元', 'ge']],
    ['统筹千亿级海洋产业基金群。', ['海洋产业基金群', 1000, '亿元', 'ge']],
    ['设立海洋产业投资基金，总规模达到50亿元。', ['海洋产业投资基金', 50, '亿元', 'eq']],
    ['设立海洋产业投资基金，带动产业规模突破500亿元。', ['海洋产业投资基金', null, null, null]],
    ['设立海洋产业投资基金（总规模30亿元）、其他载体。', ['海洋产业投资基金', 30, '亿元', 'eq']],
    ['设立海洋企业纾困基金10亿元。', ['海洋企业纾困基金', 10, '亿元', 'eq']],
    ['设立应急转贷资金2000万元以上。', ['应急转贷资金', 0.2, '亿元', 'ge']],
    ['设立1000万元“惠农贷”风险补偿金。', ['惠农贷风险补偿金', 0.1, '亿元', 'eq']],
    ['省财政每年安排5亿元，设立海洋产业专项资金。', ['海洋产业专项资金', 5, '亿元', 'eq']],
    ['设立海洋产业投资基金。', ['海洋产业投资基金', null, null, null]],
  ])('%s', (text, fund) => {
    expect(read(text)).toEqual([fund]);
  });

  it('is that of the fund named nearest before it', () => {
    expect(
      read('用好云山母基金，设立航空产业子基金，规模达到20亿元。').map(([name, amount]) => [name, amount]),
    ).toEqual([
      ['云山母基金', null],
      ['航空产业子基金', 20],
    ]);
  });

  it('is the sum that is given out as vouchers', () => {
    const [voucher] = readWith('整合3000万元资金用于发放消费券。', [fundSubsidy], [fundAmount]);
    expect(voucher).toMatchObject({ name: '消费券', amount: 0.3, action: 'mention' });
  });

  it('is shared out where 分别 says so', () => {
    expect(
      read('设立绿色转型基金、鹿湖保护基金，规模分别达到20亿元和5亿元。').map(([, amount]) => amount),
    ).toEqual([20, 5]);
  });
});
