import { Problem } from '../records/problem.ts';
import type { CommandContext } from './context.ts';

/**
 * Tells a failure on stderr: what is wrong and what to do, with its code. An error that is no Problem is a mistake of
 * ours and is shown whole, so that it can be reported.
 * @returns the exit code: 1 for what a user can mend, 70 (EX_SOFTWARE of sysexits.h) for a mistake of ours
 */
export const tellFailure = (context: CommandContext, error: unknown): number => {
  if (error instanceof Problem) {
    context.stderr(`✗ ${error.in(context.language)} [${error.code}]`);
    return 1;
  }
  context.stderr(error instanceof Error ? (error.stack ?? error.message) : String(error));
  return 70;
};
