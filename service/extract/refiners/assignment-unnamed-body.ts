import { isUnnamed } from '../lexicon/agencies.ts';
import type { Refiner } from '../rule.ts';

/** Drops bodies without a name (有关部门, 各单位): nobody can be asked for them. 省有关部门 stays, it is the province's. */
export const assignmentUnnamedBody: Refiner<'assignment'> = {
  name: 'assignment-unnamed-body',
  refine: (drafts) => drafts.filter(({ record }) => !isUnnamed(record.agency)),
};
