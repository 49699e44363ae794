import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { targetUndertakenAmount } from './target-undertaken-amount.ts';

const read = (text: string) =>
  targetUndertakenAmount
    .find(inventedContext(`一、发展目标\n${text}`))
    .map(({ record }) => [record.indicator, record.change, record.comparator, record.value, record.unit]);

describe('target-undertaken-amount', () => {
  it('reads a noun and the number behind it under a verb', () => {
    expect(read('引入云应用服务300项。')).toEqual([['云应用服务', 'level', 'eq', 300, '项']]);
    expect(read('在工业软件等领域新增工程中心50家。')).toEqual([['工程中心', 'increase', 'eq', 50, '家']]);
  });

  it('goes on with a list', () => {
    expect(read('汇聚政务数据50%以上、城市数据60%以上。').map(([indicator]) => indicator)).toEqual([
      '政务数据',
      '城市数据',
    ]);
  });

  it('does not take a verb inside a noun for one', () => {
    expect(read('云应用服务商500家以上。')).toEqual([['云应用服务商', 'level', 'ge', 500, '家']]);
  });

  it('trusts a bare noun and number least', () => {
    const [draft] = targetUndertakenAmount.find(inventedContext('云应用服务商500家。'));
    expect(draft?.record.confidence).toBeLessThan(0.5);
  });
});
