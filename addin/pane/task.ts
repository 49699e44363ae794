import { useCallback, useState } from 'react';
import { Problem } from '../../service/records/problem.ts';

const unexpected = (cause: unknown): Problem =>
  new Problem(
    'pane.failed',
    { zh: '面板出错。', en: 'The pane failed.' },
    {
      zh: '请重试；仍然失败时，请关闭面板再打开。',
      en: 'Try again; if it keeps failing, close the pane and open it again.',
    },
    { message: cause instanceof Error ? cause.message : String(cause) },
    cause,
  );

export const problemOf = (thrown: unknown): Problem =>
  thrown instanceof Problem ? thrown : unexpected(thrown);

export interface Task {
  busy: boolean;
  problem: Problem | null;
  /** Runs work, one at a time; what it throws becomes the problem. */
  run(work: () => Promise<void>): Promise<void>;
  clear(): void;
}

/** Work that the user started: whether it runs, and what went wrong. */
export const useTask = (): Task => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const run = useCallback(async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(null);
    try {
      await work();
    } catch (thrown) {
      setProblem(problemOf(thrown));
    } finally {
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setProblem(null), []);
  return { busy, problem, run, clear };
};
