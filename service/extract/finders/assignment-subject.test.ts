import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { assignmentSubject } from './assignment-subject.ts';

const read = (text: string) =>
  readWith(`三、保障措施\n（一）压实责任\n${text}`, [assignmentSubject]).map(
    ({ agency, role }) => `${agency} ${role}`,
  );

describe('a body of government that prose names as the one who acts', () => {
  it.each([
    ['市、县两级政府进一步下放审批权限。', ['市、县两级政府 responsible']],
    ['市政府对新区重大项目的用地和用能给予保障。', ['市政府 responsible']],
    ['东河区政府继续支持园区开发，并承担道路养护费用。', ['东河区政府 responsible']],
    [
      '青石镇、柳河镇和云岭镇（以下统称“三镇”）重点做好民生服务工作。',
      ['青石镇 responsible', '柳河镇 responsible', '云岭镇 responsible'],
    ],
    [
      '东河区、西岭区政府根据管理权限，委托新区管委会开展特许经营。',
      ['东河区政府 responsible', '西岭区政府 responsible'],
    ],
    [
      '临江管委会与临江新区开发主体共同发起设立一支产业基金。',
      ['临江管委会 responsible', '临江新区开发主体 responsible'],
    ],
    ['新区土地整备工作由临江新区管委会统筹，加快腾退低效用地。', ['临江新区管委会 responsible']],
    [
      '资金使用细则由市财政局会同东河区、西岭区和临江新区管委会制定。',
      ['市财政局 responsible', '东河区 responsible', '西岭区 responsible', '临江新区管委会 responsible'],
    ],
  ])('%s', (text, duties) => {
    expect(read(text)).toEqual(duties);
  });

  it.each([
    ['市有关部门对新区项目在发行债券方面给予优先支持。'],
    ['各区县进一步加大工作力度，抓好任务落实。'],
    ['龙头企业继续加大研发投入，提升创新能力。'],
    ['产业规模进一步扩大，创新能力明显提升。'],
    ['近年来，市政府继续加大投入，成效明显。'],
    ['对成长性好的企业进一步给予融资支持。'],
    ['新型城镇进一步完善公共服务设施。'],
    ['特色小镇重点做好招商引资工作。'],
    ['项目建设内容由企业统筹安排并组织实施。'],
    ['这一问题的解决由此进一步加快推进。'],
    ['临江新区管委会可采用个案办理的方式进一步申请专项资金。'],
    ['经营主体的培育由自由贸易协定负责规定。'],
  ])('is none in: %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('is none where a section looks back', () => {
    const text = '一、发展基础\n东河区政府继续支持园区开发，成效明显。';
    expect(readWith(text, [assignmentSubject])).toEqual([]);
  });
});
