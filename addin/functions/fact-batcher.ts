import type { FactAnswer, FactAsk, FactsAnswer, FactsRequest } from '../../service/records/facts.ts';
import { askKey, batchesOf } from './fact-batches.ts';

/**
 * Where answers come from. Both add-ins have a client that fits.
 * @param whenUnwanted calls back when nobody wants the answers any more. No AbortSignal: Apps Script has none.
 */
export type FactsSource = (
  request: FactsRequest,
  whenUnwanted: (stop: () => void) => void,
) => Promise<FactsAnswer>;
/** What of an AbortSignal is needed to give a cell up. */
export interface GivenUp {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
}

export interface FactBatcherOptions {
  source: FactsSource;
  /** Runs work a little later; what is asked until then goes in one request. */
  later: (work: () => void) => void;
  /** The clock, in milliseconds. */
  now: () => number;
  /** Milliseconds for which an answer is good without being asked for again. */
  freshFor: number;
}

interface Waiting {
  resolve: (answer: FactAnswer) => void;
  reject: (reason: unknown) => void;
}
/** An ask that waits to be sent or is on its way, with all cells that want it. */
interface Pending {
  key: string;
  ask: FactAsk;
  waiting: Set<Waiting>;
  /** Called when nobody wants the answer any more. */
  dropped: () => void;
}
interface Kept {
  answer: FactAnswer;
  cursor: number;
  until: number;
}

const aborted = (): Error => Object.assign(new Error('aborted'), { name: 'AbortError' });

/**
 * Puts the asks of all cells that recalculate together into one request, asks nothing twice, and keeps answers for a
 * while: until their time is up, or until any answer tells that the service has moved on (its cursor is newer).
 */
export class FactBatcher {
  readonly #options: FactBatcherOptions;
  readonly #pending = new Map<string, Pending>();
  #unsent: Pending[] = [];
  readonly #kept = new Map<string, Kept>();
  #cursor = 0;

  constructor(options: FactBatcherOptions) {
    this.#options = options;
  }

  /** Forgets all answers, so that the next asks are sent. */
  clear(): void {
    this.#kept.clear();
  }

  /**
   * Asks for one fact.
   * @param signal its cell does not want the answer any more; a request that nobody wants is broken off
   * @throws what the source throws, and AbortError after the signal
   */
  ask(ask: FactAsk, signal?: GivenUp): Promise<FactAnswer> {
    if (signal?.aborted) return Promise.reject(aborted());
    const key = askKey(ask);
    const kept = this.#kept.get(key);
    if (kept && kept.until > this.#options.now() && kept.cursor >= this.#cursor)
      return Promise.resolve(kept.answer);
    const pending = this.#pending.get(key) ?? this.#enqueue(key, ask);
    return new Promise((resolve, reject) => {
      const waiting: Waiting = { resolve, reject };
      pending.waiting.add(waiting);
      signal?.addEventListener('abort', () => {
        if (!pending.waiting.delete(waiting)) return;
        reject(aborted());
        if (pending.waiting.size > 0) return;
        if (this.#pending.get(key) === pending) this.#pending.delete(key);
        pending.dropped();
      });
    });
  }

  #enqueue(key: string, ask: FactAsk): Pending {
    const pending: Pending = { key, ask, waiting: new Set(), dropped: () => {} };
    this.#pending.set(key, pending);
    this.#unsent.push(pending);
    if (this.#unsent.length === 1) this.#options.later(() => this.#send());
    return pending;
  }

  #send(): void {
    const wanted = this.#unsent.filter((pending) => pending.waiting.size > 0);
    this.#unsent = [];
    for (const batch of batchesOf(wanted)) void this.#sendBatch(batch);
  }

  async #sendBatch(batch: readonly Pending[]): Promise<void> {
    let stop = (): void => {};
    for (const pending of batch)
      pending.dropped = () => {
        if (batch.every((one) => one.waiting.size === 0)) stop();
      };
    try {
      const { answers, cursor } = await this.#options.source(
        { asks: batch.map(({ ask }) => ask) },
        (listener) => {
          stop = listener;
        },
      );
      if (answers.length !== batch.length)
        throw new Error(`${batch.length} asks got ${answers.length} answers`);
      this.#keep(batch, answers, cursor);
      for (const [index, { waiting }] of batch.entries())
        for (const { resolve } of waiting) resolve(answers[index] as FactAnswer);
    } catch (reason) {
      for (const { waiting } of batch) for (const { reject } of waiting) reject(reason);
    } finally {
      for (const pending of batch) {
        pending.waiting.clear();
        if (this.#pending.get(pending.key) === pending) this.#pending.delete(pending.key);
      }
    }
  }

  #keep(batch: readonly Pending[], answers: readonly FactAnswer[], cursor: number): void {
    if (cursor > this.#cursor) {
      this.#cursor = cursor;
      for (const [key, kept] of this.#kept) if (kept.cursor < cursor) this.#kept.delete(key);
    }
    const until = this.#options.now() + this.#options.freshFor;
    for (const [index, { key }] of batch.entries()) {
      const answer = answers[index];
      if (answer) this.#kept.set(key, { answer, cursor, until });
    }
  }
}
