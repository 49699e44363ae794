import { describe, expect, it } from 'vitest';
import { isMunicipality, placeAbove, placeCodeOf, placeLeading, placeOf, shortNameOf } from './places.ts';

describe('codes of places', () => {
  it('are those of GB/T 2260 for provinces, cities and counties', () => {
    expect(placeCodeOf('甘肃省')).toBe('620000');
    expect(placeCodeOf('兰州市')).toBe('620100');
    expect(placeCodeOf('榆中县')).toBe('620123');
    expect(placeCodeOf('天津市')).toBe('120000');
    expect(placeCodeOf('临夏回族自治州')).toBe('622900');
  });

  it('follow a name that goes from the province down', () => {
    expect(placeCodeOf('广东省深圳市')).toBe('440300');
    expect(placeCodeOf('广东省深圳市南山区')).toBe('440305');
    expect(placeCodeOf('浙江台州')).toBe('331000');
    expect(placeCodeOf('天津市滨海新区')).toBe('120116');
  });

  it('know short names of provinces, cities and prefectures', () => {
    expect(placeCodeOf('内蒙古')).toBe('150000');
    expect(placeCodeOf('新疆')).toBe('650000');
    expect(placeCodeOf('恩施州')).toBe('422800');
  });

  it('tell places of one name apart by the region that the text is about', () => {
    expect(placeCodeOf('朝阳区', '北京市')).toBe('110105');
    expect(placeCodeOf('朝阳区', '吉林省')).toBe('220104');
    expect(placeCodeOf('鼓楼区', '江苏省南京市')).toBe('320106');
  });

  it('are not guessed where several places have the name', () => {
    expect(placeCodeOf('朝阳区')).toBeNull();
    expect(placeCodeOf('鼓楼区', '江苏省')).toBeNull();
  });

  it('reach beyond the region of the document', () => {
    expect(placeCodeOf('青岛市', '甘肃省')).toBe('370200');
  });

  it('belong to the district in which a street or town lies', () => {
    expect(placeCodeOf('西城区金融街', '北京市')).toBe('110102');
  });

  it('are not given to several places, to regions, to zones or to invented ones', () => {
    for (const name of ['济南市、青岛市', '京津冀', '兰州新区', '济南高新区', '云山省临江市', ''])
      expect(placeCodeOf(name), name).toBeNull();
    expect(placeCodeOf(null)).toBeNull();
  });
});

describe('places', () => {
  it('have a full name with the city of a district, but not with the city of a county', () => {
    expect(placeOf('海淀区')?.fullName).toBe('北京市海淀区');
    expect(placeOf('榆中县')?.fullName).toBe('榆中县');
    expect(placeOf('深圳市')?.fullName).toBe('深圳市');
  });

  it('are found at the start of a text', () => {
    expect(placeLeading('深圳市科技创新委员会')).toMatchObject({ place: { code: '440300' }, length: 3 });
    expect(placeLeading('科技创新委员会')).toBeNull();
  });

  it('know what they lie in', () => {
    const district = placeOf('兰州市城关区');
    expect(district && placeAbove(district, 'prefecture')?.name).toBe('兰州市');
    expect(district && placeAbove(district, 'province')?.name).toBe('甘肃省');
    const municipal = placeOf('海淀区');
    expect(municipal && placeAbove(municipal, 'prefecture')).toBeNull();
    const capital = placeOf('北京市');
    expect(capital && isMunicipality(capital)).toBe(true);
    expect(capital && shortNameOf(capital)).toBe('北京');
  });
});
