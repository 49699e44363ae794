import { Problem } from '../../service/records/problem.ts';
import type { GridRange, SheetGrid } from './grid-types.ts';
import { gridCell } from './sheet-grid.ts';
import type { RefreshPlan, SnapshotCell, TableSnapshot } from './types.ts';

/** The two words of a number, for the digest; every engine that runs this is little-endian. */
const double = new Float64Array(1);
const words = new Uint32Array(double.buffer);

const tags = { blank: 1, no: 2, yes: 3, number: 4, text: 5, formula: 6, row: 7 } as const;

/**
 * A 64-bit digest in two lanes that multiply and mix every unit (bryc's cyrb53, kept whole). It must tell a table from the
 * same table with somebody's change in it, not withstand an attacker, who could write to the workbook anyway; SHA-256 in
 * plain JavaScript took longer than all the rest of a plan.
 */
class Mixer {
  #a = 0xdeadbeef;
  #b = 0x41c6ce57;

  unit(unit: number): void {
    this.#a = Math.imul(this.#a ^ unit, 2654435761);
    this.#b = Math.imul(this.#b ^ unit, 1597334677);
  }

  text(tag: number, text: string): void {
    let [a, b] = [Math.imul(this.#a ^ tag, 2654435761), Math.imul(this.#b ^ tag, 1597334677)];
    // The length comes first, so that no two runs of texts read alike.
    a = Math.imul(a ^ text.length, 2654435761);
    b = Math.imul(b ^ text.length, 1597334677);
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      a = Math.imul(a ^ unit, 2654435761);
      b = Math.imul(b ^ unit, 1597334677);
    }
    // Multiplication carries upwards only; this brings the high bits down between one text and the next.
    this.#a = a ^ (a >>> 15);
    this.#b = b ^ (b >>> 13);
  }

  /** A formula counts by its text, not by its result: one that shows the time of day would never stay the same. */
  cell(cell: SnapshotCell): void {
    const { value, formula } = cell;
    if (formula !== undefined) this.text(tags.formula, formula);
    else if (typeof value === 'string') this.text(tags.text, value);
    else if (typeof value === 'number') {
      // Minus nought is nought: JSON and workbooks make no difference.
      double[0] = value === 0 ? 0 : value;
      this.unit(tags.number);
      this.unit(words[0] ?? 0);
      this.unit(words[1] ?? 0);
      this.#a ^= this.#a >>> 15;
      this.#b ^= this.#b >>> 13;
    } else this.unit(value === null ? tags.blank : value ? tags.yes : tags.no);
  }

  row(cells: readonly SnapshotCell[]): void {
    this.unit(tags.row);
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i];
      if (cell) this.cell(cell);
    }
  }

  /** 16 hexadecimal digits. */
  digest(): string {
    let [a, b] = [this.#a, this.#b];
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    return [b, a].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
  }
}

/**
 * Digest of a table whose rows come one after the other, for hosts that never hold them all.
 * @returns 16 hexadecimal digits
 */
export const rowsDigest = (
  outline: Pick<TableSnapshot, 'table' | 'sheet' | 'headers'>,
  rows: Iterable<readonly SnapshotCell[]>,
): string => {
  const mixer = new Mixer();
  for (const text of [outline.table, outline.sheet, ...outline.headers]) mixer.text(tags.text, text);
  for (const cells of rows) mixer.row(cells);
  return mixer.digest();
};

/**
 * Digest of the state that a plan is made from.
 * @returns 16 hexadecimal digits
 */
export const snapshotDigest = (snapshot: TableSnapshot): string => {
  const mixer = new Mixer();
  for (const text of [snapshot.table, snapshot.sheet, ...snapshot.headers]) mixer.text(tags.text, text);
  for (const row of snapshot.rows) mixer.row(row.cells);
  return mixer.digest();
};

/** Digest of a region of a sheet and of the merges in it, from which the binding of a table is planned. */
export const gridDigest = (grid: SheetGrid, range: GridRange): string => {
  const mixer = new Mixer();
  mixer.text(tags.text, grid.sheet);
  for (let row = range.top; row < range.bottom; row++) {
    mixer.unit(tags.row);
    for (let column = range.left; column < range.right; column++) {
      const cell = gridCell(grid, row, column);
      mixer.cell(cell.value === '' ? { ...cell, value: null } : cell);
    }
  }
  const merges = grid.merges
    .filter(
      (one) =>
        one.top < range.bottom && one.bottom > range.top && one.left < range.right && one.right > range.left,
    )
    .map((one) => [one.top, one.left, one.bottom, one.right].join())
    .sort();
  for (const merge of merges) mixer.text(tags.text, merge);
  return mixer.digest();
};

/**
 * What a host asks right before it writes: is the table still as it was when the plan was made?
 * @param now the table, or its digest
 * @throws Problem `workbook.changed-since-plan`
 */
export const refuseIfChanged = (plan: RefreshPlan, now: TableSnapshot | string): void => {
  if ((typeof now === 'string' ? now : snapshotDigest(now)) !== plan.snapshot)
    throw changedSincePlan(plan.table);
};

/** The Problem of a plan whose workbook is not as it was. */
export const changedSincePlan = (table: string): Problem =>
  new Problem(
    'workbook.changed-since-plan',
    {
      zh: `表“${table}”在生成刷新计划之后被改动过，没有写入任何内容。`,
      en: `The table "${table}" was changed after the plan was made; nothing was written.`,
    },
    { zh: '请重新刷新一次。', en: 'Refresh again.' },
    { table },
  );
