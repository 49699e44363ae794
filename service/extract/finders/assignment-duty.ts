import { type AgencyName, agenciesBefore, agenciesIn, isNamedAgency } from '../lexicon/agencies.ts';
import { shortDepartmentsIn } from '../lexicon/short-departments.ts';
import type { Context, Draft, Finder } from '../rule.ts';
import { signFor } from '../structure/signs.ts';
import type { Clause } from '../structure/types.ts';
import { assignmentDraft } from './assignment-draft.ts';
import { drawnInBodies } from './assignment-subject.ts';

/** One of these stands in all that tells a duty; one of the others in the name of a standing body. */
const mayTell = signFor('要应负统会由组议部班按承将');
const mayStand = signFor('组议部班');

/** Verbs by which prose gives a named body a duty: 各区政府要…, 省通信管理局统筹…, 市财政局会同…制定. */
const duty =
  /(?<![重主需必摘纲只就还])要(?![素求点件闻约害])|应当|(?<![响反对适供效相])应(?![用急对变链有届景收])|(?<!分工|共同|按职责|总)负责(?!同志|人|制|任|的)|(?<!牵头|强化|加强)统筹(?!规划和|安排资金)|会同|按照?(?:各自)?职责(?:分工)?|承担(?=[^，,。；;]{0,20}(?:责任|职责|任务|工作))|(?<!即)将(?=(?:定期|适时|不定期)?(?:对|会同)[^，,。；;]{2,40}(?:进行|开展|实施|予以)\p{Script=Han}{2})/u;
/** What a standing body does is its duty even without 要: 省推进领导小组研究解决重大问题. */
const standing =
  /(?<=(?:领导小组|联席会议|指挥部|工作专班|协调小组|推进小组)(?:办公室)?(?:[（(]\p{Script=Han}{2,16}[）)])?)(?:要|全面|具体|切实|定期)?(?:做好|研究(?!决定)|审议|协调解决|审定|履行|组织(?!机构|实施方案)|领导|推进|督促|指导|每(?:周|旬|月|季度?|半年|年)(?:进行|组织|开展|统计|汇总|通报|上报|调度|召开))/u;
/** 由 names who does it: 由省财政厅制定具体办法. */
const byWhom =
  /^由[^，,。；;]{2,60}?(?<verb>参照|制定|研究|组织|审核|审批|审定|核定|统一|另行|实施|出台|编制|落实|承担|监督|兑付|拨付|确定|协调|定期|具体|(?:每(?:周|旬|月|季度?|半年|年))?(?:上报|报送|汇总|通报))/u;
const shared =
  /会同(?<with>[^，,。；;]{2,60}?)(?:负责|制定|研究|组织|建立|做好|开展|加强|编制|推进|定期|对|共同|另行)/u;
/** Bodies that stand for anybody who is concerned: 市有关部门, 各相关单位. */
const anyone =
  /(?:有关|相关)(?:部门|单位|方面)|各(?:地(?!\p{Script=Han}{2,}(?:领导小组|指挥部|专班))|部门|单位|有关)|主管部门|^各(?:市|县|区|州|旗)+(?:[（(][^）)]*[）)])?$|^各(?:市县|县区|区县|县市区)$|^各级|^(?:省|市|县|区)级人民政府$/u;

/** Finds prose in which a named body is told to do a named thing. Urging of unnamed ones (各地各部门要) is none. */
export const assignmentDuty: Finder<'assignment'> = {
  name: 'assignment-duty',
  find(context: Context): Draft<'assignment'>[] {
    return context.structure.clauses.flatMap((clause) => {
      const { sentence } = clause;
      if (
        clause.index === 1 &&
        !sentence.isHeading &&
        sentence.clauses[clause.index - 1]?.closing.match(/[：:]/u)
      ) {
        const listed = labelledDuty(context, clause);
        if (listed.length > 0) return listed;
      }
      if (clause.index === 0 && !sentence.isHeading && sentence.start - sentence.section.bodyStart <= 1) {
        const headed = headedDuty(context, clause);
        if (headed.length > 0) return headed;
      }
      if (
        (clause.signs & mayTell) === 0 ||
        sentence.isHeading ||
        sentence.section.rank < 0 ||
        clause.text.length < 6
      )
        return [];
      const text = clause.text.slice(0, farthest);
      const at = verbAt(text, clause.signs);
      if (at < 2) return [];
      // 由市长负总责、分管副市长具体负责的联席会议制度: what a body is like, not what it is told.
      if (/负责$/u.test(clause.text) && heldBy.test(sentence.text)) return [];
      const names = dutiful(text.slice(0, at));
      if (names.length === 0) return shortNamed(context, clause, at);
      const rest = clause.text.slice(at);
      const all = names.filter(({ name }) => !anyone.test(name));
      const others = drawnInBodies(shared.exec(rest)?.groups?.with ?? '');
      const span = { start: clause.start, end: sentence.end };
      // A duty has an object: what follows the verb, or what stands before 由.
      const objectBefore = clause.index > 0 && text.startsWith('由');
      if (sentence.end - clause.start - at < 6 && !objectBefore) return [];
      return [
        ...all.flatMap(({ name }) => assignmentDraft(context, sentence.line, span, name, 'responsible', 0.7)),
        ...others.flatMap((name) => assignmentDraft(context, sentence.line, span, name, 'responsible', 0.7)),
      ];
    });
  },
};

/** 市发展改革委：负责拟订政策措施: the body heads its line, what it is to do stands behind the colon. */
const told =
  /^(?:具体|主要)?(?<verb>负责|牵头|承担|统筹|做好|组织|指导|制定|落实|配合|协助|会同|参与|加强|推进|督促)(?!单位|部门)/u;
const labelledDuty = (context: Context, clause: Clause): Draft<'assignment'>[] => {
  const { sentence } = clause;
  const verb = told.exec(clause.text)?.groups?.verb;
  const head = sentence.clauses[clause.index - 1];
  if (!verb || clause.index !== 1 || !head || head.text.length > 60) return [];
  const list = head.text.replace(/^[\s\d（()）一二三四五六七八九十、.．]+/u, '');
  return dutyOf(context, clause, list, verb, head.start);
};

/** （一）市发展改革委。负责拟订政策措施: the body is the heading, what it is to do the text under it. */
const headedDuty = (context: Context, clause: Clause): Draft<'assignment'>[] => {
  const { title } = clause.sentence.section;
  if (title.length < 3 || title.length > 60) return [];
  const verb = told.exec(clause.text)?.groups?.verb;
  return verb ? dutyOf(context, clause, title, verb, clause.start) : [];
};

/** What each body of a list is told, where the list is nothing but named bodies. */
const dutyOf = (
  context: Context,
  { sentence }: Clause,
  list: string,
  verb: string,
  start: number,
): Draft<'assignment'>[] => {
  const names = agenciesIn(list);
  if (!names.every(({ name }) => isNamedAgency(name))) return [];
  const role = verb === '牵头' ? 'lead' : /配合|协助|参与/u.test(verb) ? 'support' : 'responsible';
  return names
    .filter(({ name }) => !anyone.test(name))
    .flatMap(({ name }) =>
      assignmentDraft(context, sentence.line, { start, end: sentence.end }, name, role, 0.7),
    );
};

/** How far into its clause a duty is told. */
const farthest = 160;

/** Where the verb stands that tells a duty; -1 where none does. */
const verbAt = (text: string, signs: number): number => {
  const by = byWhom.exec(text);
  const given = by ? by[0].length - (by.groups?.verb ?? '').length : -1;
  const told = [text.search(duty), (signs & mayStand) === 0 ? -1 : text.search(standing), given].filter(
    (at) => at >= 0,
  );
  return told.length > 0 ? Math.min(...told) : -1;
};

/** 发改、财政、工信等部门要…: each of them, where the list stands alone before the verb. */
const shortNamed = (context: Context, clause: Clause, at: number): Draft<'assignment'>[] => {
  const { sentence } = clause;
  if (sentence.end - clause.start - at < 6) return [];
  const prefix = clause.text.slice(0, at).replace(adverbs, '');
  const span = { start: clause.start, end: sentence.end };
  return shortDepartmentsIn(prefix).flatMap((name) =>
    assignmentDraft(context, sentence.line, span, name, 'responsible', 0.65),
  );
};

const heldBy =
  /(?:参加|组成|参与)的[^。；;]{0,30}(?:联席会议|领导小组|工作机制|协调机制|会议)(?:[（(][^（()）]*[）)])?制度/u;

const adverbs = /(?:具体|主要|分别|共同|也|均|都|还|切实|同时)+$/u;

/** The bodies named, where they are all that stands before the verb. */
const dutiful = (prefix: string): AgencyName[] => {
  const text = prefix.replace(/(?:等(?:部门|单位)?|具体|主要|分别|共同|也|均|都|还|切实|同时)+$/u, '');
  const run = agenciesBefore(text);
  const first = run[0];
  return first && /^(?:由|请|[\s“]*)$/u.test(text.slice(0, first.start)) && openers(prefix) ? run : [];
};

const openers = (prefix: string): boolean => !/^(?:对|在|向|从|为|与|将|把|经|以)/u.test(prefix);
