import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { assignmentBracketed } from './assignment-bracketed.ts';

const read = (text: string) =>
  readWith(text, [assignmentBracketed]).map(({ agency, role }) => `${agency} ${role}`);

describe('brackets that say who does what', () => {
  it.each([
    [
      '（省水利厅等部门，各市（州）人民政府按职责分工负责。下同）',
      ['省水利厅 responsible', '各市（州）人民政府 responsible'],
    ],
    ['〔市水务局、市林业局负责〕', ['市水务局 responsible', '市林业局 responsible']],
    ['【市水务局牵头，有关市〔州〕政府配合】', ['市水务局 lead', '有关市〔州〕政府 support']],
    ['（省商务厅牵头，临江海关配合）', ['省商务厅 lead', '临江海关 support']],
    ['（市科委、市教委等按职责分工负责）', ['市科委 responsible', '市教委 responsible']],
    ['(省科技厅负责)', ['省科技厅 responsible']],
    [
      '（市能源局、市水利局分别牵头，市财政局按职责分工配合）',
      ['市能源局 lead', '市水利局 lead', '市财政局 support'],
    ],
    ['（各设区市政府，省委网信办负责）', ['各设区市政府 responsible', '省委网信办 responsible']],
    [
      '[ 本条政策由经济局会同科技局、商务局组织实施 ]',
      ['经济局 responsible', '科技局 responsible', '商务局 responsible'],
    ],
    ['（本项措施由市商务局负责落实）', ['市商务局 responsible']],
    ['（省教育厅、科技厅牵头）', ['省教育厅 lead', '科技厅 lead']],
    ['（省交通运输厅会同省商务厅负责）', ['省交通运输厅 responsible', '省商务厅 responsible']],
    [
      '（省推进组工作专班牵头单位牵头，成员单位按职责分工负责）',
      ['省推进组工作专班牵头单位 lead', '成员单位 responsible'],
    ],
  ])('%s', (bracket, duties) => {
    expect(read(`推进建设。${bracket}\n`)).toEqual(duties);
  });

  it('count as a bare list of bodies where a paragraph ends with them', () => {
    expect(read('推进建设。（省科技厅、省教育厅）\n')).toEqual([
      '省科技厅 responsible',
      '省教育厅 responsible',
    ]);
  });

  it.each([
    ['支持企业（集团）牵头（或参与）制定标准。'],
    ['省数字建设领导小组（以下简称领导小组）'],
    ['实施（含省属企业）项目。'],
    ['按照《办法》（云政办〔2020〕3号）执行。'],
  ])('are none where they say something else: %s', (text) => {
    expect(read(text)).toEqual([]);
  });
});
