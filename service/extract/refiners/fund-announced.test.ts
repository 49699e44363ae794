import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { fundNamed } from '../finders/fund-named.ts';
import { fundAnnounced } from './fund-announced.ts';

const read = (text: string) => readWith(text, [fundNamed], [fundAnnounced]).map(({ name }) => name);

describe('a kind of fund that is announced', () => {
  it('is no record of its own beside the fund that is then named', () => {
    expect(read('促进发展。一是成立产业基金，引导投资。设立100亿元的云山航空产业投资基金。')).toEqual([
      '云山航空产业投资基金',
    ]);
  });

  it('is one where nothing is named behind it', () => {
    expect(read('促进发展。一是成立产业基金，引导投资。加强服务。')).toEqual(['产业基金']);
  });
});
