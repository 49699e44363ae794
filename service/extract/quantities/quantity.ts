import type { Comparator } from '../../records/evidence.ts';
import type { Span } from '../structure/types.ts';

/** A number with its unit as it stands in the text, read and scaled (record-model.md, target: value, unit, comparator). */
export interface Quantity extends Span {
  readonly value: number;
  /** Upper end of a range, else null. */
  readonly valueHigh: number | null;
  /** Money as 亿元, counts as the plain measure word, ranks as 名, everything else as it stands. */
  readonly unit: string;
  readonly comparator: Comparator;
}
