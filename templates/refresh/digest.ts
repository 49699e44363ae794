import { Problem } from '../../service/records/problem.ts';
import type { GridRange, SheetGrid } from './grid-types.ts';
import { gridCell } from './sheet-grid.ts';
import type { RefreshPlan, SnapshotCell, TableSnapshot } from './types.ts';

/** The two words of a number, for the digest; every engine that runs this is little-endian. */
const double = new Float64Array(1);
const words = new Int32Array(double.buffer);

const tags = { blank: 1, no: 2, yes: 3, number: 4, text: 5, formula: 6, row: 7 } as const;

/**
 * A 64-bit digest in two lanes that multiply and turn every unit (bryc's cyrb53, kept whole). It must tell a table from the
 * same table with somebody's change in it, not withstand an attacker, who could write to the workbook anyway; SHA-256 in
 * plain JavaScript took longer than all the rest of a plan.
 */
class Mixer {
  /** Numbers kept as 32 bits: as plain fields each would be made anew on the heap at every row. */
  readonly #lanes = Int32Array.of(0xdeadbeef, 0x41c6ce57);

  texts(texts: readonly string[]): void {
    this.row(texts.map((value) => ({ value })));
  }

  /** A formula counts by its text, not by its result: one that shows the time of day would never stay the same. */
  row(cells: readonly SnapshotCell[]): void {
    // Two odd factors whose bits are well spread. They stand here and in 32 bits, because this runs once for every character
    // of a table, and an engine that has to fetch them and cut them to size takes up to three times as long.
    const factorA = 2654435761 | 0;
    const factorB = 1597334677;
    let a = Math.imul((this.#lanes[0] ?? 0) ^ tags.row, factorA);
    let b = Math.imul((this.#lanes[1] ?? 0) ^ tags.row, factorB);
    for (let i = 0; i < cells.length; i++) {
      const { value, formula } = cells[i] ?? none;
      const text = formula ?? value;
      if (typeof text === 'string') {
        const tag = formula === undefined ? tags.text : tags.formula;
        const { length } = text;
        // The length comes first, so that no two runs of texts read alike.
        a = Math.imul(Math.imul(a ^ tag, factorA) ^ length, factorA);
        b = Math.imul(Math.imul(b ^ tag, factorB) ^ length, factorB);
        // Two units of text are one word. Multiplication carries upwards only; turning brings the high bits down, or two
        // changes of the highest bit would take each other back.
        let at = 0;
        for (; at + 1 < length; at += 2) {
          const word = text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16);
          a = Math.imul(a ^ word, factorA);
          b = Math.imul(b ^ word, factorB);
          a = (a << 13) | (a >>> 19);
          b = (b << 17) | (b >>> 15);
        }
        if (at < length) {
          a = Math.imul(a ^ text.charCodeAt(at), factorA);
          b = Math.imul(b ^ text.charCodeAt(at), factorB);
        }
        a ^= a >>> 15;
        b ^= b >>> 13;
      } else if (typeof text === 'number') {
        // Minus nought is nought: JSON and workbooks make no difference.
        double[0] = text === 0 ? 0 : text;
        const low = words[0] ?? 0;
        const high = words[1] ?? 0;
        a = Math.imul(Math.imul(Math.imul(a ^ tags.number, factorA) ^ low, factorA) ^ high, factorA);
        b = Math.imul(Math.imul(Math.imul(b ^ tags.number, factorB) ^ low, factorB) ^ high, factorB);
        a ^= a >>> 15;
        b ^= b >>> 13;
      } else {
        const tag = text === null ? tags.blank : text ? tags.yes : tags.no;
        a = Math.imul(a ^ tag, factorA);
        b = Math.imul(b ^ tag, factorB);
      }
    }
    this.#lanes[0] = a;
    this.#lanes[1] = b;
  }

  /** 16 hexadecimal digits. */
  digest(): string {
    let [a = 0, b = 0] = this.#lanes;
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    return [b, a].map((lane) => (lane >>> 0).toString(16).padStart(8, '0')).join('');
  }
}
const none: SnapshotCell = { value: null };

/**
 * Digest of a table whose rows come one after the other, for hosts that never hold them all.
 * @returns 16 hexadecimal digits
 */
export const rowsDigest = (
  outline: Pick<TableSnapshot, 'table' | 'sheet' | 'headers'>,
  rows: Iterable<readonly SnapshotCell[]>,
): string => {
  const mixer = new Mixer();
  mixer.texts([outline.table, outline.sheet, ...outline.headers]);
  for (const cells of rows) mixer.row(cells);
  return mixer.digest();
};

/**
 * Digest of the state that a plan is made from.
 * @returns 16 hexadecimal digits
 */
export const snapshotDigest = (snapshot: TableSnapshot): string => {
  const mixer = new Mixer();
  mixer.texts([snapshot.table, snapshot.sheet, ...snapshot.headers]);
  for (const row of snapshot.rows) mixer.row(row.cells);
  return mixer.digest();
};

/** Digest of a region of a sheet and of the merges in it, from which the binding of a table is planned. */
export const gridDigest = (grid: SheetGrid, range: GridRange): string => {
  const mixer = new Mixer();
  mixer.texts([grid.sheet]);
  for (let row = range.top; row < range.bottom; row++)
    mixer.row(
      Array.from({ length: range.right - range.left }, (_, i) => {
        const cell = gridCell(grid, row, range.left + i);
        return cell.value === '' ? { ...cell, value: null } : cell;
      }),
    );
  const merges = grid.merges
    .filter(
      (one) =>
        one.top < range.bottom && one.bottom > range.top && one.left < range.right && one.right > range.left,
    )
    .map((one) => [one.top, one.left, one.bottom, one.right].join())
    .sort();
  mixer.texts(merges);
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
