import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantitiesOf } from './quantity.ts';

const read = (text: string) =>
  quantitiesOf(text, 0).map(({ value, valueHigh, unit, comparator }) => [value, valueHigh, unit, comparator]);

describe('quantities', () => {
  it.each([
    ['上云企业30万家以上', 300_000, null, '家', 'ge'],
    ['产值突破3.5万亿元', 35_000, null, '亿元', 'gt'],
    ['投资8000万元', 0.8, null, '亿元', 'eq'],
    ['收入超过百亿', 100, null, '亿元', 'gt'],
    ['不低于90%', 90, null, '%', 'ge'],
    ['提高2.5个百分点', 2.5, null, '个百分点', 'eq'],
    ['压缩至3个工作日以内', 3, null, '个工作日', 'le'],
    ['低于10千瓦时/吨', 10, null, '千瓦时/吨', 'lt'],
    ['产能3千万吨', 3000, null, '万吨', 'eq'],
    ['带宽10000Gbps', 10_000, null, 'Gbps', 'eq'],
    ['约 5 万辆', 50_000, null, '辆', 'approx'],
    ['设备1000万台(套)', 10_000_000, null, '台(套)', 'eq'],
    ['用户1,200多家', 1200, null, '家', 'gt'],
    ['百项攻关', 100, null, '项', 'eq'],
    ['建设三家', 3, null, '家', 'eq'],
    ['比2020年翻一番', 1, null, '番', 'eq'],
    ['7纳米及以下', 7, null, '纳米', 'le'],
    ['稳定在500亿斤', 500, null, '亿斤', 'eq'],
  ])('%s', (text, value, high, unit, comparator) => {
    expect(read(text)).toEqual([[value, high, unit, comparator]]);
  });

  it.each([
    ['7至10纳米', 7, 10, '纳米'],
    ['1—2项', 1, 2, '项'],
    ['3%-5%', 3, 5, '%'],
    ['2至3万户', 20_000, 30_000, '户'],
    ['10-20 万吨/年', 10, 20, '万吨/年'],
    ['三至五家', 3, 5, '家'],
  ])('%s is a range', (text, low, high, unit) => {
    expect(read(text)).toEqual([[low, high, unit, 'range']]);
  });

  it.each([
    '2020年6月3日',
    '国发〔2018〕99号',
    '第3位',
    '5G、IPv6、4K和3D',
    '“1+6+N”体系',
    '《规划（2018—2020年）》',
    '三个定位、六大任务、两大行动',
    '一批企业',
    '世界500强',
    '百余家',
    '占1/3以上',
    '12个月',
    '每万人口',
    '前10位',
  ])('%s holds none', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('tells the number that makes an adjective', () => {
    expect(quantitiesOf('打造千亿级集群', 0)[0]).toMatchObject({ value: 1000, unit: '亿元', isGrade: true });
  });

  it('reads every whole number and measure word that is written plainly, at its place', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.constantFrom('家', '项', '%', '万台', '亿元', '公里'),
        fc.constantFrom('培育', '达到', '超过', '约'),
        fc.nat(40),
        (number, unit, before, offset) => {
          const text = `${before}${number}${unit}`;
          const [quantity] = quantitiesOf(text, offset);
          expect(quantity?.value).toBe(unit === '万台' ? number * 10_000 : number);
          expect(quantity?.numberStart).toBe(offset + before.length);
          expect(quantity?.end).toBe(offset + text.length);
        },
      ),
    );
  });
});
