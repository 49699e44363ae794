import { describe, expect, it } from 'vitest';
import { policyDocument } from '../../test/fixtures/policy-document.ts';
import { targetSchema } from '../records/target.ts';
import { orderedDocument, orderedRecord } from './stored-order.ts';

const { document, records } = policyDocument({ title: '云山省新材料方案' }, [
  { words: '产值达到300亿元', targets: [{ indicator: '产值', value: 300, measure: 'output' }] },
]);
const [target] = records.targets;
if (!target) throw new Error('The fixture has no target.');

describe('what the store shows', () => {
  it('has its fields in the order of the schema, whatever order they were stored in', () => {
    const stored = Object.fromEntries(Object.entries(target).reverse());
    const shown = orderedRecord('target', { ...stored, evidence: target.evidence });
    expect(Object.keys(shown)).toEqual(Object.keys(targetSchema.shape));
    expect(shown).toMatchObject({ indicator: '产值', measure: 'output' });
  });

  it('has null for a field that came to the schema after the record was stored', () => {
    const { measure, industry, ...older } = target;
    expect(orderedRecord('target', older)).toMatchObject({ measure: null, industry: null });
    const { regionCode, ...olderDocument } = document;
    expect(orderedDocument(olderDocument)).toMatchObject({ regionCode: null });
  });
});
