import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rowsDigest, snapshotDigest } from './digest.ts';
import type { SnapshotCell, TableSnapshot } from './types.ts';

const outline = { table: 'T', sheet: 'S', headers: ['甲', '乙'] };
const digestOf = (...rows: SnapshotCell[][]): string => rowsDigest(outline, rows);
const texts = fc.string({ unit: 'binary', maxLength: 12 });
const cells: fc.Arbitrary<SnapshotCell> = fc.oneof(
  fc.record({ value: fc.oneof(texts, fc.double({ noNaN: true }), fc.boolean(), fc.constant(null)) }),
  fc.record({ value: texts, formula: texts }),
);
const tables = fc.array(fc.array(cells, { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 4 });

describe('the digest of a table', () => {
  it('is the same however the table is read', () => {
    fc.assert(
      fc.property(tables, (rows) => {
        const snapshot: TableSnapshot = { ...outline, rows: rows.map((row) => ({ cells: row })) };
        expect(digestOf(...structuredClone(rows))).toBe(snapshotDigest(snapshot));
      }),
    );
  });

  it('changes with every unit of a text', () => {
    fc.assert(
      fc.property(texts, texts, fc.integer({ min: 1, max: 0xffff }), (before, after, turned) => {
        const at = before.length;
        const text = `${before}甲${after}`;
        const other = `${before}${String.fromCharCode((text.charCodeAt(at) ^ turned) & 0xffff)}${after}`;
        expect(digestOf([{ value: other }])).not.toBe(digestOf([{ value: text }]));
      }),
    );
  });

  it('does not take back one change with another like it', () => {
    for (let bit = 0; bit < 16; bit++) {
      const turned = String.fromCharCode('一'.charCodeAt(0) ^ (1 << bit));
      const plain = digestOf([{ value: '一一一一一一' }]);
      for (const text of ['xx一一一一', 'x一x一一一', '一x一x一一', '一x一一一x', 'x一一一x一'])
        expect(digestOf([{ value: text.replaceAll('x', turned) }])).not.toBe(plain);
    }
  });

  it('tells texts from numbers, formulas from texts, and where one cell or row ends', () => {
    const all = [
      digestOf([{ value: '1' }, { value: '2' }]),
      digestOf([{ value: 1 }, { value: 2 }]),
      digestOf([{ value: '12' }, { value: '' }]),
      digestOf([{ value: '1' }], [{ value: '2' }]),
      digestOf([{ value: '0', formula: '1' }, { value: '2' }]),
      digestOf([{ value: true }, { value: '2' }]),
      digestOf([{ value: false }, { value: '2' }]),
      digestOf([{ value: null }, { value: '2' }]),
    ];
    expect(new Set(all).size).toBe(all.length);
    expect(digestOf([{ value: -0 }])).toBe(digestOf([{ value: 0 }]));
    expect(digestOf([{ value: 'a', formula: 'NOW()' }])).toBe(digestOf([{ value: 'b', formula: 'NOW()' }]));
  });
});
