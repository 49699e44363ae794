import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { identityText } from '../records/ids.ts';
import { copyRelation, type TextOfSource } from './copies.ts';

const source = (text: string | null, sha256: string, docNumber: string | null = null): TextOfSource => ({
  text,
  sha256,
  docNumber,
});

const passage = (word: string, length: number): string =>
  Array.from({ length }, (_, i) => `${word}第${i * 37}条,`).join('');
const whole = passage('推进产业升级', 100);
const part = whole.slice(0, 400);

describe('a text that comes in beside a stored one', () => {
  it('takes its place where the store has none', () => {
    expect(copyRelation(source(null, 'a'), source(part, 'b'))).toBe('text');
    expect(copyRelation(source(null, 'a'), source(null, 'b'))).toBe('text');
  });

  it('takes its place where it is fuller', () => {
    expect(copyRelation(source(part, 'a'), source(whole, 'b'))).toBe('text');
  });

  it('is a lesser copy where it is an excerpt, or facts without a text', () => {
    expect(copyRelation(source(whole, 'a'), source(part, 'b'))).toBe('lesser');
    expect(copyRelation(source(whole, 'a'), source(null, 'a'))).toBe('lesser');
  });

  it('is a lesser copy where only spaces and punctuation are more', () => {
    const spaced = Array.from(whole).join(' ');
    expect(copyRelation(source(whole, 'a'), source(spaced, 'b'))).toBe('lesser');
  });

  it('is the same file read again, though cleaner and so a little shorter', () => {
    const cleaner = whole.slice(0, Math.round(whole.length * 0.9));
    expect(copyRelation(source(whole, 'a'), source(cleaner, 'a'))).toBe('text');
  });

  it('is an excerpt in the same file where most is missing', () => {
    expect(copyRelation(source(whole, 'a'), source(part, 'a'))).toBe('lesser');
  });

  it('is the same text from another file', () => {
    expect(copyRelation(source(whole, 'a'), source(whole, 'b'))).toBe('sameText');
  });

  it('is another document where two long texts share hardly a passage', () => {
    const other = passage('保护湿地候鸟', 120);
    expect(copyRelation(source(whole, 'a'), source(other, 'b'))).toBe('other');
  });

  it('is another document where both state a number and the numbers differ', () => {
    expect(
      copyRelation(source(whole, 'a', '云政发〔2023〕5号'), source(whole.slice(9), 'b', '云政发〔2025〕5号')),
    ).toBe('other');
    expect(copyRelation(source(whole, 'a', '云政发〔2023〕5号'), source(part, 'b', '云政发(2023)5号'))).toBe(
      'lesser',
    );
    expect(copyRelation(source(whole, 'a', '云政发〔2023〕5号'), source(part, 'b'))).toBe('lesser');
  });

  it('settles: of two files the same one is kept whichever came first', () => {
    const longer = `${whole}附件说明`;
    expect(copyRelation(source(whole, 'a'), source(longer, 'b'))).toBe('text');
    expect(copyRelation(source(longer, 'b'), source(whole, 'a'))).toBe('lesser');
  });
});

describe('any files of one document, in any order', () => {
  const fileOf = (sha256: string): fc.Arbitrary<TextOfSource> =>
    fc
      .tuple(
        fc.integer({ min: 0, max: 300 }),
        fc.integer({ min: 0, max: 1500 }),
        fc.constantFrom('', '。', '附件'),
      )
      .map(([start, length, tail]) =>
        source(length < 50 ? null : whole.slice(start, start + length) + tail, sha256),
      );
  const files = fc.tuple(fileOf('a'), fileOf('b'), fileOf('c'), fileOf('d'));

  it('leave the fullest, and change nothing when they come again', () => {
    fc.assert(
      fc.property(files, (all) => {
        let held: TextOfSource = source(null, '');
        const pass = (): boolean => {
          let changed = false;
          for (const file of all)
            if (copyRelation(held, file) === 'text' && file.text !== held.text) {
              held = file;
              changed = true;
            }
          return changed;
        };
        pass();
        const fullest = Math.max(...all.map(({ text }) => identityText(text).length));
        expect(identityText(held.text)).toHaveLength(fullest);
        expect(pass()).toBe(false);
      }),
    );
  });
});
