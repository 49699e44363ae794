import { Problem } from '../../records/problem.ts';
import type { CellValue } from '../../records/sheet-row.ts';
import { bytesOf, type Request } from './google-cells.ts';

/** Google advises requests of at most 2 MB (developers.google.com/sheets/api/limits); some room is left for the frame. */
export const pieceBytes = 1_900_000;
/** What cannot be cut must still arrive: the API refuses some way above this. */
const mostBytes = 9 * 1024 * 1024;

/** Writes that leave the table whole by themselves: whole rows, each with its key. */
export interface Step {
  requests: readonly Request[];
  /** Takes the step back, in the state that it left. */
  inverse: readonly Request[];
  /** What the step does to the list of keys of the table's rows. */
  rekey(keys: CellValue[]): void;
}
/** One batch. */
export interface Piece extends Step {
  bytes: number;
}

/** Puts steps together to batches below a size. */
export class Packing {
  readonly #limit: number;
  readonly #pieces: { bytes: number; steps: Step[] }[] = [];

  constructor(limit: number = pieceBytes) {
    this.#limit = limit;
  }

  /** Bytes that still go into the batch at hand. */
  get room(): number {
    return this.#limit - (this.#pieces.at(-1)?.bytes ?? 0);
  }
  /** Room of a batch that nothing is in yet. */
  get whole(): number {
    return this.#limit;
  }
  add(step: Step): void {
    const bytes = bytesOf(step.requests);
    const last = this.#pieces.at(-1);
    if (last && last.bytes + bytes <= this.#limit) {
      last.steps.push(step);
      last.bytes += bytes;
    } else this.#pieces.push({ bytes, steps: [step] });
  }
  pieces(): Piece[] {
    return this.#pieces.map(({ bytes, steps }) => ({
      bytes,
      requests: steps.flatMap((step) => step.requests),
      inverse: [...steps].reverse().flatMap((step) => step.inverse),
      rekey: (keys) => {
        for (const step of steps) step.rekey(keys);
      },
    }));
  }
}

/** @throws Problem `google.too-large` where a batch is beyond what the API takes */
export const refuseTooLarge = (pieces: readonly Piece[]): void => {
  const bytes = Math.max(0, ...pieces.map((piece) => piece.bytes));
  if (bytes <= mostBytes) return;
  const megabytes = Math.ceil(bytes / 1024 / 1024);
  throw new Problem(
    'google.too-large',
    {
      zh: `这次刷新有 ${megabytes} MB 必须一次写入（移除的行、归档与撤销所需的记录），超过 Google 表格的上限，没有写入任何内容。`,
      en: `This refresh has ${megabytes} MB that must be written at once (removed rows, the archive, what an undo needs), more than Google Sheets takes; nothing was written.`,
    },
    {
      zh: '请缩小查询范围（例如按地区或年份分成几张表）后再刷新。',
      en: 'Narrow the query (by region or year, say, in several tables) and refresh again.',
    },
    { bytes, most: mostBytes },
  );
};
