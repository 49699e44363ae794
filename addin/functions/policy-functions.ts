import type { Language } from '../../service/records/catalogue.ts';
import { cellErrorOf, cellOf, rowsOf, type ShownCell } from './answers.ts';
import { citeAsk, countAsk, listAsk, targetAsk } from './asks.ts';
import type { FunctionDeclaration } from './declarations.ts';
import type { FactBatcher, GivenUp } from './fact-batcher.ts';

/** What a function gets beside its arguments. */
export interface FunctionCall {
  /** Arguments in the order of the declaration; those that repeat are one list. */
  given: readonly unknown[];
  signal: GivenUp;
}
type PolicyFunction = (call: FunctionCall) => Promise<ShownCell | ShownCell[][]>;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/**
 * The functions over a batcher, without anything of Excel.
 * @param language of messages
 * @returns each by its id; what it throws is a CellError, or AbortError where its cell was given up
 */
export const policyFunctions = (
  batcher: FactBatcher,
  language: () => Language,
): Readonly<Record<FunctionDeclaration['id'], PolicyFunction>> => {
  const answering =
    (work: PolicyFunction): PolicyFunction =>
    async (call) => {
      try {
        return await work(call);
      } catch (thrown) {
        if (call.signal.aborted) throw thrown;
        throw cellErrorOf(thrown, language());
      }
    };
  return {
    TARGET: answering(async ({ given: [region, indicator, year, field], signal }) =>
      cellOf(await batcher.ask(targetAsk(region, indicator, year, field), signal), language()),
    ),
    COUNT: answering(async ({ given: [kind, filters], signal }) =>
      cellOf(await batcher.ask(countAsk(kind, listOf(filters)), signal), language()),
    ),
    LIST: answering(async ({ given: [kind, filters], signal }) => {
      const asked = listAsk(kind, listOf(filters));
      return rowsOf(await batcher.ask(asked.ask, signal), asked, language());
    }),
    CITE: answering(async ({ given: [record, style], signal }) =>
      cellOf(await batcher.ask(citeAsk(record, style), signal), language()),
    ),
  };
};
