import type { Kind } from '../records/kinds.ts';
import { assignmentBracketed } from './finders/assignment-bracketed.ts';
import { assignmentDuty } from './finders/assignment-duty.ts';
import { assignmentLabelled } from './finders/assignment-labelled.ts';
import { assignmentLed } from './finders/assignment-led.ts';
import { assignmentMeeting } from './finders/assignment-meeting.ts';
import { assignmentBesideALead } from './refiners/assignment-beside-a-lead.ts';
import { assignmentFirstLeads } from './refiners/assignment-first-leads.ts';
import { assignmentMerge } from './refiners/assignment-merge.ts';
import { assignmentUnnamedBody } from './refiners/assignment-unnamed-body.ts';
import type { Rules } from './rule.ts';

/** All rules, in the order in which they run: the table of contents of the extractor. */
export const pipeline: { readonly [K in Kind]: Rules<K> } = {
  target: {
    finders: [],
    refiners: [],
  },
  goal: {
    finders: [],
    refiners: [],
  },
  fund: {
    finders: [],
    refiners: [],
  },
  park: {
    finders: [],
    refiners: [],
  },
  assignment: {
    finders: [assignmentLabelled, assignmentBracketed, assignmentMeeting, assignmentLed, assignmentDuty],
    refiners: [assignmentFirstLeads, assignmentBesideALead, assignmentUnnamedBody, assignmentMerge],
  },
};
