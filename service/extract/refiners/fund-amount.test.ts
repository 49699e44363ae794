import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { fundNamed } from '../finders/fund-named.ts';
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
    ['设立海洋产业投资基金。', ['海洋产业投资基金', null, null, null]],
  ])('%s', (text, fund) => {
    expect(read(text)).toEqual([fund]);
  });

  it('is shared out where 分别 says so', () => {
    expect(
      read('设立绿色转型基金、鹿湖保护基金，规模分别达到20亿元和5亿元。').map(([, amount]) => amount),
    ).toEqual([20, 5]);
  });
});
