import type { Draft, Refiner } from '../rule.ts';

const passage = (draft: Draft<'assignment'>): string =>
  `${draft.record.evidence[0]?.start}-${draft.record.evidence[0]?.end}`;

/** Bodies that answer for a task beside one that leads it in the same clause are `support` (record-model.md, `role`). */
export const assignmentBesideALead: Refiner<'assignment'> = {
  name: 'assignment-beside-a-lead',
  refine(drafts) {
    const led = new Set(drafts.filter(({ record }) => record.role === 'lead').map(passage));
    return drafts.map((draft) =>
      draft.record.role === 'responsible' && led.has(passage(draft))
        ? { ...draft, record: { ...draft.record, role: 'support' } }
        : draft,
    );
  },
};
