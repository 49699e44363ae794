import type { WorkbookRunOptions } from '../../../templates/refresh/workbook-run.ts';
import type { Growth } from '../../publish/xlsx/room.ts';
import type { Problem } from '../../records/problem.ts';
import type { WorkbookLimits } from './workbook-limits.ts';

/** What the service asks of the thread that works on workbooks, and what that thread asks and answers. */

export interface WorkbookTask {
  work: 'plan' | 'refresh' | 'undo' | 'planUndo';
  bytes: Uint8Array;
  options: WorkbookRunOptions;
  /** How tables take and give up rows, where the workbook does not say it. */
  growth: Growth | undefined;
  /** Address of the service without a trailing slash, for evidence links. */
  evidenceBase: string;
  limits: WorkbookLimits;
}

/** A Problem as it travels between threads. */
export interface TravellingProblem extends Pick<Problem, 'code' | 'what' | 'remedy' | 'facts'> {
  name: 'Problem';
}

export type ToThread =
  | { is: 'task'; task: WorkbookTask }
  | { is: 'answer'; call: number; value: unknown }
  | { is: 'refusal'; call: number; problem: TravellingProblem | null };

export type FromThread =
  | { is: 'call'; call: number; method: 'sync' | 'facts'; question: unknown }
  | { is: 'done'; run: unknown; bytes: Uint8Array | null }
  | { is: 'problem'; problem: TravellingProblem }
  | { is: 'failure'; message: string };
