import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inventedNotice, inventedPlan } from '../../../test/extract/invented-documents.ts';
import { evidenceOf, structureOf } from './structure.ts';

const pathsOf = (text: string): string[] => structureOf(text).sections.map((section) => section.path);

describe('sections', () => {
  it('make a path of nested numbers with half-width brackets', () => {
    expect(pathsOf('一、总则\n（一）目标\n1.甲\n2.乙\n（二）原则\n二、任务')).toEqual([
      '',
      '一',
      '一/(一)',
      '一/(一)/1',
      '一/(一)/2',
      '一/(二)',
      '二',
    ]);
  });

  it('take chapters, sections and articles of long plans', () => {
    expect(pathsOf('第一章 总则\n第一节 目标\n一、甲\n第二章 任务\n第三条 乙')).toEqual([
      '',
      '第一章',
      '第一章/第一节',
      '第一章/第一节/一',
      '第二章',
      '第二章/第三条',
    ]);
  });

  it('keep heading and title apart and see where a run-in paragraph begins', () => {
    const text = '（三）推进智能制造。建设车间。';
    const section = structureOf(text).sections[1];
    expect(section).toMatchObject({ heading: '（三）推进智能制造', title: '推进智能制造', label: '(三)' });
    expect(text.slice(section?.bodyStart)).toBe('建设车间。');
  });

  it('read a numbered sentence as an item, not as a heading over nothing', () => {
    const { sentences } = structureOf('一、目标\n1.到2022年，建成平台10家。');
    expect(sentences.at(-1)).toMatchObject({ isHeading: false, text: '到2022年，建成平台10家' });
  });

  it('do not take a decimal or a year for a number of a heading', () => {
    expect(pathsOf('1.5万亿元的规模\n2020年的任务')).toEqual(['']);
  });

  it('know goal sections and what stands in them, however they are headed', () => {
    const { sections } = structureOf(
      '一、总体要求\n（一）指导思想\n（二）主要目标\n1.产业\n二、任务\n1.任务目标。甲。',
    );
    expect(sections.filter((section) => section.isGoals).map((section) => section.path)).toEqual([
      '一/(二)',
      '一/(二)/1',
      '二/1',
    ]);
  });

  it('know sections that look back, and not those that set out to improve something', () => {
    const { sections } = structureOf(
      '一、发展基础\n二、面临形势\n三、夯实发展基础\n四、优化发展环境\n五、发展优势产业',
    );
    expect(sections.filter((section) => section.isReview).map((section) => section.path)).toEqual([
      '一',
      '二',
    ]);
  });

  it('give a box the section around it, number its items within, and close it at the next outer heading', () => {
    const { sections } = structureOf('一、任务\n（一）甲\n1.丙\n专栏1 工程\n1.一号\n2.二号\n2.丁\n（二）乙');
    expect(sections.map(({ path, inBox }) => [path, inBox])).toEqual([
      ['', false],
      ['一', false],
      ['一/(一)', false],
      ['一/(一)/1', false],
      ['一/(一)/1', true],
      ['一/(一)/1/1', true],
      ['一/(一)/1/2', true],
      ['一/(一)/2', false],
      ['一/(二)', false],
    ]);
  });
});

describe('sentences and clauses', () => {
  it('end at stops and commas, but not inside brackets, quotes or numbers', () => {
    const { sentences } = structureOf('甲达到1,200家，乙（丙；丁）为“戊，己”；庚。辛');
    expect(sentences.map(({ text, closing }) => [text, closing])).toEqual([
      ['甲达到1,200家，乙（丙；丁）为“戊，己”', '；'],
      ['庚', '。'],
      ['辛', ''],
    ]);
    expect(sentences[0]?.clauses.map((clause) => clause.text)).toEqual([
      '甲达到1,200家',
      '乙（丙；丁）为“戊，己”',
    ]);
  });

  it('are not swallowed by a bracket that never closes', () => {
    expect(structureOf('甲（乙。丙。').sentences.map((sentence) => sentence.text)).toEqual(['甲（乙', '丙']);
  });

  it('keep bracketed clauses with their section', () => {
    const [bracket] = structureOf('一、任务\n甲。（牵头单位:省科技厅;责任单位:省教育厅)').brackets;
    expect(bracket).toMatchObject({ text: '牵头单位:省科技厅;责任单位:省教育厅' });
    expect(bracket?.section.path).toBe('一');
  });
});

describe('whatever the text', () => {
  const scraps = [
    ...inventedPlan,
    ...inventedNotice,
    '（',
    '）',
    '“',
    '”',
    '\n',
    '专栏',
    '一、',
    '(一)',
    '1.',
    '2025年',
  ];
  const texts = fc.oneof(
    fc.array(fc.constantFrom(...scraps), { maxLength: 200 }).map((parts) => parts.join('')),
    fc
      .tuple(
        fc.nat(inventedPlan.length),
        fc.nat(inventedPlan.length),
        fc.string({ unit: 'binary', maxLength: 12 }),
      )
      .map(
        ([a, b, noise]) => inventedPlan.slice(Math.min(a, b), Math.max(a, b)) + noise + inventedPlan.slice(a),
      ),
  );

  it('every part says the text that stands at its offsets, and parts stand in order', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const { lines, sections, sentences, clauses, brackets } = structureOf(text);
        for (const part of [...lines, ...sentences, ...clauses])
          expect(text.slice(part.start, part.end)).toBe(part.text);
        for (const bracket of brackets) {
          expect(text.slice(bracket.innerStart, bracket.end - 1)).toBe(bracket.text);
        }
        for (const list of [lines, sentences, clauses]) {
          list.forEach((part, i) => {
            expect(part.start).toBeGreaterThanOrEqual(list[i - 1]?.end ?? 0);
          });
        }
        for (const section of sections) expect(section.end).toBeGreaterThanOrEqual(section.start);
      }),
      { numRuns: 150 },
    );
  });
});

it('evidence is the passage between its offsets', () => {
  const text = '一、任务\n建成平台10家。';
  const structure = structureOf(text);
  const sentence = structure.sentences.at(-1);
  if (!sentence) throw new Error('no sentence');
  expect(evidenceOf(structure, sentence, sentence.section)).toEqual({
    start: 5,
    end: 12,
    section: '一',
    text: '建成平台10家',
  });
});
