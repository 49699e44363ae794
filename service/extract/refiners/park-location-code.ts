import { placeCodeOf } from '../../records/places.ts';
import { type Refiner, withFields } from '../rule.ts';

/** Sets the code of GB/T 2260 beside the place in which a park lies, where that is one administrative place. */
export const parkLocationCode: Refiner<'park'> = {
  name: 'park-location-code',
  refine: (drafts, { fields }) =>
    drafts.map((draft) => {
      const locationCode = placeCodeOf(draft.record.location, fields.region);
      return locationCode === null ? draft : withFields(draft, { locationCode });
    }),
};
