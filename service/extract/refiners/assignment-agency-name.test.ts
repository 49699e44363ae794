import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { assignmentBracketed } from '../finders/assignment-bracketed.ts';
import { assignmentLabelled } from '../finders/assignment-labelled.ts';
import { assignmentAgencyName } from './assignment-agency-name.ts';

const read = (text: string, region: string) => {
  const context = inventedContext(`一、重点任务\n（一）壮大产业。加快发展。${text}\n`, { region });
  const drafts = [assignmentLabelled, assignmentBracketed].flatMap((finder) => finder.find(context));
  return assignmentAgencyName.refine(drafts, context).map(({ record }) => [record.agency, record.agencyName]);
};

describe('assignment-agency-name', () => {
  it('sets the full name beside the words of the document', () => {
    expect(read('（责任单位：省科技厅、省工信委、各市州政府）', '甘肃省')).toEqual([
      ['省科技厅', '甘肃省科学技术厅'],
      ['省工信委', '甘肃省工业和信息化委员会'],
      ['各市州政府', null],
    ]);
  });

  it('gives one wording the agency of each document’s own region', () => {
    expect(read('（责任单位：省科技厅）', '贵州省')).toEqual([['省科技厅', '贵州省科学技术厅']]);
    expect(read('（责任单位：省科技厅）', '云山省')).toEqual([['省科技厅', null]]);
  });
});
