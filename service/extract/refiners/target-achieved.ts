import { yearOf } from '../quantities/governing-deadline.ts';
import { yearOfPlan } from '../quantities/year-of-plan.ts';
import type { Refiner } from '../rule.ts';
import { announcementOf } from '../structure/announced-aims.ts';
import { isTableRow } from '../structure/table.ts';
import type { Clause, Sentence } from '../structure/types.ts';

const factual =
  /截至|截止|(?<!项)目前|当前|已(?:经)?(?:建成|有|达|累计|完成|实现|形成|培育|超|突破|经|成为)|同比|(?<!以)上年|去年|近年来|以来|仅占|过去[一二两三四五六七八九十\d]{1,2}年|多年来|回顾|期间,?累计|累计(?:完成|实现|建成)|已居|已位|仅为|只有|仍[占有为]/;
/** 上述12个行业能耗占80%, 全球市场空间超过…: the sentence tells how things are. */
const told = /^(?:上述|这些|全球(?!化)|世界范围)/;
/** 确保回收率达到…, 各地要…: what somebody is told to reach is no description, wherever it stands. */
const binds = ({ text, sentence }: Clause): boolean =>
  /^(?:并)?(?:确保|务必|力争)/.test(text.trim()) ||
  /^(?:各[地级县市区部]|有关|相关)[^，,。；;]{0,16}?(?:要|应当?|必须)(?!求)/.test(sentence.text.trim());
const pastYear = /(20\d\d)年/g;

/**
 * Drops what was reached already (record-model.md, "Not targets"): numbers of sections that look back, of the preamble,
 * and of sentences that speak of earlier years or of today and name no deadline.
 */
export const targetAchieved: Refiner<'target'> = {
  name: 'target-achieved',
  refine: (drafts, { fields, text, structure }) => {
    const year = yearOf(fields, text);
    const goalsBegin = structure.sections.find((section) => section.isGoals)?.start ?? 0;
    // The rows of a list of a year's tasks stand under no heading.
    const isTask = ({ line }: Sentence): boolean =>
      isTableRow(line.text) && yearOfPlan(structure, fields) !== null;
    return drafts.filter(({ record, clause }) => {
      const { sentence } = clause;
      if (sentence.section.isReview) return false;
      const announced = announcementOf(sentence);
      const aimed = record.by !== null || (announced >= 0 && announced < clause.index);
      if (!aimed && !sentence.section.isGoals && told.test(sentence.text)) return false;
      // What stands before the goals and names no deadline describes where things are.
      if (
        !aimed &&
        !binds(clause) &&
        ((sentence.section.path === '' && !sentence.section.inBox && !isTask(sentence)) ||
          clause.start < goalsBegin)
      )
        return false;
      if (aimed && !/已(?:经)?[达建完形累]/.test(clause.text)) {
        return !(/截至|截止/.test(sentence.text) && !/到20\d\d年/.test(sentence.text));
      }
      // What the sentence said before the number tells its time; a bound keeps endless sentences linear.
      const said = text.slice(Math.max(sentence.start, clause.end - 300), clause.end);
      if (
        factual.test(said) ||
        /(?<![较比与对在将])现有/.test(clause.text) ||
        /(?<![较比与对在将])现有[^，,。；;]{0,24}\d/.test(said)
      )
        return false;
      if (year === null) return true;
      pastYear.lastIndex = 0;
      for (let match = pastYear.exec(said); match; match = pastYear.exec(said)) {
        const lead = said.slice(Math.max(0, match.index - 2), match.index);
        const isBaseline =
          /[比较与在由从]/.test(lead) ||
          /^年?(?:的)?(?:相比|基础|水平|底?的基础)/.test(said.slice(match.index + 4));
        if (Number(match[1]) < year && !isBaseline) return false;
      }
      return true;
    });
  },
};
