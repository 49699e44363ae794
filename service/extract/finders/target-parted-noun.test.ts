import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { targetPartedNoun } from './target-parted-noun.ts';

const read = (text: string) =>
  readWith(`一、任务\n${text}`, [targetPartedNoun]).map(({ indicator, value, unit }) => [
    indicator,
    value,
    unit,
  ]);

describe('target-parted-noun', () => {
  it('reads a count whose noun stands on both sides of it, and the list that follows', () => {
    expect(read('形成西线3回通道、东线2回通道的格局。')).toEqual([
      ['西线通道', 3, '回'],
      ['东线通道', 2, '回'],
    ]);
  });

  it('does not take a place for part of the noun', () => {
    expect(read('建成临江市3个站点。')).toEqual([]);
  });
});
