import type { Role } from '../../records/assignment.ts';
import { type AgencyName, agenciesIn, isNamedAgency, looksLikeAgency } from '../lexicon/agencies.ts';
import type { Context, Draft, Finder } from '../rule.ts';
import { matchesOf } from '../structure/matches.ts';
import type { Bracket } from '../structure/types.ts';
import { assignmentDraft } from './assignment-draft.ts';

/** What a bracket at a task's end says of the bodies named before it: 牵头, 按职责分工负责, 等配合. */
const verb =
  /(?:(?:共同|联合|分别)?(?:牵头|主办|主抓)(?!单位|部门)(?:负责|落实|实施|组织|推进|抓好)?)|(?:(?:按|按照|依|依据|根据)(?:各自|有关)?(?:职责|职能|职权|任务)?(?:分工)?(?:分别|共同|做好|抓好)*(?:负责|落实|配合|推进|组织实施))|(?:(?:分别|共同|具体|协同)?(?:负责|落实|承担)(?:组织实施|组织落实|落实|实施|推进)?)|(?:(?:积极|协同|共同|密切)?(?:配合|协助|参与|参加|协办|支持)(?!单位|部门)(?:落实|实施|推进|做好)?)|会同|(?:具体)?组织实施/gu;

const roleOf = (word: string): Role => {
  if (word === '会同') return 'responsible';
  if (/牵头|主办|主抓/u.test(word)) return 'lead';
  if (/配合|协助|参与|参加|协办|支持/u.test(word)) return 'support';
  return 'responsible';
};

/** [本条政策由某局会同某局组织实施]: what is to be done stands first. */
const aboutWhat =
  /^\s*(?:本|此|该|上述|以上)(?:条|项|款|类)?(?:政策|措施|条款|任务|内容|工作|规定|事项)?(?:的)?由/u;

/** A bracket longer than this is no clause on responsibility. */
const longest = 600;

/**
 * Finds (市科委牵头，市教委等配合), (省商务厅负责), (市科委、市教委按职责分工负责) and bare lists of bodies
 * (省科技厅、省教育厅) in brackets. Brackets with a label (责任单位：) are left to assignment-labelled.
 */
export const assignmentBracketed: Finder<'assignment'> = {
  name: 'assignment-bracketed',
  find(context: Context): Draft<'assignment'>[] {
    const drafts: Draft<'assignment'>[] = [];
    for (const bracket of [...context.structure.brackets, ...squareBrackets(context)]) {
      const { text } = bracket;
      if (text.length < 3 || text.length > longest || /(?:单位|部门|主体|机构)\s*[:：]/u.test(text)) continue;
      const found = rolesIn(text);
      for (const { name, role } of found)
        drafts.push(...assignmentDraft(context, bracket.line, bracket, name, role, 0.95));
      if (found.length > 0 || !standsAtEnd(context.text, bracket.start, bracket.end)) continue;
      const bare = agenciesIn(text);
      const named = bare.filter(({ name }) => isNamedAgency(name)).length;
      const all = bare.every(({ name }) => looksLikeAgency(name)) && named * 2 > bare.length;
      if (!all || (bare.length === 1 && !/[。；;\n]/u.test(context.text[bracket.start - 1] ?? ''))) continue;
      for (const { name } of bare)
        drafts.push(...assignmentDraft(context, bracket.line, bracket, name, 'responsible', 0.6));
    }
    return drafts;
  },
};

const square =
  /[〔【[［]([^〔【[［\]】〕］]{3,600}(?:[〔[][^〔【[［\]】〕］]{1,6}[〕\]][^〔【[［\]】〕］]{0,200})*)[\]】〕］]\s*[。；;]?\s*$/u;

const closesSquare = /[\]】〕］]\s*[。；;]?$/u;
/** The mark that closes the bracket, blanks, and a stop. */
const longestClosing = 12;

/** A clause on responsibility in square brackets, which end the line: 〔市科技局、市财政局负责〕. */
const squareBrackets = (context: Context): Bracket[] =>
  context.structure.lines.flatMap((line) => {
    // Looked at from the line's end: a pattern would be tried at each of its characters.
    const match = closesSquare.test(line.text.slice(-longestClosing))
      ? square.exec(line.text.slice(-longest))
      : null;
    if (!match) return [];
    const text = match[1] ?? '';
    const start = line.start + Math.max(0, line.text.length - longest) + match.index;
    return [
      { start, end: start + text.length + 2, innerStart: start + 1, text, line, section: line.section },
    ];
  });

/** A list of bodies in brackets speaks of duty only where a sentence or paragraph ends with it. */
const standsAtEnd = (text: string, start: number, end: number): boolean =>
  /[\n。；;]/u.test(text[end] ?? '\n') && /[。；;\n\s]/u.test(text[start - 1] ?? '\n');

/** Nothing, 下同, or by when it is to be done: 年内持续推进, 6月底前完成, 完成时限：2025年12月. */
const closesWith =
  /^[\s、，,；;。]*(?:(?:以)?下同|(?:完成)?(?:时限|时间|期限|进度)(?:要求)?\s*[:：][^（）()]{1,30}|(?:年内|全年|贯穿全年|长期|常年|持续|适时|每年|每季度|每月|按月|按季|(?:到|于|在)?(?:20\d\d年)?(?:全年|年底|年末|上半年|下半年|[一二三四]季度|第[一二三四]季度|\d{1,2}月(?:份|\d{1,2}日|[上中下]旬|底|末)?|底)?(?:之?前|以?内)?)(?:完成|推进|实施|坚持|落实|开展|启动|实现|见效|取得|出台|持续|长期|全面|基本|阶段性|并|成效|进展)*)?[\s。]*$/u;

const rolesIn = (text: string): { name: string; role: Role }[] => {
  const found: { name: string; role: Role }[] = [];
  let from = 0;
  for (const match of matchesOf(verb, text)) {
    const names: AgencyName[] = agenciesIn(text.slice(from, match.index).replace(aboutWhat, ''));
    // A verb inside a name or a sentence (…成员单位按, 省推进…小组) does not end a list of bodies.
    if (names.length === 0 || !names.every(({ name }) => looksLikeAgency(name))) continue;
    from = match.index + match[0].length;
    // 牵头单位牵头: 牵头 as the first word of a body's name is no verb.
    for (const { name } of names) found.push({ name, role: roleOf(match[0]) });
  }
  // What follows the last verb must close the bracket: else it was a sentence in brackets.
  return closesWith.test(text.slice(from)) ? found : [];
};
