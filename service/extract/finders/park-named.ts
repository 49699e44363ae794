import { parkTypeOf } from '../lexicon/park-words.ts';
import { bearsIndustry, parkAction } from '../names/park-action.ts';
import { type ParkMention, parkMentionsIn } from '../names/park-mention.ts';
import { isBlock, isLabel } from '../names/park-sentence.ts';
import type { Context, Draft, Finder } from '../rule.ts';
import { matchesOf } from '../structure/matches.ts';
import { signFor } from '../structure/signs.ts';
import { evidenceOf } from '../structure/structure.ts';
import type { Sentence } from '../structure/types.ts';
import { isParkRow } from './park-table.ts';

/** One of these stands in all that is looked for here. */
const mayName = signFor('区园城港地镇谷街岛廊');

const longestName = 34;

/** Finds noun phrases that end in the head of a park's name, with what the document does with them. */
export const parkNamed: Finder<'park'> = {
  name: 'park-named',
  find: (context: Context): Draft<'park'>[] => {
    const fullNames = zonesCalledShort(context);
    return context.structure.sentences.flatMap((sentence) =>
      (sentence.signs & mayName) !== 0 && !isTitle(sentence) && !isParkRow(context.structure, sentence.line)
        ? draftsIn(context, sentence, fullNames)
        : [],
    );
  },
};

/** A first line without a stop is a title, which states nothing. */
const isTitle = ({ line, closing }: Sentence): boolean =>
  line.index === 0 && closing === '' && line.text.length <= 60 && !/[，,。：:]/u.test(line.text);

/** 云山经济技术开发区（以下简称开发区西区）: full names by the short ones that a document goes on with. */
const zonesCalledShort = ({ text, structure }: Context): ReadonlyMap<string, string> => {
  const names = new Map<string, string>();
  if (!text.includes('以下简称') && !text.includes('以下称')) return names;
  for (const { groups } of matchesOf(shortForm, text)) names.set(groups?.short ?? '', groups?.full ?? '');
  for (const sentence of structure.sentences) {
    if ((sentence.signs & mayName) === 0 || !/以下简?称/u.test(sentence.text)) continue;
    for (const { name, behind } of parkMentionsIn(sentence)) {
      const short = calledShort.exec(behind)?.groups?.short;
      if (short && name.length > short.length && !names.has(short)) names.set(short, name);
    }
  }
  return names;
};
const shortForm =
  /(?<full>中国[（(]\p{Script=Han}{2,8}[）)]自由贸易试验区)[（(]以下(?:简称|称)[：:]?[“"]?(?<short>\p{Script=Han}{2,12}区)[”"]?[）)]/gu;
const calledShort = /^[（(]以下(?:简称|称)[：:]?[“"]?(?<short>\p{Script=Han}{4,12})[”"]?[）)]/u;

const isWholeHeading = (sentence: Sentence, { start, end }: ParkMention): boolean =>
  /^[\s（(]*(?:\d+|[一二三四五六七八九十]+)[）)]?[、.．]?\s*$/u.test(
    sentence.text.slice(0, start - sentence.start),
  ) && /^[。：:\s]*$/u.test(sentence.text.slice(end - sentence.start));

const actionOf = (sentence: Sentence, mention: ParkMention): Draft<'park'>['record']['action'] => {
  // What was built already is not to be built.
  if (sentence.section.isReview) return 'mention';
  const action = parkAction(mention.before, mention.behind, mention.name);
  const { line } = sentence;
  // 双河机械工业园。规划面积…，重点发展…: what the line says under the name that opens it.
  if (action !== 'mention') return action;
  if (bearsIndustry.test(`等${mention.listClass}`)) return 'rely';
  const labelled = isLabel(sentence, mention) && carries.test(line.text.slice(mention.end - line.start));
  const block = isBlock(sentence, mention) && blockCarries.test(line.text.slice(mention.end - line.start));
  return labelled ||
    block ||
    (opens(sentence, mention) && told.test(sentence.text.slice(mention.end - sentence.start)))
    ? 'rely'
    : 'mention';
};
const carries = /发展|布局|聚焦|承接|集聚|打造|主导产业|引进|形成|建设|培育|做强|做大/u;
/** What the line of a block tells it to carry; how it is made up says nothing of that. */
const blockCarries = /(?:重点|主要|大力|集中)(?:发展|布局|聚焦|承接)|(?:主要|主体|重要|核心)载体/u;
/** 双河经济开发区，重点发展…: the clause behind the name that opens its sentence tells it what to do. */
const told =
  /^(?:[（(][^（()）]{0,30}[）)])?[，,](?:要|应)?(?:重点|主要|着力|大力|积极|集中|优先|加快)+(?:发展|布局|聚焦|承接|培育|打造|引进)/u;
const opens = (sentence: Sentence, { start }: ParkMention): boolean =>
  /^[\s\d（()）.、．·•●—-]*$/u.test(sentence.text.slice(0, start - sentence.start));

const draftsIn = (
  context: Context,
  sentence: Sentence,
  fullNames: ReadonlyMap<string, string>,
): Draft<'park'>[] =>
  parkMentionsIn(sentence).flatMap((mention) => {
    const clause = sentence.clauses.findLast((c) => c.start <= mention.start) ?? sentence.clauses[0];
    // A heading states nothing, but may be a park's name: 1.云山低空经济产业园.
    if (sentence.isHeading && !isWholeHeading(sentence, mention)) return [];
    if (!clause || mention.name.length > longestName || mention.name.length < 2) return [];
    const last = sentence.clauses.findLast((c) => c.start < mention.end) ?? clause;
    return [
      {
        clause,
        mention,
        record: {
          name: fullNames.get(mention.name) ?? mention.name,
          type: parkTypeOf(mention.name),
          location: null,
          locationCode: null,
          industries: [],
          action: actionOf(sentence, mention),
          section: sentence.section.path,
          evidence: [evidenceOf(context.structure, { start: clause.start, end: last.end }, sentence.section)],
          rules: [],
          confidence: 0.75,
        },
      },
    ];
  });
