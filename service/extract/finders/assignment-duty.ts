import { type AgencyName, agenciesBefore, agenciesIn, isNamedAgency } from '../lexicon/agencies.ts';
import type { Context, Draft, Finder } from '../rule.ts';

import { assignmentDraft } from './assignment-draft.ts';

/** Verbs by which prose gives a named body a duty: 各区政府要…, 省通信管理局统筹…, 市财政局会同…制定. */
const duty =
  /(?<![重主需必摘纲只就还])要(?![素求点件闻约害])|应当|(?<![响反对适供效相])应(?![用急对变链有届景收])|(?<!分工|共同|按职责|总)负责(?!同志|人|制|任|的)|(?<!牵头|强化|加强)统筹(?!规划和|安排资金)|会同/u;
const shared =
  /会同(?<with>[^，,。；;]{2,60}?)(?:负责|制定|研究|组织|建立|做好|开展|加强|编制|推进|定期|对|共同|另行)/u;
/** Bodies that stand for anybody who is concerned: 市有关部门, 各相关单位. */
const anyone =
  /(?:有关|相关)(?:部门|单位|方面)|各(?:地|部门|单位|有关)|主管部门|^各(?:市|县|区|州|旗)+(?:[（(][^）)]*[）)])?$|^各(?:市县|县区|区县|县市区)$|^各级|^(?:省|市|县|区)级人民政府$/u;

/** Finds prose in which a named body is told to do a named thing. Urging of unnamed ones (各地各部门要) is none. */
export const assignmentDuty: Finder<'assignment'> = {
  name: 'assignment-duty',
  find(context: Context): Draft<'assignment'>[] {
    return context.structure.clauses.flatMap((clause) => {
      const { sentence } = clause;
      if (sentence.isHeading || sentence.section.rank < 0 || clause.text.length < 6) return [];
      const at = clause.text.slice(0, 160).search(duty);
      if (at < 2) return [];
      const names = dutiful(clause.text.slice(0, at));
      if (names.length === 0) return [];
      const rest = clause.text.slice(at);
      const others = agenciesIn(shared.exec(rest)?.groups?.with ?? '').filter(({ name }) =>
        isNamedAgency(name),
      );
      const all = [...names, ...others].filter(({ name }) => !anyone.test(name));
      const span = { start: clause.start, end: sentence.end };
      // A duty has an object: what follows the verb.
      if (sentence.end - clause.start - at < 6) return [];
      return all.flatMap(({ name }) =>
        assignmentDraft(context, sentence.line, span, name, 'responsible', 0.7),
      );
    });
  },
};

/** The bodies named, where they are all that stands before the verb. */
const dutiful = (prefix: string): AgencyName[] => {
  const text = prefix.replace(/(?:等(?:部门|单位)?|具体|主要|分别|共同|也|均|都|还|切实|同时)+$/u, '');
  const run = agenciesBefore(text);
  const first = run[0];
  return first && /^(?:由|请|[\s“]*)$/u.test(text.slice(0, first.start)) && openers(prefix) ? run : [];
};

const openers = (prefix: string): boolean => !/^(?:对|在|向|从|为|与|将|把|经|以)/u.test(prefix);
