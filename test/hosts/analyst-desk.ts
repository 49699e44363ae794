import fc from 'fast-check';
import type { CellValue } from '../../service/records/sheet-row.ts';
import { sheetRowOf } from '../../service/records/sheet-row.ts';
import { newTableOf } from '../../templates/refresh/bind.ts';
import { parseKey } from '../../templates/refresh/keys.ts';
import type { Decisions, EditDecision, RefreshPlan, SnapshotCell } from '../../templates/refresh/types.ts';
import { FakeService } from './fake-service.ts';
import { MemoryHost } from './memory-host.ts';

/** A workbook under use, for properties of a refresh: an analyst and a service that do anything in any order. */

export const shownFields = ['indicator', 'value', 'by', 'issuedOn', 'perYear', 'status'] as const;
const table = 'T';
const newTable = (blanks?: 'typed') =>
  newTableOf({
    table,
    sheet: 'S',
    title: 'T',
    kind: 'target',
    language: 'zh-CN',
    query: { region: '云山省' },
    fields: shownFields,
    ...(blanks ? { blanks } : {}),
  });

const serviceDoes = ['add', 'change', 'withdraw', 'restore', 'leave', 'return'] as const;
const analystDoes = [
  'edit',
  'note',
  'formula',
  'sort',
  'moveRow',
  'ownRow',
  'blankRow',
  'deleteRow',
  'copyRow',
  'moveColumn',
  'renameOwn',
  'addOwn',
] as const;
const weights: Partial<Record<Step['do'], number>> = {
  add: 3,
  change: 3,
  edit: 4,
  note: 3,
  refresh: 5,
  copyRow: 1,
  deleteRow: 1,
};

/** One thing that happens; the numbers choose record, row, column and value. */
export interface Step {
  do: (typeof serviceDoes)[number] | (typeof analystDoes)[number] | 'refresh';
  n: number;
  v: number;
}
export const steps = (options: {
  maxLength: number;
  without?: readonly Step['do'][];
}): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.oneof(
      ...[...serviceDoes, ...analystDoes, 'refresh' as const]
        .filter((name) => !options.without?.includes(name))
        .map((name) => ({
          weight: weights[name] ?? 2,
          arbitrary: fc.record({ do: fc.constant(name), n: fc.nat(30), v: fc.nat(5) }),
        })),
    ),
    { maxLength: options.maxLength },
  );

/** What she decides about a plan, chosen by two numbers. */
export const decisionsOn = (plan: RefreshPlan, n: number, v: number): Decisions => {
  const choices: readonly EditDecision[] = ['keep', 'take', 'send'];
  const edits: Record<string, Record<string, EditDecision>> = {};
  plan.edits.forEach((edit, i) => {
    edits[edit.key] = { ...edits[edit.key], [edit.field]: choices[(n + i * v) % 3] ?? 'keep' };
  });
  const gone = plan.gone.map((row) => row.key).filter((_, i) => (n + i) % 2 === 0);
  return { edits, removals: v === 5 ? 'all' : v > 2 ? gone : [] };
};

export class AnalystDesk {
  readonly table = table;
  readonly service = new FakeService();
  host = new MemoryHost();
  #written = 0;

  static async open(blanks?: 'typed'): Promise<AnalystDesk> {
    const desk = new AnalystDesk();
    await desk.host.insertTable(newTable(blanks));
    desk.#addColumn(2, '备注');
    return desk;
  }

  get headers(): string[] {
    return this.host.table(table).headers;
  }
  get rows(): SnapshotCell[][] {
    return this.host.table(table).rows;
  }
  /** Place of a bound field. */
  columnOf(field: string): number {
    const header = newTable().columns.find((column) => column.field === field)?.header ?? '';
    return this.headers.indexOf(header);
  }
  get keyColumn(): number {
    return this.columnOf('key');
  }
  /** Headers of columns that are hers. */
  get own(): string[] {
    const bound = new Set(newTable().columns.map((column) => column.header));
    return this.headers.filter((header) => !bound.has(header));
  }
  key(row: number): ReturnType<typeof parseKey> {
    return parseKey(this.rows[row]?.[this.keyColumn]?.value);
  }
  /** Ids that stand in one row only, by row. */
  ids(): (string | undefined)[] {
    const all = this.rows.map((_, row) => this.key(row)?.id);
    return all.map((id) => (all.filter((other) => other === id).length === 1 ? id : undefined));
  }
  /** What she has in her own columns of a row, by header. */
  hers(row: number): Record<string, SnapshotCell> {
    return Object.fromEntries(
      this.own.map((header) => [
        header,
        { ...(this.rows[row]?.[this.headers.indexOf(header)] ?? { value: null }) },
      ]),
    );
  }
  /** What the service said of a row's field at the revision that the row carries. */
  said(row: number, field: string): CellValue {
    const key = this.key(row);
    const view = key && this.service.at(key.id, key.revision);
    return view ? (sheetRowOf(view, 'zh-CN', this.service.evidenceBase)[field] ?? null) : null;
  }
  /** The whole table as it stands. */
  state(): { headers: string[]; rows: SnapshotCell[][] } {
    return structuredClone({ headers: this.headers, rows: this.rows });
  }

  #addColumn(at: number, header: string): void {
    this.headers.splice(at, 0, header);
    for (const row of this.rows) row.splice(at, 0, { value: null });
  }
  #put(row: number, header: string, cell: SnapshotCell): void {
    const cells = this.rows[row];
    if (cells) cells[this.headers.indexOf(header)] = cell;
  }

  act({ do: name, n, v }: Step): void {
    const { service } = this;
    const ids = service.ids();
    const id = ids[n % Math.max(1, ids.length)];
    const row = n % Math.max(1, this.rows.length);
    const mine = this.own[v % Math.max(1, this.own.length)] ?? '备注';
    switch (name) {
      case 'add':
        service.add(`tgt_${ids.length}`, {
          value: v,
          indicator: `=指标${v}`,
          by: v === 0 ? null : `203${v}`,
        });
        return;
      case 'change':
        if (id)
          service.change(
            id,
            v % 2 ? { value: v * 10 } : { by: v === 0 ? null : `203${v}`, issuedOn: `2020-01-0${v + 1}` },
          );
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
        const column = this.columnOf(shownFields[v % 5] ?? 'value');
        const values: CellValue[] = [v, `${v}0`, '2030', null, '我改的', 43831 + v, '未载明'];
        const cells = this.rows[row];
        if (cells && this.key(row))
          cells[column] =
            n % 8 === 7 ? { value: v * 10, formula: `${v}*10` } : { value: values[n % 7] ?? null };
        return;
      }
      case 'note':
        this.#put(row, mine, { value: `备注 ${++this.#written}` });
        return;
      case 'formula':
        this.#put(row, mine, { value: v, formula: `${v}+0` });
        return;
      case 'sort': {
        const column = v % this.headers.length;
        this.rows.sort((a, b) => (String(a[column]?.value) < String(b[column]?.value) ? -1 : 1));
        return;
      }
      case 'moveRow': {
        const [taken] = this.rows.splice(row, 1);
        if (taken) this.rows.splice(v % (this.rows.length + 1), 0, taken);
        return;
      }
      case 'ownRow':
      case 'blankRow':
        this.rows.splice(
          row,
          0,
          this.headers.map(() => ({ value: null })),
        );
        if (name === 'ownRow') this.#put(row, '备注', { value: `小计 ${++this.#written}` });
        return;
      case 'deleteRow':
        if (this.rows.length > 1) this.rows.splice(row, 1);
        return;
      case 'copyRow': {
        const copied = this.rows[row];
        if (copied) this.rows.push(structuredClone(copied));
        return;
      }
      case 'moveColumn': {
        const to = v % this.headers.length;
        for (const list of [this.headers, ...this.rows] as unknown[][])
          list.splice(to, 0, ...list.splice(n % this.headers.length, 1));
        return;
      }
      case 'renameOwn':
        // 备注 keeps its name: the test finds it by that.
        if (mine !== '备注') this.headers[this.headers.indexOf(mine)] = `我的${++this.#written}`;
        return;
      case 'addOwn':
        if (this.own.length < 4) this.#addColumn(v % (this.headers.length + 1), `我的${++this.#written}`);
        return;
      default:
        return;
    }
  }
}
