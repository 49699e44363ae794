import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { assignmentBracketed } from '../finders/assignment-bracketed.ts';
import { assignmentMerge } from './assignment-merge.ts';

describe('the same duty stated twice at a task', () => {
  it('is one record with both passages; another role is another record', () => {
    const records = readWith(
      '1.贸易。扩大出口。（省商务厅负责）扩大进口。（省商务厅负责）拓展市场。（省商务厅牵头，省外办配合）',
      [assignmentBracketed],
      [assignmentMerge],
    );
    expect(records.map(({ agency, role, evidence }) => [agency, role, evidence.length])).toEqual([
      ['省商务厅', 'responsible', 2],
      ['省商务厅', 'lead', 1],
      ['省外办', 'support', 1],
    ]);
  });
});
