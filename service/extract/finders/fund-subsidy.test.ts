import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { fundSubsidy } from './fund-subsidy.ts';

const read = (text: string) =>
  readWith(text, [fundSubsidy]).map(({ name, type, action }) => `${name} ${type} ${action}`);

describe('subsidies by their purpose', () => {
  it.each([
    [
      '大力实施“企业上云补贴”“首版次软件保险补偿”等扶持政策。',
      ['企业上云补贴 subsidy mention', '首版次软件保险补偿 subsidy mention'],
    ],
    ['对在新区从教的人员，每月给予云岭津贴。', ['云岭津贴 subsidy mention']],
    ['完善“云服务券”制度。', ['云服务券 subsidy mention']],
    ['做好首台（套）重大技术装备保险补偿申报。', ['首台（套）重大技术装备保险补偿 subsidy mention']],
    [
      '落实首台（套）重大技术装备、首批次新材料、首版次软件保险补偿政策。',
      [
        '首台（套）重大技术装备保险补偿 subsidy mention',
        '首批次新材料保险补偿 subsidy mention',
        '首版次软件保险补偿 subsidy mention',
      ],
    ],
    ['加大对绿色贷款的财政贴息力度。', ['绿色贷款财政贴息 subsidy mention']],
    ['对设备更新贷款给予一定比例贴息。', ['设备更新贷款贴息 subsidy mention']],
    ['实施技术改造贷款贴息。', ['技术改造贷款贴息 subsidy mention']],
    [
      '对博士给予每人15万元安家补贴，对毕业生每月给予1000元租房补贴。',
      ['安家补贴 subsidy mention', '租房补贴 subsidy mention'],
    ],
    ['落实农机购置补贴、稳岗返还政策。', ['农机购置补贴 subsidy mention']],
    ['（五）设立云山联合基金，实施企业研发费用后补助。探索新机制。', ['企业研发费用后补助 subsidy mention']],
    ['二、扶持政策\n（四）船舶企业技改奖励补助。对企业给予支持。', ['船舶企业技改奖励补助 subsidy mention']],
  ])('%s', (text, subsidies) => {
    expect(read(text)).toEqual(subsidies);
  });

  it.each([
    ['采取补助、贴息等多种形式支持。'],
    ['对企业给予补贴。'],
    ['对企业贷款给予贴息。'],
    ['对符合条件的项目给予贷款贴息。'],
    ['综合运用贷款贴息、以奖代补等方式。'],
    ['通过省、市、县三级联动财政补贴等方式推进。'],
    ['给予产权人适当补偿。'],
    ['享受政府特殊津贴的专家。'],
    ['给予适当津贴。'],
    ['每年最高100万元，连续补贴3年。'],
    ['每个品种补助200万元。'],
    ['县道每公里补助1万元。'],
    ['购置农机给予县级累加补贴。'],
    ['按放电量给予0.2元/千瓦时补贴。'],
    ['根据《临江市农机购置补贴办法》执行。'],
    ['一是投资补助。二是贷款贴息。'],
    ['发行短期融资券。'],
    ['每户企业补贴金额不超过500万元。'],
    ['完善森林生态效益补偿。'],
    ['提高城乡居民养老保险补助标准。'],
  ])('are none without one: %s', (text) => {
    expect(read(text)).toEqual([]);
  });
});
