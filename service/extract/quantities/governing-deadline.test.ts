import { describe, expect, it } from 'vitest';
import { inventedContext, inventedFields } from '../../../test/extract/invented-context.ts';
import { deadlineGovernor, yearOf } from './governing-deadline.ts';

const byAt = (text: string, words: string): string | null => {
  const { structure, fields } = inventedContext(text);
  return deadlineGovernor(structure, fields)(text.indexOf(words))?.by ?? null;
};

describe('the deadline that governs a place', () => {
  it('is the last one before it in the paragraph', () => {
    expect(byAt('一、任务\n到2020年，甲；到2022年，乙。丙。', '丙')).toBe('2022');
    expect(byAt('一、任务\n到2020年，甲；到2022年，乙。丙。', '甲')).toBe('2020');
  });

  it('goes from the opening of a goal section to its bullets and subsections', () => {
    expect(byAt('一、发展目标\n到2020年，甲。\n乙。\n1.丙。\n丁。', '丁')).toBe('2020');
  });

  it('does not go from one paragraph of a task to the next', () => {
    expect(byAt('一、任务\n到2020年，甲。\n乙。', '乙')).toBeNull();
  });

  it('goes from a paragraph that ends in a colon to the list under it', () => {
    expect(byAt('一、任务\n到2020年，实现以下指标：\n乙。', '乙')).toBe('2020');
  });

  it('stays within the paragraph in a box', () => {
    const text = '一、发展目标\n专栏1 工程\n到2022年，甲。\n乙。';
    expect(byAt(text, '甲')).toBe('2022');
    expect(byAt(text, '乙')).toBeNull();
  });

  it('comes from a heading', () => {
    expect(byAt('一、目标\n（一）近期目标（2019—2022年）\n甲。', '甲')).toBe('2022');
  });
});

it('the year of a document is that of its date, else of its period, else of the first full date in it', () => {
  expect(yearOf(inventedFields(), '')).toBe(2019);
  expect(yearOf(inventedFields({ issuedOn: null, period: [2021, 2025] }), '')).toBe(2020);
  expect(yearOf(inventedFields({ issuedOn: null }), '2018年5月6日印发')).toBe(2018);
  expect(yearOf(inventedFields({ issuedOn: null }), '')).toBeNull();
});
