import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blocksOf, runsFromLast } from './blocks.ts';

const cellsIn = (places: readonly (readonly [number, number])[]) =>
  places.map(([row, column]) => ({ row, column, cell: { value: `${row} ${column}` } }));

describe('cells gathered into blocks', () => {
  it('make one block of a rectangle, and leave out what lies between', () => {
    expect(
      blocksOf(
        cellsIn([
          [2, 1],
          [2, 2],
          [3, 1],
          [3, 2],
        ]),
      ),
    ).toMatchObject([
      {
        top: 2,
        left: 1,
        cells: [
          [{}, {}],
          [{}, {}],
        ],
      },
    ]);
    expect(
      blocksOf(
        cellsIn([
          [0, 0],
          [0, 2],
          [1, 0],
          [3, 0],
        ]),
      ).map(({ top, left, cells }) => [top, left, cells.length]),
    ).toEqual([
      [0, 0, 2],
      [0, 2, 1],
      [3, 0, 1],
    ]);
  });

  it('are in one block each, at their place', () => {
    const place = fc.tuple(fc.nat(12), fc.nat(6));
    fc.assert(
      fc.property(fc.uniqueArray(place, { selector: ([row, column]) => `${row} ${column}` }), (places) => {
        const written = blocksOf(cellsIn(places)).flatMap(({ top, left, cells }) =>
          cells.flatMap((row, i) => row.map(({ value }, j) => [value, `${top + i} ${left + j}`])),
        );
        expect(written.every(([value, at]) => value === at)).toBe(true);
        expect(written.map(([, at]) => at).sort()).toEqual(
          places.map(([row, column]) => `${row} ${column}`).sort(),
        );
      }),
    );
  });
});

it('numbers become runs, the last first, so that deleting one run moves no other', () => {
  expect(runsFromLast([4, 1, 2, 9])).toEqual([
    { first: 9, count: 1 },
    { first: 4, count: 1 },
    { first: 1, count: 2 },
  ]);
});
