import type { CellInput } from './cell-input.ts';

/**
 * Collects writes and sends them in as few requests as the size limit allows. The size of a request is estimated from
 * what office.js makes of a write: its values as JSON in UTF-8 and a few hundred bytes of envelope.
 */

/** Below the 5 MB of Excel on the web (Microsoft, resource limits), with room for what the estimate misses. */
const requestBytes = 3_600_000;
const envelopeBytes = 700;
/** office.js cuts a block above 1,500 cells into parts, each with an envelope of its own. */
const cellsAPart = 1_500;

export interface CellBlock {
  row: number;
  column: number;
  values: CellInput[][];
}
export interface CellToWrite {
  row: number;
  column: number;
  value: CellInput;
}

/**
 * Joins cells into rectangles, so that each is one write and no cell beside them is touched: runs along a row first, then
 * equal runs of neighbouring rows.
 */
export const blocksOf = (cells: readonly CellToWrite[]): CellBlock[] => {
  const ordered = [...cells].sort((a, b) => a.row - b.row || a.column - b.column);
  const runs: CellBlock[] = [];
  for (const cell of ordered) {
    const last = runs.at(-1);
    const line = last?.values[0];
    if (last && line && last.row === cell.row && last.column + line.length === cell.column)
      line.push(cell.value);
    else runs.push({ row: cell.row, column: cell.column, values: [[cell.value]] });
  }
  const open = new Map<string, CellBlock>();
  const blocks: CellBlock[] = [];
  for (const run of runs) {
    const shape = `${run.column}:${run.values[0]?.length ?? 0}`;
    const above = open.get(shape);
    if (above && above.row + above.values.length === run.row) above.values.push(...run.values);
    else {
      open.set(shape, run);
      blocks.push(run);
    }
  }
  return blocks;
};

const encoder = new TextEncoder();
const bytesOf = (values: readonly (readonly CellInput[])[]): number => {
  const cells = values.length * (values[0]?.length ?? 0);
  return encoder.encode(JSON.stringify(values)).length + envelopeBytes * (1 + Math.ceil(cells / cellsAPart));
};

/** Cuts a block by rows where it is too large for one request. */
const cut = (block: CellBlock, limit: number): CellBlock[] => {
  if (bytesOf(block.values) <= limit || block.values.length === 1) return [block];
  const half = Math.ceil(block.values.length / 2);
  return [
    ...cut({ ...block, values: block.values.slice(0, half) }, limit),
    ...cut({ ...block, row: block.row + half, values: block.values.slice(half) }, limit),
  ];
};

/** Sends what is put into it whenever a request is full; `flush` sends the rest. */
export class WriteQueue {
  readonly #context: Excel.RequestContext;
  readonly #onSent: (cells: number) => void;
  readonly #limit: number;
  #bytes = 0;
  #cells = 0;
  #waiting = false;

  /**
   * @param onSent called after each request, with the number of cells written so far
   * @param limit bytes of a request
   */
  constructor(context: Excel.RequestContext, onSent: (cells: number) => void, limit = requestBytes) {
    this.#context = context;
    this.#onSent = onSent;
    this.#limit = limit;
  }

  /** Puts a small action (a format, a resize) into the queue. */
  act(action: () => void): void {
    action();
    this.#bytes += envelopeBytes;
    this.#waiting = true;
  }

  async write(sheet: Excel.Worksheet, blocks: readonly CellBlock[]): Promise<void> {
    for (const block of blocks.flatMap((whole) => cut(whole, this.#limit))) {
      const bytes = bytesOf(block.values);
      if (this.#bytes + bytes > this.#limit && this.#waiting) await this.flush();
      const columns = block.values[0]?.length ?? 0;
      const range = sheet.getRangeByIndexes(block.row, block.column, block.values.length, columns);
      range.values = block.values;
      this.#bytes += bytes;
      this.#cells += block.values.length * columns;
      this.#waiting = true;
    }
  }

  async flush(): Promise<void> {
    if (!this.#waiting) return;
    this.#bytes = 0;
    this.#waiting = false;
    await this.#context.sync();
    this.#onSent(this.#cells);
  }
}
