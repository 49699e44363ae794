import cliProgress from 'cli-progress';
import type { CommandContext } from './context.ts';

/** Shows how far a command is, on stderr. */
export interface Progress {
  step(what: string): void;
  done(): void;
}

/**
 * A progress bar on a terminal; a line now and then where stderr is a file or a pipe, which cannot be redrawn.
 * @param total number of steps to come
 */
export const progressOf = (context: CommandContext, title: string, total: number): Progress => {
  if (context.interactive) {
    const bar = new cliProgress.SingleBar(
      {
        format: `${title} {bar} {value}/{total} {what}`,
        clearOnComplete: true,
        hideCursor: true,
        stopOnComplete: true,
      },
      cliProgress.Presets.shades_classic,
    );
    bar.start(total, 0, { what: '' });
    return { step: (what) => bar.increment(1, { what }), done: () => bar.stop() };
  }
  let steps = 0;
  let said = 0;
  return {
    step: (what) => {
      steps++;
      // A line for each tenth is enough to see that it lives.
      if (steps < total && steps * 10 < (said + 1) * total) return;
      said = Math.floor((steps * 10) / total);
      context.stderr(`${title} ${steps}/${total} ${what}`);
    },
    done: () => {},
  };
};
