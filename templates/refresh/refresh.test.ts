import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldOf } from '../../service/records/catalogue.ts';
import { Problem } from '../../service/records/problem.ts';
import { type CellValue, sheetRowOf } from '../../service/records/sheet-row.ts';
import { FakeService } from '../../test/hosts/fake-service.ts';
import { MemoryHost } from '../../test/hosts/memory-host.ts';
import { newTableOf } from './bind.ts';
import { parseKey } from './keys.ts';
import { prepareRefresh, refreshTable } from './refresh.ts';
import { isEmptyPlan } from './summary.ts';
import type { RefreshPlan } from './types.ts';
import { sameValue } from './values.ts';

const shown = ['indicator', 'value', 'by', 'issuedOn', 'status'] as const;
const newTable = newTableOf({
  table: 'T',
  sheet: 'S',
  title: 'T',
  kind: 'target',
  language: 'zh-CN',
  query: { region: '云山省' },
  fields: shown,
});
const options = { now: '2026-02-01T09:00:00.000Z', who: null };

/** What can happen to a workbook and to the service between two refreshes; numbers choose record, row and value. */
const action = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('add' as const), n: fc.nat(9), v: fc.nat(5) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('change' as const), n: fc.nat(9), v: fc.nat(5) }) },
  ...(['withdraw', 'restore', 'leave', 'return'] as const).map((name) => ({
    weight: 1,
    arbitrary: fc.record({ do: fc.constant(name), n: fc.nat(9), v: fc.nat(5) }),
  })),
  ...(['edit', 'note', 'sort', 'move', 'ownRow', 'refresh'] as const).map((name) => ({
    weight: name === 'refresh' || name === 'edit' ? 4 : 2,
    arbitrary: fc.record({ do: fc.constant(name), n: fc.nat(30), v: fc.nat(5) }),
  })),
);
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

/** A workbook under use: the note of each record, and the rows as they are. */
class Desk {
  readonly service = new FakeService();
  readonly host = new MemoryHost();
  readonly notes = new Map<string, CellValue>();
  note = 0;

  get rows() {
    return this.host.table('T').rows;
  }
  column(header: string): number {
    return this.host.table('T').headers.indexOf(header);
  }
  key(row: number): ReturnType<typeof parseKey> {
    return parseKey(this.rows[row]?.[this.column('记录编号')]?.value);
  }
  noteOf(row: number): CellValue {
    return this.rows[row]?.[this.column('备注')]?.value ?? null;
  }
  columnOf(field: string): number {
    const header = newTable.columns.find((column) => column.field === field)?.header ?? '';
    return this.column(header);
  }

  async open(): Promise<void> {
    await this.host.insertTable(newTable);
    const table = this.host.table('T');
    table.headers.splice(2, 0, '备注');
    for (const row of table.rows) row.splice(2, 0, { value: null });
  }

  act({ do: name, n, v }: Action): void {
    const { service } = this;
    const ids = service.ids();
    const id = ids[n % Math.max(1, ids.length)];
    const row = n % Math.max(1, this.rows.length);
    switch (name) {
      case 'add':
        service.add(`tgt_${ids.length}`, { value: v, indicator: `=指标${v}` });
        return;
      case 'change':
        if (id)
          service.change(id, v % 2 ? { value: v * 10 } : { by: `203${v}`, issuedOn: `2020-01-0${v + 1}` });
        return;
      case 'withdraw':
        if (id && service.current(id).status === 'current') service.withdraw(id);
        return;
      case 'restore':
        if (id && service.current(id).status === 'withdrawn') service.restore(id);
        return;
      case 'leave':
      case 'return':
        if (id) service.change(id, { region: name === 'leave' ? '临江市' : '云山省' });
        return;
      case 'edit': {
        const field = shown[v % 4] ?? 'value';
        const values: CellValue[] = [v, `${v}0`, '2030', null, '我改的', 43831 + v];
        const cells = this.rows[row];
        if (cells && this.key(row)) cells[this.columnOf(field)] = { value: values[n % 6] ?? null };
        return;
      }
      case 'note': {
        const key = this.key(row);
        const cells = this.rows[row];
        if (!key || !cells) return;
        cells[this.column('备注')] = { value: `备注 ${++this.note}` };
        this.notes.set(key.id, `备注 ${this.note}`);
        return;
      }
      case 'sort': {
        const column = v % 6;
        this.rows.sort((a, b) => (String(a[column]?.value) < String(b[column]?.value) ? -1 : 1));
        return;
      }
      case 'move': {
        const [taken] = this.rows.splice(row, 1);
        if (taken) this.rows.splice(v % (this.rows.length + 1), 0, taken);
        return;
      }
      case 'ownRow':
        this.rows.splice(
          row,
          0,
          this.host.table('T').headers.map((header) => ({ value: header === '备注' ? '小计' : null })),
        );
        return;
    }
  }

  /** What the service said of a row's field at the revision that the row carries. */
  said(row: number, field: string): CellValue {
    const key = this.key(row);
    const view = key && this.service.at(key.id, key.revision);
    return view ? (sheetRowOf(view, 'zh-CN', this.service.evidenceBase)[field] ?? null) : null;
  }

  async refresh(): Promise<RefreshPlan> {
    return (await refreshTable(this.host, this.service, 'T', options)).plan;
  }
}

describe('a refresh, whatever happened before', () => {
  it('keeps her cells with their record, overwrites no edit, loses no row, and is done after one run', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(action, { minLength: 5, maxLength: 50 }), async (actions) => {
        const desk = new Desk();
        await desk.open();
        for (const step of [...actions, { do: 'refresh' as const, n: 0, v: 0 }]) {
          if (step.do !== 'refresh') {
            desk.act(step);
            continue;
          }
          const before = structuredClone(desk.rows);
          const idsBefore = before.map((_, row) => desk.key(row)?.id);
          const saidBefore = before.map((_, row) =>
            Object.fromEntries(shown.map((field) => [field, desk.said(row, field)])),
          );
          await desk.refresh();

          const fresh = !idsBefore.some((id) => id !== undefined) && before.every((row) => !row[2]?.value);
          const idsAfter = desk.rows.map((_, row) => desk.key(row)?.id);
          if (!fresh) expect(idsAfter.slice(0, before.length)).toEqual(idsBefore);
          for (const [id, note] of desk.notes) {
            expect(desk.noteOf(idsAfter.indexOf(id))).toBe(note);
          }
          const own = desk.rows.filter((row) => row[2]?.value === '小计').length;
          expect(own).toBe(before.filter((row) => row[2]?.value === '小计').length);

          before.forEach((cells, row) => {
            if (idsBefore[row] === undefined) return;
            for (const name of shown) {
              const field = fieldOf('target', name);
              const column = desk.columnOf(name);
              const [old, next] = [cells[column]?.value ?? null, desk.rows[row]?.[column]?.value ?? null];
              if (!field || old === next || name === 'status') continue;
              expect(
                sameValue(old, saidBefore[row]?.[name] ?? null, field),
                `${name}: ${old} -> ${next}`,
              ).toBe(true);
            }
          });

          const picked = desk.service
            .ids()
            .filter((id) => desk.service.current(id).status === 'current')
            .filter((id) => desk.service.current(id).document.region === '云山省');
          for (const id of picked) expect(idsAfter.filter((other) => other === id)).toHaveLength(1);

          const once = structuredClone(desk.rows);
          const again = await desk.refresh();
          expect(isEmptyPlan(again)).toBe(true);
          expect(desk.rows).toEqual(once);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('shows the service’s present value in every cell that nobody edited', async () => {
    const untouched = action.filter((step) => step.do !== 'edit');
    await fc.assert(
      fc.asyncProperty(fc.array(untouched, { maxLength: 40 }), async (actions) => {
        const desk = new Desk();
        await desk.open();
        for (const step of actions) {
          if (step.do === 'refresh') await desk.refresh();
          else desk.act(step);
        }
        const plan = await desk.refresh();
        expect(plan.edits).toEqual([]);
        desk.rows.forEach((cells, row) => {
          const key = desk.key(row);
          if (!key) return;
          const current = desk.service.current(key.id);
          if (current.status !== 'current' || current.document.region !== '云山省') return;
          const values = sheetRowOf(current, 'zh-CN', desk.service.evidenceBase);
          for (const name of shown) {
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
    const desk = new Desk();
    const problem = (await prepareRefresh(desk.host, desk.service, 'T', options).catch(
      (e: unknown) => e,
    )) as Problem;
    expect(problem).toBeInstanceOf(Problem);
    expect(problem.code).toBe('workbook.no-binding');
    await desk.open();
    const other = (await prepareRefresh(desk.host, desk.service, 'X', options).catch(
      (e: unknown) => e,
    )) as Problem;
    expect(other.code).toBe('workbook.table-not-bound');
    expect(other.in('en')).toContain('Bound tables: T.');
  });
});
