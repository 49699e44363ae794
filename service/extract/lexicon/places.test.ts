import { describe, expect, it } from 'vitest';
import { fullPlace, isPlace, leadingPlace, placesIn, placeWithin } from './places.ts';

describe('places', () => {
  it.each([['济南'], ['济南市'], ['山东省'], ['临江市'], ['东河区'], ['贵安新区'], ['京津冀']])(
    'are told: %s',
    (text) => {
      expect(isPlace(text)).toBe(true);
    },
  );

  it.each([['产业园区'], ['智慧社区'], ['基金小镇'], ['各市'], ['其他市'], ['云山开发区'], ['发展']])(
    'are not: %s',
    (text) => {
      expect(isPlace(text)).toBe(false);
    },
  );

  it('stand at the head of names, districts included', () => {
    expect(leadingPlace('青岛芯谷')).toBe('青岛');
    expect(leadingPlace('天津市东河区大数据产业园')).toBe('天津市东河区');
    expect(leadingPlace('烟台省级软件园')).toBe('烟台');
    expect(leadingPlace('航空产业园')).toBe('');
  });

  it('are shown with their level', () => {
    expect(['北京', '山东', '济南', '东河区', '广西'].map(fullPlace)).toEqual([
      '北京市',
      '山东省',
      '济南市',
      '东河区',
      '广西壮族自治区',
    ]);
  });

  it('are read out of lists and out of the middle of a text', () => {
    expect(placesIn('海淀区、朝阳区等地')).toEqual(['海淀区', '朝阳区']);
    expect(placesIn('东河区智能网联车产业聚集', true)).toEqual(['东河区']);
    expect(placesIn('东河区智能网联车产业聚集')).toEqual([]);
    expect(placeWithin('家电及电子信息·青岛')).toBe('青岛');
    expect(placeWithin('电子信息')).toBeNull();
  });
});
