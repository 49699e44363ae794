import { describe, expect, it } from 'vitest';
import { regionsNamed } from './match-region.ts';

const known = [
  { region: null, regionCode: null },
  { region: '广东省', regionCode: '440000' },
  { region: '广东省深圳市', regionCode: '440300' },
  { region: '吉林省', regionCode: '220000' },
  { region: '吉林省吉林市', regionCode: '220200' },
  { region: '云山省', regionCode: null },
  { region: '云山省临江市', regionCode: null },
  { region: '南山省临江市', regionCode: null },
];
const named = (asked: string) => regionsNamed(asked, known).map(({ region }) => region);

describe('the region that a name means', () => {
  it('is the very place, never one that lies in it', () => {
    expect(named('广东省')).toEqual(['广东省']);
    expect(named('广东')).toEqual(['广东省']);
    expect(named('深圳市')).toEqual(['广东省深圳市']);
    expect(named('深圳')).toEqual(['广东省深圳市']);
    expect(named('云山')).toEqual(['云山省']);
  });

  it('may be given by code', () => {
    expect(named('440000')).toEqual(['广东省']);
    expect(named('44')).toEqual(['广东省']);
    expect(named('440300')).toEqual(['广东省深圳市']);
  });

  it('is the province where a city in it has the same name', () => {
    expect(named('吉林')).toEqual(['吉林省']);
    expect(named('吉林市')).toEqual(['吉林省吉林市']);
  });

  it('is several places where the name does not decide', () => {
    expect(named('临江市')).toEqual(['云山省临江市', '南山省临江市']);
    expect(named('云山省临江市')).toEqual(['云山省临江市']);
  });

  it('is the whole country for documents that state no region', () => {
    expect(named('全国')).toEqual([null]);
    expect(named('China')).toEqual([null]);
  });

  it('is none where no document governs it', () => {
    expect(named('海东省')).toEqual([]);
    expect(named('990000')).toEqual([]);
  });
});
