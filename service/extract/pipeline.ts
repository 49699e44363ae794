import type { Kind } from '../records/kinds.ts';
import { assignmentBracketed } from './finders/assignment-bracketed.ts';
import { assignmentDuty } from './finders/assignment-duty.ts';
import { assignmentLabelled } from './finders/assignment-labelled.ts';
import { assignmentLed } from './finders/assignment-led.ts';
import { assignmentMeeting } from './finders/assignment-meeting.ts';
import { assignmentSubject } from './finders/assignment-subject.ts';
import { assignmentTable } from './finders/assignment-table.ts';
import { fundHeaded } from './finders/fund-headed.ts';
import { fundNamed } from './finders/fund-named.ts';
import { fundPaid } from './finders/fund-paid.ts';
import { fundSubsidy } from './finders/fund-subsidy.ts';
import { goalNumberFreeClauses } from './finders/goal-number-free-clauses.ts';
import { parkNamed } from './finders/park-named.ts';
import { parkTable } from './finders/park-table.ts';
import { targetCapacity } from './finders/target-capacity.ts';
import { targetCountedSubject } from './finders/target-counted-subject.ts';
import { targetGrade } from './finders/target-grade.ts';
import { targetPartedNoun } from './finders/target-parted-noun.ts';
import { targetRank } from './finders/target-rank.ts';
import { targetReachingVerb } from './finders/target-reaching-verb.ts';
import { targetSharedOut } from './finders/target-shared-out.ts';
import { targetTable } from './finders/target-table.ts';
import { targetTimeLimit } from './finders/target-time-limit.ts';
import { targetUndertakenAmount } from './finders/target-undertaken-amount.ts';
import { targetUndertakenCount } from './finders/target-undertaken-count.ts';
import { assignmentAgencyName } from './refiners/assignment-agency-name.ts';
import { assignmentBesideALead } from './refiners/assignment-beside-a-lead.ts';
import { assignmentFirstLeads } from './refiners/assignment-first-leads.ts';
import { assignmentMerge } from './refiners/assignment-merge.ts';
import { assignmentUnnamedBody } from './refiners/assignment-unnamed-body.ts';
import { fundAmount } from './refiners/fund-amount.ts';
import { fundAnnounced } from './refiners/fund-announced.ts';
import { fundGuidance } from './refiners/fund-guidance.ts';
import { fundMerge } from './refiners/fund-merge.ts';
import { fundTerms } from './refiners/fund-terms.ts';
import { goalDeadline } from './refiners/goal-deadline.ts';
import { parkIndustries } from './refiners/park-industries.ts';
import { parkLocation } from './refiners/park-location.ts';
import { parkLocationCode } from './refiners/park-location-code.ts';
import { parkMerge } from './refiners/park-merge.ts';
import { parkNewArea } from './refiners/park-new-area.ts';
import { parkUnnamed } from './refiners/park-unnamed.ts';
import { targetAchieved } from './refiners/target-achieved.ts';
import { targetBaseline } from './refiners/target-baseline.ts';
import { targetDeadline } from './refiners/target-deadline.ts';
import { targetEstimated } from './refiners/target-estimated.ts';
import { targetIndustry } from './refiners/target-industry.ts';
import { targetMeasure } from './refiners/target-measure.ts';
import { targetRestated } from './refiners/target-restated.ts';
import { targetSubject } from './refiners/target-subject.ts';
import { targetTableAlone } from './refiners/target-table-alone.ts';
import { targetTerms } from './refiners/target-terms.ts';
import { targetUnfounded } from './refiners/target-unfounded.ts';
import { targetYearOfPlan } from './refiners/target-year-of-plan.ts';
import type { Rules } from './rule.ts';

/** All rules, in the order in which they run: the table of contents of the extractor. */
export const pipeline: { readonly [K in Kind]: Rules<K> } = {
  target: {
    finders: [
      targetReachingVerb,
      targetUndertakenCount,
      targetUndertakenAmount,
      targetCountedSubject,
      targetSharedOut,
      targetCapacity,
      targetGrade,
      targetRank,
      targetTable,
      targetPartedNoun,
      targetTimeLimit,
    ],
    refiners: [
      targetTableAlone,
      targetDeadline,
      targetAchieved,
      targetTerms,
      targetEstimated,
      targetSubject,
      targetUnfounded,
      targetYearOfPlan,
      targetBaseline,
      targetRestated,
      targetMeasure,
      targetIndustry,
    ],
  },
  goal: {
    finders: [goalNumberFreeClauses],
    refiners: [goalDeadline],
  },
  fund: {
    finders: [fundNamed, fundSubsidy, fundHeaded, fundPaid],
    refiners: [fundAnnounced, fundGuidance, fundAmount, fundTerms, fundMerge],
  },
  park: {
    finders: [parkNamed, parkTable],
    refiners: [parkLocation, parkUnnamed, parkNewArea, parkIndustries, parkMerge, parkLocationCode],
  },
  assignment: {
    finders: [
      assignmentLabelled,
      assignmentTable,
      assignmentBracketed,
      assignmentMeeting,
      assignmentLed,
      assignmentDuty,
      assignmentSubject,
    ],
    refiners: [
      assignmentFirstLeads,
      assignmentBesideALead,
      assignmentUnnamedBody,
      assignmentMerge,
      assignmentAgencyName,
    ],
  },
};
