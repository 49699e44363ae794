import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { assignmentMeeting } from './assignment-meeting.ts';

const read = (text: string) =>
  readWith(`三、保障措施\n（一）加强领导\n${text}`, [assignmentMeeting]).map(
    ({ agency, role }) => `${agency} ${role}`,
  );

describe('joint meetings and leading groups', () => {
  it('have a convenor, members and a seat of their office', () => {
    expect(
      read(
        '联席会议由分管副市长任召集人，市财政局、西岭区政府、市气象局为成员单位，联席会议办公室设在市科委。',
      ),
    ).toEqual(['分管副市长 lead', '市财政局 member', '西岭区政府 member', '市气象局 member', '市科委 host']);
  });

  it('answer themselves for what they are set up for', () => {
    expect(read('成立市氢能产业发展联席会议，负责重大项目的统筹协调。')).toEqual([
      '市氢能产业发展联席会议 responsible',
    ]);
    expect(read('成立氢能发展推进办公室，办公室设在科技厅，负责日常调度。')).toEqual([
      '氢能发展推进办公室 responsible',
      '科技厅 host',
    ]);
  });

  it('have the members that the sentence on their founding lists', () => {
    expect(
      read('建立由省政府分管领导同志担任召集人，省水利厅、省林业厅等部门主要负责同志为成员的联席会议制度。'),
    ).toEqual(['省政府分管领导同志 lead', '省水利厅 member', '省林业厅 member']);
  });

  it('answer for what they settle between departments', () => {
    expect(read('建立低空经济发展部际协调机制，协调解决重大问题，研究制定配套政策。')).toEqual([
      '低空经济发展部际协调机制 responsible',
    ]);
    expect(read('建立健全协调机制，协调解决重大问题。')).toEqual([]);
  });

  it('answer for what they are to study, and their office for what it is to do', () => {
    expect(read('成立低空经济咨询委员会，研究产业发展的全局性问题。')).toEqual([
      '低空经济咨询委员会 responsible',
    ]);
    expect(
      read('成立临江港建设领导小组，研究决策港区规划等事项。领导小组下设办公室，具体负责日常协调。'),
    ).toEqual(['临江港建设领导小组 responsible', '领导小组办公室 responsible']);
    expect(read('领导小组下设办公室。')).toEqual([]);
  });

  it('are led by whoever heads them', () => {
    expect(read('成立由省政府分管副省长任组长的领导小组。')).toEqual(['省政府分管副省长 lead']);
  });

  it('give nobody a duty where a body is only mentioned', () => {
    expect(read('在省制造强省建设领导小组的领导下，设立专家库。')).toEqual([]);
  });

  it('give an office that heads its sentence what the sentence says later', () => {
    expect(
      readWith('联席会议办公室从有关部门抽调人员组成工作小组，负责提出政策建议，督促落实。', [
        assignmentMeeting,
      ]).map(({ agency, role }) => `${agency} ${role}`),
    ).toEqual(['联席会议办公室 responsible']);
    expect(readWith('联席会议办公室从有关部门抽调人员，加强学习。', [assignmentMeeting])).toEqual([]);
  });
});
