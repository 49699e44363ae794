import { describe, expect, it } from 'vitest';
import { inventedContext } from '../../../test/extract/invented-context.ts';
import { taskOf } from './assignment-task.ts';

const tasks = (text: string): string[] => {
  const { structure } = inventedContext(text);
  return structure.lines
    .filter((line) => line.text.includes('责任单位'))
    .map((line) => taskOf(line, structure));
};

describe('the task of a clause on responsibility', () => {
  it('is the numbered heading over it', () => {
    expect(tasks('二、任务\n(一)攻关\n1.研究基础理论。加强研究。(责任单位:省科技厅)')).toEqual([
      '1.研究基础理论',
    ]);
    expect(tasks('二、任务\n（一）攻关\n加强研究，持续突破。\n（责任单位：省科技厅）')).toEqual([
      '（一）攻关',
    ]);
  });

  it('is the headline of the paragraph where the paragraphs are tasks of their own', () => {
    expect(
      tasks(
        '二、任务\n(一)攻关。\n共性技术。以突破为重点，超前布局。(责任单位:省科技厅)\n核心部件。推动国产化。(责任单位:省教育厅)',
      ),
    ).toEqual(['共性技术', '核心部件']);
  });

  it('takes in the sentence where only a number stands before it', () => {
    expect(
      tasks(
        `一、任务\n1.支持省内骨干企业联合高等院校、科研院所围绕关键共性技术开展持续不断的协同攻关并且形成一批具有自主知识产权的重大创新成果（责任单位：省科技厅）`,
      )[0],
    ).toMatch(/^1\.支持省内骨干企业/);
  });

  it('is the first sentence where no heading stands over it', () => {
    expect(tasks('加强基础研究，持续投入。责任单位：省科技厅')).toEqual(['加强基础研究，持续投入']);
  });
});
