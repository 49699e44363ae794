import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { fundNamed } from '../finders/fund-named.ts';
import { fundGuidance } from './fund-guidance.ts';

const read = (text: string) => readWith(text, [fundNamed], [fundGuidance]).map(({ type }) => type);

describe('a fund without a telling name', () => {
  it('is one of guidance where the clause speaks of its guiding', () => {
    expect(read('发挥云山动能转换基金的引导扶持作用。')).toEqual(['guidance']);
    expect(read('发挥云山动能转换基金作用。')).toEqual(['other']);
  });

  it('keeps the type that its name shows', () => {
    expect(read('发挥云山航空产业基金引导作用。')).toEqual(['industry']);
  });
});
