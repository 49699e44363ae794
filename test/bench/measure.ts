/** A thing to time: one whole run of it. */
export interface Timed {
  /** What it is, for the line that is printed. */
  what: string;
  run(): unknown | Promise<unknown>;
}

const milliseconds = async (timed: Timed): Promise<number> => {
  const started = performance.now();
  await timed.run();
  return performance.now() - started;
};

/** A second of running, at least once: what is measured is a service at work, not the compiler's first sight of the code. */
const warm = async (timed: Timed): Promise<void> => {
  const until = performance.now() + 1000;
  do await timed.run();
  while (performance.now() < until);
};

/**
 * Times two things in turn within one run, because the machine is noisy: a ratio of two figures taken minutes apart says
 * nothing. Each is warmed for a second; the best of the rounds counts, being the one that other work disturbed least.
 * Prints `NAME: RATIO (goal GOAL) what ÷ what`.
 * @param goal the ratio to reach, at most
 * @returns the ratio and both times in milliseconds
 */
export const compare = async (
  name: string,
  goal: number,
  subject: Timed,
  yardstick: Timed,
  rounds = 5,
): Promise<{ ratio: number; subject: number; yardstick: number }> => {
  await warm(subject);
  await warm(yardstick);
  let best = { subject: Number.POSITIVE_INFINITY, yardstick: Number.POSITIVE_INFINITY };
  for (let round = 0; round < rounds; round++) {
    best = {
      subject: Math.min(best.subject, await milliseconds(subject)),
      yardstick: Math.min(best.yardstick, await milliseconds(yardstick)),
    };
  }
  const ratio = best.subject / best.yardstick;
  process.stdout.write(`${name}: ${ratio.toFixed(2)} (goal ${goal}) ${subject.what} ÷ ${yardstick.what}\n`);
  return { ratio, ...best };
};
