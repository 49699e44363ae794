import { beforeEach, describe, expect, it } from 'vitest';
import { FakeService } from '../../test/hosts/fake-service.ts';
import { MemoryHost } from '../../test/hosts/memory-host.ts';
import { newTableOf } from './bind.ts';
import { type CheckedTable, checkWorkbook, type Finding, rekeyPlan, releaseDuplicates } from './check.ts';
import { bindingOf, prepareRefresh, refreshTable } from './refresh.ts';

const now = '2026-02-01T09:30:00.000Z';
const table = newTableOf({
  table: 'tblTargets',
  sheet: '目标',
  title: '目标',
  kind: 'target',
  language: 'zh-CN',
  fields: ['region', 'indicator', 'value', 'unit', 'by', 'status'],
});
const column = (header: string): number => table.columns.findIndex((one) => one.header === header);

describe('the health check of a workbook', () => {
  let service: FakeService;
  let host: MemoryHost;
  const rows = () => host.table('tblTargets').rows;
  const cell = (row: number, header: string) => {
    const found = rows()[row]?.[column(header)];
    if (!found) throw new Error('test: no such cell');
    return found;
  };
  const read = async (): Promise<CheckedTable> => {
    const binding = bindingOf(await host.readBindings(), 'tblTargets');
    const { plan } = await prepareRefresh(host, service, 'tblTargets', { now });
    return { binding, plan, snapshot: await host.readTable('tblTargets') };
  };
  const findings = async (): Promise<readonly Finding[]> => checkWorkbook([await read()]);
  const names = async () => (await findings()).map(({ is }) => is);

  beforeEach(async () => {
    service = new FakeService();
    service.add('tgt_a', { indicator: '数字经济核心产业产值', value: 3000, by: '2025' });
    service.add('tgt_b', { indicator: '规模以上软件企业数量', value: 120, unit: '家', by: '2027' });
    service.add('tgt_c', { indicator: '政务服务网上可办率', value: 90, unit: '%', by: '2026' });
    host = new MemoryHost();
    await host.insertTable(table);
    await refreshTable(host, service, 'tblTargets', { now });
  });

  it('finds nothing in a table that is as the service has it', async () => {
    expect(await names()).toEqual([]);
  });

  it('finds a bound cell that was typed over, with the three values', async () => {
    cell(0, '目标值').value = 3100;
    expect(await findings()).toMatchObject([
      { is: 'typedOver', edits: [{ base: 3000, mine: 3100, theirs: 3000 }] },
    ]);
  });

  it('finds a table that the service has moved on from, and one that was never refreshed', async () => {
    service.change('tgt_b', { value: 130 });
    expect(await findings()).toMatchObject([{ is: 'stale', summary: { changed: 1 } }]);
    host = new MemoryHost();
    await host.insertTable(table);
    expect(await findings()).toMatchObject([{ is: 'stale', asOf: null, summary: { added: 3 } }]);
  });

  it('finds the rows of records that are gone', async () => {
    service.withdraw('tgt_b');
    await refreshTable(host, service, 'tblTargets', { now });
    expect(await findings()).toMatchObject([{ is: 'gone', rows: [1] }]);
  });

  it('finds rows whose key is broken, and gives them back the record that their values tell', async () => {
    cell(1, '记录编号').value = 'xyz';
    expect(await names()).toContain('brokenKey');
    const checked = await read();
    const answer = await service.sync({ kind: 'target', query: {}, keys: [] });
    const { plan, rows: mended } = rekeyPlan(checked, answer.records, service);
    expect(mended).toEqual([1]);
    await host.apply(plan);
    expect(cell(1, '记录编号').value).toBe('tgt_b@1');
    expect(await names()).toEqual([]);
  });

  it('finds a number without a record behind it, and leaves it where no record is like it', async () => {
    rows().push([{ value: null }, { value: '云山省' }, { value: '自行估算的产值' }, { value: 55 }]);
    expect(await findings()).toMatchObject([{ is: 'noSource', rows: [3] }]);
    const answer = await service.sync({ kind: 'target', query: {}, keys: [] });
    expect(rekeyPlan(await read(), answer.records, service).rows).toEqual([]);
  });

  it('finds a record that two rows show, and lets the first row keep it', async () => {
    rows().push(structuredClone(rows()[0] ?? []));
    expect(await findings()).toMatchObject([{ is: 'duplicateKey', rows: [0, 3] }]);
    await host.apply(releaseDuplicates(await read()));
    expect(cell(0, '记录编号').value).toBe('tgt_a@1');
    expect(cell(3, '记录编号').value).toBeNull();
    expect(cell(3, '目标值').value).toBe(3000);
    expect(await findings()).toMatchObject([{ is: 'noSource', rows: [3] }]);
  });

  it('finds tables that show different days of the service', async () => {
    const one = await read();
    const other = {
      ...one,
      binding: { ...one.binding, table: 'tblOther', asOf: '2025-12-31T00:00:00.000Z' },
    };
    expect(checkWorkbook([one, other])).toMatchObject([
      { is: 'mixedAsOf', tables: [{ table: 'tblTargets' }, { table: 'tblOther' }] },
    ]);
  });
});
