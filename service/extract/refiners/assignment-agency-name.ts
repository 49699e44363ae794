import { agencyFullName } from '../../records/agency-names.ts';
import { type Refiner, withFields } from '../rule.ts';

/** Sets the agency's full name beside the words that the document has for it, where it is one known body. */
export const assignmentAgencyName: Refiner<'assignment'> = {
  name: 'assignment-agency-name',
  refine: (drafts, { fields }) => {
    /** One document names the same few agencies over and over. */
    const known = new Map<string, string | null>();
    return drafts.map((draft) => {
      const { agency } = draft.record;
      const before = known.get(agency);
      const agencyName = before === undefined ? agencyFullName(agency, fields) : before;
      known.set(agency, agencyName);
      return agencyName === null ? draft : withFields(draft, { agencyName });
    });
  },
};
