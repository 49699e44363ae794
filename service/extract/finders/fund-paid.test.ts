import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { fundPaid } from './fund-paid.ts';

const read = (text: string) =>
  readWith(`二、重点任务\n（一）产业平台\n${text}`, [fundPaid]).map(({ name }) => name);

describe('supports that prose pays for a purpose', () => {
  it.each([
    ['对新认定的临江市级低空产业园，给予10万元一次性补助。', ['低空产业园补助']],
    ['对当年新增认定省级小微创业园奖励10万元。', ['小微创业园奖励']],
    ['鼓励创建“云上”产业园，对入选省级试点的，奖励100万元。', ['创建“云上”产业园奖励']],
    ['当年新增列入省级“万亩千亿”平台名单的，奖励平台100万元。', ['“万亩千亿”平台奖励']],
    ['对获得省级数据开放大赛一等奖的，奖励8万元。', ['数据开放大赛奖励']],
    ['对龙头骨干企业并购重组，按实际发生金额给予一定的奖励。', ['龙头骨干企业并购重组奖励']],
    ['对承办市级消费促进活动的单位，给予3万元的资金支持。', ['承办市级消费促进活动资金支持']],
  ])('%s', (text, names) => {
    expect(read(text)).toEqual(names);
  });

  it.each([
    ['对符合条件的企业，给予10万元奖励。'],
    ['对作出突出贡献的单位和个人，给予适当奖励。'],
    ['对年营业收入首次超过1亿元的企业，给予50万元奖励。'],
    ['对困难家庭学生给予每人1000元资助。'],
    ['支持企业做大做强，给予优先推荐。'],
    ['对新认定的低空产业园，给予重点支持。'],
  ])('are none without one, or where no payment is told: %s', (text) => {
    expect(read(text)).toEqual([]);
  });

  it('are not told twice where a heading names them', () => {
    expect(
      readWith('二、政策\n（一）新品研发支持。对新认定的低空产业园，给予10万元补助。', [fundPaid]),
    ).toEqual([]);
  });
});
