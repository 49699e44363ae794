import { expect, it } from 'vitest';
import { messagesIn } from './messages.ts';

/** Every text of a language by its path, functions with a filler. */
const texts = (value: unknown, at = ''): [string, string][] => {
  if (typeof value === 'string') return [[at, value]];
  if (typeof value === 'function') return [[at, String((value as (...args: string[]) => unknown)('7', '8'))]];
  return Object.entries(value as object).flatMap(([name, inner]) => texts(inner, `${at}.${name}`));
};

it('has every text in Chinese and in English', () => {
  const zh = texts(messagesIn['zh-CN']);
  const en = texts(messagesIn.en);
  expect(zh.map(([at]) => at)).toEqual(en.map(([at]) => at));
  for (const [at, text] of zh) expect(text, at).toMatch(/\p{Script=Han}/u);
  for (const [at, text] of en) {
    expect(text, at).toMatch(/[a-z]/);
    expect(text, at).not.toMatch(/\p{Script=Han}/u);
  }
});
