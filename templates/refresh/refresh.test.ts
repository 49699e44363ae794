import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldOf } from '../../service/records/catalogue.ts';
import { Problem } from '../../service/records/problem.ts';
import { sheetRowOf } from '../../service/records/sheet-row.ts';
import { AnalystDesk, decisionsOn, shownFields, steps } from '../../test/hosts/analyst-desk.ts';
import { MemoryHost } from '../../test/hosts/memory-host.ts';
import { isBlank } from './keyed-rows.ts';
import { parseKey } from './keys.ts';
import { type PreparedRefresh, prepareRefresh, refreshTable, undoRefresh } from './refresh.ts';
import { isEmptyPlan } from './summary.ts';
import type { RefreshPlan, SnapshotCell } from './types.ts';
import { sameValue } from './values.ts';

const options = { now: '2026-02-01T09:00:00.000Z', who: null };
const later = { now: '2026-02-01T10:00:00.000Z' };
const prepare = (desk: AnalystDesk): Promise<PreparedRefresh> =>
  prepareRefresh(desk.host, desk.service, desk.table, options);
const refresh = async (desk: AnalystDesk): Promise<RefreshPlan> =>
  (await refreshTable(desk.host, desk.service, desk.table, options)).plan;
const isFilled = (cell: SnapshotCell | undefined): boolean =>
  cell !== undefined && (cell.formula !== undefined || (cell.value !== null && cell.value !== ''));

/** Checks every sentence of the promise that can be seen in a table, on one applied plan. */
const keepsPromise = (desk: AnalystDesk, before: Before, plan: RefreshPlan): void => {
  const { rows, headers } = desk;
  expect(headers, 'no column is added, moved or renamed').toEqual(before.headers);
  const removed = new Set(plan.removals.map((removal) => removal.row));
  const stayed = before.rows.map((_, row) => row).filter((row) => !removed.has(row));
  expect(rows.length, 'no row is lost but those whose removal was accepted').toBe(
    stayed.length + plan.additions.length,
  );
  const bound = new Set([desk.keyColumn, ...shownFields.map((field) => desk.columnOf(field))]);
  stayed.forEach((old, now) => {
    const [was, is] = [before.rows[old] ?? [], rows[now] ?? []];
    was.forEach((cell, column) => {
      if (!bound.has(column)) expect(is[column], 'her own cells stay with their row').toEqual(cell);
    });
    const id = before.ids[old];
    if (id === undefined) {
      if (!isBlank({ cells: was }))
        expect(is, 'a row that is nobody’s or twice there is left alone').toEqual(was);
      return;
    }
    expect(parseKey(is[desk.keyColumn]?.value)?.id, 'a row keeps its record').toBe(id);
    for (const name of shownFields) {
      const field = fieldOf('target', name);
      const column = desk.columnOf(name);
      const [mine, next] = [was[column] ?? { value: null }, is[column] ?? { value: null }];
      if (!field || JSON.stringify(mine) === JSON.stringify(next)) continue;
      const isTaken = before.taken.some((edit) => edit.row === old && edit.field === name);
      const isUntouched =
        mine.formula === undefined && sameValue(mine.value, before.said[old]?.[name] ?? null, field);
      expect(
        isTaken || name === 'status' || isUntouched || before.blankWords.has(mine.value),
        `${name}: ${JSON.stringify(mine)} is not overwritten by ${JSON.stringify(next)} unseen`,
      ).toBe(true);
    }
  });
  for (const { row, key } of plan.removals)
    (before.rows[row] ?? []).forEach((cell, column) => {
      if (!bound.has(column) && isFilled(cell))
        expect(
          desk.host.archive.some(
            (line) =>
              line[2] === key && line[5] === (cell.formula === undefined ? cell.value : `=${cell.formula}`),
          ),
          'what she wrote into a removed row is in the archive',
        ).toBe(true);
    });
  const picked = desk.service
    .ids()
    .map((id) => desk.service.current(id))
    .filter((view) => view.status === 'current' && view.document.region === '云山省');
  const all = rows.map((_, row) => desk.key(row)?.id);
  for (const { id } of picked) expect(all, 'every record of the query is shown').toContain(id);
};

interface Before {
  headers: string[];
  rows: SnapshotCell[][];
  ids: (string | undefined)[];
  said: Record<string, string | number | boolean | null>[];
  taken: readonly { row: number; field: string }[];
  blankWords: ReadonlySet<unknown>;
}
const lookBefore = (desk: AnalystDesk, taken: Before['taken'], isTyped: boolean): Before => ({
  ...desk.state(),
  ids: desk.ids(),
  said: desk.rows.map((_, row) =>
    Object.fromEntries(shownFields.map((field) => [field, desk.said(row, field)])),
  ),
  taken,
  blankWords: new Set(isTyped ? ['未载明', '不适用', '已撤回', null] : []),
});

describe('a refresh, whatever happened before', () => {
  it.each([[undefined], ['typed' as const]])(
    'keeps every sentence of the promise, and run twice it does what it does once (blanks: %s)',
    async (blanks) => {
      await fc.assert(
        fc.asyncProperty(steps({ maxLength: 45 }), async (all) => {
          const desk = await AnalystDesk.open(blanks);
          for (const step of [...all, { do: 'refresh' as const, n: 0, v: 0 }]) {
            if (step.do !== 'refresh') {
              desk.act(step);
              continue;
            }
            const first = await prepare(desk);
            const decisions = decisionsOn(first.plan, step.n, step.v);
            const { plan } = first.decide(decisions);
            const isTaken = (edit: RefreshPlan['edits'][number]) =>
              decisions.edits?.[edit.key]?.[edit.field] === 'take';
            const before = lookBefore(desk, first.plan.edits.filter(isTaken), blanks === 'typed');
            await desk.host.apply(plan);
            keepsPromise(desk, before, plan);

            const once = desk.state();
            const again = await refresh(desk);
            expect(isEmptyPlan(again), JSON.stringify(again.updates)).toBe(true);
            expect(desk.state()).toEqual(once);
          }
        }),
        { numRuns: 120 },
      );
    },
  );

  it('is taken back by one undo: the table, the archive and the binding are as they were', async () => {
    await fc.assert(
      fc.asyncProperty(steps({ maxLength: 45 }), fc.boolean(), async (all, reopened) => {
        const desk = await AnalystDesk.open();
        for (const step of [...all, { do: 'refresh' as const, n: 3, v: 5 }]) {
          if (step.do !== 'refresh') {
            desk.act(step);
            continue;
          }
          const first = await prepare(desk);
          const { plan } = first.decide(decisionsOn(first.plan, step.n, step.v));
          const before = [desk.state(), desk.host.archive, await desk.host.readBindings()];
          await desk.host.apply(plan);
          if (isEmptyPlan(plan)) continue;
          const after = desk.host.save();
          if (reopened) desk.host = MemoryHost.open(after);
          const undone = (await undoRefresh(desk.host, desk.table, later)).plan;
          expect(undone.edits).toEqual([]);
          const [table, archive, bindings] = before as [unknown, unknown, { undo: unknown }[]];
          expect(desk.state()).toEqual(table);
          expect(desk.host.archive).toEqual(archive);
          expect(await desk.host.readBindings()).toEqual(
            bindings.map((binding) => ({ ...binding, undo: null })),
          );
          desk.host = MemoryHost.open(after);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('an undo after more work of hers loses nothing of it', async () => {
    const hers = steps({
      maxLength: 12,
      without: ['add', 'change', 'withdraw', 'restore', 'leave', 'return', 'refresh', 'deleteRow', 'copyRow'],
    });
    await fc.assert(
      fc.asyncProperty(steps({ maxLength: 30 }), hers, async (all, since) => {
        const desk = await AnalystDesk.open();
        for (const step of all) {
          if (step.do === 'refresh') await refresh(desk);
          else desk.act(step);
        }
        const first = await prepare(desk);
        const { plan } = first.decide(decisionsOn(first.plan, 2, 5));
        await desk.host.apply(plan);
        if (isEmptyPlan(plan)) return;
        for (const step of since) desk.act(step);
        const rows = desk.rows.map((_, row) => ({ id: desk.ids()[row], hers: desk.hers(row) }));
        await undoRefresh(desk.host, desk.table, later);
        const ids = desk.ids();
        for (const { id, hers: cells } of rows) {
          const row = id === undefined ? -1 : ids.indexOf(id);
          for (const [header, cell] of Object.entries(cells)) {
            if (!isFilled(cell)) continue;
            const kept = row >= 0 ? desk.hers(row)[header] : undefined;
            const text = cell.formula === undefined ? cell.value : `=${cell.formula}`;
            const isFound =
              JSON.stringify(kept) === JSON.stringify(cell) ||
              desk.host.archive.some((line) => line[5] === text) ||
              desk.rows.some((_, at) => JSON.stringify(desk.hers(at)[header]) === JSON.stringify(cell)) ||
              (cell.formula !== undefined &&
                rows.every((one) => one.id === undefined || one.hers[header]?.formula !== undefined));
            expect(isFound, `${header} of ${id}: ${JSON.stringify(cell)}`).toBe(true);
          }
        }
      }),
      { numRuns: 120 },
    );
  });

  it('is planned the same from the same state, and planning changes nothing it is given', async () => {
    await fc.assert(
      fc.asyncProperty(steps({ maxLength: 30 }), async (all) => {
        const desk = await AnalystDesk.open();
        for (const step of all) {
          if (step.do === 'refresh') await refresh(desk);
          else desk.act(step);
        }
        const saved = desk.host.save();
        const one = await prepare(desk);
        const two = await prepare(desk);
        const decisions = decisionsOn(one.plan, 1, 3);
        expect(two.plan).toEqual(one.plan);
        expect(one.decide(decisions).plan).toEqual(two.decide({}).decide(decisions).plan);
        expect(desk.host.save()).toBe(saved);
      }),
      { numRuns: 60 },
    );
  });

  it('shows the service’s present value in every cell that nobody edited', async () => {
    await fc.assert(
      fc.asyncProperty(steps({ maxLength: 40, without: ['edit', 'copyRow'] }), async (all) => {
        const desk = await AnalystDesk.open();
        for (const step of all) {
          if (step.do === 'refresh') await refresh(desk);
          else desk.act(step);
        }
        const plan = await refresh(desk);
        expect(plan.edits).toEqual([]);
        desk.rows.forEach((cells, row) => {
          const key = desk.key(row);
          if (!key) return;
          const current = desk.service.current(key.id);
          if (current.status !== 'current' || current.document.region !== '云山省') return;
          const values = sheetRowOf(current, 'zh-CN', desk.service.evidenceBase);
          for (const name of shownFields) {
            const field = fieldOf('target', name);
            const value = cells[desk.columnOf(name)]?.value ?? null;
            expect(field && sameValue(value, values[name] ?? null, field), `${name}: ${value}`).toBe(true);
          }
        });
      }),
      { numRuns: 80 },
    );
  });
});

describe('preparing a refresh', () => {
  it('names the tables that are bound where the asked one is not', async () => {
    const desk = new AnalystDesk();
    const problem = (await prepare(desk).catch((e: unknown) => e)) as Problem;
    expect(problem).toBeInstanceOf(Problem);
    expect(problem.code).toBe('workbook.no-binding');
    const opened = await AnalystDesk.open();
    const other = (await prepareRefresh(opened.host, opened.service, 'X', options).catch(
      (e: unknown) => e,
    )) as Problem;
    expect(other.code).toBe('workbook.table-not-bound');
    expect(other.in('en')).toContain('Bound tables: T.');
  });
});
