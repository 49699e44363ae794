import type { SyncAnswer } from '../../service/records/sync.ts';
import { newTableOf } from '../../templates/refresh/bind.ts';
import { serialOfIso } from '../../templates/refresh/dates.ts';
import { keysOf } from '../../templates/refresh/keyed-rows.ts';
import { planRefresh } from '../../templates/refresh/plan.ts';
import type { SnapshotCell, TableSnapshot } from '../../templates/refresh/types.ts';
import { FakeService } from '../hosts/fake-service.ts';
import { compare } from './measure.ts';

// How long the core takes to plan a refresh of a long table of which one row in a hundred changed, against what anybody
// must do who gets such a table as text: JSON.parse of its bare values.
const count = 50_000;
const fields = [
  'region',
  'indicator',
  'change',
  'comparator',
  'value',
  'valueHigh',
  'unit',
  'by',
  'perYear',
  'qualifier',
  'nature',
  'baselineYear',
  'baselineValue',
  'measure',
  'industry',
  'documentTitle',
  'docNumber',
  'issuedOn',
  'evidenceUrl',
];
const { binding } = newTableOf({
  table: 'T',
  sheet: '目标',
  title: '目标',
  kind: 'target',
  language: 'zh-CN',
  fields,
});
const words =
  '数字 经济 核心 产业 增加 企业 研发 投入 强度 平台 中心 示范 项目 智能 制造 装备 软件 信息 服务 收入'.split(
    ' ',
  );
let seed = 20260201;
const pick = (most: number): number => {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
  return (seed >> 8) % most;
};
const phrase = (length: number): string => Array.from({ length }, () => words[pick(words.length)]).join('');

const service = new FakeService();
for (let i = 0; i < count; i++)
  service.add(`tgt_${i.toString(36).padStart(8, '0')}`, {
    indicator: phrase(3 + pick(6)),
    value: pick(1_000_000) / 100,
    by: `20${25 + pick(10)}`,
    region: `${phrase(1)}市`,
    title: `${phrase(6)}规划`,
    issuedOn: `20${10 + pick(15)}-0${1 + pick(9)}-1${pick(9)}`,
    qualifier: i % 3 === 0 ? phrase(4) : null,
  });
const context = { evidenceBase: service.evidenceBase, now: '2026-02-01T09:00:00.000Z', who: null };
const headers = binding.columns.map((column) => column.header);
const empty: TableSnapshot = { table: 'T', sheet: '目标', headers, rows: [] };
const query = { kind: 'target' as const, query: {} };
const filled = planRefresh(empty, binding, await service.sync({ ...query, keys: [] }), context);
const snapshot: TableSnapshot = {
  ...empty,
  rows: filled.additions.map(({ cells }) => ({
    cells: cells.map(
      ({ value, type }): SnapshotCell => ({
        value: type === 'date' && typeof value === 'string' ? serialOfIso(value) : value,
      }),
    ),
  })),
};
service.ids().forEach((id, i) => {
  if (i % 100 === 0) service.change(id, { value: i });
});
// As it comes over the wire, so that texts and objects lie in memory as they do at work.
const answer: SyncAnswer = JSON.parse(
  JSON.stringify(await service.sync({ ...query, keys: keysOf(snapshot, binding) })),
);
const text = JSON.stringify(snapshot.rows.map((row) => row.cells.map((cell) => cell.value)));

const plan = planRefresh(snapshot, binding, answer, context);
if (plan.changes.length < count / 100 - 10 || plan.edits.length + plan.additions.length > 0)
  throw new Error(`the plan is not the expected one: ${plan.changes.length} changes`);
await compare(
  'plan',
  3,
  {
    what: `planning ${count} rows × ${headers.length} columns of which 1 % changed`,
    run: () => planRefresh(snapshot, binding, answer, context),
  },
  {
    what: `JSON.parse of the same rows, ${(Buffer.byteLength(text) / 1e6).toFixed(1)} MB`,
    run: () => JSON.parse(text),
  },
);
