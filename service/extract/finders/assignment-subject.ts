import type { Role } from '../../records/assignment.ts';
import { agenciesIn, isNamedAgency } from '../lexicon/agencies.ts';
import type { Context, Draft, Finder } from '../rule.ts';
import { readSigned, signFor } from '../structure/signs.ts';
import type { Clause, Sentence } from '../structure/types.ts';
import { assignmentDraft } from './assignment-draft.ts';

/** The last character of the only bodies that are read as subjects: 政府, 管委会, 局, 委, 办, 厅, 部, 镇, 乡, 街道, 小组. */
const mayAct = signFor('府会局委办厅部镇乡道组');

/** What a body of government goes on to do, as prose tells its duty without 要: 市政府继续支持…, 区政府对…给予支持. */
const acts =
  /进一步(?=\p{Script=Han}{2})|继续(?=支持|加大|做好|推进|落实|完善|加强|承担|给予)|(?:重点|切实|全力|共同|统一)?(?:做好|抓好)(?=\p{Script=Han}{2})|对[^，,。；;]{2,60}(?:给予|予以)(?=\p{Script=Han}{2})|共同(?:发起|出资|设立|组建)|(?:根据|按照?)[^，,。；;]{2,10}(?:权限|分工|事权)$/u;

/** X由Y办: what is done stands first. */
const givenTo =
  /^(?<what>[^，,。；;：:（(]{3,40}?)(?<![自理经缘来])由(?!贸|于)(?<who>[^，,。；;]{3,60}?)(?<verb>统筹|承担|会同|负责(?!同志|人)|统一|制定|组织实施|组织编制|另行制定|具体落实)(?<rest>[^，,。；;]*)$/u;
/** 会同 draws others in; without a lead all of them are responsible (record-model.md, Decisions). */
const drawnIn =
  /^(?<with>[^，,。；;]{2,60}?)(?:负责|制定|研究|组织|建立|做好|开展|加强|编制|推进|定期|共同|另行|对|$)/u;

/** 明确市科技局为主管部门: the body is appointed to it. */
const appointed =
  /^(?:要)?(?:明确|确定|指定)(?<who>[^，,。；;]{3,60}?)(?:为|作为)[^，,。；;]{0,30}?(?<as>牵头|职能|主管|责任|管理|承办|实施)(?:部门|单位|机构)$/u;
/** Bodies of government; a company or a school that goes on with something has no duty by it. */
const ofGovernment =
  /(?:政府|管(?:理)?委(?:员)?会|厅|局|委|办|办公室|领导小组|指挥部|(?<!全|内|外|总|干)部|镇|乡|街道)$/u;
/** A place that stands in a list for its government: 东河区、西岭区政府. */
const bareArea = /^\p{Script=Han}{2,5}(?:新区|区|县|市)$/u;
const town =
  /^(?!(?:\p{Script=Han}*(?:小|乡|特色|重点|中心|建制)|新型城|城|全|本|该|各)镇$)\p{Script=Han}{2,6}(?:镇|(?<!城)乡|街道)$/u;
const anyone =
  /有关|相关|^各(?:地|部门|单位|级|市|县|区|州|旗|乡|镇)|(?:^|[级市省县区业务])主管部门$|^(?:省|市|县|区)级人民政府$|^(?:各级|全国|全省|全市|地方)/u;
/** What was done, is done elsewhere, or may be done is no duty. */
const noDuty = /已经?|曾|了|可以?(?=采|申|按|根|自|结)|未|不再/u;

const looksBack = /近年来|近几年|去年|截至/u;

/** Finds bodies of government that a sentence names as those who do what it tells, at its head or behind 由. */
export const assignmentSubject: Finder<'assignment'> = {
  name: 'assignment-subject',
  find(context: Context): Draft<'assignment'>[] {
    return readSigned(context.structure.clauses, mayAct, (clause) => {
      const { sentence } = clause;
      if (
        sentence.isHeading ||
        sentence.section.isReview ||
        sentence.section.rank < 0 ||
        clause.text.length < 8 ||
        clause.text.length > longestClause ||
        noDuty.test(clause.text) ||
        looksBack.test(sentence.text.slice(0, 40))
      )
        return [];
      const found = actorsOf(clause) ?? appointeesOf(clause.text) ?? giveesOf(clause.text);
      const span = { start: clause.start, end: sentence.end };
      return found.flatMap(({ name, role }) =>
        assignmentDraft(context, sentence.line, span, name, role, 0.7),
      );
    });
  },
};

const longestClause = 200;

interface Duty {
  readonly name: string;
  readonly role: Role;
}

/** 市政府对…给予支持: null where no body of government heads the clause. */
const actorsOf = (clause: Clause): Duty[] | null => {
  const verb = acts.exec(clause.text);
  if (!verb || verb.index < 3) return null;
  // 根据…权限, and nothing behind it: who acts is told, what is done follows.
  if (/(?:权限|分工|事权)$/u.test(verb[0]) && !isFollowed(clause.sentence, clause)) return null;
  const prefix = clause.text.slice(0, verb.index).replace(/(?:都|均|也|还|应|要|共同|分别)+$/u, '');
  const names = /共同/u.test(verb[0]) ? partners(prefix) : bodiesIn(prefix);
  return names.length > 0 ? names.map((name) => ({ name, role: 'responsible' })) : null;
};

const appointeesOf = (text: string): Duty[] | null => {
  const groups = appointed.exec(text)?.groups;
  if (!groups) return null;
  const role: Role = groups.as === '牵头' ? 'lead' : 'responsible';
  const names = agenciesIn(groups.who ?? '').map(({ name }) => name);
  return names.every((name) => isNamedAgency(name) && !/有关|相关/u.test(name))
    ? names.map((name) => ({ name, role }))
    : null;
};

const isFollowed = (sentence: Sentence, clause: Clause): boolean =>
  (sentence.clauses[clause.index + 1]?.text.length ?? 0) > 5;

/** 专项资金由市财政局会同东河区制定: who is told to do it, and who is drawn in. */
const giveesOf = (text: string): Duty[] => {
  const groups = givenTo.exec(text)?.groups;
  if (!groups || /[将把被]|使(?!用)/u.test(groups.what ?? '')) return [];
  const names = bodiesIn(groups.who ?? '');
  if (names.length === 0) return [];
  const duties: Duty[] = names.map((name) => ({ name, role: 'responsible' }));
  if (groups.verb !== '会同') return duties;
  const others = drawnIn.exec(groups.rest ?? '')?.groups?.with ?? '';
  return [...duties, ...drawnInBodies(others).map((name): Duty => ({ name, role: 'responsible' }))];
};

/**
 * The bodies that 会同 draws in, places that stand for their governments among them.
 * @param text the list behind 会同, up to the verb
 */
export const drawnInBodies = (text: string): string[] =>
  agenciesIn(text)
    .map(({ name }) => name)
    .filter(
      (name) =>
        !anyone.test(name) && (isNamedAgency(name) || bareArea.test(name) || /..主管部门$/u.test(name)),
    );

/** The names of a list that is nothing but bodies of government; empty where anything else stands in it. */
const bodiesIn = (list: string): string[] => {
  const found = agenciesIn(list);
  if ((found[0]?.start ?? 1) > 0) return [];
  const names = found.flatMap(({ name }) => name.split(/(?<=.[镇乡]|街道)[和与及]/u));
  const last = names.at(-1) ?? '';
  // 东河区、西岭区政府: the last word belongs to each.
  const shared = /(?:区|县|市)(?<tail>(?:人民)?政府|管委会)$/u.exec(last)?.groups?.tail ?? '';
  const whole = names.map((name) => (shared && bareArea.test(name) ? name + shared : name));
  const all = whole.every((name) => isBody(name));
  return all ? whole.filter((name) => !anyone.test(name)) : [];
};

const isBody = (name: string): boolean =>
  (isNamedAgency(name) && ofGovernment.test(name)) || town.test(name) || anyone.test(name);

/** 云山管委会与云山开发主体(共同发起): the second need not be a body of government. */
const partners = (prefix: string): string[] => {
  const pair = /^(?<first>[^、，,]{3,20}?)(?:与|和|会同|联合)(?<second>[^、，,与和]{4,16})$/u.exec(
    prefix,
  )?.groups;
  const first = pair?.first ?? '';
  const second = pair?.second ?? '';
  if (first && isBody(first) && !anyone.test(first) && /..(?:主体|公司|集团)$/u.test(second))
    return /社会|有关|相关|市场/u.test(second) ? [first] : [first, second];
  return bodiesIn(prefix);
};
