import { describe, expect, it } from 'vitest';
import { inventedFields } from '../../test/extract/invented-context.ts';
import { inventedPlan } from '../../test/extract/invented-documents.ts';
import { collectionOf, kinds } from '../records/kinds.ts';
import { shareRight } from './confidence.ts';
import { confidences } from './confidences.ts';
import { extractRecords } from './extract.ts';
import { pipeline } from './pipeline.ts';

describe('confidence', () => {
  it('is the share that the weights of its signals make, never certain either way', () => {
    const weights = { base: 0, weights: { sure: 9, unsure: -9, likely: 1 } };
    expect(shareRight(weights, [])).toBe(0.5);
    expect(shareRight(weights, ['likely'])).toBe(0.73);
    expect(shareRight(weights, ['likely', 'never met'])).toBe(0.73);
    expect(shareRight(weights, ['sure'])).toBe(0.98);
    expect(shareRight(weights, ['unsure'])).toBe(0.05);
  });

  it('has figures of every kind, for rules that there are', () => {
    for (const kind of kinds) {
      const { finders, refiners } = pipeline[kind];
      const rules = [...finders, ...refiners].map(({ name }) => name);
      const weighed = Object.keys(confidences[kind].weights).filter((name) => name.startsWith(`${kind}-`));
      expect(weighed.length).toBeGreaterThan(0);
      expect(weighed.filter((name) => !rules.includes(name))).toEqual([]);
    }
  });

  it('is lower for a park that has neither place nor industry than for one with both', () => {
    const parkIn = (text: string) =>
      extractRecords({ id: 'doc_invented', text: `一、布局\n${text}\n`, fields: inventedFields() }).parks[0];
    const known = parkIn('在临江市建设青屏生物医药产业园。');
    const bare = parkIn('依托青屏软件园开展工作。');
    expect(known?.confidence).toBeGreaterThan(bare?.confidence ?? 1);
  });

  it('is within its bounds and to two places for every record', () => {
    const records = extractRecords({ id: 'doc_invented', text: inventedPlan, fields: inventedFields() });
    for (const kind of kinds)
      for (const { confidence } of records[collectionOf[kind]]) {
        expect(confidence).toBeGreaterThanOrEqual(0.05);
        expect(confidence).toBeLessThanOrEqual(0.98);
        expect(Math.round(confidence * 100) / 100).toBe(confidence);
      }
  });
});
