import { describe, expect, it } from 'vitest';
import { FakeService } from '../../test/hosts/fake-service.ts';
import { newTableOf } from './bind.ts';
import { keysOf } from './keyed-rows.ts';
import { parseKey, printKey } from './keys.ts';
import { planRefresh } from './plan.ts';
import type { SnapshotCell, TableSnapshot } from './types.ts';

const { binding } = newTableOf({
  table: 'T',
  sheet: 'S',
  title: 'T',
  kind: 'target',
  language: 'zh-CN',
  fields: ['indicator', 'value', 'evidenceUrl', 'status'],
});
const context = { evidenceBase: 'https://policy.example', now: '2026-02-01T09:00:00.000Z', who: null };
const snapshot = (...rows: (SnapshotCell['value'] | SnapshotCell)[][]): TableSnapshot => ({
  table: 'T',
  sheet: 'S',
  headers: binding.columns.map((column) => column.header),
  rows: rows.map((row) => ({
    cells: row.map((cell) => (cell !== null && typeof cell === 'object' ? cell : { value: cell })),
  })),
});
const link = (id: string): string => `https://policy.example/evidence/${id}`;
const planOf = async (service: FakeService, table: TableSnapshot, ...rest: [object?]) =>
  planRefresh(
    table,
    binding,
    await service.sync({ kind: 'target', query: {}, keys: keysOf(table, binding) }),
    context,
    ...rest,
  );

describe('the key of a row', () => {
  it('is read back as it was printed, and nothing else is a key', () => {
    expect(parseKey(printKey({ id: 'tgt_0a', revision: 12 }))).toEqual({ id: 'tgt_0a', revision: 12 });
    expect(parseKey(' tgt_0a@12 ')).toEqual({ id: 'tgt_0a', revision: 12 });
    for (const text of ['', 'tgt_0a', 'tgt_0a@0', 'tgt_0a@x', '@1', 'a b@1', 5, null]) {
      expect(parseKey(text)).toBeNull();
    }
  });
});

describe('a plan', () => {
  it('fills the blank row that an empty table of an office program shows, and adds the others', async () => {
    const service = new FakeService();
    service.add('tgt_a');
    service.add('tgt_b');
    const plan = await planOf(service, snapshot([null, '', null, null, null]));
    expect(plan.updates).toMatchObject([{ row: 0, key: 'tgt_a@1', fills: true }]);
    expect(plan.additions).toMatchObject([{ key: 'tgt_b@1' }]);
  });

  it('leaves a blank row between others alone', async () => {
    const service = new FakeService();
    service.add('tgt_a', { indicator: '甲', value: 1 });
    service.add('tgt_b');
    const plan = await planOf(
      service,
      snapshot(['tgt_a@1', '甲', 1, link('tgt_a'), '现行'], [null, null, null, null, null]),
    );
    expect(plan.updates).toEqual([]);
    expect(plan.unmatched).toEqual([]);
    expect(plan.additions).toHaveLength(1);
  });

  it('takes every difference for a conflict where the service does not know the revision of the row', async () => {
    const service = new FakeService();
    service.add('tgt_a', { indicator: '甲', value: 1 });
    const plan = await planOf(service, snapshot(['tgt_a@7', '甲', 2, link('tgt_a'), '现行']));
    expect(plan.changes).toEqual([]);
    expect(plan.edits).toMatchObject([{ field: 'value', base: null, mine: 2, theirs: 1, conflict: true }]);
  });

  it('moves the key on where nothing that is shown changed', async () => {
    const service = new FakeService();
    service.add('tgt_a', { indicator: '甲', value: 1 });
    service.change('tgt_a', { qualifier: '规上' });
    const plan = await planOf(service, snapshot(['tgt_a@1', '甲', 1, link('tgt_a'), '现行']));
    expect(plan.updates).toEqual([
      { row: 0, key: 'tgt_a@1', cells: [{ column: 0, value: 'tgt_a@2', type: 'text' }] },
    ]);
    expect(plan.changes).toEqual([]);
  });

  it('a link to an address that the service had before is no edit', async () => {
    const service = new FakeService();
    service.add('tgt_a', { indicator: '甲', value: 1 });
    const old = 'http://localhost:4310/evidence/tgt_a';
    const plan = await planOf(service, snapshot(['tgt_a@1', '甲', 1, old, '现行']));
    expect(plan.edits).toEqual([]);
    expect(plan.changes).toMatchObject([{ field: 'evidenceUrl', old, new: link('tgt_a') }]);
  });

  it('marks a record that the service never had, and what she wrote into the status column stays', async () => {
    const service = new FakeService();
    service.add('tgt_b', { indicator: '乙', value: 1 });
    service.withdraw('tgt_b');
    const plan = await planOf(
      service,
      snapshot(['tgt_x@1', '甲', 1, null, '现行'], ['tgt_b@1', '乙', 1, link('tgt_b'), '我看过了']),
    );
    expect(plan.gone.map((row) => row.reason)).toEqual(['unknown', 'withdrawn']);
    expect(plan.changes).toMatchObject([{ row: 0, field: 'status', new: '服务中没有' }]);
    expect(plan.edits).toMatchObject([{ row: 1, field: 'status', mine: '我看过了', theirs: '已撤回' }]);
  });

  it('archives a removed row whose bound cell she changed, and not one that shows the service alone', async () => {
    const service = new FakeService();
    for (const id of ['tgt_a', 'tgt_b']) {
      service.add(id, { indicator: '甲', value: 1 });
      service.withdraw(id);
    }
    const plan = await planOf(
      service,
      snapshot(['tgt_a@1', '甲', 1, link('tgt_a'), '已撤回'], ['tgt_b@1', '甲', 2, link('tgt_b'), '已撤回']),
      { removals: 'all' },
    );
    expect(plan.removals.map((row) => [row.key, row.archive])).toEqual([
      ['tgt_a@1', false],
      ['tgt_b@1', true],
    ]);
    expect(plan.gone).toEqual([]);
  });

  it('takes an id that an analyst typed for text, whatever its name means to a program', async () => {
    const plan = await planOf(
      new FakeService(),
      snapshot(['constructor@1', '甲', 1, null, '现行'], ['__proto__@1', '乙', 1, null, '现行']),
    );
    expect(plan.gone.map((row) => row.reason)).toEqual(['unknown', 'unknown']);
  });

  it('a column of hers whose header looks like a bound one stays hers', async () => {
    const service = new FakeService();
    service.add('tgt_a', { indicator: '甲', value: 1 });
    const table = snapshot(['tgt_a@1', '甲', 1, link('tgt_a'), '现行', '她的']);
    const plan = await planOf(service, { ...table, headers: [...table.headers, '指标 '] });
    expect([plan.updates, plan.edits]).toEqual([[], []]);
  });

  it('finds a column whose header differs in width or spaces only, and refuses one that is there twice', async () => {
    const service = new FakeService();
    service.add('tgt_a', { indicator: '甲', value: 1 });
    const table = snapshot(['tgt_a@1', '甲', 1, link('tgt_a'), '现行']);
    const spaced = { ...table, headers: table.headers.map((header) => ` ${header}\n`) };
    expect((await planOf(service, spaced)).updates).toEqual([]);
    const twice = { ...table, headers: [...table.headers, '指标'] };
    expect(() => keysOf(twice, binding)).toThrow(/two columns/);
  });
});
