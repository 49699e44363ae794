import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { assignmentDuty } from './assignment-duty.ts';

const read = (text: string) =>
  readWith(`三、保障措施\n（一）压实责任\n${text}`, [assignmentDuty]).map(
    ({ agency, role }) => `${agency} ${role}`,
  );

describe('prose that gives a named body a duty', () => {
  it.each([
    [
      '各县（市、区）政府、各开发区管委会要落实属地责任。',
      ['各县（市、区）政府 responsible', '各开发区管委会 responsible'],
    ],
    ['由省推进新型能源领导小组统筹协调重大事项。', ['省推进新型能源领导小组 responsible']],
    ['各区政府要结合定位，细化政策措施。', ['各区政府 responsible']],
    ['省通信管理局统筹共建共享工作，指导运营单位开展调研。', ['省通信管理局 responsible']],
    [
      '相关区政府、东河开发区管委会要制定实施方案。',
      ['相关区政府 responsible', '东河开发区管委会 responsible'],
    ],
    ['市发展改革委会同市财政局制定资金管理办法。', ['市发展改革委 responsible', '市财政局 responsible']],
    ['省大数据产业发展领导小组负责全省年度评价工作。', ['省大数据产业发展领导小组 responsible']],
    ['科技部会同有关部门负责推进规划实施。', ['科技部 responsible']],
  ])('%s', (text, duties) => {
    expect(read(text)).toEqual(duties);
  });

  it.each([
    ['各地各部门要高度重视，抓好落实。'],
    ['有关部门要加强沟通协调。'],
    ['市有关部门要加强政策衔接。'],
    ['财政部门要加大投入力度。'],
    ['企业要落实安全生产主体责任。'],
    ['这是重要任务，需要统筹推进各项工作。'],
    ['对省科技厅要求的事项予以支持。'],
  ])('is none where anybody is urged: %s', (text) => {
    expect(read(text)).toEqual([]);
  });
});
