import type { Role } from '../../records/assignment.ts';
import { agenciesBefore, agenciesIn, isNamedAgency, looksLikeAgency } from '../lexicon/agencies.ts';
import type { Context, Draft, Finder } from '../rule.ts';
import { matchesOf } from '../structure/matches.ts';
import { signFor } from '../structure/signs.ts';
import type { Clause, Sentence } from '../structure/types.ts';
import { assignmentDraft } from './assignment-draft.ts';

/** One of these stands in all that is looked for here. */
const mayLead = signFor('牵帅领任');

const leads = /牵头|统一领导|挂帅|总牵头|(?:担任|任)(?:组长|总召集人|召集人|总指挥)/gu;
/** Urging companies to lead something gives nobody a duty. */
const urges = /鼓励|支持|引导|吸引|允许|龙头|骨干|企业|高校|院所/u;
const joins = /(?:参加|参与|配合|协同|组成|协助)/u;
const memberOf = /^组成(?:的)?[^，,。]{0,30}(?:领导小组|工作小组|推进小组|协调小组|联席会议|指挥部|专班)/u;
const mechanism =
  /^(?:[、和]?\s*)?(?:与|同|会同|联合)(?<list>[^，,。]{2,80}?)(?:共同)?(?:建立|成立|组成|组建)[^，,。]{0,12}(?:联席会议|机制|专班|小组)/u;
/** 市科技局牵头，会同市财政局…: who is drawn in supports. */
const drawnIn =
  /^(?:并)?会同(?<list>[^，,。；;]{2,60}?)(?:等(?:有关|相关)?(?:部门|单位)|负责|制定|研究|组织|建立|做好|开展|加强|编制|推进|定期|共同|对|$)/u;
const brackets = '（(【[〔';

/** Finds prose that names a leader: 由省科技厅牵头，…; …参加的工作协调机制; …统一领导. */
export const assignmentLed: Finder<'assignment'> = {
  name: 'assignment-led',
  find(context: Context): Draft<'assignment'>[] {
    return context.structure.sentences.flatMap((sentence) =>
      (sentence.signs & mayLead) === 0 ||
      sentence.isHeading ||
      brackets.includes(sentence.text[0] ?? ' ') ||
      !sentence.text.match(leads)
        ? []
        : inSentence(context, sentence),
    );
  },
};

/** The longest list of bodies that a verb closes. */
const longestList = 400;

interface Found {
  name: string;
  role: Role;
}

const inSentence = (context: Context, sentence: Sentence): Draft<'assignment'>[] => {
  for (const clause of sentence.clauses) {
    for (const verb of matchesOf(leads, clause.text)) {
      const prefix = clause.text.slice(Math.max(0, verb.index - longestList), verb.index);
      const leaders = agenciesBefore(prefix);
      if (leaders.length === 0 || urges.test(prefix) || /[（(]/u.test(prefix)) continue;
      const found: Found[] = leaders.map(({ name }) => ({ name, role: 'lead' }));
      const last = followers(sentence, clause, found);
      const span = { start: clause.start, end: last.end };
      return found.flatMap(({ name, role }) =>
        assignmentDraft(context, sentence.line, span, name, role, role === 'lead' ? 0.85 : 0.75),
      );
    }
  }
  return [];
};

/** Adds the bodies that join the leader in the clauses that follow. Returns the last clause of the passage. */
const followers = (sentence: Sentence, from: Clause, found: Found[]): Clause => {
  let last = from;
  const waiting: string[] = [];
  for (const clause of sentence.clauses.slice(from.index + 1)) {
    const together = mechanism.exec(clause.text)?.groups?.list;
    if (together) {
      for (const { name } of agenciesIn(together))
        if (isNamedAgency(name)) found.push({ name, role: 'member' });
      return clause;
    }
    const drawn = drawnIn.exec(clause.text)?.groups?.list;
    if (drawn) {
      for (const { name } of agenciesIn(drawn))
        if (isNamedAgency(name)) found.push({ name, role: 'support' });
      return clause;
    }
    const at = clause.text.search(joins);
    const list = at < 0 ? clause.text : clause.text.slice(0, at);
    const names = agenciesIn(list.replace(/^(?:成立|组建|建立)?由/u, '')).map(({ name }) => name);
    if (names.length === 0 || !names.every(looksLikeAgency)) break;
    // A list may run over a comma; it counts once a clause says that its bodies take part.
    waiting.push(...names);
    if (at < 0) continue;
    if (!waiting.some(isNamedAgency)) break;
    // Who makes up a leading group is a member of it; who takes part in what another leads supports it.
    const role = memberOf.test(clause.text.slice(at)) ? 'member' : 'support';
    for (const name of waiting.splice(0)) found.push({ name, role });
    last = clause;
  }
  return last;
};
