import { isUnnamed } from '../lexicon/agencies.ts';
import type { Refiner } from '../rule.ts';

/** 各有关单位 in a list under a label (配合单位：市委组织部、各有关单位) is meant: all whom the task concerns. */
const allConcerned = /^各(?:有关|相关)?(?:责任|成员|职能)?(?:单位|部门)$/u;

/**
 * Drops bodies without a name (有关部门, 各单位): nobody can be asked for them. 省有关部门 stays, it is the province's, and so
 * does 各有关单位 where it stands under a label.
 */
export const assignmentUnnamedBody: Refiner<'assignment'> = {
  name: 'assignment-unnamed-body',
  refine: (drafts) =>
    drafts.filter(
      ({ record }) =>
        !isUnnamed(record.agency) ||
        (allConcerned.test(record.agency) && record.rules.includes('assignment-labelled')),
    ),
};
