import { signFor } from '../structure/signs.ts';
import type { Clause, Structure } from '../structure/types.ts';
import { type Quantity, quantitiesOf } from './quantity.ts';
import { leadOf, undertakingBefore } from './verb.ts';

/** One of these stands in all that is looked for here. */
const mayCount = signFor('0123456789一二两三四五六七八九十百千万亿');

/**
 * How a quantity stands in its clause:
 * `object` counts the words behind it (培育10家企业), `final` closes its item (产值达到3000亿元, 应用300项),
 * `grade` is an adjective (千亿级集群), `modifier` describes what another number counts (5家规模超过50亿元的企业).
 */
export type Place = 'object' | 'final' | 'grade' | 'modifier';

/** A quantity and the item of the clause that holds it; an item is what 、 or 和 parts from the next number. */
export interface Measure {
  readonly quantity: Quantity;
  readonly clause: Clause;
  readonly place: Place;
  /** Text of the item before the number, words of comparison included. */
  readonly before: string;
  /** Text of the item behind the quantity. */
  readonly after: string;
  /** Where the item begins and ends in the document. */
  readonly start: number;
  readonly end: number;
  /** The measure before this one in the same sentence, which may share its verb; null for the first. */
  readonly previous: Measure | null;
  /** True where the item follows another in the same clause, parted by 、 or 和. */
  readonly continues: boolean;
  /** Numbers among the words that this one counts. */
  readonly modifiers: readonly Quantity[];
}

const separator = /(?:、|以及|和|及|与|或)$/;
const leadingSeparator = /^(?:、|以及|和|及|与|或)/;

/** 投资340亿元（含抽水蓄能）, 装机300万千瓦的目标: an aside in brackets, or that it is the aim, does not open a noun. */
const asidePattern =
  /^(?:[（(][^（）()]{0,40}[）)]|(?:的)?(?:规模|大关|关口|台阶|门槛)|的[^，,。；;、的]{0,6}目标(?:任务|要求)?)(?=$|[、和及与])/;
const asideLength = (behind: string): number => asidePattern.exec(behind)?.[0].length ?? 0;

const longestGap = 80;

const measuresOfClause = (
  clause: Clause,
  quantities: readonly Quantity[],
  first: Measure | null,
): Measure[] => {
  const measures: Measure[] = [];
  const textOf = (from: number, to: number): string =>
    clause.text.slice(from - clause.start, to - clause.start);
  let itemStart = clause.start;
  let previous = first;
  /** 人口300万以上城市公交分担率达到60%: the number before a verb that leads to the next one describes a subject. */
  const describesSubjectOf = (next: Quantity): boolean => {
    const whole = textOf(next.end, clause.end);
    const tail = whole.slice(asideLength(whole));
    if (tail !== '' && !leadingSeparator.test(tail)) return false;
    return leadOf(textOf(Math.max(itemStart, next.numberStart - 24), next.numberStart)) !== null;
  };
  for (let i = 0; i < quantities.length; ) {
    const quantity = quantities[i];
    if (!quantity) break;
    const behind = textOf(quantity.end, clause.end);
    const aside = asideLength(behind);
    const closesItem = behind === '' || leadingSeparator.test(behind) || aside > 0;
    const before = textOf(itemStart, quantity.numberStart).trimEnd();
    const continues = itemStart > clause.start;
    if (quantity.isGrade || closesItem) {
      const measure: Measure = {
        quantity,
        clause,
        place: quantity.isGrade ? 'grade' : 'final',
        before,
        after: quantity.isGrade ? behind : '',
        start: itemStart,
        end: quantity.isGrade ? clause.end : quantity.end,
        previous,
        continues,
        modifiers: [],
      };
      measures.push(measure);
      previous = measure;
      if (!quantity.isGrade) {
        const sep = leadingSeparator.exec(behind.slice(aside))?.[0].length ?? 0;
        itemStart = quantity.end + aside + sep;
      }
      i++;
      continue;
    }
    const following = quantities[i + 1];
    // 亿元以上项目60个, 500千伏变电站3座: a size before a short noun and its count tells which things are counted.
    if (following?.isCount && !quantity.isCount && quantity.unit !== '%' && !following.isGrade) {
      const gap = textOf(quantity.end, following.numberStart);
      const rest = textOf(following.end, clause.end);
      if (
        /^(?:的)?[^，,、的和及与]{2,12}$/.test(gap) &&
        (rest === '' || leadingSeparator.test(rest.slice(asideLength(rest))))
      ) {
        i++;
        continue;
      }
    }
    const undertaken = undertakingBefore(before) !== null || (before === '' && quantity.isCount);
    if (following && !undertaken && describesSubjectOf(following)) {
      i++;
      continue;
    }
    // The counted words reach to the next number that opens an item of its own; numbers in between describe them.
    let next = i + 1;
    const modifiers: Quantity[] = [];
    let end = clause.end;
    let nextStart = clause.end;
    for (; next < quantities.length; next++) {
      const other = quantities[next];
      if (!other) break;
      // The last words before the number decide; a bound keeps a clause of nothing but numbers linear.
      const gap = textOf(Math.max(quantity.end, other.start - longestGap), other.start);
      const sep = separator.exec(gap);
      const opens =
        sep !== null &&
        !other.isGrade &&
        (other.isCount || quantity.unit === other.unit || (sep[0] === '、' && !gap.includes('的')));
      if (opens) {
        end = other.start - sep[0].length;
        nextStart = other.start;
        break;
      }
      // 10家平台和应用300项: a subject of its own stands between, so the number closes an item, not this one.
      const own = /(?:、|以及|并|和|及)([^、]*)$/.exec(gap);
      const tail = textOf(other.end, clause.end);
      // 西线3回通道、东线2回通道: what is counted stands behind both numbers.
      const noun = own ? gap.slice(0, gap.length - own[0].length).trim() : '';
      const repeats = noun.length >= 2 && noun.length <= 8 && tail.trimStart().startsWith(noun);
      if (repeats && own?.[1] && quantity.unit === other.unit) {
        end = other.start - own[0].length;
        nextStart = other.start - own[1].length;
        break;
      }
      if (
        own?.[1] !== undefined &&
        own[1].length >= 4 &&
        (tail === '' || leadingSeparator.test(tail)) &&
        !gap.includes('的') &&
        other.isCount
      ) {
        end = other.start - (own[0]?.length ?? 0);
        nextStart = other.start - own[1].length;
        break;
      }
      modifiers.push(other);
    }
    const measure: Measure = {
      quantity,
      clause,
      place: 'object',
      before,
      after: textOf(quantity.end, end),
      start: itemStart,
      end,
      previous,
      continues,
      modifiers,
    };
    measures.push(measure);
    previous = measure;
    itemStart = nextStart;
    i = next;
  }
  return measures;
};

const known = new WeakMap<Structure, readonly Measure[]>();

/**
 * All numbers of a document in their places, in order of the text. Read once a document and kept as long as it lives.
 * @param structure the document
 */
export const measuresOf = (structure: Structure): readonly Measure[] => {
  const kept = known.get(structure);
  if (kept) return kept;
  const measures: Measure[] = [];
  for (const sentence of structure.sentences) {
    if ((sentence.signs & mayCount) === 0) continue;
    const quantities = quantitiesOf(sentence.text, sentence.start);
    if (quantities.length === 0) continue;
    let previous: Measure | null = null;
    let next = 0;
    for (const clause of sentence.clauses) {
      const mine: Quantity[] = [];
      for (let q = quantities[next]; q && q.start < clause.end; q = quantities[next]) {
        next++;
        if (q.start >= clause.start && q.end <= clause.end) mine.push(q);
      }
      for (const measure of measuresOfClause(clause, mine, previous)) {
        measures.push(measure);
        previous = measure;
      }
    }
  }
  known.set(structure, measures);
  return measures;
};
