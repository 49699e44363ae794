import { describe, expect, it } from 'vitest';
import type { CellValue } from '../../service/records/sheet-row.ts';
import { type MatchColumn, matchRows, type RowCandidate, textLikeness } from './match-rows.ts';
import type { SnapshotRow } from './types.ts';

const fields = ['region', 'indicator', 'value', 'unit', 'by'] as const;
const columns: MatchColumn[] = fields.map((field, column) => ({ column, field }));
const record = (id: string, ...values: CellValue[]): RowCandidate => ({
  key: `${id}@1`,
  values: Object.fromEntries(fields.map((field, i) => [field, values[i] ?? null])),
});
const rows = (...all: CellValue[][]): SnapshotRow[] =>
  all.map((values) => ({ cells: values.map((value) => ({ value })) }));
const keys = (matches: ReturnType<typeof matchRows>): [number, string][] =>
  matches.matched.map(({ row, key }) => [row, key]);

describe('matching hand-made rows to records', () => {
  const records = [
    record('tgt_a', '云山省', '数字经济核心产业增加值', 3000, '亿元', '2025'),
    record('tgt_b', '云山省', '软件和信息服务业营业收入', 800, '亿元', '2025'),
    record('tgt_c', '云山省', '国家级企业技术中心', 20, '家', '2025'),
    record('tgt_d', '临江市', '国家级企业技术中心', 5, '家', '2025'),
  ];

  it('finds a record that is named shorter, with its number as text and its year as people write it', () => {
    const matches = matchRows(
      rows(
        ['云山省', '核心产业增加值', '3,000', '亿元', '2025年底'],
        ['云山', '软件信息服务业收入', 800, '亿元', 2025],
      ),
      'target',
      columns,
      records,
    );
    expect(keys(matches)).toEqual([
      [0, 'tgt_a@1'],
      [1, 'tgt_b@1'],
    ]);
    const [first] = matches.matched;
    expect(first?.confidence).toBeGreaterThan(0.8);
    expect(first?.reasons.find((reason) => reason.field === 'value')).toMatchObject({
      mine: '3,000',
      theirs: 3000,
      likeness: 1,
    });
  });

  it('tells records of one name apart by what differs: the place and the number', () => {
    const matches = matchRows(
      rows(['临江市', '企业技术中心', 5, '家', 2025], ['云山省', '企业技术中心', 20, '家', 2025]),
      'target',
      columns,
      records,
    );
    expect(keys(matches)).toEqual([
      [0, 'tgt_d@1'],
      [1, 'tgt_c@1'],
    ]);
  });

  it('takes none of two records that would do alike, and says which they are', () => {
    const matches = matchRows(
      rows([null, '国家级企业技术中心', null, null, null]),
      'target',
      columns,
      records,
    );
    expect(matches.matched).toEqual([]);
    expect(matches.ambiguous[0]?.candidates.map(({ key }) => key).sort()).toEqual(['tgt_c@1', 'tgt_d@1']);
  });

  it('takes none for two rows that are alike, so that no note is given to the wrong one', () => {
    const row = ['云山省', '数字经济核心产业增加值', 3000, '亿元', '2025'];
    const matches = matchRows(rows(row, row), 'target', columns, records);
    expect(matches.matched).toEqual([]);
    expect(matches.ambiguous.map(({ row: at }) => at)).toEqual([0, 1]);
  });

  it('leaves a row of hers alone whose figures agree but whose subject is another', () => {
    const matches = matchRows(
      rows(['云山省', '高速公路里程', 3000, '亿元', '2025']),
      'target',
      columns,
      records,
    );
    expect([matches.matched, matches.ambiguous, matches.unmatched]).toEqual([[], [], [0]]);
  });

  it('uses the unit and the year that a header names where there is no column for them', () => {
    const more = [...records, record('tgt_e', '云山省', '数字经济核心产业增加值', 5000, '亿元', '2030')];
    const without = columns.slice(0, 2);
    const table = rows(['云山省', '数字经济核心产业增加值']);
    expect(matchRows(table, 'target', without, more).matched).toEqual([]);
    expect(
      keys(matchRows(table, 'target', without, more, { implied: { by: '2030', unit: '亿元' } })),
    ).toEqual([[0, 'tgt_e@1']]);
  });

  it('skips blank rows, and gives a record to one row only', () => {
    const matches = matchRows(
      rows(
        [null, '', null, null, null],
        ['云山省', '国家级企业技术中心', 20, '家', '2025'],
        ['云山省', '企业技术中心数', 21, '家', '2025'],
      ),
      'target',
      columns,
      records,
    );
    expect(keys(matches)).toEqual([[1, 'tgt_c@1']]);
    expect(matches.unmatched).not.toContain(0);
  });
});

describe('a long table that was kept by hand for years', () => {
  // What happens to such tables: names shortened, numbers typed as text or revised, cells left out, rows sorted by hand.
  const heads = '数字经济 软件业 电子信息 装备制造 生物医药 新材料 新能源 现代物流 文化旅游 人工智能'.split(
    ' ',
  );
  const tails =
    '增加值 营业收入 企业数量 研发投入强度 专利授权量 平台数量 示范项目 从业人员 出口额 投资额'.split(' ');
  let seed = 7;
  const pick = (most: number): number => {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (seed >> 8) % most;
  };
  const all = Array.from({ length: 600 }, (_, i) =>
    record(
      `tgt_${i}`,
      `${'云临江河湖海'[i % 6]}${'山州城川'[i % 4]}${i % 2 ? '市' : '省'}`,
      `${heads[i % 10]}${i % 3 === 0 ? '核心产业' : ''}${tails[Math.floor(i / 10) % 10]}`,
      pick(100_000) / 10,
      ['亿元', '家', '%'][i % 3] ?? null,
      `20${25 + (i % 3) * 5}`,
    ),
  );
  const drawn = all.filter((_, i) => i % 4 !== 0).sort((a, b) => (a.key < b.key ? 1 : -1));
  const table = rows(
    ...drawn.map(({ values }, i) => {
      const name = String(values.indicator);
      const value = Number(values.value);
      return [
        i % 7 === 0 ? null : (values.region ?? null),
        i % 3 === 0 ? name.replace('核心产业', '').replace('数量', '数') : name,
        i % 5 === 0 ? value.toLocaleString('en') : i % 11 === 0 ? value * 1.02 : value,
        values.unit ?? null,
        i % 2 === 0 ? `${values.by}年` : Number(values.by),
      ];
    }),
    ...Array.from({ length: 40 }, (_, i) => ['云山省', `我自己的第${i}项观察`, i, '项', 2025]),
  );

  it('gets nine rows in ten their record, and no row a wrong one', () => {
    const { matched, unmatched } = matchRows(table, 'target', columns, all);
    const wrong = matched.filter(({ row, key }) => drawn[row]?.key !== key);
    expect(wrong).toEqual([]);
    expect(matched.length / drawn.length).toBeGreaterThan(0.9);
    for (let row = drawn.length; row < table.length; row++) expect(unmatched).toContain(row);
  });
});

describe('the likeness of two names', () => {
  it('is one for the same, high for one in the other, low for others, nought for none', () => {
    expect(textLikeness('数字经济 增加值', '数字经济（增加值）')).toBe(1);
    expect(textLikeness('产业增加值', '数字经济核心产业增加值')).toBeGreaterThan(0.7);
    expect(textLikeness('数字经济核心产业增加值', '数字经济增加值')).toBeGreaterThan(0.6);
    expect(textLikeness('企业技术中心', '高速公路里程')).toBeLessThan(0.2);
    expect(textLikeness('', '指标')).toBe(0);
  });
});
