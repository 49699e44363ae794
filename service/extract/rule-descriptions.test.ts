import { describe, expect, it } from 'vitest';
import { kinds } from '../records/kinds.ts';
import { pipeline } from './pipeline.ts';
import { ruleDescriptions } from './rule-descriptions.ts';

const names = kinds.flatMap((kind) =>
  [...pipeline[kind].finders, ...pipeline[kind].refiners].map(({ name }) => name),
);

describe('rule descriptions', () => {
  it.each(names)('say in a line of Chinese and one of English what %s does', (name) => {
    expect(ruleDescriptions[name]?.zh).toMatch(/\p{Script=Han}/u);
    expect(ruleDescriptions[name]?.en.length).toBeGreaterThan(10);
    expect(`${ruleDescriptions[name]?.zh}${ruleDescriptions[name]?.en}`).not.toContain('\n');
  });

  it('describe no rule that is not there', () => {
    expect(Object.keys(ruleDescriptions).filter((name) => !names.includes(name))).toEqual([]);
  });
});
