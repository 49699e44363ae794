import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { assignmentLabelled } from '../finders/assignment-labelled.ts';
import { assignmentBesideALead } from './assignment-beside-a-lead.ts';

const read = (text: string) =>
  readWith(text, [assignmentLabelled], [assignmentBesideALead]).map(
    ({ agency, role }) => `${agency} ${role}`,
  );

describe('bodies that answer beside one that leads', () => {
  it('support it in the same clause, and in no other', () => {
    expect(
      read('1.攻关。（牵头单位：省科技厅；责任单位：省财政厅）\n2.示范。（责任单位：省财政厅）'),
    ).toEqual(['省科技厅 lead', '省财政厅 support', '省财政厅 responsible']);
  });
});
