import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likePattern, searchText, termQuery, termsOf, wordsOf } from './search-text.ts';

describe('search terms', () => {
  it('are the characters and their pairs', () => {
    expect(termsOf('园区5g').sort()).toEqual(['5', '5g', 'g', '区', '区5', '园', '园区'].sort());
  });

  it('span no space', () => {
    expect(termsOf('园 区')).toEqual(['园', '区']);
  });

  it('of a very long text are its characters alone', () => {
    const characters = Array.from({ length: 300 }, (_, i) => String.fromCodePoint(0x4e00 + i));
    const all = characters.flatMap((a) => characters.map((b) => a + b)).join('');
    const terms = termsOf(all);
    expect(terms.length).toBeLessThan(400);
    expect(termQuery('一丁')).toContain(`'\u0001'`);
    expect(terms).toContain('\u0001');
  });

  it('keep a character outside the basic plane whole', () => {
    expect(termsOf('𠮷野').sort()).toEqual(['野', '𠮷', '𠮷野'].sort());
  });
});

describe('searched text', () => {
  it('is the same for full-width and half-width, upper and lower case, with and without spaces', () => {
    expect(searchText('ＡＩ　产业\n园')).toBe('ai产业园');
  });

  it('of a query is a list of words', () => {
    expect(wordsOf(' 产业　园区 AI ')).toEqual(['产业', '园区', 'ai']);
    expect(wordsOf(' ')).toEqual([]);
  });
});

describe('a query for a word', () => {
  it('asks only for terms that every text containing the word has', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.string({ unit: 'grapheme', minLength: 1 }),
        (around, word) => {
          const searched = searchText(word);
          if (searched === '') return;
          const text = searchText(`${around}${word}${around}`);
          if (!text.includes(searched)) return; // NFKC may join the word with its neighbours.
          const characters = Array.from(searched);
          const asked =
            characters.length === 1 ? characters : characters.slice(1).map((c, i) => characters[i] + c);
          expect(termsOf(text)).toEqual(expect.arrayContaining(asked));
        },
      ),
    );
  });

  it('quotes what tsquery would read as a sign', () => {
    expect(termQuery("'")).toBe("''''");
    expect(termQuery('\\')).toBe("'\\\\'");
    expect(likePattern('1%_\\')).toBe('%1\\%\\_\\\\%');
  });
});
