import { describe, expect, it } from 'vitest';
import { agenciesBefore, agenciesIn, isNamedAgency, isUnnamed } from './agencies.ts';

const names = (text: string) => agenciesIn(text).map(({ name }) => name);

describe('lists of bodies', () => {
  it.each([
    ['省科技厅、省教育厅,各市州政府', ['省科技厅', '省教育厅', '各市州政府']],
    ['市科委、市发展改革委等部门', ['市科委', '市发展改革委']],
    ['市发展改革委市能源局、市财政局', ['市发展改革委', '市能源局', '市财政局']],
    ['工业和信息化部、文化和旅游部', ['工业和信息化部', '文化和旅游部']],
    ['省科技厅和省财政厅', ['省科技厅', '省财政厅']],
    ['省委网信办、省委省直机关工委', ['省委网信办', '省委省直机关工委']],
    ['各县(市、区)人民政府', ['各县(市、区)人民政府']],
    ['市科技局等有关单位以及相关区政府', ['市科技局', '相关区政府']],
  ])('%s', (text, expected) => {
    expect(names(text)).toEqual(expected);
  });

  it('say where each name stands', () => {
    const text = '由省科技厅、省教育厅';
    for (const { name, start, end } of agenciesIn(text)) expect(text.slice(start, end)).toBe(name);
  });

  it('end before a verb, whatever introduces them', () => {
    expect(agenciesBefore('建立由市科委、市教委').map(({ name }) => name)).toEqual(['市科委', '市教委']);
    expect(agenciesBefore('推动产业发展')).toEqual([]);
  });
});

describe('bodies', () => {
  it.each([
    '市科委',
    '科技部',
    '临江市人民政府',
    '分管市领导',
    '市政府分管副市长',
    '东河开发区管委会',
    '教育厅',
  ])('have a name: %s', (name) => {
    expect(isNamedAgency(name)).toBe(true);
  });

  it.each([
    '有关部门',
    '各地各部门',
    '龙头企业',
    '产业创新联盟',
    '由市科委',
    '推进领导小组的领导',
    '各有关单位',
  ])('have none: %s', (name) => {
    expect(isNamedAgency(name)).toBe(false);
  });

  it('may be unnamed', () => {
    expect(['有关部门', '各相关单位', '相关部门和单位', '各地区'].every(isUnnamed)).toBe(true);
    expect(['省有关部门', '相关区政府', '有关高校'].some(isUnnamed)).toBe(false);
  });
});
