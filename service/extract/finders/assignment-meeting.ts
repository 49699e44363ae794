import { agenciesIn, isNamedAgency, looksLikeAgency } from '../lexicon/agencies.ts';
import type { Context, Draft, Finder } from '../rule.ts';
import { readSigned, signFor } from '../structure/signs.ts';
import type { Clause } from '../structure/types.ts';
import { assignmentDraft } from './assignment-draft.ts';

/** One of these stands in all that is looked for here. */
const mayMeet = signFor('召组挥员设立室');

const convenor =
  /(?:总?召集人|组长|总指挥|主任)由(?<by>[^，,。；;]{2,30}?)(?:担任|兼任)|由(?<as>[^，,。；;]{2,30}?)(?:担任|任|兼任)(?:[^，,。；;]{0,8})(?:总?召集人|组长|总指挥)/u;
const members =
  /(?:等)?(?:有关|相关)?(?:部门|单位)?(?:主要)?(?:负责同志|负责人)?(?:为|作为|是|任)(?:[^，,。]{0,10})成员(?:单位)?(?:的[^，,。]{0,30}(?:小组|联席会议|指挥部|专班|委员会|机制)(?:制度)?)?$/u;
const membersAre = /成员(?:单位)?(?:包括|由|为|有)(?<list>.{2,400}?)(?:等)?(?:组成|构成)?$/u;
/** 联席会议由发展改革委、教育部等18个部门和单位组成: who makes it up is a member. */
const madeUpOf =
  /(?:联席会议|领导小组|委员会|指挥部|工作专班|协调小组|工作小组|工作组|推进小组|机制)(?:成员)?由(?<list>[^。；;：:]{5,600}?)(?:等)?(?:\d{1,3}个|[一二三四五六七八九十]{1,3}个)?(?:有关|相关|成员)*(?:部门|单位)?(?:[和及](?:有关|相关)?(?:部门|单位))?(?:主要|分管|有关)?(?:负责同志|负责人|领导)?(?:共同)?组成$/u;
const host =
  /(?:办公室|秘书处)(?:[^，,。；;]{0,6})?设(?:在|于|立在)(?<host>[^，,。；;、（(]{2,24})$|^设(?:在|于)(?<next>[^，,。；;、（(]{2,24})$|^在(?<seat>[^，,。；;、（(]{2,20}?)(?:下设|设立|设置|设)[^，,。；;、（(]{0,16}办公室$/u;
const body =
  /(?:成立|组建|设立|建立)(?<name>(?:由)?[^，,。；;“”]{2,30}?(?:领导小组|联席会议|委员会|指挥部|工作专班|推进办公室|协调小组|推进小组|(?:部际|厅际|局际)(?:联席|协调|会商)(?:工作)?机制))(?:制度)?$/u;
/** Longer ones list no members. */
const longestList = 1000;
const answers =
  /^(?:具体|主要|统一|全面)?(?:负责|协调解决|统筹(?:协调|推进)|研究(?:解决|审议|部署|决策|决定|协调|提出|确定|制定)|研究[^，,。；;]{2,40}(?:问题|事项)$|审议(?!通过)|指导[和、与]?(?:协调|推进|督促)|组织(?:领导|协调))/u;

/** Finds the offices of a joint meeting or leading group: convenor, members, where its office sits, what it answers for. */
export const assignmentMeeting: Finder<'assignment'> = {
  name: 'assignment-meeting',
  find(context: Context): Draft<'assignment'>[] {
    return readSigned(context.structure.clauses, mayMeet, (clause) =>
      /召集人|组长|总指挥|成员|组成$|设在|设于|成立|组建|设立|建立|下设|办公室/u.test(clause.text)
        ? [
            ...convenors(context, clause),
            ...membersOf(context, clause),
            ...hosts(context, clause),
            ...bodies(context, clause),
            ...offices(context, clause),
          ]
        : [],
    );
  },
};

const draft = (
  context: Context,
  clause: Clause,
  end: number,
  name: string,
  role: 'lead' | 'member' | 'host' | 'responsible',
): Draft<'assignment'>[] =>
  assignmentDraft(context, clause.sentence.line, { start: clause.start, end }, name, role, 0.85);

const convenors = (context: Context, clause: Clause): Draft<'assignment'>[] => {
  const groups = convenor.exec(clause.text)?.groups;
  const list = groups?.by ?? groups?.as;
  if (!list) return [];
  return agenciesIn(list)
    .filter(({ name }) => isNamedAgency(name))
    .flatMap(({ name }) => draft(context, clause, clause.end, name, 'lead'));
};

const membersOf = (context: Context, clause: Clause): Draft<'assignment'>[] => {
  const at = clause.text.search(members);
  const list =
    at > 0
      ? clause.text.slice(0, at)
      : (membersAre.exec(clause.text) ?? madeUpOf.exec(clause.text))?.groups?.list;
  if (!list) return listedBehind(context, clause);
  if (list.length > longestList) return [];
  const names = agenciesIn(list);
  if (!names.every(({ name }) => looksLikeAgency(name)) || !names.some(({ name }) => isNamedAgency(name)))
    return [];
  return names.flatMap(({ name }) => draft(context, clause, clause.end, name, 'member'));
};

/** 成员单位：市财政局、市水利局: the label of a line. */
const listedBehind = (context: Context, clause: Clause): Draft<'assignment'>[] => {
  const { sentence } = clause;
  if (
    clause.index !== 0 ||
    !/[：:]/u.test(clause.closing) ||
    !/^[\s（(\d一二三四五六）)、.．]*成\s*员\s*单\s*位$/u.test(clause.text)
  )
    return [];
  const list = sentence.text.slice(clause.end + 1 - sentence.start);
  const names = list.length > longestList ? [] : agenciesIn(list);
  if (!names.every(({ name }) => looksLikeAgency(name)) || !names.some(({ name }) => isNamedAgency(name)))
    return [];
  return names.flatMap(({ name }) => draft(context, clause, sentence.end, name, 'member'));
};

const hosts = (context: Context, clause: Clause): Draft<'assignment'>[] => {
  const groups = host.exec(clause.text)?.groups;
  const name =
    groups?.host ?? groups?.seat ?? (/办公室|秘书处/u.test(clause.sentence.text) ? groups?.next : undefined);
  const named = name ? agenciesIn(name)[0]?.name : undefined;
  if (!named || !looksLikeAgency(named)) return [];
  return draft(context, clause, clause.end, named, 'host');
};

const bodyDescribed =
  /(?:组长|成员单位|成员|指挥|召集人|组成|参加|参与)的(?<name>\p{Script=Han}{4,30}?(?:领导小组|联席会议|委员会|指挥部|工作专班|协调小组|推进小组))$/u;
/** 成立由市长任组长，有关部门为成员的…领导小组: who is in it stands between the verb and the name. */
const bodyOf = (clause: Clause): RegExpExecArray | null =>
  clause.sentence.clauses
    .slice(0, clause.index)
    .some(({ text }) => /(?:成立|组建|设立|建立)(?:了)?由/u.test(text))
    ? bodyDescribed.exec(clause.text)
    : null;

/** 成立…联席会议，负责…: the body that is set up answers for what the sentence says. */
const bodies = (context: Context, clause: Clause): Draft<'assignment'>[] => {
  const found = (body.exec(clause.text) ?? (clause.index > 0 ? bodyOf(clause) : null))?.groups?.name;
  if (!found) return [];
  const later = clause.sentence.clauses.slice(clause.index + 1, clause.index + 5);
  const duty = later.find((next) => answers.test(next.text));
  const name = /由(?!贸)/u.test(found) ? '' : found.replace(/^.*的(?=\p{Script=Han}{2,})/u, '');
  return duty && name.length > 4 ? draft(context, clause, duty.end, name, 'responsible') : [];
};

const office =
  /^(?<of>(?:\p{Script=Han}{2,24})?(?:领导小组|联席会议|委员会|指挥部|协调小组|推进小组))(?:下设|设立|设)(?<office>\p{Script=Han}{0,6}(?:办公室|秘书处))(?:$|设?在)/u;
const officeDoes = /^(?:具体|主要|统一)?(?:负责|承担)(?=\p{Script=Han}{3})/u;

/** 联席会议办公室从有关部门抽调人员，负责…: the office heads the sentence, and what it answers for comes later. */
const officeActs =
  /^(?<of>(?:\p{Script=Han}{2,24}?)?(?:领导小组|联席会议|委员会|指挥部|协调小组|推进小组|专班))(?<office>办公室)(?=[从由抽依根按定会每组建作为])/u;

/** 领导小组下设办公室，…，具体负责…: the office answers for what the sentence says. */
const offices = (context: Context, clause: Clause): Draft<'assignment'>[] => {
  const groups = (
    office.exec(clause.text) ?? (clause.index === 0 ? officeActs.exec(clause.text.trimStart()) : null)
  )?.groups;
  if (!groups) return [];
  const later = clause.sentence.clauses.slice(clause.index + 1, clause.index + 5);
  const duty = later.find((next) => officeDoes.test(next.text));
  const name = `${groups.of ?? ''}${groups.office ?? ''}`;
  return duty ? draft(context, clause, duty.end, name, 'responsible') : [];
};
