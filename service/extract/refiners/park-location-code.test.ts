import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { parkNamed } from '../finders/park-named.ts';
import { parkLocation } from './park-location.ts';
import { parkLocationCode } from './park-location-code.ts';

const read = (text: string, region: string) => {
  const context = inventedContext(`一、重点任务\n${text}\n`, { region });
  return parkLocationCode
    .refine(parkLocation.refine(parkNamed.find(context), context), context)
    .map(({ record }) => [record.location, record.locationCode]);
};

describe('park-location-code', () => {
  it('sets the code of the place beside its name', () => {
    expect(read('支持在兰州市建设云计算产业园。', '甘肃省')).toEqual([['兰州市', '620100']]);
  });

  it('tells districts of one name apart by the region of the document', () => {
    expect(read('支持在朝阳区建设数字创意产业园。', '北京市')).toEqual([['朝阳区', '110105']]);
  });

  it('leaves parks without a place, and with several, alone', () => {
    expect(read('建设云山软件园。', '甘肃省')).toEqual([[null, null]]);
    expect(read('支持在兰州市、天水市建设云计算产业园。', '甘肃省')).toEqual([['兰州市、天水市', null]]);
  });
});
