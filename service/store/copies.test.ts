import { describe, expect, it } from 'vitest';
import { copyRelation } from './copies.ts';

const passage = (word: string, length: number): string =>
  Array.from({ length }, (_, i) => `${word}第${i * 37}条,`).join('');
const whole = passage('推进产业升级', 100);
const part = whole.slice(0, 400);

describe('a text that comes in beside a stored one', () => {
  it('takes its place where the store has none', () => {
    expect(copyRelation({ text: null, sha256: 'a' }, { text: part, sha256: 'b' })).toBe('text');
    expect(copyRelation({ text: null, sha256: 'a' }, { text: null, sha256: 'b' })).toBe('text');
  });

  it('takes its place where it is fuller', () => {
    expect(copyRelation({ text: part, sha256: 'a' }, { text: whole, sha256: 'b' })).toBe('text');
  });

  it('is a lesser copy where it is an excerpt, or facts without a text', () => {
    expect(copyRelation({ text: whole, sha256: 'a' }, { text: part, sha256: 'b' })).toBe('lesser');
    expect(copyRelation({ text: whole, sha256: 'a' }, { text: null, sha256: 'a' })).toBe('lesser');
  });

  it('is a lesser copy where only spaces and punctuation are more', () => {
    const spaced = Array.from(whole).join(' ');
    expect(copyRelation({ text: whole, sha256: 'a' }, { text: spaced, sha256: 'b' })).toBe('lesser');
  });

  it('is the same file read again, though cleaner and so a little shorter', () => {
    const cleaner = whole.slice(0, Math.round(whole.length * 0.9));
    expect(copyRelation({ text: whole, sha256: 'a' }, { text: cleaner, sha256: 'a' })).toBe('text');
  });

  it('is an excerpt in the same file where most is missing', () => {
    expect(copyRelation({ text: whole, sha256: 'a' }, { text: part, sha256: 'a' })).toBe('lesser');
  });

  it('is the same text from another file', () => {
    expect(copyRelation({ text: whole, sha256: 'a' }, { text: whole, sha256: 'b' })).toBe('sameText');
  });

  it('is another document where two long texts share hardly a passage', () => {
    const other = passage('保护湿地候鸟', 120);
    expect(copyRelation({ text: whole, sha256: 'a' }, { text: other, sha256: 'b' })).toBe('other');
  });

  it('settles: of two files the same one is kept whichever came first', () => {
    const longer = `${whole}附件说明`;
    expect(copyRelation({ text: whole, sha256: 'a' }, { text: longer, sha256: 'b' })).toBe('text');
    expect(copyRelation({ text: longer, sha256: 'b' }, { text: whole, sha256: 'a' })).toBe('lesser');
  });
});
