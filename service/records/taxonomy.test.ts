import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { industries, industriesNamed, measures } from './taxonomy.ts';

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

describe('words for industries', () => {
  it('name a class by its id or by a part of its label', () => {
    expect(industriesNamed('ai')).toEqual(['ai']);
    expect(industriesNamed('人工智能')).toEqual(['ai']);
    expect(industriesNamed(' 新能源 ')).toEqual(['automotive', 'newEnergy']);
    expect(industriesNamed('Integrated circuits')).toEqual(['integratedCircuits']);
  });

  it('name none where they are too short, or no word of a label', () => {
    for (const words of ['', '与', 'a', 'rine', '云山']) expect(industriesNamed(words)).toEqual([]);
  });
});
