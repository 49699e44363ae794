/** Requests a minute that Google grants one user (developers.google.com/sheets/api/limits), for reads and for writes. */
export const requestsPerMinute = 60;
const window = 60_000;

/** Waits for leave to send a request; reads and writes are counted apart, as Google counts them. */
export interface GoogleQuota {
  take(kind: 'read' | 'write'): Promise<void>;
}

export interface QuotaClock {
  /** Milliseconds. */
  now: () => number;
  wait: (milliseconds: number) => Promise<void>;
}

/**
 * A bucket of tokens. A token comes back one minute after it was taken, not at a steady trickle: so no minute, wherever it
 * begins, ever holds more requests than Google grants, and a refresh that runs alone still never waits. Who asks first is served first.
 */
export const tokenBucket = (clock: QuotaClock, perMinute: number = requestsPerMinute): GoogleQuota => {
  const taken: Record<'read' | 'write', number[]> = { read: [], write: [] };
  const queue: Record<'read' | 'write', Promise<void>> = {
    read: Promise.resolve(),
    write: Promise.resolve(),
  };
  const leave = async (kind: 'read' | 'write'): Promise<void> => {
    for (;;) {
      const now = clock.now();
      const recent = taken[kind].filter((time) => time > now - window);
      taken[kind] = recent;
      const [oldest] = recent;
      if (recent.length < perMinute || oldest === undefined) {
        recent.push(now);
        return;
      }
      await clock.wait(oldest + window - now);
    }
  };
  return {
    take(kind) {
      const turn = queue[kind].then(() => leave(kind));
      queue[kind] = turn;
      return turn;
    },
  };
};

/** One bucket an account for the whole process: two reports of one account share its quota. */
const buckets = new Map<string, GoogleQuota>();

/** The bucket of an account in this process, on the clock of the day. */
export const quotaOf = (account: string): GoogleQuota => {
  const wait = (milliseconds: number): Promise<void> =>
    new Promise((resolve) => setTimeout(resolve, milliseconds));
  const found = buckets.get(account) ?? tokenBucket({ now: Date.now, wait });
  buckets.set(account, found);
  return found;
};
