import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { industries, measures } from './taxonomy.ts';

describe('the taxonomy', () => {
  const published = readFileSync(new URL('../../docs/taxonomy.md', import.meta.url), 'utf8');
  const rows = [...published.matchAll(/^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|/gmu)].map(([, id, zh, en]) => [
    id,
    zh?.trim(),
    en?.trim(),
  ]);

  it('is published whole, with the labels that sheets show', () => {
    const terms = [...Object.entries(measures), ...Object.entries(industries)];
    expect(rows).toEqual(terms.map(([id, { zh, en }]) => [id, zh, en]));
  });

  it('has no two classes of one label', () => {
    for (const terms of [measures, industries])
      for (const language of ['zh', 'en'] as const) {
        const labels = Object.values(terms).map((term) => term[language]);
        expect(new Set(labels).size).toBe(labels.length);
      }
  });
});
