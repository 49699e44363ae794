import type { Kind } from '../records/kinds.ts';
import type { Rules } from './rule.ts';

/** All rules, in the order in which they run: the table of contents of the extractor. */
export const pipeline: { readonly [K in Kind]: Rules<K> } = {
  target: {
    finders: [],
    refiners: [],
  },
  goal: {
    finders: [],
    refiners: [],
  },
  fund: {
    finders: [],
    refiners: [],
  },
  park: {
    finders: [],
    refiners: [],
  },
  assignment: {
    finders: [],
    refiners: [],
  },
};
