import type { Line, Section, Structure } from '../structure/types.ts';

const closingMarks = /[\s。．.：:；;，,、]+$/u;
/** The longest opening sentence of a paragraph that reads as its heading: 人工智能基础理论。以…. */
const longestHeadline = 30;

const firstSentence = (text: string): string => {
  const stop = text.search(/[。；;！？!?]/u);
  return (stop < 0 ? text : text.slice(0, stop)).replace(/^[\s—－-]+/u, '').replace(closingMarks, '');
};

const headingOf = (section: Section, structure: Structure): string => {
  const heading = section.heading.replace(closingMarks, '');
  const hasTitle = section.title.replace(closingMarks, '').trim() !== '';
  if (hasTitle || section.rank < 0) return heading.trim();
  // The number stands alone: what it numbers is a sentence.
  return `${section.heading}${firstSentence(structure.text.slice(section.bodyStart, section.end).split('\n', 1)[0] ?? '')}`;
};

/**
 * The task that a passage belongs to: the heading of its section with its number, or the headline of the
 * paragraph where the paragraphs of a section are tasks of their own (record-model.md, assignment, `task`).
 * @param line the line in which the clause stands
 */
export const taskOf = (line: Line, structure: Structure): string => {
  const kept = known.get(line);
  if (kept !== undefined) return kept;
  const task = readTask(line, structure);
  known.set(line, task);
  return task;
};
/** A list of bodies asks for the task of its line once a body. */
const known = new WeakMap<Line, string>();

/** 牵头单位：市经信局 on a line of its own is no headline. */
const namesWhoAnswers =
  /^(?:第一责任|牵头|主办|主责|责任|落实|实施|承办|完成|配合|协办|参与|参加|支持)(?:单位|部门|主体|机构|领导|人)\s*[:：]/u;

const readTask = (line: Line, structure: Structure): string => {
  const { section } = line;
  const ownParagraph = !line.isHeading && line.bodyStart === line.start && section.start !== line.start;
  const headline = ownParagraph || section.rank < 0 ? firstSentence(line.text) : '';
  const isHeadline =
    headline.length > 1 &&
    headline.length <= longestHeadline &&
    headline.length + 1 < line.text.length &&
    !/^[（(【〔[]/u.test(headline) &&
    !namesWhoAnswers.test(headline);
  if (section.rank < 0) return headline || line.text.slice(0, longestHeadline);
  return isHeadline && !/[，,]/u.test(headline) ? headline : headingOf(section, structure) || headline;
};
