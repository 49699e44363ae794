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
    [
      '临江市低空经济发展领导小组做好全市工作的统筹和调度，审议重大事项。',
      ['临江市低空经济发展领导小组 responsible'],
    ],
    ['省氢能产业联席会议定期研究解决重大问题。', ['省氢能产业联席会议 responsible']],
    ['省发展改革委、省能源局按职责分工抓好落实。', ['省发展改革委 responsible', '省能源局 responsible']],
    ['临江经开区管委会承担园区建设主体责任。', ['临江经开区管委会 responsible']],
    ['按程序申报，由市科技局组织评审并公示。', ['市科技局 responsible']],
    ['项目所需费用，由临江新区管委会承担。', ['临江新区管委会 responsible']],
    [
      '临江新区管委会会同文物主管部门开展年度检查。',
      ['临江新区管委会 responsible', '文物主管部门 responsible'],
    ],
    ['市发展改革委：负责拟订政策措施，组织编制规划。', ['市发展改革委 responsible']],
    ['市科技局、市财政局：牵头制定资金办法。', ['市科技局 lead', '市财政局 lead']],
    ['市统计局：配合做好监测工作。', ['市统计局 support']],
    [
      '联席会议要认真研究重大事项，领导小组办公室要做好日常工作。',
      ['联席会议 responsible', '领导小组办公室 responsible'],
    ],
    ['对各镇引进的项目，由各乡镇参照以上政策执行。', ['各乡镇 responsible']],
  ])('%s', (text, duties) => {
    expect(read(text)).toEqual(duties);
  });

  it.each([
    [
      '发改、财政、工信等部门要做好政策衔接，争取上级资金。',
      ['发改部门 responsible', '财政部门 responsible', '工信部门 responsible'],
    ],
    [
      '国土、住建、市场监管、金融办等有关部门要为项目建设提供全程服务。',
      ['国土部门 responsible', '住建部门 responsible', '市场监管部门 responsible', '金融办 responsible'],
    ],
    [
      '市发展改革、工业和信息化等主管部门负责组织项目申报和验收。',
      ['市发展改革部门 responsible', '市工业和信息化部门 responsible'],
    ],
    [
      '市场监管、税务、海关等部门负责优化服务流程。',
      ['市场监管部门 responsible', '税务部门 responsible', '海关部门 responsible'],
    ],
    ['农牧和林业部门要为基地建设提供技术支持。', ['农牧部门 responsible', '林业部门 responsible']],
  ])('names departments by their line of work in a list: %s', (text, duties) => {
    expect(read(text)).toEqual(duties);
  });

  it.each([
    ['各级发改、财政、税务等部门要加强协作配合。'],
    ['有关发改、财政部门要加强协作配合。'],
    ['科技、人才、资金等要素要向重点领域集聚。'],
    ['规划、设计、施工等单位要严格执行标准规范。'],
    ['市级有关部门按照职责分工，加强业务指导。'],
    ['企业承担安全生产主体责任。'],
    ['由企业自主制定实施方案并组织落实。'],
    ['由此统一思想认识，凝聚工作合力。'],
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

  it('is read under a heading that is the body itself', () => {
    expect(read('1.市发展改革委。负责拟订政策措施，组织监测评价。\n2.市教育局\n配合做好人才培养。')).toEqual([
      '市发展改革委 responsible',
      '市教育局 support',
    ]);
    expect(read('1.产业发展。负责任地推进各项工作，统筹安全。')).toEqual([]);
  });
});
