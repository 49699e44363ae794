import { Problem } from '../../records/problem.ts';
import type { TravellingProblem } from './workbook-task.ts';

/** A problem as plain data, which passes between threads; null for an error that is none. */
export const packProblem = (error: unknown): TravellingProblem | null => {
  if (!(error instanceof Problem)) return null;
  const { code, what, remedy, facts } = error;
  // Facts are for logs; what cannot travel is not worth a failure.
  return { name: 'Problem', code, what, remedy, facts: JSON.parse(JSON.stringify(facts)) };
};

export const unpackProblem = ({ code, what, remedy, facts }: TravellingProblem): Problem =>
  new Problem(code, what, remedy, { ...facts });
