import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { assignmentBracketed } from '../finders/assignment-bracketed.ts';
import { assignmentLabelled } from '../finders/assignment-labelled.ts';
import { assignmentFirstLeads } from './assignment-first-leads.ts';

const read = (text: string) =>
  readWith(text, [assignmentLabelled, assignmentBracketed], [assignmentFirstLeads]).map(
    ({ agency, role }) => `${agency} ${role}`,
  );

describe('a document that says who of the bodies named leads', () => {
  it('makes the first lead and the others support, in every clause', () => {
    expect(
      read(
        '1.攻关。(责任单位:科技厅,教育厅、省发展改革委。列在首位的为牵头单位,下同)\n2.示范。(责任单位:农业厅,水利厅)',
      ),
    ).toEqual(['科技厅 lead', '教育厅 support', '省发展改革委 support', '农业厅 lead', '水利厅 support']);
  });

  it('makes those before the first comma lead where it says so', () => {
    expect(read('注：逗号前为牵头单位。\n1.攻关。（省科技厅、省教育厅，省财政厅负责）')).toEqual([
      '省科技厅 lead',
      '省教育厅 lead',
      '省财政厅 support',
    ]);
  });

  it('makes those lead that bear the sign it names, and takes the sign off their names', () => {
    expect(read('1.攻关。(责任单位:★水利局、教育局。标★的为牵头单位,下同)')).toEqual([
      '水利局 lead',
      '教育局 support',
    ]);
  });

  it('leaves clauses alone that name a lead themselves', () => {
    expect(read('首位为牵头单位。\n1.攻关。（牵头单位：省教育厅；责任单位：省科技厅）')).toEqual([
      '省教育厅 lead',
      '省科技厅 responsible',
    ]);
  });

  it('says nothing of other documents', () => {
    expect(read('1.攻关。（责任单位：省科技厅、省教育厅）')).toEqual([
      '省科技厅 responsible',
      '省教育厅 responsible',
    ]);
  });
});
