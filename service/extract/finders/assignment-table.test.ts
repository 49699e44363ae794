import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { pipeline } from '../pipeline.ts';
import { assignmentTable } from './assignment-table.ts';

const read = (text: string) =>
  readWith(text, [assignmentTable]).map(({ task, agency, role }) => `${task}: ${agency} ${role}`);

describe('tables of tasks', () => {
  it('name who leads, who answers and who supports in columns of their own', () => {
    expect(
      read(
        '序号 | 工作任务 | 牵头单位 | 配合单位 | 完成时限\n1 | 建设竹材加工园。 | 市发改委 | 市财政局、市科技局 | 全年\n2 | 培育竹业企业10家。 | 市工信局 | 各区 | 12月底前',
      ),
    ).toEqual([
      '1 建设竹材加工园: 市发改委 lead',
      '1 建设竹材加工园: 市财政局 support',
      '1 建设竹材加工园: 市科技局 support',
      '2 培育竹业企业10家: 市工信局 lead',
      '2 培育竹业企业10家: 各区 support',
    ]);
  });

  it('give the bodies beside a lead its support, and all the duty where none leads', () => {
    expect(
      read(
        '重点工作 | 牵头单位 | 责任单位\n建设竹材加工园。 | 市发改委 | 市财政局\n培育竹业企业。 | | 市工信局',
      ),
    ).toEqual([
      '建设竹材加工园: 市发改委 lead',
      '建设竹材加工园: 市财政局 support',
      '培育竹业企业: 市工信局 responsible',
    ]);
    expect(
      read(
        '序号 | 事项 | 责任单位\n1 | 建设竹材加工园。 | 市发改委（牵头）、市财政局\n2 | 培训。 | 市人社局',
      ),
    ).toEqual([
      '1 建设竹材加工园: 市发改委 lead',
      '1 建设竹材加工园: 市财政局 support',
      '2 培训: 市人社局 responsible',
    ]);
  });

  it('let a task reach over the rows below it, and a group stand before it', () => {
    expect(
      read(
        '类别 | 任务 | 责任单位\n竹业 | 建设竹材加工园。 | 市发改委\n培育竹业企业。 | 市工信局\n市科技局',
      ).slice(0, 2),
    ).toEqual(['建设竹材加工园: 市发改委 responsible', '培育竹业企业: 市工信局 responsible']);
  });

  it('cut a long task at its first clause, and leave people out', () => {
    expect(
      read(
        '序号 | 重点任务 | 责任领导 | 责任单位\n1 | 持续提升园区承载能力，加快推进污水处理厂和污水管网提升项目，做好配套设施建设。 | 张三 | 规划建设局\n2 | 招商。 | 李四 | 招商部',
      ),
    ).toEqual(['1 持续提升园区承载能力: 规划建设局 responsible', '2 招商: 招商部 responsible']);
  });

  it.each([
    ['序号 | 企业名称 | 主管部门\n1 | 临江竹业公司 | 市工信局\n2 | 云山竹业公司 | 市工信局'],
    ['序号 | 指标 | 单位 | 2025年\n1 | 竹业产值 | 亿元 | 30\n2 | 竹业企业 | 家 | 30'],
    ['序号 | 项目名称 | 建设单位\n1 | 竹材加工园 | 云山建设集团\n2 | 竹材市场 | 临江城投公司'],
  ])('are none where nobody is given a task: %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('give their targets the time of their row', () => {
    const text =
      '为做好2019年重点工作，制定本清单。\n序号 | 重点工作 | 责任单位 | 完成时限\n1 | 推进改革，盘活土地400亩。 | 改革办 | 全年\n2 | 培育竹业企业10家。 | 市工信局 | 12月底前';
    expect(
      readWith(text, pipeline.target.finders, pipeline.target.refiners).map(
        ({ indicator, value, by }) => `${indicator} ${value} ${by}`,
      ),
    ).toEqual(['土地 400 2019', '竹业企业 10 2019-12']);
  });
});
