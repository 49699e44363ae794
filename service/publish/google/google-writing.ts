import { randomUUID } from 'node:crypto';
import type { RefreshPlan, TableSnapshot } from '../../../templates/refresh/types.ts';
import { Problem } from '../../records/problem.ts';
import type { CellValue } from '../../records/sheet-row.ts';
import type { Request } from './google-cells.ts';
import type { GoogleClient } from './google-client.ts';
import { markWrite } from './google-marks.ts';
import type { Piece } from './google-pieces.ts';
import { readFrame, readWriteMark } from './google-state.ts';
import { keyColumnOf, type LocatedTable } from './google-table.ts';

const changedMeanwhile = (table: string, written: 'nothing' | 'taken back'): Problem =>
  new Problem(
    'workbook.changed-since-plan',
    written === 'nothing'
      ? {
          zh: `表“${table}”在写入前被别人改动过，没有写入任何内容。`,
          en: `Somebody else changed the table "${table}" before it was written; nothing was written.`,
        }
      : {
          zh: `表“${table}”在分批写入期间被别人改动过，已写入的部分已撤回。`,
          en: `Somebody else changed the table "${table}" while it was written in batches; what was written was taken back.`,
        },
    { zh: '请重新刷新一次。', en: 'Refresh again.' },
    { table },
  );

/** One batch and what is known of the spreadsheet when it is sent. */
export interface MarkedBatch {
  requests: readonly Request[];
  /** The note that stands, and that of this batch. */
  before: string | null;
  mark: string;
  table: string;
  /** Asked before the batch is sent again; throws where somebody else wrote meanwhile. */
  unchanged: () => Promise<void>;
  /** True where `unchanged` could not tell whether this very batch is in the sheet already. */
  strict?: boolean;
}

/** Sends a batch that notes itself: where Google gives no answer, the note tells whether it was carried out. */
export const writeBatch = (client: GoogleClient, batch: MarkedBatch): Promise<void> => {
  const { requests, before, mark, table, unchanged, strict = false } = batch;
  return client.batchUpdate([...requests, markWrite(before, mark)], async () => {
    const now = await readWriteMark(client);
    if (now === mark) return true;
    // Another writer of ours came in between: with its note in place ours could not be told from it.
    if (now !== before && (strict || before === null)) throw changedMeanwhile(table, 'nothing');
    await unchanged();
    return false;
  });
};

/**
 * Writes the batches of a plan. The Sheets API is atomic within a batch only; where a plan needs several, each leaves
 * the table in order, and where a later one fails the earlier ones are taken back. A process that is killed between two batches
 * leaves a table whose next refresh goes on where it stopped, because every row carries its key.
 */
export class TableWriter {
  readonly #client: GoogleClient;
  readonly #plan: RefreshPlan;
  readonly #place: LocatedTable;
  readonly #now: TableSnapshot;

  constructor(client: GoogleClient, plan: RefreshPlan, place: LocatedTable, now: TableSnapshot) {
    this.#client = client;
    this.#plan = plan;
    this.#place = place;
    this.#now = now;
  }

  async write(pieces: readonly Piece[], mark: string | null, unchanged: () => Promise<void>): Promise<void> {
    const id = randomUUID();
    const column = keyColumnOf(this.#now.headers, this.#plan.binding);
    const keys = this.#now.rows.map((row): CellValue => row.cells[column]?.value ?? null);
    let before = mark;
    for (const [index, piece] of pieces.entries()) {
      const next = `${id}/${index + 1}`;
      try {
        if (index > 0) await this.#refuseIfMoved(keys, column);
        await writeBatch(this.#client, {
          requests: piece.requests,
          before,
          mark: next,
          table: this.#plan.table,
          unchanged: index === 0 ? unchanged : () => this.#refuseIfMoved(keys, column),
          strict: index > 0,
        });
      } catch (error) {
        if (index > 0) await this.#takeBack(pieces.slice(0, index), before, keys, column, error);
        throw error;
      }
      piece.rekey(keys);
      before = next;
    }
  }

  /** Between two batches, in one small read: does every row stand where we left it? */
  async #refuseIfMoved(keys: readonly CellValue[], column: number): Promise<void> {
    const { range, sheet } = this.#place;
    const frame = await readFrame(this.#client, sheet, range, range.left + column);
    const same = (one: CellValue | undefined, other: CellValue | undefined): boolean =>
      String(one ?? '') === String(other ?? '');
    const isSame =
      this.#now.headers.every((header, i) => same(frame.headers[i], header)) &&
      keys.every((key, row) => same(frame.column[row], key));
    if (!isSame) throw changedMeanwhile(this.#plan.table, 'taken back');
  }

  /** Takes batches back, the last first. @throws Problem `google.half-written` where that fails as well */
  async #takeBack(
    done: readonly Piece[],
    mark: string | null,
    keys: readonly CellValue[],
    column: number,
    reason: unknown,
  ): Promise<void> {
    let before = mark;
    try {
      // Rows that somebody moved meanwhile must not be emptied in place of ours.
      await this.#refuseIfMoved(keys, column);
      for (const piece of [...done].reverse()) {
        const next = `${randomUUID()}/back`;
        await writeBatch(this.#client, {
          requests: piece.inverse,
          before,
          mark: next,
          table: this.#plan.table,
          unchanged: async () => {},
          strict: true,
        });
        before = next;
      }
    } catch (failure) {
      const { table } = this.#plan;
      throw new Problem(
        'google.half-written',
        {
          zh: `表“${table}”的刷新分 ${done.length + 1} 批以上写入，其中 ${done.length} 批已写入，后面的失败了，而且无法撤回。`,
          en: `The refresh of the table "${table}" takes several batches; ${done.length} were written, a later one failed, and they could not be taken back.`,
        },
        {
          zh: '已写入的每一行都是完整的。请再刷新一次：它会从停下的地方继续，不会重复。',
          en: 'Every row that was written is whole. Refresh again: it goes on where it stopped and doubles nothing.',
        },
        { table, written: done.length, reason: String(reason), failure: String(failure) },
        failure,
      );
    }
  }
}
