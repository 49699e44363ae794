import { industriesIn } from '../lexicon/industries.ts';
import type { Refiner } from '../rule.ts';

/** A 国家级新区 counts as a park only where its sentence makes it the carrier of an industry, else it is a place. */
export const parkNewArea: Refiner<'park'> = {
  name: 'park-new-area',
  refine: (drafts) =>
    drafts.filter(
      ({ record, clause }) =>
        record.type !== 'newarea' ||
        industriesIn(clause.sentence.text).length > 0 ||
        /产业/u.test(clause.sentence.text),
    ),
};
