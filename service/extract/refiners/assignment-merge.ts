import type { Draft, Refiner } from '../rule.ts';
import { inOrderOfText } from './in-order-of-text.ts';

/** The same body in the same role at the same task, stated twice, is one record with both passages. */
export const assignmentMerge: Refiner<'assignment'> = {
  name: 'assignment-merge',
  refine(drafts) {
    const merged = new Map<string, Draft<'assignment'>>();
    for (const draft of drafts) {
      const { section, task, agency, role } = draft.record;
      const key = JSON.stringify([section, task, agency, role]);
      const earlier = merged.get(key);
      if (!earlier) {
        merged.set(key, draft);
        continue;
      }
      const known = new Set(earlier.record.evidence.map((e) => e.start));
      const more = draft.record.evidence.filter((e) => !known.has(e.start));
      if (more.length > 0)
        merged.set(key, {
          ...earlier,
          record: { ...earlier.record, evidence: [...earlier.record.evidence, ...more] },
        });
    }
    return inOrderOfText([...merged.values()]);
  },
};
