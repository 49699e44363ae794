import { deadlineGovernor } from '../quantities/governing-deadline.ts';
import { measuresOf } from '../quantities/measure.ts';
import type { Context, Draft, Finder } from '../rule.ts';
import { announcementOf } from '../structure/announced-aims.ts';
import { evidenceOf } from '../structure/structure.ts';
import { isTableRow } from '../structure/table.ts';
import type { Clause, Line, Section, Sentence } from '../structure/types.ts';

/** A short sentence that opens a bullet is its headline, unless it names a deadline of its own. */
const isHeadline = (sentence: Sentence, isFirst: boolean, isLast: boolean): boolean =>
  isFirst &&
  !isLast &&
  sentence.closing === '。' &&
  sentence.clauses.length === 1 &&
  sentence.text.length <= 24 &&
  !/20\d\d/.test(sentence.text);

/** A line of its own without a stop is a title over bullets or over a table: ——打造高效的服务体系. */
const isTitle = (sentence: Sentence, isOnly: boolean): boolean =>
  isOnly &&
  sentence.closing === '' &&
  sentence.clauses.length === 1 &&
  sentence.text.length <= 40 &&
  !/20\d\d年[,，]/.test(sentence.text);

const trimmed = /^[\s—－-]+|[\s、，,；;。:：]+$/g;
/** Clauses that set the stage or announce a list and state no aim. */
const announces = /(?:目标(?:是|为|如下|包括)?|如下|具体为|主要是|以下.{0,8}|表现在|努力)$/;
/** A rank is a number too: 保持全国前三. */
const ranked =
  /(?:居|列|保持|进入|跻身|排名).{0,8}(?:前|第)[一二三四五六七八九十\d]{1,3}(?:名|位)?(?:之列|行列)?$/;
/** 2012年起5年内, 从2023年起用三年时间. */
const yearsFrom =
  '(?:从|自)?20\\d\\d年(?:起|开始)[,，]?(?:用|利用)?[\\d一二两三四五六七八九十]{1,2}年(?:左右)?的?(?:时间|内|努力)?';
const ordinal = '(?:第[一二三四五][步阶段个]*)?';
const onlyTime = new RegExp(
  `^${ordinal}(?:(?:力争|争取|展望|到|至|在|再?经过|通过|计划|用|截至)*(?:${yearsFrom}|20\\d\\d年?(?:[-－—–―~～至到]{1,2}20\\d\\d年?)?(?:\\d{1,2}月)?(?:底|末|初|前)?(?:之?前)?(?:左右)?|[“"]?十[一二三四五六]五[”"]?(?:期?末|期间|时期)?|[\\d一二两三四五六七八九十]{1,3}(?:[-—–~至到]\\d{1,2})?年(?:左右)?的?(?:努力|时间|发展|建设|内)?))?$`,
);
const leadingTime = new RegExp(
  `^${ordinal}[,，]?(?:力争|争取|确保)?(?:${yearsFrom}|(?:展望|到|至|在)?\\s?20\\d\\d\\s?年(?:\\d{1,2}月)?(?:底|末|初)?(?:之?前)?)?[,，]?(?:力争|争取)?`,
);
/** 指导思想和主要目标, 总体要求与目标: only what has a deadline there is a goal; the rest is guidance. */
const mixedTitle = /思路|思想|要求|原则|方针/;

const isGuidance = (section: Section): boolean => {
  for (let s: Section | null = section; s; s = s.parent) {
    if (
      /^(?:指导思想|基本原则|总体思路|总体要求|发展思路|基本思路|工作原则|发展原则|战略定位|功能定位)$/.test(
        s.title,
      )
    )
      return true;
    if (s.title.includes('目标')) return mixedTitle.test(s.title);
  }
  return false;
};

/** 总体要求, 指导思想: such a section sets aims in the paragraph that says by when. */
const overall = /^(?:总体(?:要求|思路|部署|考虑)|总要求|(?:工作|发展|基本)思路|指导思想)$/;
const saysWhen = /(?:到|至|力争)\s?20\d\d\s?年|十[一二三四五六]五[”"]?期?末/;
const setsAims = (sentence: Sentence): boolean =>
  sentence.section.isGoals ||
  (overall.test(sentence.section.title) &&
    saysWhen.test(sentence.line.text.slice(0, sentence.end - sentence.line.start).slice(-1200)));

/** 构建服务体系，力争到2025年，获得感增强: the deadline is told in a field of its own. */
const timeWithin = /(?<=[，,；;])(?:力争|争取|确保)?(?:到|至)\s?20\d\d\s?年(?:底|末)?(?:之?前)?[，,]/g;

const draftOf = (context: Context, run: readonly Clause[]): Draft<'goal'>[] => {
  const first = run[0];
  const last = run.at(-1);
  if (!first || !last) return [];
  const { structure } = context;
  const { sentence } = first;
  const statement = structure.text
    .slice(first.start, last.end)
    .replace(trimmed, '')
    .replace(leadingTime, '')
    .replace(timeWithin, '')
    .replace(trimmed, '');
  if (statement.length < 6) return [];
  return [
    {
      clause: first,
      record: {
        statement,
        by: null,
        section: sentence.section.path,
        evidence: [evidenceOf(structure, { start: first.start, end: last.end }, sentence.section)],
        rules: [],
        confidence: 0.7,
      },
    },
  ];
};

/** 实现“三个全覆盖”：what the watchword means follows. */
const watchword =
  /^(?:力争|努力|确保)?(?:实现|达到|做到|完成)[“"][^”"]{2,14}[”"](?:的?(?:总体|发展)?(?:目标|要求|格局))?$/;
/** 起步阶段（2021—2022年）：its aims follow. */
const stage = /^.{2,10}阶段(?:[（(][^（()）]*[）)])?$/;
const verbAlone = /^(?:并|以及|努力|力争|确保)?(?:实现|达到|完成|做到)$/;

/** (市发展改革委牵头，市财政局配合): a sentence that is all in brackets tells something about the aims, and is none. */
const inBrackets =
  /^\s*[（(【〔[](?:[^（(【〔[）)】〕\]]|[（(〔[][^（(〔[）)〕\]]*[）)〕\]])*[）)】〕\]]?\s*$/;
/** 责任单位：区发改局 is no aim. */
const namesWhoAnswers =
  /^(?:牵头|主办|主责|责任|落实|承办|配合|协办|完成)(?:单位|部门|主体|领导|人|时限)\s*[:：]/;

/** The longest runs of number-free clauses in the sentences of a goal section (record-model.md, Decisions, Goals). */
export const goalNumberFreeClauses: Finder<'goal'> = {
  name: 'goal-number-free-clauses',
  find: (context) => {
    const { structure } = context;
    const numbered = new Set(measuresOf(structure).map((measure) => measure.clause));
    const deadlineAt = deadlineGovernor(structure, context.fields);
    const drafts: Draft<'goal'>[] = [];
    let announcing: Line | null = null;
    const announced = new Map<Section, Set<Line>>();
    for (const sentence of structure.sentences) {
      if (sentence.isHeading || announcementOf(sentence) < 0) continue;
      const lines = announced.get(sentence.section) ?? new Set<Line>();
      announced.set(sentence.section, lines.add(sentence.line));
    }
    /** Guidance around a line that announces the aims of its section. */
    const announcedBy = ({ section, line }: Sentence): boolean => announced.get(section)?.has(line) === false;
    structure.sentences.forEach((sentence, at) => {
      if (sentence.isHeading || sentence.section.inBox) return;
      // What stands behind the announcement is the aim, within a goal section too; what leads to it is none.
      const first = announcementOf(sentence) + 1;
      if (first > 0) announcing = sentence.line;
      else if (!setsAims(sentence) && announcing !== sentence.line) return;
      if (inBrackets.test(sentence.text)) return;
      if (isTableRow(sentence.line.text) || namesWhoAnswers.test(sentence.line.text)) return;
      const isFirst =
        structure.sentences[at - 1]?.line !== sentence.line ||
        structure.sentences[at - 1]?.isHeading === true;
      const isLast = structure.sentences[at + 1]?.line !== sentence.line;
      if (isGuidance(sentence.section) && (!deadlineAt(sentence.end) || announcedBy(sentence))) return;
      if (isHeadline(sentence, isFirst, isLast) || isTitle(sentence, isFirst && isLast)) return;
      let run: Clause[] = [];
      const close = (): void => {
        // 实现“产值达到…”: the verb alone, before aims in quotation marks.
        while (verbAlone.test(run.at(-1)?.text.trim() ?? '')) run.pop();
        drafts.push(...draftOf(context, run));
        run = [];
      };
      for (const clause of sentence.clauses.slice(first)) {
        const text = clause.text.replace(trimmed, '');
        if (numbered.has(clause) || ranked.test(text)) close();
        else if (
          run.length === 0 &&
          (onlyTime.test(text.replace(/\s/g, '')) ||
            announces.test(text) ||
            (/[：:]/.test(clause.closing) && (watchword.test(text) || stage.test(text))))
        )
          continue;
        else run.push(clause);
      }
      close();
    });
    return drafts;
  },
};
