import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localForms, ministries } from './agency-forms.ts';
import { agencyFullName } from './agency-names.ts';

const inDocument = (
  region: string | null,
  issuedOn: string | null = '2020-03-01',
  issuers: string[] = [],
) => {
  const document = { region, issuedOn, issuers };
  return (agency: string) => agencyFullName(agency, document);
};
const gansu = inDocument('甘肃省');
const tianjin = inDocument('天津市');
const national = inDocument(null, '2020-03-01', ['国务院办公厅']);

describe('full names of agencies', () => {
  it('write out the short form and put the province of the document in front', () => {
    expect(gansu('省科技厅')).toBe('甘肃省科学技术厅');
    expect(gansu('省发展改革委')).toBe('甘肃省发展和改革委员会');
    expect(gansu('省财政厅')).toBe('甘肃省财政厅');
    expect(gansu('省国资委')).toBe('甘肃省人民政府国有资产监督管理委员会');
    expect(gansu('省政府办公厅')).toBe('甘肃省人民政府办公厅');
  });

  it('take 市 in a municipality for the municipality', () => {
    expect(tianjin('市发改委')).toBe('天津市发展和改革委员会');
    expect(tianjin('市教委')).toBe('天津市教育委员会');
  });

  it('give the agency that the words are short for, whatever it was called later', () => {
    expect(gansu('省工信委')).toBe('甘肃省工业和信息化委员会');
    expect(gansu('省工信厅')).toBe('甘肃省工业和信息化厅');
    expect(gansu('省卫生计生委')).toBe('甘肃省卫生和计划生育委员会');
    expect(gansu('省卫生健康委')).toBe('甘肃省卫生健康委员会');
  });

  it('let the date decide where one short form stood for two agencies', () => {
    expect(inDocument('天津市', '2018-06-01')('市市场监管委')).toBe('天津市市场和质量监督管理委员会');
    expect(inDocument('天津市', '2020-06-01')('市市场监管委')).toBe('天津市市场监督管理委员会');
    expect(inDocument('安徽省', '2022-06-01')('省金融监管局')).toBe('安徽省地方金融监督管理局');
    expect(inDocument('安徽省', '2025-06-01')('省金融监管局')).toBe('国家金融监督管理总局安徽监管局');
    expect(inDocument('甘肃省', '2017-06-01')('省委网信办')).toContain('领导小组办公室');
    expect(gansu('省委网信办')).toBe('中共甘肃省委网络安全和信息化委员会办公室');
  });

  it('know where a form is a place’s own', () => {
    expect(inDocument('上海市')('市国资委')).toBe('上海市国有资产监督管理委员会');
    expect(inDocument('贵州省')('省农委')).toBe('贵州省农业委员会');
    expect(tianjin('市农委')).toBe('天津市农村工作委员会');
    expect(gansu('市农委')).toBeNull();
  });

  it('follow the region of a city down and up', () => {
    const shenzhen = inDocument('广东省深圳市');
    expect(shenzhen('市财政局')).toBe('深圳市财政局');
    expect(shenzhen('省财政厅')).toBe('广东省财政厅');
    expect(inDocument('甘肃省兰州市')('市科技局')).toBe('兰州市科学技术局');
  });

  it('take a place in front at its word', () => {
    expect(inDocument('北京市')('海淀区政府')).toBe('北京市海淀区人民政府');
    expect(inDocument(null)('甘肃省科技厅')).toBe('甘肃省科学技术厅');
    expect(inDocument('上海市')('浦东新区')).toBe('上海市浦东新区人民政府');
    expect(tianjin('天津银监局')).toBe('中国银行业监督管理委员会天津监管局');
  });

  it('write out branches of the centre', () => {
    expect(tianjin('人民银行天津分行')).toBe('中国人民银行天津分行');
    expect(inDocument('重庆市')('人行重庆营管部')).toBe('中国人民银行重庆营业管理部');
    expect(inDocument('安徽省')('合肥海关')).toBe('中华人民共和国合肥海关');
    expect(gansu('省税务局')).toBe('国家税务总局甘肃省税务局');
  });

  it('leave a full name as it is', () => {
    expect(gansu('甘肃省科学技术厅')).toBe('甘肃省科学技术厅');
    expect(gansu('省环境保护厅')).toBe('甘肃省环境保护厅');
    for (const ministry of ministries) expect(gansu(ministry)).toBe(ministry);
  });

  it('give ministries in every document, other central bodies in those of the centre or by their own word', () => {
    expect(gansu('工信部')).toBe('工业和信息化部');
    expect(national('发展改革委')).toBe('国家发展和改革委员会');
    expect(national('体育总局')).toBe('国家体育总局');
    expect(gansu('国家发展改革委')).toBe('国家发展和改革委员会');
    expect(inDocument(null)('统计局')).toBeNull();
  });

  it('take a hall without its level for the region’s own', () => {
    expect(inDocument('四川省')('科技厅')).toBe('四川省科学技术厅');
  });

  it('join a Party department to its committee', () => {
    expect(gansu('省委组织部')).toBe('中共甘肃省委组织部');
    expect(gansu('省委')).toBe('中共甘肃省委员会');
    expect(gansu('团省委')).toBe('中国共产主义青年团甘肃省委员会');
  });

  it('name zones’ administrations and bodies that are set up for a task', () => {
    expect(inDocument('北京市')('北京经济技术开发区管委会')).toBe('北京经济技术开发区管理委员会');
    expect(gansu('兰州新区管委会')).toBe('兰州新区管理委员会');
    expect(gansu('兰州高新区管委会')).toBe('兰州高新技术产业开发区管理委员会');
    for (const words of ['高新区管委会', '开发区管委会', '市高新区管委会', '兰州经开区管委会'])
      expect(gansu(words), words).toBeNull();
    expect(gansu('省数字政府建设领导小组')).toBe('甘肃省数字政府建设领导小组');
  });

  it('do not resolve several bodies, unnamed ones, or bodies nobody knows', () => {
    for (const words of [
      '各市州政府',
      '有关市〔州〕人民政府',
      '省有关部门',
      '分管副市长',
      '市政府',
      '省某某办',
      '临江集团',
      '区发改局',
    ])
      expect(gansu(words), words).toBeNull();
  });

  it('follow the levels of a prefecture, a county and a district', () => {
    expect(inDocument('甘肃省临夏回族自治州')('州发改委')).toBe('临夏回族自治州发展和改革委员会');
    expect(inDocument('北京市海淀区')('区财政局')).toBe('北京市海淀区财政局');
    expect(inDocument('榆中县')('县政府办公室')).toBe('榆中县人民政府办公室');
    expect(inDocument('内蒙古自治区')('自治区工信厅')).toBe('内蒙古自治区工业和信息化厅');
  });

  it('say nothing wrong of any text', () => {
    const words = fc
      .array(fc.constantFrom(...'省市区县州各有关科技工信发改委厅局办政府中国甘肃兰北京（）、的 '))
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(words, fc.constantFrom('甘肃省', '北京市', null), (agency, region) => {
        const full = inDocument(region)(agency);
        expect(full === null || (full.length >= 3 && !/[{}]/.test(full))).toBe(true);
      }),
    );
  });

  it('do not resolve a level without a region', () => {
    expect(inDocument(null)('省科技厅')).toBeNull();
    expect(inDocument('云山省')('省科技厅')).toBeNull();
  });

  it('hold a form for everywhere, or for some time, behind every form for some place or time alone', () => {
    for (const [i, form] of localForms.entries())
      for (const short of form.short.split(' '))
        if (form.in === undefined && form.until === undefined)
          expect(localForms.slice(i + 1).filter((later) => later.short.split(' ').includes(short))).toEqual(
            [],
          );
  });
});
