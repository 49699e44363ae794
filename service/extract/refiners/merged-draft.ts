import type { Kind } from '../../records/kinds.ts';
import type { Draft } from '../rule.ts';

type Evidence = Draft['record']['evidence'][number];

/**
 * A record to which others are added that say the same. The passages are gathered in one list and handed over once:
 * copying them with every addition would take a time that grows with the square of their number.
 */
export class MergedDraft<K extends Kind> {
  #draft: Draft<K>;
  readonly #first: Draft<K>;
  readonly #starts: Set<number>;
  readonly #evidence: Evidence[];

  constructor(draft: Draft<K>) {
    this.#draft = draft;
    this.#first = draft;
    this.#starts = new Set(draft.record.evidence.map(({ start }) => start));
    this.#evidence = [...draft.record.evidence];
  }

  /** The record so far; its `evidence` is that of the first draft until `whole` is asked for. */
  get record(): Draft<K>['record'] {
    return this.#draft.record;
  }

  /** Adds the passages of another draft that are new. */
  addPassages({ record }: Draft<K>): void {
    for (const passage of record.evidence) {
      if (this.#starts.has(passage.start)) continue;
      this.#starts.add(passage.start);
      this.#evidence.push(passage);
    }
  }

  /** Puts another record in place of this one's; the passages stay. */
  replace(record: Draft<K>['record']): void {
    this.#draft = { ...this.#draft, record };
  }

  /** The draft with all its passages; the first one itself where nothing was added. */
  whole(): Draft<K> {
    const unchanged =
      this.#draft === this.#first && this.#evidence.length === this.#first.record.evidence.length;
    return unchanged
      ? this.#first
      : { ...this.#draft, record: { ...this.#draft.record, evidence: this.#evidence } };
  }
}
