import { failureOf, type GoogleFailure } from './google-problems.ts';

/** Six waits of at most 1, 2, 4 … 32 seconds outlast a quota window of one minute. */
export const mostTries = 6;
const longestWait = 64_000;
/** Somebody who is told to wait longer is told so; a schedule comes back by itself. */
const longestRetryAfter = 90_000;

/** Exponential back-off with jitter: between half and the whole of 1, 2, 4 … seconds. */
export const backoff = (attempt: number, random: () => number = Math.random): number => {
  const most = Math.min(longestWait, 1000 * 2 ** attempt);
  return Math.round(most / 2 + (random() * most) / 2);
};

/**
 * What a failure means for the request that met it: `refused` it was not carried out and may be sent again, `unknown`
 * nobody knows whether it was carried out, `final` sending it again would not help.
 */
export const meaningOf = ({ status, code }: GoogleFailure): 'refused' | 'unknown' | 'final' => {
  if (status === 429) return 'refused';
  // A token service that does not answer has carried out nothing of ours, but looking costs little.
  if (status === 0) return code === 'ECONNREFUSED' || code === 'ENOTFOUND' ? 'refused' : 'unknown';
  // 409 ABORTED is what Sheets answers to two writers at once (google.rpc.Code).
  return status >= 500 || status === 408 || status === 409 ? 'unknown' : 'final';
};

export interface TryOptions {
  wait: (milliseconds: number) => Promise<void>;
  /** Asked after a failure that leaves open whether a write was carried out; true ends the tries with success. */
  applied?: () => Promise<boolean>;
}

/**
 * Runs a request until it succeeds, fails for good, or was tried often enough. The client library's own retry neither
 * repeats POST nor reads Retry-After (design/store-and-sheets.md, B3).
 * @returns what the request gave; undefined where `applied` found it carried out
 * @throws what the last try threw
 */
export const withTries = async <T>(
  work: () => Promise<T>,
  { wait, applied }: TryOptions,
): Promise<T | undefined> => {
  for (let round = 0; ; round++) {
    try {
      return await work();
    } catch (error) {
      const failure = failureOf(error);
      const meaning = meaningOf(failure);
      const told = failure.retryAfter ?? 0;
      if (meaning === 'final' || told > longestRetryAfter) throw error;
      const last = round >= mostTries;
      if (!last || (applied && meaning === 'unknown')) await wait(Math.max(backoff(round), told));
      if (applied && meaning === 'unknown' && (await applied())) return undefined;
      if (last) throw error;
    }
  }
};
