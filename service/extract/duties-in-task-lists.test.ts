import { describe, expect, it } from 'vitest';
import { readWith } from '../../test/extract/read-with.ts';
import { assignmentBracketed } from './finders/assignment-bracketed.ts';
import { assignmentLabelled } from './finders/assignment-labelled.ts';
import { assignmentMeeting } from './finders/assignment-meeting.ts';
import { assignmentSubject } from './finders/assignment-subject.ts';

const read = (text: string) =>
  readWith(text, [assignmentLabelled, assignmentBracketed, assignmentMeeting, assignmentSubject]).map(
    ({ agency, role }) => `${agency} ${role}`,
  );

describe('lists of tasks with who answers for them', () => {
  it.each(['年内持续推进', '6月底前完成', '2025年底前取得阶段性成效', '完成时限：12月底'])(
    'may say by when behind who answers: %s',
    (time) => {
      expect(read(`1.稳住就业。扩大岗位供给。（省教育厅牵头，省财政厅按职责分工负责，${time}）`)).toEqual([
        '省教育厅 lead',
        '省财政厅 responsible',
      ]);
    },
  );

  it('are no bracket on duty where a sentence follows', () => {
    expect(read('1.稳住就业。扩大岗位供给（省教育厅负责的学校除外）。')).toEqual([]);
  });

  it('may say behind the names of a label who of them leads', () => {
    expect(read('责任单位：市教育局、市财政局分别牵头')).toEqual(['市教育局 lead', '市财政局 lead']);
    expect(read('责任单位：市教育局牵头，市财政局、各区政府配合')).toEqual([
      '市教育局 lead',
      '市财政局 support',
      '各区政府 support',
    ]);
  });

  it('may hold a remark on the list, or another label behind a blank', () => {
    expect(read('责任单位：市教育局、市水利局（除标注外，列第一位的为牵头单位）')).toEqual([
      '市教育局 responsible',
      '市水利局 responsible',
    ]);
    expect(read('（牵头单位：市教育局　责任单位：各区政府　完成时限：6月底）')).toEqual([
      '市教育局 lead',
      '各区政府 responsible',
    ]);
  });

  it('give the task of the section, not the label, to a line that is a label', () => {
    const [first] = readWith('一、重点工作\n2.培育企业，扩大就业。\n牵头单位：市教育局；责任单位：市财政局', [
      assignmentLabelled,
    ]);
    expect(first?.task).toBe('2.培育企业，扩大就业');
  });
});

describe('joint meetings', () => {
  it('have those as members who make them up', () => {
    expect(read('联席会议由教育部、财政部、水利部等12个部门和单位组成，教育部为牵头单位。')).toEqual([
      '教育部 member',
      '财政部 member',
      '水利部 member',
    ]);
  });

  it('list their members behind a label', () => {
    expect(read('成员单位：市委网信办、市财政局、市水利局，各县（市、区）人民政府。')).toEqual([
      '市委网信办 member',
      '市财政局 member',
      '市水利局 member',
      '各县（市、区）人民政府 member',
    ]);
  });

  it('give nobody a duty by the 负责 of a person in charge', () => {
    expect(read('联席会议由财政部主要负责同志担任召集人。')).toEqual(['财政部 lead']);
  });
});
