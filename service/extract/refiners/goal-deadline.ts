import { deadlineGovernor } from '../quantities/governing-deadline.ts';
import { yearOfPlan } from '../quantities/year-of-plan.ts';
import { type Refiner, withFields } from '../rule.ts';

/** Gives a goal the deadline that governs its place, or that it names itself, else the year whose tasks the document sets. */
export const goalDeadline: Refiner<'goal'> = {
  name: 'goal-deadline',
  refine: (drafts, { structure, fields }) => {
    const deadlineAt = deadlineGovernor(structure, fields);
    return drafts.map((draft) => {
      const [passage] = draft.record.evidence;
      const { clauses } = draft.clause.sentence;
      // 第一步,到2020年…: the deadline may stand in the second clause of the passage.
      const second = clauses[draft.clause.index + 1];
      const named =
        deadlineAt(draft.clause.end) ??
        (second && passage && second.end <= passage.end ? deadlineAt(second.end) : null);
      const by = named?.by ?? yearOfPlan(structure, fields)?.toString();
      return by === undefined ? draft : withFields(draft, { by });
    });
  },
};
