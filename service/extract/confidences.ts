import type { Kind } from '../records/kinds.ts';

/** Written by scripts/calibrate.ts; do not edit. Log odds of being right in every field, by rule and signal. */
export const confidences: Readonly<
  Record<Kind, { base: number; weights: Readonly<Record<string, number>> }>
> = {
  "target": {
    "base": 1.72,
    "weights": {
      "change": -0.81,
      "in a box": 0.07,
      "in a goal section": -0.24,
      "inherited deadline": 0.23,
      "long name": 0.82,
      "many numbers": 0.23,
      "no deadline": -0.65,
      "qualified": -0.28,
      "several passages": 0.2,
      "short name": 0.5,
      "subject from elsewhere": -0.68,
      "target-capacity": 0.03,
      "target-counted-subject": 0.51,
      "target-deadline": 0.99,
      "target-parted-noun": -0.41,
      "target-rank": 0.01,
      "target-reaching-verb": -0.2,
      "target-restated": 0.2,
      "target-shared-out": 0.34,
      "target-subject": -0.62,
      "target-table": 0.36,
      "target-time-limit": 0.12,
      "target-undertaken-amount": -0.97,
      "target-undertaken-count": 0.91,
      "unusual unit": 0.75
    }
  },
  "goal": {
    "base": -0.11,
    "weights": {
      "beside a number": -0.11,
      "goal-deadline": 1.02,
      "goal-number-free-clauses": -0.05,
      "inherited deadline": 0.88,
      "long name": -0.24,
      "many clauses": 0.67,
      "no deadline": -1.08,
      "short name": -0.74,
      "under a goal title": 1.73
    }
  },
  "fund": {
    "base": 1.14,
    "weights": {
      "amount": -0.12,
      "fund-amount": -0.12,
      "fund-headed": 0.13,
      "fund-merge": 0.09,
      "fund-named": 0.59,
      "fund-paid": 0.33,
      "fund-subsidy": -0.54,
      "fund-terms": 0.63,
      "in a heading": 0.78,
      "long name": 0.32,
      "mention only": 0.34,
      "no known type": 0.03,
      "several passages": 0.15,
      "short name": -1.35
    }
  },
  "park": {
    "base": -0.36,
    "weights": {
      "base": 0.17,
      "long name": -0.2,
      "many industries": -0.17,
      "mention only": -1.64,
      "no industry": -0.9,
      "no known type": -0.1,
      "no location": -0.31,
      "park-industries": 1.05,
      "park-location": 0.14,
      "park-merge": -0.22,
      "park-named": -0.18,
      "several passages": -0.22,
      "short name": -0.55,
      "upgrade": 0.18
    }
  },
  "assignment": {
    "base": 2.67,
    "weights": {
      "assignment-beside-a-lead": 0.4,
      "assignment-bracketed": 1.73,
      "assignment-duty": -0.8,
      "assignment-labelled": -0.35,
      "assignment-led": 0.17,
      "assignment-meeting": 0.37,
      "assignment-merge": 0.09,
      "assignment-subject": -0.15,
      "long name": 0.19,
      "role host": 0.05,
      "role lead": 1.1,
      "role member": 0.2,
      "role support": 1.37,
      "several passages": 0.09,
      "short name": -0.49
    }
  }
};
