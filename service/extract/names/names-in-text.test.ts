import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inventedFields } from '../../../test/extract/invented-context.ts';
import { extractRecords } from '../extract.ts';

const plan = `云山省加快发展低空经济行动方案
一、重点任务
（一）建设制造高地。
1.做强整机。支持临江经开区打造全省通用航空制造基地，推动云山高新区、临江高新区建设低空经济产业园。加快打造成都、绵阳、天府新区等无人机产业集聚区。（牵头单位：省发展改革委；责任单位：省科技厅、省工业和信息化厅，各市〔州〕人民政府）
2.壮大配套。依托云山国家高新技术产业开发区、临江综合保税区（航空维修），发展航空发动机。【责任单位：省商务厅、省财政厅】
3.培育基地。争创国家级“云翼”双创基地，支持龙山、虎山、凤山三个省级开发区扩区。（省科技厅牵头，省财政厅、临江市人民政府等按职责分工负责）
（二）加强资金支持。
设立总规模50亿元的云山省低空经济产业投资基金和股权投资基金。统筹智能制造、海洋装备等产业发展专项资金。鼓励各市设立航空产业发展专项资金及基金。
发放航空器购置补贴，单个企业最高不超过500万元。发放“算力券”“飞行体验券”。实施首台（套）重大技术装备保险补偿。
二、组织实施
（一）加强领导。建立由分管副省长牵头，省交通运输厅、相关市政府参加的工作机制。领导小组办公室设在省发展改革委。各市州政府要制定实施细则，省工业和信息化厅会同省商务厅开展监测。
`;

const extract = (text: string) => extractRecords({ id: 'doc_invented', text, fields: inventedFields() });

/** How few pieces of a text a name can be laid out of, the longest first; infinite where a character is not in it. */
const piecesOf = (name: string, text: string): number => {
  let pieces = 0;
  for (let from = 0; from < name.length; pieces++) {
    let to = name.length;
    while (to > from && !text.includes(name.slice(from, to))) to--;
    if (to === from) return Number.POSITIVE_INFINITY;
    from = to;
  }
  return pieces;
};

const noise = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    '、',
    '，',
    '。',
    '（',
    '）',
    '“',
    '”',
    '\n',
    '等',
    '和',
    '的',
    '产业园',
    '基金',
    '牵头',
    '（牵头单位：',
    '补贴',
    '省科技厅',
  ),
);
const spoilt = fc
  .tuple(fc.nat(plan.length), fc.nat(plan.length), fc.nat(plan.length), noise)
  .map(([a, b, at, scrap]) => {
    const slice = plan.slice(Math.min(a, b), Math.max(a, b));
    return slice.slice(0, at) + scrap + slice.slice(at) + scrap;
  });

describe('names of funds, parks and bodies', () => {
  it('stand in the text, or are laid out of few pieces of it, however it is cut and spoilt', () => {
    fc.assert(
      fc.property(spoilt, (text) => {
        const { funds, parks, assignments } = extract(text);
        const bare = text.replace(/\s/gu, '');
        for (const name of [
          ...funds.map((f) => f.name),
          ...parks.map((p) => p.name),
          ...assignments.map((a) => a.agency),
        ]) {
          expect(name.length).toBeLessThanOrEqual(60);
          expect(piecesOf(name.replace(/\s/gu, ''), bare), name).toBeLessThanOrEqual(3);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('have passages that stand in the text at their offsets, however it is cut and spoilt', () => {
    fc.assert(
      fc.property(spoilt, (text) => {
        const { funds, parks, assignments } = extract(text);
        for (const record of [...funds, ...parks, ...assignments]) {
          expect(record.evidence.length).toBeGreaterThan(0);
          for (const { start, end, text: passage } of record.evidence)
            expect(text.slice(start, end)).toBe(passage);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('are read in time that grows with the text, not with its square', () => {
    for (const scrap of [
      '园',
      '云山产业园、',
      '云山产业园和',
      '设立云山发展基金、',
      '省科技厅、',
      '（省科技厅牵头',
      '牵头单位:',
      '由省科技厅牵头,',
      '“园',
      '等产业园',
    ]) {
      const started = performance.now();
      extract(`一、任务\n${scrap.repeat(Math.ceil(30_000 / scrap.length))}`);
      expect(performance.now() - started, scrap).toBeLessThan(15_000);
    }
  });
});

describe('records of an invented plan', () => {
  const { funds, parks, assignments } = extract(plan);

  it('hold every fund', () => {
    expect(funds.map(({ name, type, action, amount }) => [name, type, action, amount])).toEqual([
      ['云山省低空经济产业投资基金', 'industry', 'establish', 50],
      ['云山省低空经济产业股权投资基金', 'equity', 'establish', null],
      ['智能制造产业发展专项资金', 'special', 'use', null],
      ['海洋装备产业发展专项资金', 'special', 'use', null],
      ['航空产业发展专项资金', 'special', 'encourage', null],
      ['航空产业发展基金', 'industry', 'encourage', null],
      ['航空器购置补贴', 'subsidy', 'mention', null],
      ['算力券', 'subsidy', 'mention', null],
      ['飞行体验券', 'subsidy', 'mention', null],
      ['首台（套）重大技术装备保险补偿', 'subsidy', 'mention', null],
    ]);
  });

  it('hold every park', () => {
    expect(parks.map(({ name, action, location }) => [name, action, location])).toEqual([
      ['临江经开区', 'rely', null],
      ['通用航空制造基地', 'build', '临江经开区'],
      ['云山高新区', 'rely', null],
      ['临江高新区', 'rely', null],
      ['低空经济产业园', 'build', '云山高新区、临江高新区'],
      ['成都无人机产业集聚区', 'build', '成都市'],
      ['绵阳无人机产业集聚区', 'build', '绵阳市'],
      ['天府新区无人机产业集聚区', 'build', '天府新区'],
      ['云山国家高新技术产业开发区', 'rely', null],
      ['临江综合保税区', 'rely', null],
      ['国家级“云翼”双创基地', 'apply', null],
      ['龙山省级开发区', 'upgrade', null],
      ['虎山省级开发区', 'upgrade', null],
      ['凤山省级开发区', 'upgrade', null],
    ]);
  });

  it('hold every duty', () => {
    expect(assignments.map(({ section, agency, role }) => `${section} ${agency} ${role}`)).toEqual([
      '一/(一)/1 省发展改革委 lead',
      '一/(一)/1 省科技厅 support',
      '一/(一)/1 省工业和信息化厅 support',
      '一/(一)/1 各市〔州〕人民政府 support',
      '一/(一)/2 省商务厅 responsible',
      '一/(一)/2 省财政厅 responsible',
      '一/(一)/3 省科技厅 lead',
      '一/(一)/3 省财政厅 support',
      '一/(一)/3 临江市人民政府 support',
      '二/(一) 分管副省长 lead',
      '二/(一) 省交通运输厅 support',
      '二/(一) 相关市政府 support',
      '二/(一) 省发展改革委 host',
      '二/(一) 各市州政府 responsible',
      '二/(一) 省工业和信息化厅 responsible',
      '二/(一) 省商务厅 responsible',
    ]);
  });
});
