import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FakeService } from '../../test/hosts/fake-service.ts';
import { readKeys } from './keyed-rows.ts';
import { namesRevision, parseKey, printKey } from './keys.ts';
import { pairRows } from './pair-rows.ts';
import type { TableSnapshot } from './types.ts';

const service = new FakeService();
const ids = ['tgt_a', 'tgt_b', 'tgt_c', 'constructor', 'tgt_a1', 'tgt'];
for (const id of ids) service.add(id);
service.change('tgt_b', { value: 2 });
const { records } = await service.sync({ kind: 'target', query: {}, keys: [] });

const tableOf = (keys: readonly unknown[]): TableSnapshot => ({
  table: 'T',
  sheet: 'S',
  headers: ['编号', '说明'],
  rows: keys.map((key) => ({
    cells: [{ value: typeof key === 'string' ? key : null }, { value: key === undefined ? null : '甲' }],
  })),
});
const keyTexts = fc.oneof(
  fc.constantFrom(...records.map(printKey)),
  fc.constantFrom(...records.map(({ id, revision }) => `${id}@${revision + 1}`)),
  fc.constantFrom('tgt_a@01', ' tgt_c@1 ', 'ｔｇｔ_a@1', 'tgt_z@1', 'tgt_a@', '@1', 'tgt_a', 'tgt_a@1e0', ''),
  fc.constantFrom(null, undefined),
);

describe('rows and records', () => {
  it('pairs them as reading all keys first would, in whatever order the rows stand', () => {
    const orders = fc.oneof(fc.shuffledSubarray(records.map(printKey)), fc.array(keyTexts, { maxLength: 8 }));
    fc.assert(
      fc.property(orders, fc.boolean(), (keys, settled) => {
        const table = tableOf(keys);
        const read = readKeys(table, 0);
        const paired = pairRows(table, 0, records, () => settled);
        const byId = new Map(records.map((record) => [record.id, record]));
        const expected = read.matched
          .map((row) => ({ ...row, record: byId.get(row.key.id) }))
          .filter(({ key, record }) => !(settled && record?.revision === key.revision));
        expect(paired.matched).toEqual(expected);
        expect(paired.unmatched).toEqual(read.unmatched);
        expect(paired.blank).toEqual(read.blank);
        expect(paired.fresh).toEqual(records.filter(({ id }) => !read.taken.has(id)));
      }),
      { numRuns: 500 },
    );
  });

  it('knows the printed key of a revision from every other text', () => {
    fc.assert(
      fc.property(
        fc.oneof(keyTexts, fc.stringMatching(/^tgt(_a)?@?\d{0,4}$/)),
        fc.constantFrom(...records),
        (text, record) => {
          if (typeof text !== 'string') return;
          expect(namesRevision(text, record)).toBe(text === printKey(record));
          if (namesRevision(text, record))
            expect(parseKey(text)).toEqual({ id: record.id, revision: record.revision });
        },
      ),
    );
  });
});
