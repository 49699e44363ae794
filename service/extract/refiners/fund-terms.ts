import { type Context, type Draft, type Refiner, withFields } from '../rule.ts';
import type { Clause, Sentence, Span } from '../structure/types.ts';

/** A rate, a ceiling or a sum that is paid case by case. */
const rate =
  /(?:\d+(?:\.\d+)?\s*[%％‰]|(?:最高|不超过|至多|上限|每|一次性|给予|按|奖励|补助|补贴)[^，,。；;]{0,20}\d+(?:\.\d+)?\s*(?:亿|万|千|百)?元)/u;
const condition = /^(?:对|凡|符合|年|新|首次|经|按|每|以|单个|总额|最高|同一)/u;
const longest = 200;

/** 安排500万元专项资金: how large a fund is says nothing of what a subsidy pays. */
const isFundOf = ({ text }: Clause): boolean =>
  /(?:设立|安排|筹集|注入|整合)[^，,。；;]{0,12}\d[^，,。；;]{0,20}(?:资金|基金|补偿金|池)/u.test(text);

/** The run of clauses of a sentence that states rates and conditions; empty where it states none. */
const termsIn = (sentence: Sentence, text: string, part: Span = sentence): string => {
  const clauses = sentence.clauses.filter(({ start, end }) => start >= part.start && end <= part.end);
  const rated = clauses.filter((clause) => rate.test(clause.text) && !isFundOf(clause));
  const first = rated[0];
  const last = rated.at(-1);
  if (!first || !last) return '';
  const opening =
    clauses.find((clause) => clause.index <= first.index && condition.test(clause.text)) ?? first;
  const terms = text.slice(opening.start, last.end);
  return terms.length <= longest ? terms : text.slice(first.start, Math.min(last.end, first.start + longest));
};

const termsOf = (draft: Draft<'fund'>, context: Context): string | null => {
  const { sentence } = draft.clause;
  const { sentences } = context.structure;
  // One of several that a sentence pays is told with what is said of it alone.
  const [proof] = draft.record.evidence;
  if (proof && draft.record.rules[0] === 'fund-paid') {
    const own = termsIn(sentence, context.text, proof);
    if (own) return own;
  }
  for (let i = sentence.index; i < sentences.length && i <= sentence.index + 4; i++) {
    const next = sentences[i];
    if (!next || (next.section !== sentence.section && next.section.parent !== sentence.section)) break;
    if (next.line !== sentence.line && !sentence.isHeading) break;
    // The next sentence may speak of the next subsidy.
    if (next !== sentence && !sentence.isHeading && /补贴|补助|奖补|券/u.test(next.text)) break;
    const terms = termsIn(next, context.text);
    if (terms) return terms;
  }
  return null;
};

/** Adds the rate, ceiling and condition of a subsidy as written, from its sentence or the ones that explain it. */
export const fundTerms: Refiner<'fund'> = {
  name: 'fund-terms',
  refine: (drafts, context) =>
    drafts.map((draft) => {
      if (draft.record.type !== 'subsidy') return draft;
      const terms = termsOf(draft, context);
      return terms ? withFields(draft, { terms }) : draft;
    }),
};
