import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { assignmentLed } from './assignment-led.ts';

const read = (text: string) =>
  readWith(`三、保障措施\n（一）加强领导\n${text}`, [assignmentLed]).map(
    ({ agency, role }) => `${agency} ${role}`,
  );

describe('prose that names a leader', () => {
  it('gives those who join a mechanism the supporting part', () => {
    expect(
      read('建立由分管市领导牵头，市水务局、东河开发区管委会等单位和相关区政府参加的调度机制。'),
    ).toEqual(['分管市领导 lead', '市水务局 support', '东河开发区管委会 support', '相关区政府 support']);
  });

  it('takes a partner of a joint meeting for its member', () => {
    expect(read('由省林业局牵头,与省直相关部门建立工作专班,每月调度。')).toEqual([
      '省林业局 lead',
      '省直相关部门 member',
    ]);
  });

  it('takes those who make up a leading group for its members', () => {
    expect(
      read('由分管副市长挂帅，成立由市水务局、市林业局、西岭区组成的推进领导小组，统筹推进建设。'),
    ).toEqual(['分管副市长 lead', '市水务局 member', '市林业局 member', '西岭区 member']);
  });

  it('takes those whom the leader draws in for supporters', () => {
    expect(read('市工业和信息化局牵头，会同市商务局等部门建立项目库。')).toEqual([
      '市工业和信息化局 lead',
      '市商务局 support',
    ]);
  });

  it('reads 统一领导 and a named company', () => {
    expect(read('省级由省大数据产业发展领导小组统一领导，协同推进。')).toEqual([
      '省大数据产业发展领导小组 lead',
    ]);
    expect(read('铁塔公司牵头进行规划编制。')).toEqual(['铁塔公司 lead']);
  });

  it.each([['鼓励龙头企业牵头组建联盟。'], ['支持省属企业集团牵头承担项目。'], ['有关部门牵头落实。']])(
    'gives nobody a duty where it urges anyone: %s',
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );
});
