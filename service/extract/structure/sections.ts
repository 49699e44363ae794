import { readChineseNumeral } from '../quantities/numeral.ts';
import { isBlank } from './blank.ts';
import { announcesGoals, announcesReview, headingOf, opensBox } from './heading.ts';
import { isTableRow } from './table.ts';
import type { Line, Section } from './types.ts';

type Draft<T> = { -readonly [K in keyof T]: T[K] };

const unnumberedRank = 8;
/** A line that is nothing but such a title heads a section although it bears no number. */
const unnumberedTitle =
  /^(?:总体|发展|工作|主要|建设|行动|阶段|具体|预期|近期|远期|中期|任务|规划)*目标[:：。]?$/;

/** Any number of words may stand before 目标; no title has more of them than fit here. */
const longestUnnumberedTitle = 50;

/** 主要目标：到2025年，…: the title stands before its paragraph. */
const runInTitle =
  /^(?:总体|发展|工作|主要|建设|行动|阶段|具体|预期|近期|远期|中期|任务|规划)*目标(?:是|为|如下)?[:：。](?=.)/;
/** A line that goes on with the goals of the line before it: a bullet, or one that sets a deadline. */
const goesOn = /^[—–\-·•●◆▪○①-⑳]|^(?:力争|争取)?(?:到|至)\s?20\d\d/;

const child = (parent: Section, at: number, fields: Partial<Section>): Draft<Section> => ({
  path: parent.path,
  label: '',
  heading: '',
  title: '',
  rank: unnumberedRank,
  parent,
  isGoals: parent.isGoals,
  isReview: parent.isReview,
  inBox: parent.inBox,
  start: at,
  end: at,
  bodyStart: at,
  ...fields,
});

/** The box that is open, the rank of the section that it stands in, and how far its own numbering has come. */
interface Box {
  readonly section: Section;
  readonly outerRank: number;
  readonly lastLabel: Map<number, number>;
}

const numberOf = (label: string): number => {
  const digits = label.replace(/[()第篇编章节条]/g, '');
  return /^\d+$/.test(digits) ? Number(digits) : (readChineseNumeral(digits) ?? 0);
};

/**
 * Tells whether a heading numbers an item of the box. Deeper headings do; one of the rank that surrounds the box does
 * only where it starts at one or goes on with the box's own numbers; one above that never does.
 */
const numbersWithin = (box: Box, rank: number, label: string): boolean => {
  if (rank < box.outerRank || rank < 4) return false;
  const number = numberOf(label);
  const own = box.lastLabel.get(rank);
  const goesOn = number === 1 || (own !== undefined && number === own + 1);
  if (!goesOn && rank <= Math.max(box.outerRank, 4)) return false;
  box.lastLabel.set(rank, number);
  return true;
};

/**
 * Takes a clean text apart into lines and the sections that numbered headings and boxes make of them.
 * @param text clean text, one heading or paragraph a line
 * @returns lines that are not blank, and all sections, the root first
 */
export const sectionsOf = (text: string): { lines: Line[]; sections: Section[] } => {
  const root: Draft<Section> = {
    path: '',
    label: '',
    heading: '',
    title: '',
    rank: -1,
    parent: null,
    isGoals: false,
    isReview: false,
    inBox: false,
    start: 0,
    end: text.length,
    bodyStart: 0,
  };
  const sections: Draft<Section>[] = [root];
  const open: Draft<Section>[] = [root];
  const lines: Line[] = [];
  let box: Box | null = null;
  let runIn: Section | null = null;

  const innermost = (): Draft<Section> => open.at(-1) ?? root;
  const closeDownTo = (keep: (section: Section) => boolean, at: number): void => {
    while (open.length > 1 && !keep(innermost())) {
      const closed = open.pop();
      if (closed) closed.end = at;
    }
  };

  for (let from = 0; from < text.length; ) {
    const newline = text.indexOf('\n', from);
    const lineEnd = newline < 0 ? text.length : newline;
    let start = from;
    let end = lineEnd;
    from = lineEnd + 1;
    while (start < end && isBlank(text.charCodeAt(start))) start++;
    while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
    if (start === end) continue;

    const line = text.slice(start, end);
    let isHeading = false;
    let bodyStart = start;
    if (runIn !== null && innermost() === runIn && !goesOn.test(line)) closeDownTo((s) => s !== runIn, start);
    // 1.产值 | 亿元 | 300: the number counts rows, not sections.
    const isRow = isTableRow(line);
    const heading = isRow ? null : headingOf(line);
    if (heading) {
      if (box && !numbersWithin(box, heading.rank, heading.label)) box = null;
      const inner = box?.section;
      closeDownTo((s) => s === inner || (s.rank < heading.rank && (inner !== undefined || !s.inBox)), start);
      const parent = innermost();
      const title = line.slice(heading.markLength, heading.headingLength);
      const section = child(parent, start, {
        path: parent.path ? `${parent.path}/${heading.label}` : heading.label,
        label: heading.label,
        heading: line.slice(0, heading.headingLength),
        title,
        rank: heading.rank,
        isGoals: parent.isGoals || announcesGoals(title),
        isReview: parent.isReview || announcesReview(title),
        bodyStart: start + heading.bodyOffset,
      });
      sections.push(section);
      open.push(section);
      isHeading = heading.bodyOffset >= line.length && heading.headingLength > heading.markLength;
      bodyStart = section.bodyStart;
    } else if (!isRow && opensBox(line)) {
      closeDownTo((s) => !s.inBox && s.rank < unnumberedRank, start);
      const parent = innermost();
      const section = child(parent, start, {
        heading: line,
        title: line,
        inBox: true,
        isGoals: announcesGoals(line),
        bodyStart: end,
      });
      box = { section, outerRank: parent.rank, lastLabel: new Map() };
      sections.push(section);
      open.push(section);
      isHeading = true;
      bodyStart = end;
    } else if (line.length <= longestUnnumberedTitle && unnumberedTitle.test(line)) {
      closeDownTo((s) => s.rank < unnumberedRank || s.inBox, start);
      const section = child(innermost(), start, {
        heading: line,
        title: line.replace(/[:：。]$/, ''),
        isGoals: true,
        bodyStart: end,
      });
      sections.push(section);
      open.push(section);
      isHeading = true;
      bodyStart = end;
    }
    const titled = isHeading || heading || isRow ? null : runInTitle.exec(line);
    if (titled) {
      closeDownTo((s) => s.rank < unnumberedRank || s.inBox, start);
      const title = titled[0].replace(/(?:是|为|如下)?[:：。]$/, '');
      const section = child(innermost(), start, {
        heading: title,
        title,
        isGoals: true,
        bodyStart: start + titled[0].length,
      });
      sections.push(section);
      open.push(section);
      runIn = section;
      bodyStart = section.bodyStart;
    }
    lines.push({ index: lines.length, start, end, text: line, section: innermost(), isHeading, bodyStart });
  }
  closeDownTo(() => false, text.length);
  return { lines, sections };
};
