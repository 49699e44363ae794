import { parkTypeOf } from '../lexicon/park-words.ts';
import { parkAction } from '../names/park-action.ts';
import { parkMentionsIn } from '../names/park-mention.ts';
import type { Context, Draft, Finder } from '../rule.ts';
import { evidenceOf } from '../structure/structure.ts';
import type { Sentence } from '../structure/types.ts';

const longestName = 34;
const anyHead = /[区园城港地镇谷街]/u;

/** Finds noun phrases that end in the head of a park's name, with what the document does with them. */
export const parkNamed: Finder<'park'> = {
  name: 'park-named',
  find: (context: Context): Draft<'park'>[] =>
    context.structure.sentences.flatMap((sentence) =>
      sentence.isHeading || !anyHead.test(sentence.text) ? [] : draftsIn(context, sentence),
    ),
};

const draftsIn = (context: Context, sentence: Sentence): Draft<'park'>[] =>
  parkMentionsIn(sentence).flatMap((mention) => {
    const clause = sentence.clauses.findLast((c) => c.start <= mention.start) ?? sentence.clauses[0];
    if (!clause || mention.name.length > longestName || mention.name.length < 2) return [];
    const last = sentence.clauses.findLast((c) => c.start < mention.end) ?? clause;
    return [
      {
        clause,
        mention,
        record: {
          name: mention.name,
          type: parkTypeOf(mention.name),
          location: null,
          industries: [],
          action: parkAction(mention.before, mention.behind, mention.name),
          section: sentence.section.path,
          evidence: [evidenceOf(context.structure, { start: clause.start, end: last.end }, sentence.section)],
          rules: [],
          confidence: 0.75,
        },
      },
    ];
  });
