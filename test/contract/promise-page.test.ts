import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('the page of the promise', () => {
  it('quotes tests that there are, by their names', () => {
    const page = read('docs/promise.md');
    const tests = [
      'test/contract/refresh-contract.ts',
      'test/contract/bind-contract.ts',
      'test/contract/facts-contract.ts',
      'templates/refresh/match-rows.test.ts',
      'templates/refresh/refresh.test.ts',
    ]
      .map(read)
      .join('\n');
    const quoted = [...page.matchAll(/(?<!\*)\*(?!\*)([^*\n]+)\*/g)].map((match) => match[1] ?? '');
    expect(quoted.length).toBeGreaterThan(50);
    for (const name of quoted) expect(tests, name).toContain(name);
  });

  it('quotes every sentence that the hosts are asked to keep about undo, tables of her own and named cells', () => {
    const page = read('docs/promise.md');
    const suite = read('test/contract/refresh-contract.ts');
    const section = suite.slice(suite.indexOf("describe('5."), suite.indexOf("describe('6."));
    const sentences = [...section.matchAll(/promise\(\s*'([^']+)'/g)].map((match) => match[1] ?? '');
    expect(sentences.length).toBeGreaterThan(8);
    for (const sentence of sentences) expect(page).toContain(sentence);
  });
});
