import type { Kind } from '../../records/kinds.ts';
import { type Draft, withFields } from '../rule.ts';

type Evidence = Draft['record']['evidence'][number];

/**
 * A record to which others are added that say the same. The passages are gathered in one list and handed over once:
 * copying them with every addition would take a time that grows with the square of their number.
 */
export class MergedDraft<K extends Kind> {
  readonly #first: Draft<K>;
  /** That of the first draft, until something changes it. */
  #record: Draft<K>['record'];
  readonly #starts: Set<number>;
  readonly #evidence: Evidence[];

  constructor(draft: Draft<K>) {
    this.#first = draft;
    this.#record = draft.record;
    this.#starts = new Set(draft.record.evidence.map(({ start }) => start));
    this.#evidence = [...draft.record.evidence];
  }

  /** The record so far; its `evidence` is that of the first draft until `whole` is asked for. */
  get record(): Draft<K>['record'] {
    return this.#record;
  }

  /** Adds the passages of another draft that are new. */
  addPassages({ record }: Draft<K>): void {
    for (const passage of record.evidence) {
      if (this.#starts.has(passage.start)) continue;
      this.#starts.add(passage.start);
      this.#evidence.push(passage);
    }
  }

  /** Writes other fields into the record; the passages stay. */
  change(fields: Partial<Draft<K>['record']>): void {
    if (this.#record === this.#first.record) this.#record = { ...this.#record };
    Object.assign(this.#record, fields);
  }

  /** The draft with all its passages; the first one itself where nothing was added. */
  whole(): Draft<K> {
    const first = this.#first;
    if (this.#record === first.record && this.#evidence.length === first.record.evidence.length) return first;
    const fields: Partial<Draft<K>['record']> = this.#record;
    const whole = withFields(first, fields);
    whole.record.evidence = this.#evidence;
    return whole;
  }
}
