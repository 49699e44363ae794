import { beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../service/records/problem.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';
import { findTables } from '../../templates/refresh/find-tables.ts';
import type { BindingHost, GridRange } from '../../templates/refresh/grid-types.ts';
import {
  type BindingChoice,
  type PlannedBinding,
  planBinding,
} from '../../templates/refresh/plan-binding.ts';
import { refreshTable, undoRefresh } from '../../templates/refresh/refresh.ts';
import type { SnapshotCell, TableSnapshot } from '../../templates/refresh/types.ts';
import { FakeService } from '../hosts/fake-service.ts';

/** A workbook with one plain sheet, in which no table is bound yet. */
export interface BindFixture {
  host: BindingHost;
  /** Saves the workbook, closes it and opens it again; `host` is the one of the opened workbook from then on. */
  reopen(): Promise<void>;
  close?(): Promise<void>;
}
export type MakeBindFixture = (
  sheet: string,
  rows: readonly (readonly SnapshotCell[])[],
  merges: readonly GridRange[],
) => Promise<BindFixture>;
/** What a host cannot do yet, each with its reason; such a sentence is skipped by name. */
export type BindLimits = Partial<Record<'insertKeyColumn' | 'merges', string>>;

const now = '2026-02-01T09:30:00.000Z';
const sheetName = '她的目标表';
const keyHeader = '记录编号';

const cell = (value: CellValue | { formula: string }): SnapshotCell =>
  value !== null && typeof value === 'object' ? { value: null, formula: value.formula } : { value };
const cells = (rows: readonly (readonly (CellValue | { formula: string })[])[]): SnapshotCell[][] =>
  rows.map((row) => row.map(cell));

/** A hand-made table: title, unit line, headers, rows with notes of hers, a total row, a note. */
const drawn = cells([
  ['云山省数字经济目标一览', null, null, null, null],
  [null, null, null, null, '单位：亿元'],
  ['省份', '目标名称', '目标值', '年份', '我的备注'],
  ['云山省', '数字经济核心产业产值', 3000, 2025, '重点'],
  ['云山省', '软件业务收入', '800', 2025, null],
  ['云山省', '我自己加的一行', 5, 2030, '自填'],
  ['云山省', '电子商务交易额', 1250, 2024, '待核'],
  ['合计', null, { formula: 'SUM(C4:C7)' }, null, null],
  ['注：数据来自公开文件', null, null, null, null],
]);

/**
 * Binding a table that an analyst made herself (refresh.md, "Bring your own table"), on one host.
 * @param makeFixture makes a workbook with that sheet
 */
export const describeBindContract = (
  name: string,
  makeFixture: MakeBindFixture,
  limits: BindLimits = {},
): void => {
  describe(`binding a table of her own, on ${name}`, () => {
    let service: FakeService;
    const sentence = (text: string, work: () => Promise<void>, needs?: keyof BindLimits): void => {
      if (needs && limits[needs] !== undefined) it.skip(`${text} [not on ${name}: ${limits[needs]}]`, work);
      else it(text, work);
    };
    const using = async (
      rows: readonly (readonly SnapshotCell[])[],
      work: (fixture: BindFixture) => Promise<void>,
      merges: readonly GridRange[] = [],
    ): Promise<void> => {
      const fixture = await makeFixture(sheetName, rows, merges);
      try {
        await work(fixture);
      } finally {
        await fixture.close?.();
      }
    };
    const plan = async (
      host: BindingHost,
      at = 0,
      choice: Partial<BindingChoice> = {},
    ): Promise<PlannedBinding> => {
      const grid = await host.readSheet(sheetName);
      const table = findTables(grid)[at];
      if (!table) throw new Error('test: no table found');
      const { records } = await service.sync({ kind: 'target', query: { region: '云山省' }, keys: [] });
      return planBinding(
        grid,
        table,
        {
          name: `目标${at + 1}`,
          kind: 'target',
          language: 'zh-CN',
          query: { region: '云山省' },
          columns: table.matches.flatMap(({ column, field }) => (field === null ? [] : [{ column, field }])),
          ...choice,
        },
        records,
        service,
      );
    };
    const refresh = (host: BindingHost, table = '目标1') =>
      refreshTable(host, service, table, { now, who: null });
    const column = (snapshot: TableSnapshot, header: string): CellValue[] => {
      const at = snapshot.headers.indexOf(header);
      expect(at, `a column ${header} among ${snapshot.headers.join(', ')}`).toBeGreaterThanOrEqual(0);
      return snapshot.rows.map((row) => row.cells[at]?.value ?? null);
    };

    beforeEach(() => {
      service = new FakeService();
      service.add('tgt_a', { indicator: '数字经济核心产业产值', value: 3000, by: '2025' });
      service.add('tgt_b', { indicator: '软件业务收入', value: 900, by: '2025' });
      service.add('tgt_c', { indicator: '电子商务交易额', value: 1250, by: '2024' });
      service.add('tgt_d', { indicator: '大数据企业数量', value: 60, unit: '家', by: '2025' });
    });

    sentence('tells before anything is written which rows are which records, and what would be added', () =>
      using(drawn, async ({ host }) => {
        const before = await host.readSheet(sheetName);
        const { report } = await plan(host);
        expect(report.matched.map(({ row, key }) => [row, key])).toEqual([
          [0, 'tgt_a@1'],
          [1, 'tgt_b@1'],
          [3, 'tgt_c@1'],
        ]);
        expect(report.unmatched).toEqual([{ row: 2, reason: 'noKey' }]);
        expect(report.differences).toMatchObject([{ row: 1, field: 'value', mine: '800', theirs: 900 }]);
        expect(report.additions).toEqual(['tgt_d@1']);
        expect(await host.readSheet(sheetName)).toEqual(before);
        expect(await host.readBindings()).toEqual([]);
      }),
    );

    sentence(
      'gives the table a key column at its end and leaves every other cell of the sheet as it was',
      () =>
        using(drawn, async (fixture) => {
          const before = await fixture.host.readSheet(sheetName);
          const { request } = await plan(fixture.host);
          await fixture.host.bindTable(request);
          await fixture.reopen();
          const table = await fixture.host.readTable('目标1');
          expect(table.headers).toEqual(['省份', '目标名称', '目标值', '年份', '我的备注', keyHeader]);
          expect(column(table, keyHeader)).toEqual(['tgt_a@1', 'tgt_b@1', null, 'tgt_c@1']);
          expect(column(table, '我的备注')).toEqual(['重点', null, '自填', '待核']);
          const after = await fixture.host.readSheet(sheetName);
          before.rows.forEach((row, i) => {
            row.forEach((old, j) => {
              const { value, formula } = after.rows[i]?.[j] ?? { value: null };
              expect([formula, formula === undefined ? value : null]).toEqual([
                old.formula,
                old.formula === undefined ? old.value : null,
              ]);
            });
          });
          expect(after.tables.map(({ name: known, range }) => [known, range])).toEqual([
            ['目标1', { top: 2, left: 0, bottom: 7, right: 6 }],
          ]);
          expect(await fixture.host.readBindings()).toEqual([request.binding]);
        }),
    );

    sentence(
      'the first refresh shows what she has otherwise as local edits, adds the rest, and leaves her rows',
      () =>
        using(drawn, async ({ host }) => {
          await host.bindTable((await plan(host)).request);
          const { plan: first } = await refresh(host);
          expect(first.edits).toMatchObject([
            { key: 'tgt_b@1', field: 'value', base: 900, mine: '800', theirs: 900, conflict: false },
          ]);
          expect(first.unmatched).toEqual([{ row: 2, reason: 'noKey' }]);
          const table = await host.readTable('目标1');
          expect(column(table, '目标名称')).toEqual([
            '数字经济核心产业产值',
            '软件业务收入',
            '我自己加的一行',
            '电子商务交易额',
            '大数据企业数量',
          ]);
          expect(column(table, '目标值')).toEqual([3000, '800', 5, 1250, 60]);
          expect(column(table, '我的备注').slice(0, 4)).toEqual(['重点', null, '自填', '待核']);
          service.change('tgt_c', { value: 1300 });
          await refresh(host);
          expect(column(await host.readTable('目标1'), '目标值')).toEqual([3000, '800', 5, 1300, 60]);
          await undoRefresh(host, '目标1', { now });
          expect(column(await host.readTable('目标1'), '目标值')).toEqual([3000, '800', 5, 1250, 60]);
        }),
    );

    sentence('a sheet that was changed after the plan is not touched', () =>
      using(drawn, async ({ host }) => {
        const { request } = await plan(host);
        await host.bindTable(request);
        const state = [await host.readSheet(sheetName), await host.readBindings()];
        const problem = await host
          .bindTable({ ...request, binding: { ...request.binding, table: '目标2' } })
          .then(
            () => null,
            (error: unknown) => error,
          );
        expect(problem).toBeInstanceOf(Problem);
        expect((problem as Problem).code).toBe('workbook.changed-since-plan');
        expect([await host.readSheet(sheetName), await host.readBindings()]).toEqual(state);
      }),
    );

    sentence(
      'a column that stands right beside the table moves aside for the key column',
      () =>
        using(
          cells([
            ['指标', '目标值', '年份', '', ''],
            ['数字经济核心产业产值', 3000, 2025, '旁注一', 1],
            ['电子商务交易额', 1250, 2024, '旁注二', 2],
          ]),
          async ({ host }) => {
            await host.bindTable((await plan(host)).request);
            const table = await host.readTable('目标1');
            expect(table.headers).toEqual(['指标', '目标值', '年份', keyHeader]);
            expect(column(table, keyHeader)).toEqual(['tgt_a@1', 'tgt_c@1']);
            const { rows } = await host.readSheet(sheetName);
            expect(rows.slice(1, 3).map((row) => row.slice(4, 6).map(({ value }) => value))).toEqual([
              ['旁注一', 1],
              ['旁注二', 2],
            ]);
          },
        ),
      'insertKeyColumn',
    );

    sentence(
      'headers of two lines and merged cells become a table: its headers are whole, merged values stand in each row',
      () =>
        using(
          cells([
            ['地区', '指标名称', '规划目标', null],
            [null, null, '目标值', '完成时限'],
            ['云山省', '数字经济核心产业产值', 3000, 2025],
            [null, '电子商务交易额', 1250, 2024],
          ]),
          async ({ host }) => {
            await host.bindTable((await plan(host)).request);
            const table = await host.readTable('目标1');
            expect(table.headers).toEqual(['地区', '指标名称', '目标值', '完成时限', keyHeader]);
            expect(column(table, '地区')).toEqual(['云山省', '云山省']);
            expect(column(table, keyHeader)).toEqual(['tgt_a@1', 'tgt_c@1']);
            const { rows } = await host.readSheet(sheetName);
            expect(rows[0]?.[2]?.value).toBe('规划目标');
            expect((await refresh(host)).plan.edits).toEqual([]);
          },
          [
            { top: 0, left: 0, bottom: 2, right: 1 },
            { top: 0, left: 1, bottom: 2, right: 2 },
            { top: 0, left: 2, bottom: 1, right: 4 },
            { top: 2, left: 0, bottom: 4, right: 1 },
          ],
        ),
      'merges',
    );

    sentence('two tables stacked on one sheet are bound one after the other', () =>
      using(
        cells([
          ['指标', '目标值', '年份'],
          ['数字经济核心产业产值', 3000, 2025],
          ['合计', 3000, null],
          [null, null, null],
          ['第二部分', null, null],
          ['指标', '目标值', '年份'],
          ['电子商务交易额', 1250, 2024],
        ]),
        async ({ host }) => {
          await host.bindTable((await plan(host, 1)).request);
          await host.bindTable((await plan(host, 0)).request);
          expect((await host.readBindings()).map((binding) => binding.table).sort()).toEqual([
            '目标1',
            '目标2',
          ]);
          expect(column(await host.readTable('目标1'), keyHeader)).toEqual(['tgt_a@1']);
          expect(column(await host.readTable('目标2'), keyHeader)).toEqual(['tgt_c@1']);
        },
      ),
    );
  });
};
