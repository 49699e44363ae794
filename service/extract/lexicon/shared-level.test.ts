import { describe, expect, it } from 'vitest';
import { agenciesIn } from './agencies.ts';
import { withSharedLevel } from './shared-level.ts';

const names = (text: string) => withSharedLevel(agenciesIn(text)).map(({ name }) => name);

describe('a level that stands once before a list of departments', () => {
  it.each([
    ['省工信厅、财政厅、数据管理局，省通信管理局', ['省工信厅', '省财政厅', '省数据管理局', '省通信管理局']],
    ['市发展改革委、财政局，区科技局、教育局', ['市发展改革委', '市财政局', '区科技局', '区教育局']],
    ['县发改局、工信局、自然资源局、各乡镇', ['县发改局', '县工信局', '县自然资源局', '各乡镇']],
  ])('is given to each: %s', (text, whole) => {
    expect(names(text)).toEqual(whole);
  });

  it.each([
    ['发展改革委、财政部、科技部', ['发展改革委', '财政部', '科技部']],
    ['立云经济开发区，各街道，税务局', ['立云经济开发区', '各街道', '税务局']],
    ['省商务厅、临江海关、人民银行、国网云山公司', ['省商务厅', '临江海关', '人民银行', '国网云山公司']],
    ['市委组织部、云山新区管委会、财政局', ['市委组织部', '云山新区管委会', '财政局']],
    ['市科技局、各有关单位', ['市科技局', '各有关单位']],
  ])('is given to nobody who has none by it: %s', (text, whole) => {
    expect(names(text)).toEqual(whole);
  });
});
