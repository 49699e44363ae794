import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { fundTerms } from '../refiners/fund-terms.ts';
import { fundHeaded } from './fund-headed.ts';

const read = (text: string) =>
  readWith(`二、扶持政策\n${text}`, [fundHeaded]).map(
    ({ name, type, action }) => `${name} ${type} ${action}`,
  );

describe('supports that are named by the heading over what is paid', () => {
  it.each([
    ['（一）新品研发支持。对取得证书的新品，给予企业20万元资金支持。', ['新品研发支持 subsidy mention']],
    ['（一）固定资产投资奖励。按实际投资额的8%给予奖励。', ['固定资产投资奖励 subsidy mention']],
    ['（一）研发投入补助\n对年度研发投入增长的企业，按增量给予10%补助。', ['研发投入补助 subsidy mention']],
    [
      '3.绩效奖励。投产后可以申请。按年度贡献额给予三年奖励，每年最高不超过300万元。',
      ['绩效奖励 subsidy mention'],
    ],
    [
      '（二）厂房租金补贴政策。对租用标准厂房的企业，给予每平方米10元补贴。',
      ['厂房租金补贴 subsidy mention'],
    ],
    ['（三）支持企业兼并重组。对完成重组的企业，给予一次性奖励。', ['企业兼并重组奖励 subsidy mention']],
    ['（四）鼓励企业开拓国际市场。对参展企业，给予最高5万元补贴。', ['企业开拓国际市场补贴 subsidy mention']],
    [
      '（五）固定资产投资扶持。\n1.新上项目投资1亿元以上的，按投资额给予3%奖励。\n2.特别重大的，一事一议。',
      ['固定资产投资扶持 subsidy mention'],
    ],
    ['1.创新示范奖励。对新认定的研发机构，给予20万元奖补。', ['创新示范奖励 subsidy mention']],
    ['2.推动企业技改升级。对设备投资，按10%给予最高200万元补贴。', ['企业技改升级补贴 subsidy mention']],
    ['（六）人才安家资助。对引进的博士，给予30万元资助。', ['人才安家资助 subsidy mention']],
  ])('%s', (text, supports) => {
    expect(read(text)).toEqual(supports);
  });

  it.each([
    ['（一）加大资金支持。统筹安排资金10亿元，支持项目建设。'],
    ['（一）财政支持。对重点企业给予最高100万元奖励。'],
    ['（一）强化政策扶持。对企业给予最高100万元奖励。'],
    ['（二）支持企业做大做强。引导企业兼并重组，培育龙头企业。'],
    ['（三）新品研发支持。引导企业加大研发，形成一批新产品。'],
    ['（四）支持建设创新平台。总投资5亿元，年产值10亿元。'],
    ['（五）表彰奖励。对先进单位给予5万元奖励。'],
    ['（五）按研发进度分阶段补助。每个品种补助200万元。'],
    ['（五）创新服务奖励体系。对先进单位给予5万元奖励。'],
    ['（五）推进园区治理提升。对达标的，奖励100万元。'],
    ['（五）金融支持。发放贷款20亿元。'],
  ])('are none where the heading or what is below it names no payment: %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('are named by a bare subject where the sentence behind it pays at once', () => {
    expect(read('（一）技改扩能。对企业设备投资，给予20%以内的补助。')).toEqual([
      '技改扩能补助 subsidy mention',
    ]);
    expect(read('（一）技改扩能。引导企业更新设备。对重点项目给予20%补助。')).toEqual([]);
    expect(read('（一）组织保障。对先进单位给予10万元奖励。')).toEqual([]);
  });

  it('are left to the items where several of them pay for something each', () => {
    expect(
      read('（一）支持企业做大做强\n1.对单项冠军企业，奖励100万元。\n2.对整机企业，给予50万元奖励。'),
    ).toEqual([]);
  });

  it('are left to the sentences where several of them say what each pays for', () => {
    expect(
      read(
        '（一）支持企业技术创新。对创建为国家级创新中心的，给予80万元奖励。对新认定的技术中心，给予20万元奖励。对列入推广目录的新材料，给予10万元奖励。',
      ),
    ).toEqual([]);
    expect(read('8.培育数字经济。对新认定的数据产业园，给予60万元奖励。')).toEqual([]);
  });

  it('are not taken from a look back', () => {
    expect(readWith('一、发展基础\n（一）研发补助。给予企业10万元补助。', [fundHeaded])).toEqual([]);
  });

  it('carry the heading and the sentence that pays, with its terms', () => {
    const [fund] = readWith(
      '二、扶持政策\n（一）新品研发支持。鼓励研发。对取得证书的新品，给予企业20万元资金支持。',
      [fundHeaded],
      [fundTerms],
    );
    expect(fund?.evidence.map(({ text }) => text)).toEqual([
      '（一）新品研发支持。',
      '对取得证书的新品，给予企业20万元资金支持',
    ]);
    expect(fund?.terms).toBe('对取得证书的新品，给予企业20万元资金支持');
  });
});
