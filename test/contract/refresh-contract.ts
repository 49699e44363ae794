import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '../../service/records/problem.ts';
import type { CellValue } from '../../service/records/sheet-row.ts';
import { newTableOf } from '../../templates/refresh/bind.ts';
import { correctionInputs } from '../../templates/refresh/corrections.ts';
import { isoOfSerial } from '../../templates/refresh/dates.ts';
import { prepareRefresh, prepareUndo, refreshTable, undoRefresh } from '../../templates/refresh/refresh.ts';
import { summaryOf, summaryText } from '../../templates/refresh/summary.ts';
import type { Decisions, RefreshPlan, SnapshotCell } from '../../templates/refresh/types.ts';
import { FakeService, serviceDown } from '../hosts/fake-service.ts';
import type { Ability, Limits, MakeFixture, RefreshFixture, TableContent } from './refresh-fixture.ts';

const now = '2026-02-01T09:30:00.000Z';
/** When an undo runs. */
const later = '2026-02-01T10:00:00.000Z';

/** The table of the contract: a text, a number, an enumeration, a truth value, a deadline, a date, a list, a link. */
const contractTable = (query: Record<string, string>, blanks?: 'typed') =>
  newTableOf({
    ...(blanks ? { blanks } : {}),
    table: 'PolicyTargets',
    sheet: '目标',
    title: '目标对照表',
    kind: 'target',
    language: 'zh-CN',
    query,
    fields: [
      'region',
      'indicator',
      'comparator',
      'value',
      'unit',
      'perYear',
      'by',
      'issuedOn',
      'issuers',
      'evidenceUrl',
      'status',
    ],
  });

const keyHeader = '记录编号';
const none: SnapshotCell = { value: null };

/** A table that was read back, addressed as an analyst thinks of it: by record and header. */
class Sheet {
  readonly content: TableContent;
  constructor(content: TableContent) {
    this.content = content;
  }
  column(header: string): number {
    const column = this.content.headers.indexOf(header);
    if (column < 0) throw new Error(`no column ${header} among ${this.content.headers.join(', ')}`);
    return column;
  }
  get keys(): string[] {
    const column = this.column(keyHeader);
    return this.content.rows.map((row) => String(row[column]?.value ?? ''));
  }
  get ids(): string[] {
    return this.keys.map((key) => key.split('@')[0] ?? '');
  }
  row(id: string): number {
    const row = this.ids.indexOf(id);
    if (row < 0) throw new Error(`no row of ${id} among ${this.ids.join(', ')}`);
    return row;
  }
  cell(id: string, header: string): SnapshotCell {
    return this.content.rows[this.row(id)]?.[this.column(header)] ?? none;
  }
  value(id: string, header: string): CellValue {
    return this.cell(id, header).value;
  }
}

/** ISO day of what a host reads back from a date cell. */
const dayOf = (value: CellValue): string | null =>
  typeof value === 'number' ? isoOfSerial(value) : String(value);

const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
  const error = await work.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error, 'it must fail with a Problem').toBeInstanceOf(Problem);
  return error as Problem;
};

/**
 * The promise of a refresh (refresh.md), sentence by sentence, on one host.
 * @param name the host, for the report
 * @param makeFixture makes a workbook with the bound, empty table
 * @param limits what the host cannot do, each with its reason; such a sentence is skipped by name
 */
export const describeRefreshContract = (
  name: string,
  makeFixture: MakeFixture,
  limits: Limits = {},
): void => {
  describe(`the promise of a refresh, on ${name}`, () => {
    let service: FakeService;
    let fixture: RefreshFixture;

    const promise = (sentence: string, work: () => Promise<void>, needs: readonly Ability[] = []): void => {
      const lacking = needs.find((ability) => limits[ability] !== undefined);
      if (lacking) it.skip(`${sentence} [not on ${name}: ${limits[lacking]}]`, work);
      else it(sentence, work);
    };
    const sheet = async (): Promise<Sheet> => new Sheet(await fixture.content());
    const refresh = async (decisions: Decisions = {}): Promise<RefreshPlan> =>
      (await refreshTable(fixture.host, service, fixture.table, { now, who: '王分析', decisions })).plan;
    const prepare = () => prepareRefresh(fixture.host, service, fixture.table, { now, who: '王分析' });
    const write = async (id: string, header: string, typed: Parameters<RefreshFixture['write']>[2]) =>
      fixture.write((await sheet()).row(id), header, typed);
    const noteColumn = async (at?: number): Promise<void> => {
      const { content } = await sheet();
      const column = content.headers.indexOf(keyHeader);
      await fixture.addColumn(
        '我的备注',
        at ?? content.headers.length,
        content.rows.map((row) => `备注：${String(row[column]?.value).split('@')[0]}`),
      );
    };
    const keepsNotes = async (ids: readonly string[]): Promise<void> => {
      const now = await sheet();
      for (const id of ids) expect(now.value(id, '我的备注')).toBe(`备注：${id}`);
    };

    beforeEach(async () => {
      service = new FakeService();
      service.add('tgt_a', { indicator: '数字经济核心产业产值', value: 3000, by: '2025' });
      service.add('tgt_b', { indicator: '国家级企业技术中心', value: 12.5, unit: '家', by: '2025-06' });
      service.add('tgt_c', { indicator: '研发经费增速', value: 10, unit: '%', perYear: true, by: null });
      service.add('tgt_d', { indicator: '云上企业', value: 300000, unit: '家', by: '2023' });
      service.add('tgt_e', { indicator: '别处的目标', region: '临江市' });
      fixture = await makeFixture(contractTable({ region: '云山省' }));
    });
    afterEach(async () => {
      await fixture.close?.();
    });

    describe('a first refresh', () => {
      promise(
        'fills the empty table with every record of the query, in the order of the service',
        async () => {
          const plan = await refresh();
          const filled = await sheet();
          expect(filled.keys).toEqual(['tgt_a@1', 'tgt_b@1', 'tgt_c@1', 'tgt_d@1']);
          expect(filled.value('tgt_a', '指标')).toBe('数字经济核心产业产值');
          expect(filled.value('tgt_a', '状态')).toBe('现行');
          expect(summaryText(summaryOf(plan), 'en')).toBe('PolicyTargets: 4 added');
          expect(summaryText(summaryOf(plan), 'zh-CN')).toBe('PolicyTargets：新增 4');
        },
      );

      promise('writes numbers as numbers, dates as days, truth values as such, text as text', async () => {
        await refresh();
        const filled = await sheet();
        expect(filled.value('tgt_b', '目标值')).toBe(12.5);
        expect(filled.value('tgt_c', '年均')).toBe(true);
        expect(dayOf(filled.value('tgt_a', '成文日期'))).toBe('2021-03-05');
        expect(filled.value('tgt_b', '完成时限')).toBe('2025-06');
        expect(filled.value('tgt_a', '完成时限')).toBe('2025');
        expect(filled.value('tgt_c', '完成时限') ?? '').toBe('');
        expect(filled.value('tgt_a', '发文机关')).toBe('云山省人民政府办公厅、云山省发展改革委');
        expect(filled.value('tgt_a', '原文链接')).toBe('https://policy.example/evidence/tgt_a');
      });

      promise('writes what it shows and when into the hidden sheet', async () => {
        await refresh();
        expect(await fixture.host.readBindings()).toMatchObject([
          {
            ...contractTable({ region: '云山省' }).binding,
            undo: { before: { asOf: null } },
            asOf: '2026-02-01T08:00:00.000Z',
            cursor: 5,
            refreshedAt: now,
            refreshedBy: '王分析',
          },
        ]);
      });

      promise('takes three hundred records at once, and asks the service once', async () => {
        for (let i = 0; i < 300; i++) service.add(`tgt_n${i}`, { indicator: `第 ${i} 项指标`, value: i });
        await refresh();
        expect(service.requests).toHaveLength(1);
        const filled = await sheet();
        expect(filled.ids).toEqual(service.ids().filter((id) => id !== 'tgt_e'));
        expect(filled.value('tgt_n299', '目标值')).toBe(299);
      });
    });

    describe('1. A refresh writes only what it owns', () => {
      promise(
        'takes a changed value into its cell, moves the key on, and touches no other cell',
        async () => {
          await refresh();
          await noteColumn();
          const before = await sheet();
          service.change('tgt_b', { value: 15, by: '2026-12' });
          const plan = await refresh();
          const after = await sheet();
          expect(after.value('tgt_b', '目标值')).toBe(15);
          expect(after.value('tgt_b', '完成时限')).toBe('2026-12');
          expect(after.keys).toEqual(['tgt_a@1', 'tgt_b@2', 'tgt_c@1', 'tgt_d@1']);
          expect(plan.changes.map(({ field, old, new: next }) => [field, old, next])).toEqual([
            ['value', 12.5, 15],
            ['by', '2025-06', '2026-12'],
          ]);
          const changed = ['目标值', '完成时限', keyHeader].map((header) => before.column(header));
          after.content.rows.forEach((row, index) => {
            row.forEach((cell, column) => {
              if (index === 1 && changed.includes(column)) return;
              expect(cell).toEqual(before.content.rows[index]?.[column]);
            });
          });
        },
      );

      promise('changes nothing outside the table when it fills, changes and adds', async () => {
        const before = await fixture.outside();
        await refresh();
        expect(await fixture.outside()).toEqual(before);
        service.change('tgt_a', { value: 1 });
        service.add('tgt_f');
        service.withdraw('tgt_d');
        await refresh();
        expect(await fixture.outside()).toEqual(before);
      });

      promise(
        'empties a cell where the service no longer has a value, and fills one where it now has',
        async () => {
          await refresh();
          service.change('tgt_a', { by: null, issuedOn: null });
          service.change('tgt_c', { by: '2031', issuedOn: '2022-12-31' });
          await refresh();
          const after = await sheet();
          expect(after.value('tgt_a', '完成时限') ?? '').toBe('');
          expect(after.value('tgt_a', '成文日期') ?? '').toBe('');
          expect(after.value('tgt_c', '完成时限')).toBe('2031');
          expect(dayOf(after.value('tgt_c', '成文日期'))).toBe('2022-12-31');
          const again = await refresh();
          expect([again.updates, again.edits]).toEqual([[], []]);
        },
      );

      promise('takes many changes here and there, with columns of hers between', async () => {
        for (let i = 0; i < 60; i++) service.add(`tgt_n${i}`, { indicator: `第 ${i} 项`, value: i });
        await refresh();
        await noteColumn(0);
        const { content } = await sheet();
        await fixture.addColumn(
          '评分',
          5,
          content.rows.map((_, row) => row * 10),
        );
        const before = await sheet();
        for (let i = 0; i < 60; i += 7) service.change(`tgt_n${i}`, { value: 1000 + i, unit: '项' });
        for (let i = 0; i < 60; i += 11) service.change(`tgt_n${i}`, { comparator: 'le' });
        await refresh();
        const after = await sheet();
        for (let i = 0; i < 60; i++) {
          const [id, changed] = [`tgt_n${i}`, i % 7 === 0];
          expect(after.value(id, '目标值')).toBe(changed ? 1000 + i : i);
          expect(after.value(id, '单位')).toBe(changed ? '项' : '亿元');
          expect(after.value(id, '比较')).toBe(i % 11 === 0 ? '不超过' : '不低于');
          expect(after.value(id, '评分')).toBe(before.value(id, '评分'));
        }
        await keepsNotes(before.ids);
      });

      promise('leaves formulas in her columns as they are', async () => {
        await refresh();
        await fixture.addColumn('我的公式', 3, [{ formula: '1+1' }, { formula: '2*3' }, 7, '手填']);
        service.change('tgt_a', { value: 4000 });
        service.change('tgt_c', { value: 11 });
        await refresh();
        const after = await sheet();
        expect(after.cell('tgt_a', '我的公式').formula).toBe('1+1');
        expect(after.cell('tgt_b', '我的公式').formula).toBe('2*3');
        expect(after.value('tgt_c', '我的公式')).toBe(7);
        expect(after.value('tgt_d', '我的公式')).toBe('手填');
      }, ['formula']);

      promise('run twice, it does what it does once', async () => {
        await refresh();
        service.change('tgt_a', { value: 1 });
        service.withdraw('tgt_b');
        service.add('tgt_f');
        await refresh();
        const once = await fixture.content();
        const plan = await refresh();
        expect(plan.updates).toEqual([]);
        expect(plan.additions).toEqual([]);
        expect(plan.removals).toEqual([]);
        expect(plan.edits).toEqual([]);
        expect(await fixture.content()).toEqual(once);
      });
    });

    describe('typed blanks, where a table asks for them', () => {
      promise(
        'say why a cell has no value, are no edit and no number, and make way for a value',
        async () => {
          await fixture.close?.();
          fixture = await makeFixture(contractTable({ region: '云山省' }, 'typed'));
          await refresh();
          const filled = await sheet();
          expect(filled.value('tgt_c', '完成时限')).toBe('未载明');
          expect(filled.value('tgt_a', '完成时限')).toBe('2025');
          const again = await refresh();
          expect([again.updates, again.edits]).toEqual([[], []]);
          await write('tgt_c', '完成时限', null);
          await refresh();
          expect((await sheet()).value('tgt_c', '完成时限')).toBe('未载明');
          service.change('tgt_c', { by: '2030' });
          service.change('tgt_a', { by: null, issuedOn: null });
          expect((await refresh()).edits).toEqual([]);
          const later = await sheet();
          expect(later.value('tgt_c', '完成时限')).toBe('2030');
          expect([later.value('tgt_a', '完成时限'), later.value('tgt_a', '成文日期')]).toEqual([
            '未载明',
            '未载明',
          ]);
          await write('tgt_b', '完成时限', '不适用');
          expect((await refresh()).edits).toMatchObject([{ field: 'by', mine: '不适用', theirs: '2025-06' }]);
          service.withdraw('tgt_a');
          await refresh();
          expect((await sheet()).value('tgt_a', '完成时限')).toBe('已撤回');
          service.restore('tgt_a');
          expect((await refresh()).edits).toHaveLength(1);
          expect((await sheet()).value('tgt_a', '完成时限')).toBe('未载明');
        },
      );
    });

    describe('2. What an analyst adds to a row follows the record', () => {
      promise('when records come, go and change', async () => {
        await refresh();
        await noteColumn();
        service.add('tgt_f');
        service.change('tgt_b', { value: 99 });
        service.withdraw('tgt_a');
        await refresh();
        await keepsNotes(['tgt_a', 'tgt_b', 'tgt_c', 'tgt_d']);
        const after = await sheet();
        expect(after.value('tgt_f', '我的备注') ?? '').toBe('');
        expect(after.value('tgt_b', '目标值')).toBe(99);
      });

      promise('when the rows were sorted another way', async () => {
        await refresh();
        await noteColumn();
        await fixture.sortBy('目标值');
        const order = (await sheet()).ids;
        expect(order).not.toEqual(['tgt_a', 'tgt_b', 'tgt_c', 'tgt_d']);
        service.change('tgt_c', { value: 8 });
        service.add('tgt_f');
        await refresh();
        const after = await sheet();
        expect(after.ids).toEqual([...order, 'tgt_f']);
        expect(after.value('tgt_c', '目标值')).toBe(8);
        expect(after.value('tgt_a', '目标值')).toBe(3000);
        await keepsNotes(order);
      }, ['sort']);

      promise('when her column stands in the middle of the table', async () => {
        await refresh();
        await noteColumn(4);
        service.change('tgt_a', { value: 5, by: '2030' });
        service.add('tgt_f', { indicator: '新增指标' });
        await refresh();
        const after = await sheet();
        expect(after.value('tgt_a', '目标值')).toBe(5);
        expect(after.value('tgt_f', '指标')).toBe('新增指标');
        expect(after.value('tgt_f', '我的备注') ?? '').toBe('');
        await keepsNotes(['tgt_a', 'tgt_b', 'tgt_c', 'tgt_d']);
      });

      promise('when the columns were put in another order', async () => {
        await refresh();
        await noteColumn();
        await fixture.moveColumn('目标值', 0);
        await fixture.moveColumn(keyHeader, 5);
        const headers = (await sheet()).content.headers;
        service.change('tgt_d', { value: 1 });
        service.add('tgt_f', { value: 77 });
        await refresh();
        const after = await sheet();
        expect(after.content.headers).toEqual(headers);
        expect(after.value('tgt_d', '目标值')).toBe(1);
        expect(after.value('tgt_f', '目标值')).toBe(77);
        expect(after.keys).toEqual(['tgt_a@1', 'tgt_b@1', 'tgt_c@1', 'tgt_d@2', 'tgt_f@1']);
        await keepsNotes(['tgt_a', 'tgt_b', 'tgt_c', 'tgt_d']);
      }, ['moveColumn']);

      promise('when she put a row of her own between the others', async () => {
        await refresh();
        await noteColumn();
        await fixture.insertRow(2);
        await fixture.write(2, '我的备注', '小计');
        service.change('tgt_c', { value: 8 });
        const plan = await refresh();
        expect(plan.unmatched).toEqual([{ row: 2, reason: 'noKey' }]);
        const after = await sheet();
        expect(after.content.rows[2]?.[after.column('我的备注')]?.value).toBe('小计');
        expect(after.value('tgt_c', '目标值')).toBe(8);
        await keepsNotes(['tgt_a', 'tgt_b', 'tgt_c', 'tgt_d']);
      });

      promise('when she deleted a row: the record comes back as a new row, the others keep theirs', async () => {
        await refresh();
        await noteColumn();
        await fixture.deleteRow((await sheet()).row('tgt_b'));
        await refresh();
        const after = await sheet();
        expect(after.ids).toEqual(['tgt_a', 'tgt_c', 'tgt_d', 'tgt_b']);
        expect(after.value('tgt_b', '我的备注') ?? '').toBe('');
        await keepsNotes(['tgt_a', 'tgt_c', 'tgt_d']);
      }, ['deleteRow']);
    });

    describe('3. Nothing typed is overwritten unseen', () => {
      promise(
        'shows a bound cell that she changed as a local edit, with three values, and leaves it',
        async () => {
          await refresh();
          await write('tgt_a', '目标值', 2800);
          const plan = await refresh();
          expect(plan.edits).toMatchObject([
            { key: 'tgt_a@1', field: 'value', base: 3000, mine: 2800, theirs: 3000, conflict: false },
          ]);
          expect((await sheet()).value('tgt_a', '目标值')).toBe(2800);
        },
      );

      promise('shows a cell that both changed as a conflict, and takes nobody’s value', async () => {
        await refresh();
        await write('tgt_a', '目标值', 2800);
        service.change('tgt_a', { value: 3500, qualifier: '规模以上', by: '2027' });
        const plan = await refresh();
        expect(plan.edits).toMatchObject([
          { key: 'tgt_a@1', field: 'value', base: 3000, mine: 2800, theirs: 3500, conflict: true },
        ]);
        const after = await sheet();
        expect(after.value('tgt_a', '目标值')).toBe(2800);
        expect(after.value('tgt_a', '完成时限')).toBe('2027');
        const again = await refresh();
        expect(again.edits).toMatchObject([{ field: 'value', mine: 2800, theirs: 3500 }]);
        expect((await sheet()).value('tgt_a', '目标值')).toBe(2800);
      });

      promise(
        'takes the service’s value where she says take, and keeps hers where she says keep',
        async () => {
          await refresh();
          await write('tgt_a', '目标值', 2800);
          await write('tgt_b', '目标值', 13);
          service.change('tgt_a', { value: 3500 });
          const prepared = await prepare();
          const decided = prepared.decide({
            edits: { 'tgt_a@1': { value: 'take' }, 'tgt_b@1': { value: 'keep' } },
          });
          await fixture.host.apply(decided.plan);
          const after = await sheet();
          expect(after.value('tgt_a', '目标值')).toBe(3500);
          expect(after.value('tgt_b', '目标值')).toBe(13);
        },
      );

      promise(
        'sends hers as a correction where she says send: the cell stays, and once it is adopted both agree',
        async () => {
          await refresh();
          await write('tgt_a', '目标值', '2,800');
          await write('tgt_b', '比较', '超过');
          await write('tgt_c', '地区', '云山');
          service.change('tgt_a', { value: 3500 });
          const decided = (await prepare()).decide({
            edits: {
              'tgt_a@1': { value: 'send' },
              'tgt_b@1': { comparator: 'send' },
              'tgt_c@1': { region: 'send' },
            },
          });
          expect(decided.plan.edits.map((edit) => [edit.field, edit.sendable])).toEqual([
            ['value', true],
            ['comparator', true],
            ['region', false],
          ]);
          expect(correctionInputs(decided.plan, { by: '王分析' })).toEqual([
            {
              record: 'tgt_a',
              revision: 2,
              field: 'value',
              value: 2800,
              from: '目标 · PolicyTargets',
              by: '王分析',
            },
            {
              record: 'tgt_b',
              revision: 1,
              field: 'comparator',
              value: 'gt',
              from: '目标 · PolicyTargets',
              by: '王分析',
            },
          ]);
          await fixture.host.apply(decided.plan);
          expect(['2,800', 2800]).toContain((await sheet()).value('tgt_a', '目标值'));
          service.change('tgt_a', { value: 2800 });
          service.change('tgt_b', { comparator: 'gt' });
          const adopted = await refresh();
          expect(adopted.edits.map((edit) => edit.field)).toEqual(['region']);
          expect(adopted.changes).toEqual([]);
        },
      );

      promise('an emptied cell is an edit too', async () => {
        await refresh();
        await write('tgt_a', '单位', null);
        service.change('tgt_a', { value: 1 });
        const plan = await refresh();
        expect(plan.edits).toMatchObject([{ field: 'unit', base: '亿元', mine: null, theirs: '亿元' }]);
        expect((await sheet()).value('tgt_a', '单位') ?? '').toBe('');
      });

      promise('the same value written another way is no edit', async () => {
        await refresh();
        await write('tgt_a', '目标值', '3,000');
        await write('tgt_a', '完成时限', 2025);
        await write('tgt_b', '完成时限', '2025年6月');
        await write('tgt_c', '年均', '是');
        await write('tgt_a', '成文日期', '2021年3月5日');
        await write('tgt_d', '单位', ' 家 ');
        const plan = await refresh();
        expect(plan.edits).toEqual([]);
        expect(plan.updates).toEqual([]);
      });

      promise('a formula that she put into a bound cell stays', async () => {
        await refresh();
        await write('tgt_a', '目标值', { formula: '1500*2' });
        service.change('tgt_a', { value: 3500 });
        const plan = await refresh();
        expect(plan.edits).toMatchObject([{ field: 'value', theirs: 3500 }]);
        expect((await sheet()).cell('tgt_a', '目标值').formula).toBe('1500*2');
      }, ['formula']);
    });

    describe('4. Nothing disappears', () => {
      promise('a withdrawn record keeps its row, marked', async () => {
        await refresh();
        service.withdraw('tgt_b');
        const plan = await refresh();
        expect(plan.gone).toEqual([{ row: 1, key: 'tgt_b@1', reason: 'withdrawn' }]);
        const after = await sheet();
        expect(after.ids).toEqual(['tgt_a', 'tgt_b', 'tgt_c', 'tgt_d']);
        expect(after.value('tgt_b', '状态')).toBe('已撤回');
        expect(after.value('tgt_b', '目标值')).toBe(12.5);
      });

      promise('a record that no longer matches the query keeps its row, marked', async () => {
        await refresh();
        service.change('tgt_b', { region: '临江市' });
        await refresh();
        const after = await sheet();
        expect(after.value('tgt_b', '状态')).toBe('不再符合查询');
        expect(after.value('tgt_b', '地区')).toBe('云山省');
      });

      promise('a record that comes back is current again in its row', async () => {
        await refresh();
        await noteColumn();
        service.withdraw('tgt_b');
        await refresh();
        service.restore('tgt_b');
        const plan = await refresh();
        expect(plan.edits).toEqual([]);
        const after = await sheet();
        expect(after.ids).toEqual(['tgt_a', 'tgt_b', 'tgt_c', 'tgt_d']);
        expect(after.value('tgt_b', '状态')).toBe('现行');
        await keepsNotes(['tgt_b']);
      });

      promise('a row goes when she accepts its removal, and no other with it', async () => {
        await refresh();
        service.withdraw('tgt_b');
        service.withdraw('tgt_d');
        const plan = await refresh({ removals: ['tgt_b@1'] });
        expect(plan.removals).toEqual([{ row: 1, key: 'tgt_b@1', reason: 'withdrawn', archive: false }]);
        const after = await sheet();
        expect(after.ids).toEqual(['tgt_a', 'tgt_c', 'tgt_d']);
        expect(after.value('tgt_d', '状态')).toBe('已撤回');
      });

      promise('a removed row with analyst content goes to the archive sheet, with the reason', async () => {
        await refresh();
        await noteColumn();
        service.withdraw('tgt_b');
        service.withdraw('tgt_d');
        service.add('tgt_f');
        await refresh({ removals: 'all' });
        const after = await sheet();
        expect(after.ids).toEqual(['tgt_a', 'tgt_c', 'tgt_f']);
        await keepsNotes(['tgt_a', 'tgt_c']);
        const archive = await fixture.archive();
        const notes = archive.filter((line) => line[4] === '我的备注');
        expect(notes.map((line) => [line[0], line[1], line[2], line[5]])).toEqual([
          [now, 'PolicyTargets', 'tgt_b@1', '备注：tgt_b'],
          [now, 'PolicyTargets', 'tgt_d@1', '备注：tgt_d'],
        ]);
        expect(notes.every((line) => String(line[3]).includes('withdrawn'))).toBe(true);
        expect(archive.some((line) => line[2] === 'tgt_b@1' && line[5] === '国家级企业技术中心')).toBe(true);

        service.withdraw('tgt_a');
        await refresh({ removals: 'all' });
        const later = await fixture.archive();
        expect(later.slice(0, archive.length)).toEqual(archive);
        expect(later.slice(archive.length).some((line) => line[5] === '备注：tgt_a')).toBe(true);
      }, ['archive']);
    });

    describe('5. She sees the plan before it is written, and one undo takes it back', () => {
      promise('planning writes nothing', async () => {
        await refresh();
        const before = await fixture.content();
        const bindings = await fixture.host.readBindings();
        service.add('tgt_f');
        service.change('tgt_a', { value: 1 });
        service.withdraw('tgt_b');
        const { summary } = await prepare();
        expect(summary).toMatchObject({ added: 1, changed: 1, withdrawn: 1, localEdits: 0, conflicts: 0 });
        expect(await fixture.content()).toEqual(before);
        expect(await fixture.host.readBindings()).toEqual(bindings);
      });

      const undo = async (): Promise<RefreshPlan> =>
        (await undoRefresh(fixture.host, fixture.table, { now: later })).plan;
      const state = async () => [await fixture.content(), await fixture.outside(), await fixture.archive()];
      const facts = async () =>
        (await fixture.host.readBindings()).map((binding) => ({ ...binding, undo: null }));

      promise(
        'one undo takes the whole refresh back: values, marks, keys, new rows and the as-of date',
        async () => {
          await refresh();
          await noteColumn();
          await write('tgt_c', '目标值', 11);
          const [before, bound] = [await state(), await facts()];
          service.add('tgt_f');
          service.add('tgt_g', { indicator: '=新的' });
          service.change('tgt_a', { value: 1, by: null, issuedOn: '2030-01-01' });
          service.change('tgt_c', { value: 12, unit: '件' });
          service.withdraw('tgt_b');
          service.change('tgt_d', { region: '临江市' });
          await refresh();
          expect(await state()).not.toEqual(before);
          const plan = await undo();
          expect(plan.edits).toEqual([]);
          expect(await state()).toEqual(before);
          expect(await fixture.host.readBindings()).toEqual(bound);
          expect((await problemOf(undo())).code).toBe('refresh.nothing-to-undo');
          await refresh();
          expect((await sheet()).ids).toEqual(['tgt_a', 'tgt_b', 'tgt_c', 'tgt_d', 'tgt_f', 'tgt_g']);
          expect((await sheet()).value('tgt_a', '目标值')).toBe(1);
          await keepsNotes(['tgt_a', 'tgt_b', 'tgt_c', 'tgt_d']);
        },
      );

      promise('the first filling can be taken back too, and the table is empty as before', async () => {
        const before = await fixture.content();
        await refresh();
        await undo();
        expect(await fixture.content()).toEqual(before);
        await refresh();
        expect((await sheet()).ids).toEqual(['tgt_a', 'tgt_b', 'tgt_c', 'tgt_d']);
      });

      promise('an undo works after the file was closed, the rows sorted and the columns moved', async () => {
        await refresh();
        await noteColumn();
        service.add('tgt_f');
        service.change('tgt_a', { value: 1 });
        service.withdraw('tgt_b');
        await refresh();
        await fixture.reopen();
        await fixture.sortBy('目标值');
        await fixture.moveColumn('目标值', 0);
        await undo();
        const after = await sheet();
        expect([...after.ids].sort()).toEqual(['tgt_a', 'tgt_b', 'tgt_c', 'tgt_d']);
        expect(after.value('tgt_a', '目标值')).toBe(3000);
        expect(after.value('tgt_b', '状态')).toBe('现行');
        await keepsNotes(after.ids);
      }, ['sort', 'moveColumn']);

      promise('a cell that she changed after the refresh stays, and is reported', async () => {
        await refresh();
        await noteColumn();
        service.change('tgt_a', { value: 1, by: '2031' });
        await refresh();
        await write('tgt_a', '目标值', 77);
        await write('tgt_a', '我的备注', '改过');
        const plan = await undo();
        expect(plan.edits).toMatchObject([{ field: 'value', base: 1, mine: 77, theirs: 3000 }]);
        const after = await sheet();
        expect(after.value('tgt_a', '目标值')).toBe(77);
        expect(after.value('tgt_a', '完成时限')).toBe('2025');
        expect(after.value('tgt_a', '我的备注')).toBe('改过');
      });

      promise('a new row in which she worked is taken out into the archive, not lost', async () => {
        await refresh();
        await noteColumn();
        service.add('tgt_f', { indicator: '新的指标' });
        service.add('tgt_g', { indicator: '另一项' });
        await refresh();
        await write('tgt_f', '我的备注', '刚写的');
        const plan = await undo();
        expect(plan.removals.map(({ key, reason, archive }) => [key, reason, archive])).toEqual([
          ['tgt_f@1', 'undone', true],
          ['tgt_g@1', 'undone', false],
        ]);
        expect((await sheet()).ids).toEqual(['tgt_a', 'tgt_b', 'tgt_c', 'tgt_d']);
        const archive = await fixture.archive();
        const kept = archive.find((line) => line[5] === '刚写的') ?? [];
        expect(kept.slice(0, 3)).toEqual([later, 'PolicyTargets', 'tgt_f@1']);
        expect(archive.some((line) => line[2] === 'tgt_g@1')).toBe(false);
      }, ['archive']);

      promise('a removed row comes back at its place with its notes, and leaves the archive', async () => {
        await refresh();
        await noteColumn();
        await write('tgt_c', '目标值', 11);
        const before = await state();
        service.withdraw('tgt_b');
        service.withdraw('tgt_c');
        service.add('tgt_f');
        await refresh({ removals: 'all' });
        expect((await fixture.archive()).some((line) => line[5] === '备注：tgt_b')).toBe(true);
        await fixture.reopen();
        await undo();
        expect(await state()).toEqual(before);
      }, ['archive', 'restore']);

      promise('when every row was removed, every row comes back', async () => {
        await refresh();
        await noteColumn();
        const before = await state();
        for (const id of ['tgt_a', 'tgt_b', 'tgt_c', 'tgt_d']) service.withdraw(id);
        await refresh({ removals: 'all' });
        await undo();
        expect(await state()).toEqual(before);
      }, ['archive', 'restore']);

      promise('formulas come back as formulas: hers that the service’s value replaced, and those of a removed row', async () => {
        await refresh();
        await fixture.addColumn('我的公式', 3, [{ formula: '1+1' }, { formula: '2*3' }, 7, '手填']);
        await write('tgt_a', '目标值', { formula: '1500*2' });
        service.change('tgt_a', { value: 3500 });
        service.withdraw('tgt_b');
        await refresh({ edits: { 'tgt_a@1': { value: 'take' } }, removals: ['tgt_b@1'] });
        expect((await sheet()).value('tgt_a', '目标值')).toBe(3500);
        await undo();
        const after = await sheet();
        expect(after.cell('tgt_a', '目标值').formula).toBe('1500*2');
        expect(after.cell('tgt_a', '我的公式').formula).toBe('1+1');
        expect(after.cell('tgt_b', '我的公式').formula).toBe('2*3');
        expect(after.ids).toEqual(['tgt_a', 'tgt_b', 'tgt_c', 'tgt_d']);
      }, ['archive', 'formula', 'restore']);

      promise('an undo is not applied to a table that somebody changed in between', async () => {
        await refresh();
        service.change('tgt_a', { value: 1 });
        await refresh();
        const { plan } = await prepareUndo(fixture.host, fixture.table, { now: later });
        await write('tgt_b', '目标值', 42);
        expect((await problemOf(fixture.host.apply(plan))).code).toBe('workbook.changed-since-plan');
        await undo();
        expect((await sheet()).value('tgt_a', '目标值')).toBe(3000);
        expect((await sheet()).value('tgt_b', '目标值')).toBe(42);
      });
    });

    describe('6. All or nothing', () => {
      const untouched = async (work: () => Promise<unknown>): Promise<Problem> => {
        const before = [await fixture.content(), await fixture.outside(), await fixture.host.readBindings()];
        const problem = await problemOf(work());
        expect([await fixture.content(), await fixture.outside(), await fixture.host.readBindings()]).toEqual(
          before,
        );
        for (const text of [problem.what, problem.remedy]) {
          expect(text.zh).toMatch(/\p{Script=Han}/u);
          expect(text.en).toMatch(/[a-z]/);
        }
        return problem;
      };

      promise('a service that does not answer leaves the sheet as it was', async () => {
        await refresh();
        service.change('tgt_a', { value: 1 });
        service.failure = serviceDown();
        expect((await untouched(refresh)).code).toBe('service.unreachable');
      });

      promise('a writing that fails half-way leaves the sheet as it was and says why; the next refresh goes through', async () => {
        await refresh();
        await noteColumn();
        service.change('tgt_a', { value: 1 });
        service.add('tgt_f');
        await fixture.failNextWrite();
        await untouched(refresh);
        await refresh();
        const after = await sheet();
        expect(after.value('tgt_a', '目标值')).toBe(1);
        expect(after.ids).toEqual(['tgt_a', 'tgt_b', 'tgt_c', 'tgt_d', 'tgt_f']);
        await keepsNotes(['tgt_a', 'tgt_b', 'tgt_c', 'tgt_d']);
      }, ['failNextWrite']);

      promise('a plan is not applied to a table that somebody changed in between', async () => {
        await refresh();
        service.change('tgt_a', { value: 1 });
        const { plan } = await prepare();
        await write('tgt_b', '目标值', 42);
        const problem = await untouched(() => fixture.host.apply(plan));
        expect(problem.code).toBe('workbook.changed-since-plan');
      });

      promise('a renamed column is named, and nothing is written', async () => {
        await refresh();
        service.change('tgt_a', { value: 1 });
        await fixture.renameColumn('目标值', '我改的名字');
        const problem = await untouched(refresh);
        expect(problem.code).toBe('table.column-missing');
        expect(problem.in('zh-CN')).toContain('目标值');
        await fixture.renameColumn('我改的名字', '目标值');
        await refresh();
        expect((await sheet()).value('tgt_a', '目标值')).toBe(1);
      });

      promise('a deleted key column is named, and nothing is written', async () => {
        await refresh();
        await fixture.deleteColumn(keyHeader);
        expect((await untouched(refresh)).code).toBe('table.key-column-missing');
      }, ['deleteColumn']);

      promise('rows with a key twice or broken are left alone and reported', async () => {
        await refresh();
        await write('tgt_b', keyHeader, 'tgt_a@1');
        await fixture.write(3, keyHeader, '我写的');
        service.change('tgt_a', { value: 1 });
        service.change('tgt_c', { value: 2 });
        const plan = await refresh();
        expect(plan.unmatched).toEqual([
          { row: 0, reason: 'duplicateKey' },
          { row: 1, reason: 'duplicateKey' },
          { row: 3, reason: 'brokenKey' },
        ]);
        const after = await sheet();
        const value = after.column('目标值');
        expect(after.content.rows.slice(0, 4).map((row) => row[value]?.value)).toEqual([
          3000, 12.5, 2, 300000,
        ]);
        expect(after.ids).toEqual(['tgt_a', 'tgt_a', 'tgt_c', '我写的', 'tgt_b', 'tgt_d']);
      });
    });

    describe('7. Text stays text', () => {
      const dangerous = [
        '=1+1',
        '+1',
        '-1',
        '@SUM(A1)',
        '＝1+1',
        '＋1',
        '－1',
        '＠甲',
        '\t=1',
        "'单引号",
        '2024-05',
        '0012',
        '1/2',
        'TRUE',
        '=HYPERLINK("http://x.example","点")',
        '<b>&amp;"引号"',
        '多行\n文字',
        '𠮷野家 emoji 😀',
      ];
      promise(
        'a value that looks like a formula, a number or a date is written as the text it is',
        async () => {
          dangerous.forEach((indicator, index) => {
            service.add(`tgt_x${index}`, { indicator });
          });
          await refresh();
          const filled = await sheet();
          dangerous.forEach((text, index) => {
            const cell = filled.cell(`tgt_x${index}`, '指标');
            expect(cell).toEqual({ value: text });
          });
          const again = await refresh();
          expect(again.edits).toEqual([]);
          expect(again.updates).toEqual([]);
        },
      );

      promise('a text longer than a cell holds is cut, and is no edit afterwards', async () => {
        service.add('tgt_long', { indicator: '长'.repeat(40_000) });
        await refresh();
        const text = String((await sheet()).value('tgt_long', '指标'));
        expect(text.length).toBe(32_767);
        expect(text.endsWith('长…')).toBe(true);
        const again = await refresh();
        expect([again.updates, again.edits]).toEqual([[], []]);
      });

      promise('also where it replaces another value', async () => {
        await refresh();
        service.change('tgt_a', { indicator: '=cmd|calc!A1' });
        await refresh();
        expect((await sheet()).cell('tgt_a', '指标')).toEqual({ value: '=cmd|calc!A1' });
      });
    });
  });
};
