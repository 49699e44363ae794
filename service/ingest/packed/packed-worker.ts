import { parentPort } from 'node:worker_threads';
import { type PackedRefusal, Refused } from './outcome.ts';
import type { PackedAnswer, PackedTask } from './packed.ts';

/**
 * The thread in which packed files are read: a hostile file may take all of its time and memory, and then the thread
 * is ended, not the service. The libraries are loaded when the first file of their kind comes.
 */
const textOf = async ({ kind, bytes, limits }: PackedTask): Promise<string> => {
  if (kind === 'docx') return (await import('./docx.ts')).htmlOfDocx(bytes, limits);
  return (await import('./pdf.ts')).textOfPdf(bytes, limits);
};

const refusalOf = (error: unknown): PackedRefusal =>
  error instanceof Refused
    ? error.refusal
    : { why: 'broken', detail: error instanceof Error ? error.message.slice(0, 200) : String(error) };

parentPort?.on('message', async (task: PackedTask) => {
  let answer: PackedAnswer;
  try {
    const text = await textOf(task);
    if (text.length > task.limits.characters * 4)
      throw new Refused({ why: 'characters', limit: task.limits.characters });
    answer = { id: task.id, text };
  } catch (error) {
    answer = { id: task.id, refusal: refusalOf(error) };
  }
  parentPort?.postMessage(answer);
});
