import { describe, expect, it } from 'vitest';
import { blankLabels, blankOf, speaksOfBlanks } from './blanks.ts';
import type { RecordView } from './record-view.ts';

const target = (facts: object) =>
  ({
    kind: 'target',
    status: 'current',
    comparator: 'ge',
    change: 'level',
    baselineYear: null,
    ...facts,
  }) as RecordView;
const fund = (facts: object) => ({ kind: 'fund', status: 'current', ...facts }) as RecordView;

describe('why a cell is blank', () => {
  it('an upper value is for ranges only, and a unit for amounts only', () => {
    expect(blankOf(target({}), 'valueHigh')).toBe('notApplicable');
    expect(blankOf(target({ comparator: 'range' }), 'valueHigh')).toBe('notStated');
    expect(blankOf(fund({ amount: null, type: 'industry' }), 'unit')).toBe('notApplicable');
    expect(blankOf(fund({ amount: null, type: 'industry' }), 'amount')).toBe('notStated');
    expect(blankOf(fund({ amount: 3, type: 'subsidy' }), 'terms')).toBe('notStated');
    expect(blankOf(fund({ amount: 3, type: 'industry' }), 'terms')).toBe('notApplicable');
  });
  it('what a document may state and does not is not stated, and what is withdrawn is withdrawn', () => {
    expect(blankOf(target({}), 'by')).toBe('notStated');
    expect(blankOf(target({ status: 'withdrawn' }), 'by')).toBe('withdrawn');
  });
  it('what the service fills itself stays empty', () => {
    for (const field of ['status', 'evidence', 'evidenceUrl', 'confidence', 'measure']) {
      expect(blankOf(target({}), field)).toBeNull();
      expect(speaksOfBlanks(field)).toBe(false);
    }
  });
  it('has a word in both languages for each', () => {
    for (const label of Object.values(blankLabels))
      expect([label.zh, label.en].every((text) => text.length > 2)).toBe(true);
  });
});
