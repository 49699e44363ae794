import { describe, expect, it } from 'vitest';
import { readWith } from '../../../test/extract/read-with.ts';
import { assignmentBracketed } from '../finders/assignment-bracketed.ts';
import { assignmentLabelled } from '../finders/assignment-labelled.ts';
import { assignmentUnnamedBody } from './assignment-unnamed-body.ts';

const read = (text: string) =>
  readWith(text, [assignmentBracketed], [assignmentUnnamedBody]).map(({ agency }) => agency);

describe('bodies without a name', () => {
  it('are dropped; those of a level that is named stay', () => {
    expect(read('推进建设。（省科技厅牵头，有关部门配合）\n')).toEqual(['省科技厅']);
    expect(read('推进建设。（各市州政府，省有关部门负责）\n')).toEqual(['各市州政府', '省有关部门']);
    expect(read('推进建设。（各相关单位按职责分工负责）\n')).toEqual([]);
  });

  it('stay where a label asks all whom the task concerns', () => {
    const labelled = (text: string) =>
      readWith(text, [assignmentLabelled], [assignmentUnnamedBody]).map(({ agency }) => agency);
    expect(labelled('推进建设。（牵头单位：市财政局，配合单位：市委组织部、各有关单位）')).toEqual([
      '市财政局',
      '市委组织部',
      '各有关单位',
    ]);
    expect(labelled('推进建设。（责任单位：市财政局、有关部门）')).toEqual(['市财政局']);
  });
});
