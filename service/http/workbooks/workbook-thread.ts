import { Worker } from 'node:worker_threads';
import type { WorkbookClient, WorkbookRun } from '../../../templates/refresh/workbook-run.ts';
import type { FactAsk } from '../../records/facts.ts';
import { Problem } from '../../records/problem.ts';
import type { SyncRequest } from '../../records/sync.ts';
import { threadEntry } from '../../store/package-place.ts';
import { packProblem, unpackProblem } from './travelling.ts';
import { type WorkbookLimits, workbookLimits } from './workbook-limits.ts';
import type { FromThread, ToThread, WorkbookTask } from './workbook-task.ts';

export const workbookTooLarge = (most: number): Problem =>
  new Problem(
    'workbook.too-large',
    {
      zh: `工作簿超过 ${Math.floor(most / 1_048_576)} MB。`,
      en: `The workbook is larger than ${Math.floor(most / 1_048_576)} MB.`,
    },
    {
      zh: '请压缩图片或拆分工作簿；也可在装有本软件的机器上用命令行刷新。',
      en: 'Compress its pictures or split it; or refresh it by the command line on a machine with this program.',
    },
    { most },
  );

const slow = (milliseconds: number): Problem =>
  new Problem(
    'workbook.slow',
    {
      zh: `工作簿在 ${Math.round(milliseconds / 1000)} 秒内没有处理完。`,
      en: `The workbook was not done within ${Math.round(milliseconds / 1000)} seconds.`,
    },
    {
      zh: '请一次只刷新一个表格，或用命令行刷新。',
      en: 'Refresh one table at a time, or use the command line.',
    },
    { milliseconds },
  );

const tooHeavy = (cause?: unknown): Problem =>
  new Problem(
    'workbook.too-heavy',
    {
      zh: '处理这个工作簿所需的内存超出了服务的限制。',
      en: 'The workbook needs more memory than the service allows it.',
    },
    {
      zh: '请删去不用的行和工作表，或用命令行刷新。',
      en: 'Delete rows and sheets that are not used, or refresh it by the command line.',
    },
    {},
    cause,
  );

const busy = (): Problem =>
  new Problem(
    'workbook.busy',
    { zh: '服务正在处理别的工作簿。', en: 'The service is at work on other workbooks.' },
    { zh: '请稍后再试。', en: 'Try again in a moment.' },
  );

/** Told to nobody but the log: whoever asked has gone. */
const givenUp = (): Problem =>
  new Problem(
    'workbook.given-up',
    { zh: '请求方已断开。', en: 'Whoever asked has gone.' },
    { zh: '请重新发送。', en: 'Send it again.' },
  );

/** What became of a workbook. */
export interface WorkedWorkbook {
  run: WorkbookRun;
  /** The workbook afterwards; null where it was only planned. */
  bytes: Uint8Array | null;
}

/** Works on uploaded workbooks, one at a time. */
export interface WorkbookRunner {
  readonly limits: WorkbookLimits;
  /**
   * @throws Problem of the workbook, the plan and the service; `workbook.busy`, `workbook.slow`, `workbook.too-heavy`
   */
  run(
    task: Omit<WorkbookTask, 'limits' | 'evidenceBase'>,
    client: WorkbookClient,
    /** Aborted where whoever asked has gone: nobody waits for the rest. */
    gone: AbortSignal,
  ): Promise<WorkedWorkbook>;
}

/** One thread, asked for one workbook, and ended with it: nothing of a hostile file outlives its request. */
const inThread = (task: WorkbookTask, client: WorkbookClient, gone: AbortSignal): Promise<WorkedWorkbook> =>
  new Promise((resolve, reject) => {
    if (gone.aborted) return reject(givenUp());
    const { limits } = task;
    const { entry, eval: asCode } = threadEntry('service/http/workbooks/workbook-worker');
    const thread = new Worker(entry, {
      eval: asCode,
      execArgv: [],
      // A thread has no use for what the service was given in its environment, the token above all.
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: limits.heapMegabytes },
    });
    const timer = setTimeout(() => settle(() => reject(slow(limits.milliseconds))), limits.milliseconds);
    let settled = false;
    const settle = (tell: () => void): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      void thread.terminate();
      tell();
    };
    gone.addEventListener('abort', () => settle(() => reject(givenUp())), { once: true });
    const send = (message: ToThread): void => thread.postMessage(message);
    const answer = async (call: number, method: 'sync' | 'facts', question: unknown): Promise<void> => {
      try {
        const value =
          method === 'sync'
            ? await client.sync(question as SyncRequest)
            : await client.facts(question as { asks: readonly FactAsk[] });
        send({ is: 'answer', call, value });
      } catch (error) {
        const problem = packProblem(error);
        if (problem === null) return settle(() => reject(error));
        send({ is: 'refusal', call, problem });
      }
    };
    thread.on('message', (message: FromThread) => {
      switch (message.is) {
        case 'call':
          void answer(message.call, message.method, message.question);
          break;
        case 'done':
          settle(() => resolve({ run: message.run as WorkbookRun, bytes: message.bytes }));
          break;
        case 'problem':
          settle(() => reject(unpackProblem(message.problem)));
          break;
        case 'failure':
          settle(() => reject(new Error(message.message)));
          break;
      }
    });
    thread.on('error', (error: NodeJS.ErrnoException) =>
      settle(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooHeavy(error) : error)),
    );
    thread.on('exit', () => settle(() => reject(tooHeavy())));
    send({ is: 'task', task });
  });

/** A runner with a queue: one workbook at a time bounds what all of them take of the machine. */
export const workbookRunner = (given: Partial<WorkbookLimits> = {}): WorkbookRunner => {
  const limits = { ...workbookLimits, ...given };
  let last: Promise<unknown> = Promise.resolve();
  let inside = 0;
  return {
    limits,
    run: async (task, client, gone) => {
      if (inside > limits.waiting) throw busy();
      inside++;
      const turn = last.then(() =>
        inThread({ ...task, evidenceBase: client.evidenceBase, limits }, client, gone),
      );
      last = turn.catch(() => undefined);
      try {
        return await turn;
      } finally {
        inside--;
      }
    },
  };
};
