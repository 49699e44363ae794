import { z } from 'zod';
import { correctedFieldSchema } from './corrections.ts';
import { documentSchema } from './document.ts';
import { type Kind, kindSchema, type RecordOf, recordSchemas } from './kinds.ts';

/** What the service adds to a stored record: its revision, its state, and the document it comes from. */
export const recordStateSchema = z.object({
  kind: kindSchema,
  /** 1 for the first form of the record, one more at every change or withdrawal. */
  revision: z.int().positive(),
  status: z.enum(['current', 'withdrawn']),
  /**
   * Position in the store's one change sequence at which this revision came. Not named `change`: that is a target's
   * own field (level, increase, decrease), and the two would overwrite each other here.
   */
  sequence: z.int().positive(),
  /** When this revision was recorded, ISO date and time in UTC. */
  recordedAt: z.string(),
  /** Fields that hold what a person corrected, not what was read; left out where there are none. */
  corrected: z.array(correctedFieldSchema).optional(),
  document: documentSchema.extend({
    /** False for starter data, whose sentences come only with the original file. */
    hasText: z.boolean(),
  }),
});

const withState = <K extends Kind>(kind: K) => recordSchemas[kind].extend(recordStateSchema.shape);

/** A record as the service shows it, one schema a kind. */
export const recordViewSchemas = {
  target: withState('target'),
  goal: withState('goal'),
  fund: withState('fund'),
  park: withState('park'),
  assignment: withState('assignment'),
} as const;
export type RecordState = z.infer<typeof recordStateSchema>;
export type RecordViewOf<K extends Kind> = RecordOf<K> & RecordState;
export type RecordView = { [K in Kind]: RecordOf<K> & RecordState & { kind: K } }[Kind];
