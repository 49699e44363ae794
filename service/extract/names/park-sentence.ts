import type { Draft } from '../rule.ts';
import type { Sentence } from '../structure/types.ts';

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
