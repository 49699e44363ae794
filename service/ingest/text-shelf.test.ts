import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { TextShelf } from './text-shelf.ts';

const text = (n: number) => ({
  text: `第${n}份计划的正文，写明竹林、茶园与道路的安排。`,
  origin: [{ clean: 0, length: 10, source: n, sourceLength: 10, exact: true }],
});

describe('a shelf for texts', () => {
  const folder = mkdtempSync(join(tmpdir(), 'policy-sheets-test-'));
  const files = () => readdirSync(folder);
  beforeAll(() => {
    vi.stubEnv('TMPDIR', folder);
    vi.stubEnv('TEMP', folder);
  });
  afterAll(() => {
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });

  it('gives back what was put there, whether it waited in memory or in a file', () => {
    for (const most of [Number.POSITIVE_INFINITY, 60, 0]) {
      const shelf = new TextShelf(most);
      const numbers = [1, 2, 3, 4, 5].map((n) => shelf.put(text(n)));
      expect(numbers.map((number) => shelf.take(number))).toEqual([1, 2, 3, 4, 5].map(text));
      shelf.close();
    }
  });

  it('gives a text back once, in any order', () => {
    const shelf = new TextShelf(0);
    const [first, second] = [shelf.put(text(1)), shelf.put(text(2))];
    expect(shelf.take(second)).toEqual(text(2));
    expect(shelf.take(first)).toEqual(text(1));
    expect(() => shelf.take(first)).toThrow(RangeError);
    shelf.close();
  });

  it('writes no file while the texts fit in memory, and leaves none behind', () => {
    const small = new TextShelf(1000);
    small.put(text(1));
    expect(files()).toEqual([]);
    const large = new TextShelf(0);
    large.put(text(1));
    expect(files()).toHaveLength(1);
    small.close();
    large.close();
    large.close();
    expect(files()).toEqual([]);
  });
});
