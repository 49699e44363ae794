import { type Draft, type Finder, type Refiner, runRules } from '../../service/extract/rule.ts';
import type { Kind, RecordOf } from '../../service/records/kinds.ts';
import { inventedContext } from './invented-context.ts';

/** Runs finders, and refiners behind them, over a text that a test brings along. */
export const readWith = <K extends Kind>(
  text: string,
  finders: readonly Finder<K>[],
  refiners: readonly Refiner<K>[] = [],
): Omit<RecordOf<K>, 'id'>[] =>
  runRules({ finders, refiners }, inventedContext(text)).map((draft: Draft<K>) => draft.record);
