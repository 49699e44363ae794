import { deadlineGovernor } from '../quantities/governing-deadline.ts';
import type { Refiner } from '../rule.ts';

/** Gives a goal the deadline that governs its place. */
export const goalDeadline: Refiner<'goal'> = {
  name: 'goal-deadline',
  refine: (drafts, { structure, fields }) => {
    const deadlineAt = deadlineGovernor(structure, fields);
    return drafts.map((draft) => {
      const end = draft.record.evidence[0]?.start ?? draft.clause.start;
      // A deadline that opens the first clause lies inside it.
      const deadline = deadlineAt(
        Math.max(end, draft.clause.start + 12 < draft.clause.end ? draft.clause.start + 12 : end),
      );
      return deadline ? { ...draft, record: { ...draft.record, by: deadline.by } } : draft;
    });
  },
};
