import { deadlineGovernor } from '../quantities/governing-deadline.ts';
import { type Refiner, withFields } from '../rule.ts';

/** Gives a target the deadline that governs its place, and the first year where a span governs it. */
export const targetDeadline: Refiner<'target'> = {
  name: 'target-deadline',
  refine: (drafts, { structure, fields }) => {
    const deadlineAt = deadlineGovernor(structure, fields);
    return drafts.map((draft) => {
      // A table states the year in the head of its column.
      if (draft.record.by !== null) return draft;
      const deadline = deadlineAt(draft.quantity?.start ?? draft.clause.end);
      if (!deadline) return draft;
      return withFields(draft, { by: deadline.by, from: deadline.from });
    });
  },
};
