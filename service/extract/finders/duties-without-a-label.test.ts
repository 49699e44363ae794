import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { assignmentDuty } from './assignment-duty.ts';
import { assignmentMeeting } from './assignment-meeting.ts';
import { assignmentSubject } from './assignment-subject.ts';

const read = (text: string) =>
  readWith(`三、保障措施\n（一）压实责任\n${text}`, [
    assignmentDuty,
    assignmentMeeting,
    assignmentSubject,
  ]).map(({ agency, role }) => `${agency} ${role}`);

describe('duties that prose tells without a label', () => {
  it.each([
    ['区政府办公室将对落实情况进行专项督查。', ['区政府办公室 responsible']],
    ['区目标考核机构要把竹业指标列入年度考核。', ['区目标考核机构 responsible']],
    ['由各地竹业工作领导小组办公室每季度报送进展表。', ['各地竹业工作领导小组办公室 responsible']],
    ['在水利主管部门设立河湖工作推进办公室，处理日常事务。', ['水利主管部门 host']],
    ['明确各县（市）、区水利局为负责河湖管护的主管部门。', ['各县（市）、区水利局 responsible']],
    ['明确市水利局为河湖管护的牵头部门。', ['市水利局 lead']],
    [
      '成立由市长任组长，各有关部门为成员的市竹业发展领导小组，组织协调全市竹业工作。',
      ['市长 lead', '市竹业发展领导小组 responsible'],
    ],
  ])('%s', (text, duties) => {
    expect(read(text)).toEqual(duties);
  });

  it.each(['明确相关部门为责任单位。', '市水利局已将三处河段列入名录。', '企业将对产品质量进行年度检验。'])(
    'gives nobody a duty by: %s',
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );
});
