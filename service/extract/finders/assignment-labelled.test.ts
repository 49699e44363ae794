import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { assignmentLabelled } from './assignment-labelled.ts';

const read = (text: string) =>
  readWith(text, [assignmentLabelled]).map(({ agency, role }) => `${agency} ${role}`);

describe('labelled clauses on responsibility', () => {
  it('name who leads, who answers and who supports', () => {
    expect(
      read('1.做强整机。支持企业。(牵头单位:省水利厅、省气象局;责任单位:省发展改革委;配合单位:各市州政府)'),
    ).toEqual(['省水利厅 lead', '省气象局 lead', '省发展改革委 responsible', '各市州政府 support']);
  });

  it.each([
    ['（责任部门：市科委、市教委）'],
    ['【责任单位：市科委、市教委】'],
    ['〔责任单位：市科委，市教委〕'],
    ['[责任单位:市科委;市教委]'],
    ['责任单位：市科委、市教委'],
  ])('are read in every style of bracket and without one: %s', (clause) => {
    expect(read(`建设平台。${clause}`)).toEqual(['市科委 responsible', '市教委 responsible']);
  });

  it('may be a line of their own', () => {
    expect(read('（一）建设平台\n推进建设。\n牵头单位：省能源局\n责任单位：省水利厅')).toEqual([
      '省能源局 lead',
      '省水利厅 responsible',
    ]);
  });

  it('are read as meant where 责任单位 stands twice or a separator is left out', () => {
    expect(read('(责任单位:省农牧厅;责任单位:省科技厅)')).toEqual(['省农牧厅 lead', '省科技厅 responsible']);
    expect(read('(责任单位:省国资委有关市〔州〕人民政府)')).toEqual([
      '省国资委 responsible',
      '有关市〔州〕人民政府 responsible',
    ]);
  });

  it('keep together names that hold 和 or 、', () => {
    expect(read('（责任单位：省住房和城乡建设厅、省文化和旅游厅和各市、县（区）人民政府）')).toEqual([
      '省住房和城乡建设厅 responsible',
      '省文化和旅游厅 responsible',
      '各市、县（区）人民政府 responsible',
    ]);
  });

  it('keep each body as it is written, also where the level stands before the first alone', () => {
    expect(read('（责任单位：省工信厅、财政厅，各设区市人民政府）')).toEqual([
      '省工信厅 responsible',
      '财政厅 responsible',
      '各设区市人民政府 responsible',
    ]);
  });

  it.each([
    ['（责任单位：省商务厅，云岭新区管委会按职责分工负责；以下均需云岭新区管委会落实，不再列出）'],
    ['（责任单位：省商务厅、云岭新区管委会，列首位的为牵头单位，下同）'],
    ['（责任单位：省商务厅、云岭新区管委会分别负责）'],
    ['责任单位：省商务厅、云岭新区管委会；完成时限：2021年12月'],
  ])('end where the clause goes on to say how they are read: %s', (clause) => {
    expect(read(`建设平台。${clause}`)).toEqual(['省商务厅 responsible', '云岭新区管委会 responsible']);
  });

  it('join a name that a line break or blank cut', () => {
    expect(read('（责任单位：省发展改 革委、省工业和信 息化厅）')).toEqual([
      '省发展改革委 responsible',
      '省工业和信息化厅 responsible',
    ]);
  });

  it('carry the whole bracket as evidence, and the task and section over it', () => {
    const text = '二、重点任务\n（三）示范工程\n8.智慧矿山。推广应用。（责任单位：省能源局）\n';
    const [record] = readWith(text, [assignmentLabelled]);
    expect(record).toMatchObject({ task: '8.智慧矿山', section: '二/(三)/8', agency: '省能源局' });
    const [passage] = record?.evidence ?? [];
    expect(passage?.text).toBe('（责任单位：省能源局）');
    expect(text.slice(passage?.start, passage?.end)).toBe(passage?.text);
  });
});
