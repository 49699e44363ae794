import type { Kind } from '../../records/kinds.ts';
import type { Draft } from '../rule.ts';

const firstAt = (draft: Draft): number => draft.record.evidence[0]?.start ?? 0;

/** Drafts in the order in which the text first states them; those of one passage keep their order. */
export const inOrderOfText = <K extends Kind>(drafts: readonly Draft<K>[]): Draft<K>[] =>
  [...drafts].sort((a, b) => firstAt(a) - firstAt(b));
