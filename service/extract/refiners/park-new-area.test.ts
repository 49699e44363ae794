import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { parkNamed } from '../finders/park-named.ts';
import { parkNewArea } from './park-new-area.ts';

const read = (text: string) => readWith(text, [parkNamed], [parkNewArea]).map(({ name }) => name);

describe('a new area of national rank', () => {
  it('is a park where it carries an industry, else a place', () => {
    expect(read('支持贵安新区发展大数据。')).toEqual(['贵安新区']);
    expect(read('方案报贵安新区审定。')).toEqual([]);
  });
});
