import type { Refiner } from '../rule.ts';
import { inOrderOfText } from './in-order-of-text.ts';
import { MergedDraft } from './merged-draft.ts';

/** The same body in the same role at the same task, stated twice, is one record with both passages. */
export const assignmentMerge: Refiner<'assignment'> = {
  name: 'assignment-merge',
  refine(drafts) {
    const merged = new Map<string, MergedDraft<'assignment'>>();
    for (const draft of drafts) {
      const { section, task, agency, role } = draft.record;
      const key = `${section}\n${task}\n${agency}\n${role}`;
      const earlier = merged.get(key);
      if (earlier) earlier.addPassages(draft);
      else merged.set(key, new MergedDraft(draft));
    }
    return inOrderOfText([...merged.values()].map((duty) => duty.whole()));
  },
};
