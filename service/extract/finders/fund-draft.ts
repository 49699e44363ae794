import type { Fund } from '../../records/fund.ts';
import { fundTypeOf } from '../lexicon/fund-words.ts';
import type { Context, Draft } from '../rule.ts';
import { evidenceOf } from '../structure/structure.ts';
import type { Clause } from '../structure/types.ts';

/** A draft of a fund that a clause names. Amount and terms are added by refiners. */
export const fundDraft = (
  context: Context,
  clause: Clause,
  name: string,
  action: Fund['action'],
  confidence: number,
): Draft<'fund'> => ({
  clause,
  record: {
    name,
    type: fundTypeOf(name),
    amount: null,
    unit: null,
    comparator: null,
    action,
    terms: null,
    section: clause.sentence.section.path,
    evidence: [evidenceOf(context.structure, clause, clause.sentence.section)],
    rules: [],
    confidence,
  },
});
