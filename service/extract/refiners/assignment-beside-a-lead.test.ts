import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { assignmentLabelled } from '../finders/assignment-labelled.ts';
import { assignmentBesideALead } from './assignment-beside-a-lead.ts';

const read = (text: string) =>
  readWith(text, [assignmentLabelled], [assignmentBesideALead]).map(
    ({ agency, role }) => `${agency} ${role}`,
  );

describe('bodies that answer beside one that leads', () => {
  it('support it in the same clause, and in no other', () => {
    expect(
      read('1.攻关。（牵头单位：省科技厅；责任单位：省财政厅）\n2.示范。（责任单位：省财政厅）'),
    ).toEqual(['省科技厅 lead', '省财政厅 support', '省财政厅 responsible']);
  });

  it('support it also where each label has a line of its own', () => {
    expect(
      readWith(
        '一、主要任务\n1.加快项目建设。\n牵头单位：区发改局\n责任单位：各街道，区财政局\n2.优化服务。\n责任单位：区商务局',
        [assignmentLabelled],
        [assignmentBesideALead],
      ).map(({ agency, role }) => `${agency} ${role}`),
    ).toEqual(['区发改局 lead', '各街道 support', '区财政局 support', '区商务局 responsible']);
  });

  it('also where the leader or the time stands on a line between them, or in brackets that follow each other', () => {
    const roles = (text: string) =>
      readWith(text, [assignmentLabelled], [assignmentBesideALead]).map(
        ({ agency, role }) => `${agency} ${role}`,
      );
    expect(roles('1.攻关。\n牵头单位：市科技局\n责任领导：张三\n责任单位：市财政局')).toEqual([
      '市科技局 lead',
      '市财政局 support',
    ]);
    expect(roles('1.攻关。\n牵头单位：市科技局\n完成时限：2021年底\n责任单位：市财政局')).toEqual([
      '市科技局 lead',
      '市财政局 support',
    ]);
    expect(roles('1.攻关。（牵头单位：市科技局）（责任单位：市财政局）')).toEqual([
      '市科技局 lead',
      '市财政局 support',
    ]);
    expect(roles('1.攻关。（牵头单位：市科技局）开展示范。（责任单位：市财政局）')).toEqual([
      '市科技局 lead',
      '市财政局 responsible',
    ]);
  });
});
