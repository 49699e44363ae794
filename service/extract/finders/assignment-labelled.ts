import type { Role } from '../../records/assignment.ts';
import { agenciesIn, looksLikeAgency } from '../lexicon/agencies.ts';
import type { Context, Draft, Finder } from '../rule.ts';
import { matchesOf } from '../structure/matches.ts';
import type { Line, Span } from '../structure/types.ts';
import { assignmentDraft } from './assignment-draft.ts';

/** A label that says in which role the bodies behind it stand: 牵头单位：, 责任部门:, 配合单位为. */
const label =
  /(?<kind>第一责任|牵头责任|责任牵头|牵头|主办|主责|责任|落实|实施|承办|完成|配合|协办|协同|参加|参与|支持|协作)(?:单位|部门|主体|机构)(?:及分工|分工)?\s*[:：]/gu;

const roleOf: Readonly<Record<string, Role>> = {
  第一责任: 'lead',
  牵头责任: 'lead',
  责任牵头: 'lead',
  牵头: 'lead',
  主办: 'lead',
  主责: 'lead',
  责任: 'responsible',
  落实: 'responsible',
  实施: 'responsible',
  承办: 'responsible',
  完成: 'responsible',
};

const opening = '（(【[〔［';
const closing = '）)】]〕］';

/** The passage that a label governs: its bracket, whatever its shape, or the sentence where no bracket holds it. */
const passageAround = (line: Line, at: number): Span => {
  let depth = 0;
  for (let i = at - 1; i >= 0; i--) {
    const char = line.text[i] ?? '';
    if (closing.includes(char)) depth++;
    else if (opening.includes(char)) {
      if (depth > 0) {
        depth--;
        continue;
      }
      let inner = 0;
      for (let j = at; j < line.text.length; j++) {
        const next = line.text[j] ?? '';
        if (opening.includes(next)) inner++;
        else if (closing.includes(next) && inner-- === 0) return { start: i, end: j + 1 };
      }
      return { start: i, end: line.text.length };
    } else if (char === '。' && depth === 0) break;
  }
  return { start: at, end: line.text.length };
};

/** Finds 牵头单位：…；责任单位：… in brackets of every style and on lines of their own. */
export const assignmentLabelled: Finder<'assignment'> = {
  name: 'assignment-labelled',
  find(context: Context): Draft<'assignment'>[] {
    const drafts: Draft<'assignment'>[] = [];
    for (const line of context.structure.lines) {
      if (!/(?:单位|部门|主体|机构)(?:及分工|分工)?\s*[:：]/u.test(line.text)) continue;
      let readTo = 0;
      for (const first of matchesOf(label, line.text)) {
        if (first.index < readTo) continue;
        const passage = passageAround(line, first.index);
        readTo = passage.end;
        const bracketed = passage.end > passage.start && opening.includes(line.text[passage.start] ?? '');
        const text = line.text.slice(first.index, bracketed ? passage.end - 1 : passage.end);
        drafts.push(...draftsOf(context, line, passage, text));
      }
    }
    return drafts;
  },
};

const draftsOf = (context: Context, line: Line, passage: Span, text: string): Draft<'assignment'>[] => {
  const labels = matchesOf(label, text);
  const kinds = labels.map((match) => match.groups?.kind ?? '');
  const span = { start: line.start + passage.start, end: line.start + passage.end };
  // 责任单位 written twice and no 牵头单位: the first was meant to be 牵头单位.
  const mistaken =
    kinds.length > 1 &&
    kinds.filter((kind) => kind === '责任').length > 1 &&
    !kinds.some((k) => roleOf[k] === 'lead');
  return labels.flatMap((match, i) => {
    const kind = kinds[i] ?? '';
    const role: Role = mistaken && i === 0 ? 'lead' : (roleOf[kind] ?? 'support');
    const from = match.index + match[0].length;
    const list = listOf(text.slice(from, labels[i + 1]?.index ?? text.length));
    return partsOf(list, role).flatMap((part) =>
      agenciesIn(part.list)
        .filter(({ name }) => looksLikeAgency(name) || name.length <= 12)
        .flatMap(({ name }) =>
          assignmentDraft(
            context,
            line,
            span,
            name,
            part.role,
            mistaken ? 0.75 : looksLikeAgency(name) ? 0.97 : 0.8,
          ),
        ),
    );
  });
};

interface Part {
  readonly list: string;
  readonly role: Role;
}

/** A verb behind names tells their role more closely than the label: 责任单位：市教育局、市财政局分别牵头，各区政府配合. */
const toldBehind =
  /(?:分别|共同|联合|为)?(?<verb>牵头|配合|协助|参与|协办)(?:负责|落实|实施|单位)?(?=[\s，,；;、（(]|$)/gu;

const partsOf = (list: string, role: Role): Part[] => {
  const told = list.includes('牵头') || /配合|协助|参与|协办/u.test(list) ? matchesOf(toldBehind, list) : [];
  if (told.length === 0) return [{ list, role }];
  const parts: Part[] = [];
  let from = 0;
  for (const match of told) {
    const lead = match.groups?.verb === '牵头';
    parts.push({ list: list.slice(from, match.index), role: lead ? 'lead' : 'support' });
    from = match.index + match[0].length;
  }
  const rest = list.slice(from);
  if (rest.trim() !== '')
    parts.push({ list: rest, role: parts.some((part) => part.role === 'lead') ? 'support' : role });
  return parts;
};

const longestList = 800;

/** What stands behind a list says how it is to be read: 列在首位的为牵头单位, 以下均需各市落实，不再列出. */
const remarkBehind =
  /。|[（(](?=除|列|注[:：]|其中|排|首位|第一|带[*＊]|标注)|\s+(?=\p{Script=Han}{2,8}\s*[:：])|[，,；;]\s*(?=(?:以下|下同|上述|其余|其他(?=均|由|按)|除|列(?:在)?(?:首|第)|排(?:在|名)?(?:第一|首|前)|首位|第一(?:个|家)|逗号|分号|加粗|带[*＊]|为牵头|不再|均为|完成(?:时限|时间|期限)|时限|办结))/u;
/** What the bodies are to do stands behind their names: 省财政厅按职责分工负责. */
const doneBehind =
  /(?:(?:(?:按照|按|依照|依据|依|根据)(?:各自|有关)?(?:职责|职能|职权|任务)(?:分工)?)(?:分别|共同|做好|抓好)*(?:负责|落实|配合|推进|组织实施)?|(?:分别|共同|具体|各自)(?:负责|落实|配合)|(?<=[厅局委办府会部院社])(?:负责|落实|配合))(?:落实|实施|推进|相关工作)?(?=[\s、，,；;）)】\]]*$)/u;

const listOf = (text: string): string => {
  const stop = text.search(remarkBehind);
  return (stop < 0 ? text : text.slice(0, stop))
    .slice(0, longestList)
    .replace(doneBehind, '')
    .replace(/会同/gu, '、');
};
