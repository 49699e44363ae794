import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ExcelHost, neededExcelApi } from '../../addin/excel/excel-host.ts';
import { blocksOf } from '../../addin/excel/write-queue.ts';
import { HostError } from '../../addin/playground/workbook/excel-wire.ts';
import { Problem } from '../../service/records/problem.ts';
import { newTableOf } from '../../templates/refresh/bind.ts';
import { findTables } from '../../templates/refresh/find-tables.ts';
import { planBinding } from '../../templates/refresh/plan-binding.ts';
import { prepareRefresh, refreshTable, undoRefresh } from '../../templates/refresh/refresh.ts';
import type { Decisions, TableBinding } from '../../templates/refresh/types.ts';
import { FakeService } from '../hosts/fake-service.ts';
import { offerExcelApi } from '../hosts/load-office-js.ts';
import { describeBindContract } from './bind-contract.ts';
import {
  type ExcelFixture,
  makeExcelBindFixture,
  makeExcelFactsFixture,
  makeExcelFixture,
  outsideOf,
} from './excel-fixture.ts';
import { describeFactsContract } from './facts-contract.ts';
import { describeRefreshContract } from './refresh-contract.ts';

describeRefreshContract('the workbook open in Excel', makeExcelFixture);
describeBindContract('the workbook open in Excel', makeExcelBindFixture);
describeFactsContract('the workbook open in Excel', makeExcelFactsFixture);

const now = '2026-02-01T09:30:00.000Z';
const fields = [
  'region',
  'indicator',
  'qualifier',
  'comparator',
  'value',
  'unit',
  'by',
  'perYear',
  'documentTitle',
  'docNumber',
  'issuedOn',
  'evidence',
  'evidenceUrl',
  'status',
];
const tableOf = (query: Record<string, string> = {}) =>
  newTableOf({
    table: 'PolicyTargets',
    sheet: '目标',
    title: '目标对照表',
    kind: 'target',
    language: 'zh-CN',
    query,
    fields,
  });
const refresh = (fixture: ExcelFixture, service: FakeService, decisions: Decisions = {}) =>
  refreshTable(new ExcelHost({ readAhead: fixture.table }), service, fixture.table, { now, decisions });
const problemOf = async (work: Promise<unknown>): Promise<Problem> => {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(Problem);
  return thrown as Problem;
};

describe('a large table in Excel', () => {
  const service = new FakeService();
  let fixture: ExcelFixture;
  beforeAll(async () => {
    fixture = await makeExcelFixture(tableOf());
    for (let i = 0; i < 5000; i++)
      service.add(`tgt_n${i}`, {
        indicator: `第 ${i} 项指标`,
        value: i,
        qualifier: `由云山省统计口径核算、第 ${i} 项口径内、年度营业收入在两千万元以上的法人单位`,
      });
  });
  const trips = async (work: () => Promise<unknown>) => {
    const from = fixture.requests.trips.length;
    await work();
    return fixture.requests.trips.slice(from);
  };

  it('5,000 × 15 is filled in three trips, none over 4 MB', async () => {
    const made = await trips(() => refresh(fixture, service));
    expect(fixture.model().box).toMatchObject({ rows: 5001, columns: 15 });
    expect(made).toHaveLength(3);
    for (const trip of made) expect(Math.max(trip.bytes, trip.answerBytes)).toBeLessThan(4_000_000);
  });

  it('a refresh of which 1 % changed takes three trips: read, check, write; none over 4 MB', async () => {
    for (let i = 0; i < 5000; i += 100) service.change(`tgt_n${i}`, { value: i + 0.5 });
    const made = await trips(() => refresh(fixture, service));
    expect(made.map((trip) => [trip.writes.length > 0, trip.error])).toEqual([
      [false, null],
      [false, null],
      [true, null],
    ]);
    for (const trip of made) expect(Math.max(trip.bytes, trip.answerBytes)).toBeLessThan(4_000_000);
    // Fifty rows with a value and a key each: what is written is in proportion to what changed.
    expect(made[2]?.bytes).toBeLessThan(150_000);
    expect(fixture.model().sheet.valueAt(fixture.model().box.row + 1 + 4900, 5)).toBe(4900.5);
  });

  it('a refresh with nothing new writes nothing at all', async () => {
    await refresh(fixture, service);
    const before = structuredClone([...fixture.model().sheet.cells]);
    const made = await trips(() => refresh(fixture, service));
    expect(made.flatMap((trip) => trip.writes)).toEqual([]);
    expect([...fixture.model().sheet.cells]).toEqual(before);
  });

  it('a table too long for one answer is read in blocks', async () => {
    const { sheet, box } = fixture.model();
    for (let i = 1; i < box.rows; i++) sheet.cellFor(box.row + i, box.column + 12).value = '长'.repeat(400);
    const made = await trips(() => new ExcelHost().readTable(fixture.table));
    const answers = made.filter((trip) => trip.error === null);
    expect(answers.length).toBeGreaterThan(1);
    for (const trip of answers) expect(trip.answerBytes).toBeLessThan(4_500_000);
    const { rows } = await new ExcelHost().readTable(fixture.table);
    expect(rows).toHaveLength(5000);
    expect(rows[4999]?.cells[0]?.value).toBe('tgt_n4999@1');
  });
});

describe('a writing too large for one request', () => {
  const start = async (): Promise<{ fixture: ExcelFixture; service: FakeService }> => {
    const fixture = await makeExcelFixture(tableOf());
    const service = new FakeService();
    const long = '由云山省统计口径核算的法人单位'.repeat(20);
    for (let i = 0; i < 6000; i++) service.add(`tgt_n${i}`, { indicator: `第 ${i} 项`, qualifier: long });
    return { fixture, service };
  };

  it('is cut into requests below 4 MB', async () => {
    const { fixture, service } = await start();
    const from = fixture.requests.trips.length;
    const steps: [number, number][] = [];
    const host = new ExcelHost({
      readAhead: fixture.table,
      onProgress: (done, total) => steps.push([done, total]),
    });
    await refreshTable(host, service, fixture.table, { now });
    const trips = fixture.requests.trips.slice(from);
    expect(trips.filter((trip) => trip.writes.length > 0).length).toBeGreaterThan(1);
    for (const trip of trips) expect(trip.bytes).toBeLessThan(4_000_000);
    expect(steps.length).toBeGreaterThan(1);
    expect(steps.at(-1)).toEqual([90_000, 90_000]);
    expect(fixture.model().bodyRows).toBe(6000);
  });

  it('and broken in its second request, leaves the table as it was', async () => {
    const { fixture, service } = await start();
    const state = async () => [await fixture.content(), await fixture.outside()];
    const before = await state();
    const requestsBefore = fixture.requests.log.length;
    let broken = false;
    fixture.requests.beforeWrite = (member) => {
      const writing = fixture.requests.log.slice(requestsBefore).filter((entry) => entry.writes.length > 0);
      if (broken || writing.length < 2 || (writing[1]?.writes.length ?? 0) < 3) return;
      broken = true;
      throw new HostError('GeneralException', 'There was an internal error.', member);
    };
    expect((await problemOf(refresh(fixture, service))).code).toBe('workbook.excel-refused');
    expect(broken).toBe(true);
    expect(await state()).toEqual(before);
  });
});

describe('a workbook in use', () => {
  let service: FakeService;
  let fixture: ExcelFixture;
  beforeEach(async () => {
    service = new FakeService();
    for (const id of ['tgt_a', 'tgt_b', 'tgt_c']) service.add(id, { indicator: `指标 ${id}`, value: 1 });
    fixture = await makeExcelFixture(tableOf());
    await refresh(fixture, service);
  });
  const stateOf = () => [
    structuredClone([...fixture.model().sheet.cells]),
    structuredClone(fixture.model().box),
    outsideOf(fixture.workbook, fixture.model()),
  ];

  it('the table looks like one: title, style, date format, hidden key column, header in view', () => {
    const { sheet, style, box } = fixture.model();
    expect(style).toBe('TableStyleMedium2');
    expect(sheet.hiddenColumns).toEqual(new Set([0]));
    expect(sheet.valueAt(0, 1)).toBe('目标对照表');
    expect(sheet.frozenRows).toBe(box.row + 1);
    const issuedOn = box.column + 1 + fields.indexOf('issuedOn');
    expect(sheet.valueAt(box.row + 1, issuedOn)).toBe(44260);
    expect(sheet.numberFormatAt(box.row + 1, issuedOn)).toBe('yyyy-mm-dd');
    expect(fixture.workbook.sheet('_policy_sheets')?.visibility).toBe('Hidden');
  });

  it('a protected sheet is named, and nothing is written', async () => {
    fixture.model().sheet.isProtected = true;
    service.change('tgt_a', { value: 2 });
    const before = stateOf();
    const problem = await problemOf(refresh(fixture, service));
    expect(problem.code).toBe('workbook.protected');
    expect(problem.in('zh-CN')).toContain('目标');
    expect(stateOf()).toEqual(before);
  });

  it('while a cell is being edited nothing is written, and it says so', async () => {
    service.change('tgt_a', { value: 2 });
    const host = new ExcelHost();
    const { plan } = await prepareRefresh(host, service, fixture.table, { now });
    fixture.workbook.editing = true;
    expect((await problemOf(host.apply(plan))).code).toBe('workbook.cell-editing');
    fixture.workbook.editing = false;
    await host.apply(plan);
    expect(fixture.model().sheet.valueAt(fixture.model().box.row + 1, 5)).toBe(2);
  });

  it('a filter stays, and rows that it hides are refreshed with the others', async () => {
    const table = fixture.model();
    table.filter(2, ['指标 tgt_b']);
    service.change('tgt_a', { value: 2 });
    service.add('tgt_d', { indicator: '指标 tgt_d' });
    const hidden = new Set(table.sheet.hiddenRows);
    service.change('tgt_b', { value: 3 });
    service.change('tgt_c', { value: 4, issuedOn: '2022-02-02' });
    await refresh(fixture, service);
    // The test host scatters a block over hidden rows as Excel on Windows does.
    expect([1, 2, 3].map((row) => table.sheet.valueAt(table.box.row + row, 5))).toEqual([2, 3, 4]);
    expect([1, 2, 3].map((row) => table.sheet.valueAt(table.box.row + row, 0))).toEqual([
      'tgt_a@2',
      'tgt_b@2',
      'tgt_c@2',
    ]);
    expect(table.filters.size).toBe(1);
    expect(table.sheet.hiddenRows).toEqual(hidden);
    expect(table.bodyRows).toBe(4);
  });

  it('rows are not removed under a filter, and the message says what to do', async () => {
    fixture.model().filter(2, ['指标 tgt_b']);
    service.withdraw('tgt_a');
    const before = stateOf();
    expect((await problemOf(refresh(fixture, service, { removals: 'all' }))).code).toBe('workbook.filter-on');
    expect(stateOf()).toEqual(before);
  });

  it('a table with a total row is refreshed in place, but takes no new rows', async () => {
    const table = fixture.model();
    table.box = { ...table.box, rows: table.box.rows + 1 };
    table.showTotals = true;
    service.change('tgt_a', { value: 2 });
    await refresh(fixture, service);
    expect(table.sheet.valueAt(table.box.row + 1, 5)).toBe(2);
    service.add('tgt_d');
    expect((await problemOf(refresh(fixture, service))).code).toBe('workbook.totals-row');
  });

  it('what stands below the table moves down when rows come', async () => {
    const { sheet, box } = fixture.model();
    fixture.workbook.enter(sheet, box.row + box.rows + 1, 2, '我的小结');
    service.add('tgt_d');
    service.add('tgt_e');
    await refresh(fixture, service);
    const after = fixture.model().box;
    expect(after.rows).toBe(box.rows + 2);
    expect(sheet.valueAt(after.row + after.rows + 1, 2)).toBe('我的小结');
  });

  it('another table that stands in the way is not torn apart: the refresh is refused whole', async () => {
    const { sheet, box } = fixture.model();
    const row = box.row + box.rows + 1;
    fixture.workbook.enter(sheet, row, 1, '我的');
    fixture.workbook.addTable(sheet, { row, column: 14, rows: 3, columns: 4 });
    fixture.workbook.enter(sheet, row, 14, '列');
    service.change('tgt_a', { value: 2 });
    service.add('tgt_d');
    service.add('tgt_e');
    const before = stateOf();
    expect((await problemOf(refresh(fixture, service))).code).toBe('workbook.table-blocked');
    expect(stateOf()).toEqual(before);
  });

  it.each(Array.from({ length: 12 }, (_, i) => i + 1))(
    'broken at its write number %i, a refresh that changes, adds, archives and removes leaves no trace',
    async (at) => {
      await fixture.addColumn('我的备注', 15, ['甲', '乙', '丙']);
      const { sheet, box } = fixture.model();
      fixture.workbook.enter(sheet, box.row + box.rows + 1, 2, '我的小结');
      service.change('tgt_a', { value: 2, by: '2030' });
      service.withdraw('tgt_b');
      service.add('tgt_d');
      service.add('tgt_e');
      const before = [
        ...stateOf(),
        await fixture.archive(),
        fixture.workbook.sheets.map((s) => s.name),
        await fixture.host.readBindings(),
      ];
      let writes = 0;
      let broken = false;
      fixture.requests.beforeWrite = (member) => {
        if (broken || ++writes < at) return;
        broken = true;
        throw new HostError('GeneralException', 'There was an internal error.', member);
      };
      const outcome = await refresh(fixture, service, { removals: 'all' }).then(
        () => 'written',
        (error: Problem) => error.code,
      );
      expect(outcome).toBe(broken ? 'workbook.excel-refused' : 'written');
      if (broken)
        expect([
          ...stateOf(),
          await fixture.archive(),
          fixture.workbook.sheets.map((s) => s.name),
          await fixture.host.readBindings(),
        ]).toEqual(before);
    },
  );

  const everything = async () => [
    ...stateOf(),
    await fixture.archive(),
    fixture.workbook.sheets.map((s) => s.name),
    await fixture.host.readBindings(),
  ];
  it.each(Array.from({ length: 16 }, (_, i) => i + 1))(
    'broken at its write number %i, an undo that writes back, takes out, puts back and clears the archive leaves no trace',
    async (at) => {
      service.add('tgt_d', { value: 4 });
      await refresh(fixture, service);
      await fixture.addColumn('我的备注', 15, ['甲', '乙', '丙', '丁']);
      const { sheet, box } = fixture.model();
      fixture.workbook.enter(sheet, box.row + box.rows + 1, 2, '我的小结');
      const untouched = await everything();
      service.change('tgt_a', { value: 2, by: '2030' });
      // One from the middle and the last one, so that rows come back inside the table and at its end.
      service.withdraw('tgt_b');
      service.withdraw('tgt_d');
      await refresh(fixture, service, { removals: 'all' });
      const before = await everything();
      let writes = 0;
      let broken = false;
      fixture.requests.beforeWrite = (member) => {
        if (broken || ++writes < at) return;
        broken = true;
        throw new HostError('GeneralException', 'There was an internal error.', member);
      };
      const undo = () => undoRefresh(new ExcelHost(), fixture.table, { now });
      const outcome = await undo().then(
        () => 'written',
        (error: Problem) => error.code,
      );
      fixture.requests.beforeWrite = () => {};
      expect(outcome).toBe(broken ? 'workbook.excel-refused' : 'written');
      if (broken) {
        expect(await everything()).toEqual(before);
        await undo();
      }
      // The archive keeps its sheet and its header row; all else is as if the refresh had never been.
      const sheetsNow = fixture.workbook.sheets.map((s) => s.name);
      const [cells, now1, outside, archive, , bindings] = await everything();
      const [cellsThen, boxThen, outsideThen, archiveThen, sheetsThen, bindingsThen] = untouched;
      expect([now1, outside, archive]).toEqual([boxThen, outsideThen, archiveThen]);
      const full = (list: unknown) =>
        new Map((list as [number, object][]).filter(([, cell]) => Object.keys(cell).length > 0));
      expect(full(cells)).toEqual(full(cellsThen));
      expect(sheetsNow).toEqual([...(sheetsThen as string[]), '归档 archive']);
      expect((bindings as TableBinding[])[0]).toEqual({ ...(bindingsThen as TableBinding[])[0], undo: null });
    },
  );

  it('words that somebody wrote beside the archive stay with their line; the line stays too', async () => {
    await fixture.addColumn('我的备注', 15, ['甲', '乙', '丙']);
    service.withdraw('tgt_b');
    await refresh(fixture, service, { removals: 'all' });
    const archive = fixture.workbook.sheet('归档 archive');
    if (!archive) throw new Error('no archive');
    const lines = await fixture.archive();
    fixture.workbook.enter(archive, 2, 7, '记得复核');
    await undoRefresh(new ExcelHost(), fixture.table, { now });
    expect(await fixture.archive()).toEqual(lines);
    expect(archive.valueAt(2, 7)).toBe('记得复核');
    expect(fixture.model().bodyRows).toBe(3);
  });

  it('a row is not put back under a filter', async () => {
    service.withdraw('tgt_b');
    await refresh(fixture, service, { removals: 'all' });
    fixture.model().filter(2, ['指标 tgt_a']);
    const before = stateOf();
    const problem = await problemOf(undoRefresh(new ExcelHost(), fixture.table, { now }));
    expect(problem.code).toBe('workbook.filter-on');
    expect(stateOf()).toEqual(before);
  });

  it('a row that comes back at the top looks like the row below it, not like the header', async () => {
    const { sheet, box } = fixture.model();
    for (let j = 0; j < box.columns; j++)
      sheet.cellFor(box.row, box.column + j).style = { 'Font.Bold': true };
    for (let j = 0; j < box.columns; j++)
      sheet.cellFor(box.row + 2, box.column + j).style = { 'Fill.Color': '#FFEE00' };
    service.withdraw('tgt_a');
    await refresh(fixture, service, { removals: 'all' });
    await undoRefresh(new ExcelHost(), fixture.table, { now });
    expect(sheet.cell(box.row + 1, box.column + 2)).toMatchObject({
      value: '指标 tgt_a',
      style: { 'Fill.Color': '#FFEE00' },
    });
  });

  it('a renamed table is named', async () => {
    fixture.model().name = '改名了';
    const problem = await problemOf(refresh(fixture, service));
    expect(problem.code).toBe('workbook.table-missing');
    expect(problem.in('en')).toContain('PolicyTargets');
  });

  it('a workbook that counts its days from 1904 gets its own serial numbers', async () => {
    fixture.workbook.date1904 = true;
    service.add('tgt_d', { issuedOn: '2018-08-01' });
    await refresh(fixture, service);
    const { sheet, box } = fixture.model();
    expect(sheet.valueAt(box.row + 4, box.column + 1 + fields.indexOf('issuedOn'))).toBe(43313 - 1462);
  });

  it('a date that lands in a cell without a date format gets one, and only that cell', async () => {
    const { sheet, box } = fixture.model();
    const column = box.column + 1 + fields.indexOf('issuedOn');
    sheet.columnFormats.delete(column);
    service.change('tgt_b', { issuedOn: '2022-02-02' });
    await refresh(fixture, service);
    expect(sheet.numberFormatAt(box.row + 2, column)).toBe('yyyy-mm-dd');
    expect(sheet.numberFormatAt(box.row + 1, column)).toBeUndefined();
  });

  it('names that are taken are found before anything is made', async () => {
    const before = fixture.workbook.sheets.length;
    expect((await problemOf(fixture.host.insertTable(tableOf()))).code).toBe('workbook.name-taken');
    expect(fixture.workbook.sheets).toHaveLength(before);
    const free = await new ExcelHost().freeNames({ table: 'PolicyTargets', sheet: '目标' });
    expect(free).toEqual({ table: 'PolicyTargets_2', sheet: '目标 2' });
  });

  it('an insertion that breaks leaves no sheet behind', async () => {
    const before = outsideOf(fixture.workbook, fixture.model());
    let writes = 0;
    fixture.requests.beforeWrite = (member) => {
      if (++writes === 20) throw new HostError('GeneralException', 'broken', member);
    };
    const another = tableOf();
    const work = new ExcelHost().insertTable({
      ...another,
      sheet: '第二张',
      binding: { ...another.binding, table: 'Second' },
    });
    expect((await problemOf(work)).code).toBe('workbook.excel-refused');
    expect(outsideOf(fixture.workbook, fixture.model())).toEqual(before);
    expect(await fixture.host.readBindings()).toHaveLength(1);
  });
});

describe('the oldest Excel that the add-in runs in (ExcelApi 1.9, which cannot resize a table)', () => {
  let service: FakeService;
  let fixture: ExcelFixture;
  beforeAll(() => offerExcelApi(neededExcelApi));
  afterAll(() => offerExcelApi(null));
  beforeEach(async () => {
    service = new FakeService();
    for (const id of ['tgt_a', 'tgt_b', 'tgt_c']) service.add(id, { indicator: `指标 ${id}`, value: 1 });
    fixture = await makeExcelFixture(tableOf());
    await refresh(fixture, service);
  });
  const ids = () => {
    const { sheet, box } = fixture.model();
    return Array.from({ length: box.rows - 1 }, (_, i) =>
      String(sheet.valueAt(box.row + 1 + i, box.column)).replace(/@.*/, ''),
    );
  };
  const state = async () => [
    await fixture.content(),
    await fixture.outside(),
    await fixture.archive(),
    structuredClone(fixture.model().box),
    await fixture.host.readBindings(),
  ];

  it('is refused its newer members by the library itself, so that nothing here can use one', async () => {
    const work = Excel.run(async (context) => {
      context.workbook.tables.getItem('我的表').resize('A4:B7');
      await context.sync();
    });
    await expect(work).rejects.toMatchObject({ code: 'ApiNotFound' });
  });

  it('fills an empty table in the order of the service', () => {
    expect(ids()).toEqual(['tgt_a', 'tgt_b', 'tgt_c']);
  });

  it('takes new rows before the last one; every note, formula and value stays with its record', async () => {
    await fixture.addColumn('我的公式', 15, [{ formula: '1+1' }, { formula: '2+2' }, { formula: '3+3' }]);
    const { sheet, box } = fixture.model();
    fixture.workbook.enter(sheet, box.row + box.rows + 1, 2, '我的小结');
    service.add('tgt_d', { value: 4 });
    service.add('tgt_e', { value: 5 });
    service.change('tgt_c', { value: 33 });
    await refresh(fixture, service);
    expect(ids()).toEqual(['tgt_a', 'tgt_b', 'tgt_d', 'tgt_e', 'tgt_c']);
    const { rows } = await fixture.content();
    expect(rows.map((row) => row[5]?.value)).toEqual([1, 1, 4, 5, 33]);
    expect(rows.map((row) => row[15]?.formula)).toEqual(['1+1', '2+2', undefined, undefined, '3+3']);
    expect(sheet.valueAt(box.row + box.rows + 3, 2)).toBe('我的小结');
  });

  it('takes such a refresh back whole', async () => {
    const before = await state();
    service.add('tgt_d', { value: 4 });
    service.change('tgt_a', { value: 2 });
    service.withdraw('tgt_b');
    await refresh(fixture, service);
    await undoRefresh(new ExcelHost(), fixture.table, { now });
    expect((await state()).slice(0, -1)).toEqual(before.slice(0, -1));
  });

  it('removes every row and takes new ones in their place', async () => {
    for (const id of ['tgt_a', 'tgt_b', 'tgt_c']) service.withdraw(id);
    service.add('tgt_d');
    service.add('tgt_e');
    await refresh(fixture, service, { removals: 'all' });
    expect(ids()).toEqual(['tgt_d', 'tgt_e']);
  });

  it.each(Array.from({ length: 12 }, (_, i) => i + 1))(
    'broken at its write number %i, a refresh that changes, adds, archives and removes leaves no trace',
    async (at) => {
      await fixture.addColumn('我的备注', 15, ['甲', '乙', '丙']);
      const { sheet, box } = fixture.model();
      fixture.workbook.enter(sheet, box.row + box.rows + 1, 2, '我的小结');
      service.change('tgt_a', { value: 2, by: '2030' });
      service.withdraw('tgt_b');
      service.add('tgt_d');
      service.add('tgt_e');
      const before = await state();
      let writes = 0;
      let broken = false;
      fixture.requests.beforeWrite = (member) => {
        if (broken || ++writes < at) return;
        broken = true;
        throw new HostError('GeneralException', 'There was an internal error.', member);
      };
      const outcome = await refresh(fixture, service, { removals: 'all' }).then(
        () => 'written',
        (error: Problem) => error.code,
      );
      expect(outcome).toBe(broken ? 'workbook.excel-refused' : 'written');
      if (broken) expect(await state()).toEqual(before);
      else expect(ids()).toEqual(['tgt_a', 'tgt_d', 'tgt_e', 'tgt_c']);
    },
  );
});

describe('a table of hers that is bound', () => {
  const drawn = [
    ['云山省目标', null, null],
    ['指标', '目标值', '年份'],
    ['数字经济核心产业产值', 3000, 2025],
    ['合计', 3000, null],
  ].map((row) => row.map((value) => ({ value })));
  const service = new FakeService();
  service.add('tgt_a', { indicator: '数字经济核心产业产值', value: 3000, by: '2025' });
  const start = async (beside: string | null) => {
    const rows = drawn.map((row, i) => [...row, ...(i === 2 && beside !== null ? [{ value: beside }] : [])]);
    const merges = [{ top: 0, left: 0, bottom: 1, right: 3 }];
    const fixture = await makeExcelBindFixture('她的表', rows, merges);
    const grid = await fixture.host.readSheet('她的表');
    const [found] = findTables(grid);
    if (!found) throw new Error('no table');
    const { records } = await service.sync({ kind: 'target', query: {}, keys: [] });
    const columns = found.matches.flatMap(({ column, field }) => (field === null ? [] : [{ column, field }]));
    const choice = { name: '目标1', kind: 'target', language: 'zh-CN', query: {}, columns } as const;
    const { request } = planBinding(grid, found, choice, records, service);
    const state = () => [
      fixture.workbook.sheets.map(({ name }) => name),
      [...(fixture.workbook.sheet('她的表')?.cells ?? [])]
        .filter(([, cell]) => cell.value !== undefined || cell.formula !== undefined)
        .map(([key, { value, formula }]) => [key, value, formula])
        .sort(([a], [b]) => Number(a) - Number(b)),
      structuredClone(fixture.workbook.sheet('她的表')?.merges),
      structuredClone([...(fixture.workbook.sheet('她的表')?.hiddenColumns ?? [])]),
      fixture.workbook.tables.map(({ name, box }) => [name, { ...box }]),
    ];
    return { ...fixture, request, state };
  };

  it.each(
    [null, '她的话'].flatMap((beside) => Array.from({ length: 9 }, (_, i) => [i + 1, beside] as const)),
  )('broken at its write number %i, with %s beside it, is as it was', async (at, beside) => {
    const { host, workbook, requests, request, state } = await start(beside);
    expect(request.key.insert).toBe(beside !== null);
    const before = state();
    let writes = 0;
    let broken = false;
    requests.beforeWrite = (member) => {
      if (broken || ++writes < at) return;
      broken = true;
      throw new HostError('GeneralException', 'There was an internal error.', member);
    };
    const outcome = await host.bindTable(request).then(
      () => 'bound',
      (error: Problem) => error.code,
    );
    requests.beforeWrite = () => {};
    expect(outcome).toBe(broken ? 'workbook.excel-refused' : 'bound');
    if (!broken) return;
    expect(state()).toEqual(before);
    await host.bindTable(request);
    expect(workbook.table('目标1')?.headers()).toContain('记录编号');
  });

  it('keeps its look, and what stood beside it moves out of the way of the key column', async () => {
    const { host, workbook, request } = await start('她的话');
    await host.bindTable(request);
    const table = workbook.table('目标1');
    expect(table?.style).toBe('TableStyleLight1');
    expect(table?.headers()).toEqual(['指标', '目标值', '年份', '记录编号']);
    expect(workbook.sheet('她的表')?.valueAt(2, 4)).toBe('她的话');
    // The merged title above the table is none of its business.
    expect(workbook.sheet('她的表')?.merges).toHaveLength(1);
    // With words of hers below in that column, hiding it would hide them.
    expect(workbook.sheet('她的表')?.hiddenColumns.size).toBe(request.key.hidden ? 1 : 0);
  });

  it('on a filtered sheet is not bound: a key in the wrong row would be worse than none', async () => {
    const { host, workbook, request, state } = await start(null);
    const [sheet] = workbook.sheets;
    if (sheet) sheet.isFiltered = true;
    const before = state();
    expect((await problemOf(host.bindTable(request))).code).toBe('workbook.filter-on');
    expect(state()).toEqual(before);
  });

  it('on a protected sheet is not bound, and it says so', async () => {
    const { host, workbook, request, state } = await start(null);
    const [sheet] = workbook.sheets;
    if (sheet) sheet.isProtected = true;
    const before = state();
    expect((await problemOf(host.bindTable(request))).code).toBe('workbook.protected');
    expect(state()).toEqual(before);
  });
});

describe('cells become rectangles', () => {
  it('that cover exactly the cells, each once', () => {
    const cell = fc.record({ row: fc.nat(12), column: fc.nat(6) });
    fc.assert(
      fc.property(fc.uniqueArray(cell, { selector: (c) => `${c.row}:${c.column}` }), (cells) => {
        const given = cells.map((c, value) => ({ ...c, value }));
        const covered = blocksOf(given).flatMap((block) =>
          block.values.flatMap((line, i) =>
            line.map((value, j) => ({ row: block.row + i, column: block.column + j, value })),
          ),
        );
        const order = (a: { row: number; column: number }, b: { row: number; column: number }): number =>
          a.row - b.row || a.column - b.column;
        expect(covered.sort(order)).toEqual(given.sort(order));
      }),
    );
  });
});
