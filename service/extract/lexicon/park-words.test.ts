import { describe, expect, it } from 'vitest';
import { isDesignationOnly, parkHeadsIn, parkTypeOf } from './park-words.ts';

describe('heads of parks', () => {
  it('are the longest that fits, in order', () => {
    expect(parkHeadsIn('云山经济技术开发区、临江工业园区和鹿湖科学城').map(({ word }) => word)).toEqual([
      '经济技术开发区',
      '工业园区',
      '科学城',
    ]);
  });

  it.each([
    ['公园和校园'],
    ['低谷时段与峰谷差'],
    ['云山高新区管委会'],
    ['东河区政府'],
    ['基地化建设'],
    ['各地区'],
  ])('are none in %s', (text) => {
    expect(parkHeadsIn(text)).toEqual([]);
  });
});

describe('the type of a park', () => {
  it.each([
    ['云山经济技术开发区', 'etdz'],
    ['云山高新区', 'hightech'],
    ['中国（云山）自由贸易试验区', 'ftz'],
    ['云山港保税区', 'ftz'],
    ['云山国家自主创新示范区', 'demo'],
    ['国家航空产业示范园区', 'demo'],
    ['鹿湖科学城', 'sciencecity'],
    ['鹿湖软件园', 'industrial'],
    ['“云坝”云计算产业基地', 'base'],
    ['智能终端产业集聚区', 'cluster'],
    ['云山基金小镇', 'town'],
    ['量子谷', 'town'],
    ['贵安新区', 'newarea'],
    ['中央商务区', 'other'],
  ])('shows in its name: %s is %s', (name, type) => {
    expect(parkTypeOf(name)).toBe(type);
  });
});

it('a designation without a place is a class', () => {
  expect(['国家自主创新示范区', '国家新型工业化产业示范基地', '综合保税区'].every(isDesignationOnly)).toBe(
    true,
  );
  expect(['云山国家自主创新示范区', '国家航空产业示范基地'].some(isDesignationOnly)).toBe(false);
});
