import { describe, expect, it } from 'vitest';
import { deadlinesOf } from './deadline.ts';

const read = (text: string, year: number | null = null, isHeading = false) =>
  deadlinesOf(text, 0, year, isHeading).map(({ by, from }) => (from ? `${from}>${by}` : by));

describe('deadlines', () => {
  it.each([
    ['到2022年，建成', '2022'],
    ['到 2022 年，建成', '2022'],
    ['力争到2025年建成', '2025'],
    ['2019年6月底前完成', '2019-06'],
    ['2019年底前完成', '2019-12'],
    ['2021—2025年，新增', '2021>2025'],
    ['2019至2021年，新增', '2019>2021'],
    ['“十四五”末达到', '2025'],
    ['2012年起5年内，引进', '2012>2016'],
    ['从2023年起，用三年时间，建成', '2023>2025'],
    ['2024年经济社会发展主要预期目标是：', '2024'],
    ['“十四五”期间，新增', '2021>2025'],
  ])('%s', (text, expected) => {
    expect(read(text)).toEqual([expected]);
  });

  it.each(['比2015年下降', '截至2018年底', '2022年冬奥会', '《规划（2018—2020年）》', '与2016年相比'])(
    '%s sets none',
    (text) => {
      expect(read(text)).toEqual([]);
    },
  );

  it('lie ahead of the document', () => {
    expect(read('2017年，收入达到3亿元', 2019)).toEqual([]);
    expect(read('2019年，收入达到3亿元', 2019)).toEqual(['2019']);
  });

  it('is told by a heading over the work of a year, not by one that looks back', () => {
    expect(read('2024年重点工作', null, true)).toEqual(['2024']);
    expect(read('2023年工作回顾', null, true)).toEqual([]);
  });

  it('may stand in brackets behind a heading', () => {
    expect(read('近期目标（2019—2022年）', 2019, true)).toEqual(['2019>2022']);
    expect(read('近期目标（2019—2022年）', 2019)).toEqual([]);
  });
});
