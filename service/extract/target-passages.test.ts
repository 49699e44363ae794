import { describe, expect, it } from 'vitest';
import { readWith } from '../../test/extract/read-with.ts';
import { pipeline } from './pipeline.ts';

/** What all rules for targets together read in a passage. */
const targets = (text: string, heading = '一、发展目标') =>
  readWith(`${heading}\n${text}`, pipeline.target.finders, pipeline.target.refiners).map(
    ({ indicator, change, value, unit, by }) => `${indicator} ${change} ${value}${unit} ${by}`,
  );
const goals = (text: string, heading = '一、发展目标') =>
  readWith(`${heading}\n${text}`, pipeline.goal.finders, pipeline.goal.refiners).map(
    ({ statement, by }) => `${statement} ${by}`,
  );

describe('aims in quotation marks', () => {
  it('are read like those outside; a quoted name is left whole', () => {
    expect(
      targets(
        '2020年起3年内，实现“引进高层次人才达到2000名，人才资源总量达到30万名左右，人才贡献率达到40%”的三大目标。',
      ),
    ).toEqual([
      '高层次人才 level 2000名 2022',
      '人才资源总量 level 300000名 2022',
      '人才贡献率 level 40% 2022',
    ]);
    expect(targets('打造“一核2区，多点支撑”格局。')).toEqual([]);
  });

  it('leave the goals around them whole, without the years in front', () => {
    expect(
      goals('2020年起3年内，建成人才高地，实现“人才总量达到30万名左右，人才贡献率达到40%以上”的目标。'),
    ).toEqual(['建成人才高地 2022']);
  });
});

describe('classes of things by size', () => {
  it('keep the size as their name, said once for a list', () => {
    expect(targets('到2021年，产值超10亿元企业达100家、超50亿元企业达10家、超100亿元企业达3家。')).toEqual([
      '产值超10亿元企业 level 100家 2021',
      '产值超50亿元企业 level 10家 2021',
      '产值超100亿元企业 level 3家 2021',
    ]);
    expect(
      targets(
        '到2021年，创建年主营业务收入过100亿元的集聚区10个以上，300—500亿元的集聚区5个，过1000亿元的集聚区5个。',
      ),
    ).toEqual([
      '主营业务收入过100亿元的集聚区 level 10个 2021',
      '主营业务收入300—500亿元的集聚区 level 5个 2021',
      '主营业务收入过1000亿元的集聚区 level 5个 2021',
    ]);
  });

  it('are not named by a heading that names no trade', () => {
    expect(targets('力争产值超10亿元企业达20家。', '一、做强主导和特色产业')).toEqual([
      '产值超10亿元企业 level 20家 null',
    ]);
  });
});

describe('numbers and what they measure', () => {
  it.each([
    ['到2025年，力争产业集群总量超过五千亿规模。', ['产业集群总量 level 5000亿元 2025']],
    ['到2025年，产业规模突破千亿元大关。', ['产业规模 level 1000亿元 2025']],
    [
      '到2025年，储能容量达到2GWh，电池产能超10Gwh。',
      ['储能容量 level 2GWh 2025', '电池产能 level 10Gwh 2025'],
    ],
    ['到2025年，改造50万蒸吨燃煤锅炉。', ['燃煤锅炉 level 50万蒸吨 2025']],
    ['到2025年，举办名家讲座30场次。', ['名家讲座 level 30场次 2025']],
    ['到2025年，推动新增上市挂牌企业5家。', ['上市挂牌企业 increase 5家 2025']],
  ])('%s', (text, records) => {
    expect(targets(text)).toEqual(records);
  });

  it('are read in a box with which an excerpt begins', () => {
    expect(targets('（一）达标排放。改造50万蒸吨燃煤锅炉。', '专栏3 重点工程')).toHaveLength(1);
  });
});

describe('numbered items that are sentences', () => {
  it('are read whole, and are no heading over what follows', () => {
    expect(
      targets(
        '1.到2025年，地区生产总值增长7%以上，达到80亿元；城镇居民收入增长6%。工业投资突破3亿元。\n2.接待游客突破500万人次，旅游收入达到50亿元；新增规上企业8家。',
      ),
    ).toEqual([
      '地区生产总值 increase 7% 2025',
      '地区生产总值 level 80亿元 2025',
      '城镇居民收入 increase 6% 2025',
      '工业投资 level 3亿元 2025',
      '接待游客 level 5000000人次 null',
      '旅游收入 level 50亿元 null',
      '规上企业 increase 8家 null',
    ]);
  });

  it('leave titles with figures that are names alone', () => {
    expect(targets('1.实施“3家5亿”工程，做强竹业。培育企业10家。', '二、重点任务')).toEqual([
      '企业 level 10家 null',
    ]);
  });

  it('name enterprises by their yearly output', () => {
    expect(targets('到2025年，培育年产值超亿元企业3家、5000万元以上企业10家。')).toEqual([
      '年产值超亿元企业 level 3家 2025',
      '年产值5000万元以上企业 level 10家 2025',
    ]);
  });
});

describe('words that look like parts of others', () => {
  it.each([
    ['到2025年，建成起降点200个。', ['起降点 level 200个 2025']],
    [
      '到2025年，规上工业增加值增长7%，工业投资增长10%。',
      ['规上工业增加值 increase 7% 2025', '工业投资 increase 10% 2025'],
    ],
  ])('stay whole: %s', (text, records) => {
    expect(targets(text)).toEqual(records);
  });
});

describe('a size that a paragraph goes on with', () => {
  it('is that of what the paragraph spoke of before', () => {
    expect(
      targets('到2027年，竹业经济规模突破300亿元，培育竹业企业20家。到2030年，规模达到800亿元。'),
    ).toEqual([
      '竹业经济规模 level 300亿元 2027',
      '竹业企业 level 20家 2027',
      '竹业经济规模 level 800亿元 2030',
    ]);
  });
});

describe('a sentence that says itself that it sets aims', () => {
  it('gives goals wherever it stands', () => {
    expect(
      goals('到2021年，全市要实现以下目标：产值达到10亿元，基本形成承接大项目的发展平台。', '一、重点任务'),
    ).toEqual(['基本形成承接大项目的发展平台 2021']);
    expect(goals('各地要明确目标：压实责任，形成合力，统筹推进各项工作。', '一、重点任务')).toEqual([]);
  });

  it('takes no line that names who answers for an aim', () => {
    expect(goals('1.居民收入与经济增长同步。\n牵头单位：区发改局\n责任单位：各街道，区财政局')).toEqual([
      '居民收入与经济增长同步 null',
    ]);
  });
});

describe('aims that a sentence announces itself', () => {
  it('are read where no heading stands above them, with the sentences behind in the same line', () => {
    const text =
      '全县发展的主要预期目标是：竹业产值增长7%以上，工业投资增长20%、力争25%，消费价格指数涨幅控制在3%左右。单位能耗控制在下达的目标之内。';
    expect(
      readWith(text, pipeline.target.finders, pipeline.target.refiners).map(
        ({ indicator, change, value }) => `${indicator} ${change} ${value}`,
      ),
    ).toEqual([
      '竹业产值 increase 7',
      '工业投资 increase 20',
      '工业投资 increase 25',
      '消费价格指数 increase 3',
    ]);
    expect(
      readWith(text, pipeline.goal.finders, pipeline.goal.refiners).map(({ statement }) => statement),
    ).toEqual(['单位能耗控制在下达的目标之内']);
  });

  it('leave the guidance around them out', () => {
    expect(
      goals(
        '2030年，是竹业转型的关键之年。\n综合各种因素，今年的主要预期目标为：竹业产值增长7%，完成上级下达的任务。\n按照以上思路，着力推动各项改革。',
        '二、2030年指导思想和主要目标',
      ).map((goal) => goal.split(' ')[0]),
    ).toEqual(['完成上级下达的任务']);
  });
});

describe('numbers of a text without headings', () => {
  it('are aims where somebody is bound to reach them, and facts where not', () => {
    expect(targets('加强回收，确保竹屑回收率达到96%以上。', '竹业')).toHaveLength(1);
    expect(
      readWith(
        '各地要完成改造，竹屑回收率提高到90%以上。',
        pipeline.target.finders,
        pipeline.target.refiners,
      ),
    ).toHaveLength(1);
    expect(
      readWith('竹业兴旺，竹屑回收率提高到90%以上。', pipeline.target.finders, pipeline.target.refiners),
    ).toEqual([]);
  });

  it('take 冲刺 for a higher aim of the same thing', () => {
    expect(targets('到2030年，竹业产值达到800亿元、冲刺1000亿元。')).toEqual([
      '竹业产值 level 800亿元 2030',
      '竹业产值 level 1000亿元 2030',
    ]);
  });
});
