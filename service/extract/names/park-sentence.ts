import type { Draft } from '../rule.ts';
import type { Sentence, Span } from '../structure/types.ts';

/** The most parks that one sentence is read to relate to each other; longer lists are no prose. */
const mostInSentence = 60;

/** Parks by the sentence that names them, in order of the text. */
export const groupBySentence = (drafts: readonly Draft<'park'>[]): Map<Sentence, Draft<'park'>[]> => {
  const groups = new Map<Sentence, Draft<'park'>[]>();
  for (const draft of drafts) {
    const group = groups.get(draft.clause.sentence);
    if (!group) groups.set(draft.clause.sentence, [draft]);
    else if (group.length < mostInSentence) group.push(draft);
  }
  return groups;
};

const beforeLabel = /^[\s（()）\d一二三四五六七八九十、.．—–·•●◆▪○①-⑳-]*$/u;

/** True for a name that opens its line and is closed by a stop: the line speaks of it (双河机械工业园。规划面积…). */
export const isLabel = ({ line }: Sentence, { start, end }: Span): boolean =>
  beforeLabel.test(line.text.slice(0, start - line.start)) &&
  /^[。：:]$/u.test(line.text.slice(end - line.start, end - line.start + 1));

/** True for a name that opens its line as one of the blocks of a layout: 临江保税区板块。规划面积…. */
export const isBlock = ({ line }: Sentence, { start, end }: Span): boolean =>
  beforeLabel.test(line.text.slice(0, start - line.start)) &&
  /^(?:板块|片区|组团)[。：:]/u.test(line.text.slice(end - line.start, end - line.start + 4));
